import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { isUuid } from "~/domain/kernel/uuid";
import { ReceivedList, Senders, UploadPackage, WaitingList } from "~/features/upward/components/incoming-page";
import { MOST_PACKAGE_BYTES } from "~/features/upward/package-form";
import { incomingPage } from "~/features/upward/received.server";
import { revokeSender } from "~/features/upward/senders.server";
import { stagePackage } from "~/features/upward/stage-package.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).upward.incoming.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "entry.list");
  const subject = { editionId: edition.id, phase };
  const page = await incomingPage(args.context.services, { edition, viewerId: actor.userId, now: args.context.now });
  const mayTrust = can(actor, "sender.trust", subject).allowed;
  return { slug: edition.slug, title: edition.title, ...page, mayTrust, mayImport: can(actor, "package.import", subject).allowed, mostBytes: MOST_PACKAGE_BYTES };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { services, now } = context;
  const { pathname } = new URL(request.url);
  const locale = localeOfPath(pathname);
  const { upward } = messagesFor(locale);
  if (!/^multipart\//i.test(request.headers.get("content-type") ?? "")) {
    const { actor, edition } = await requireEdition(args, "sender.trust");
    const form = await readForm(request);
    const id = String(form.get("id"));
    if (form.get("intent") !== "revoke" || !isUuid(id)) refuse("invalid");
    const revoked = await revokeSender(services, { actor, edition, input: { id }, now });
    if (!revoked.ok) refuse(revoked.reason);
    throw redirect(`${pathname}?thoi-tin=1`, 303);
  }
  const { actor, edition } = await requireEdition(args, "package.import");
  const problem = (reason: string, file?: string) => {
    const text = reasonText(messagesFor(locale), reason, upward.plan.reasons);
    const known = statusOf(reason);
    return data({ text: file === undefined ? text : upward.plan.faultAt(text, file) }, { status: known >= 500 ? 400 : known });
  };
  const read = await readFormWithFiles(services, request, { maxBytes: MOST_PACKAGE_BYTES });
  if (!read.ok) return problem(read.reason);
  const { files, discard } = read.value;
  try {
    const file = files.find(({ field }) => field === "package");
    if (!file) return problem("no_file");
    const staged = await stagePackage(services, { actor, edition, file, now });
    if (!staged.ok) return problem(staged.reason, staged.reason === "disk_full" ? undefined : staged.file);
    throw redirect(withLocale(paths.stagedPackage(edition.slug, staged.value.id), locale), 303);
  } finally {
    await discard();
  }
}

export default function PackagesIn() {
  const { slug, title, received, senders, waiting, mayTrust, mayImport, mostBytes } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  const { incoming } = useMessages().upward;
  const [query] = useSearchParams();
  const done = received.find(({ id }) => id === query.get("nhap")) ?? null;
  return (
    <div className="space-y-5">
      <PageHeader eyebrow={title} title={incoming.title} lead={incoming.lead} />
      {query.has("thoi-tin") && (
        <Notice tone="success" live>
          {incoming.revoked}
        </Notice>
      )}
      {mayImport ? <UploadPackage refusal={refusal} mostBytes={mostBytes} /> : <Notice>{incoming.notOpen}</Notice>}
      <WaitingList slug={slug} waiting={waiting} />
      <ReceivedList slug={slug} received={received} done={done} />
      <section>
        <h2>{incoming.sendersTitle}</h2>
        <Senders senders={senders} mayTrust={mayTrust} actionPath={paths.packagesFromBelow(slug)} />
      </section>
    </div>
  );
}
