import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportForm, MappingForm, PackageFacts, PlannedEntries, SenderTrust } from "~/features/upward/components/plan-page";
import { importStaged } from "~/features/upward/import-staged.server";
import { mappingOfForm, planView } from "~/features/upward/plan-view.server";
import { trustSchema } from "~/features/upward/schemas";
import { trustSender } from "~/features/upward/senders.server";
import { stagedOf } from "~/features/upward/stage-package.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).upward.plan.title }];

const NO_REPLY = { heard: "", name: null as string | null, heardProblem: null as string | null, problem: null as string | null };

async function staged(args: LoaderFunctionArgs) {
  const access = await requireEdition(args, "entry.list");
  const { services, now } = args.context;
  return { ...access, services, now, locale: localeOfPath(new URL(args.request.url).pathname), staged: await stagedOf(services, { ...access, id: args.params["package"] ?? "", now }) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, services, now, locale, staged: found } = await staged(args);
  if (!found) refuse("not_found");
  const mapping = mappingOfForm(new URL(args.request.url).searchParams);
  const view = await planView(services, { actor, edition, opened: found.opened, mapping, now });
  const messages = messagesFor(locale);
  const about = { slug: edition.slug, title: edition.title, packageId: found.opened.manifest.packageId };
  if (view.ok) return { ...about, view: view.value, fault: null };
  const text = reasonText(messages, view.reason, messages.upward.plan.reasons);
  return { ...about, view: null, fault: view.file === undefined ? text : messages.upward.plan.faultAt(text, view.file) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition, services, now, locale, staged: found } = await staged(args);
  const messages = messagesFor(locale);
  const { reasons } = messages.upward.plan;
  const form = await readForm(args.request);
  const { pathname, search } = new URL(args.request.url);
  if (form.get("intent") === "trust") {
    if (!found) refuse("not_found");
    const typed = { heard: String(form.get("heard") ?? ""), name: String(form.get("name") ?? "") };
    const read = trustSchema.safeParse(typed);
    const trusted = read.success ? await trustSender(services, { actor, edition, input: { ...read.data, publicKey: found.opened.manifest.publicKey }, now }) : null;
    if (trusted?.ok) throw redirect(pathname + search, 303);
    const reason = trusted?.reason ?? "fingerprint_differs";
    if (reason === "forbidden") refuse("forbidden");
    return data({ ...NO_REPLY, ...typed, heardProblem: reasonText(messages, reason, reasons) }, { status: 400 });
  }
  if (form.get("intent") !== "import") refuse("invalid");
  const imported = await importStaged(services, { actor, edition, staged: found, packageId: String(form.get("package") ?? ""), mapping: mappingOfForm(form), now });
  if (imported.ok) throw redirect(`${withLocale(paths.packagesFromBelow(edition.slug), locale)}?nhap=${imported.value.packageId}`, 303);
  if (imported.reason === "not_found") refuse("not_found");
  const text = reasonText(messages, imported.reason, reasons);
  const known = statusOf(imported.reason);
  return data({ ...NO_REPLY, problem: imported.file === undefined ? text : messages.upward.plan.faultAt(text, imported.file) }, { status: known >= 500 ? 409 : known });
}

export default function StagedPackage() {
  const { slug, title, view, fault, packageId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() ?? NO_REPLY;
  const { incoming, plan } = useMessages().upward;
  const href = useHref();
  const problem = reply.problem ?? fault;
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: incoming.title, href: href(paths.packagesFromBelow(slug)) }, { label: plan.title }]} eyebrow={title} title={plan.title} />
      {problem && (
        <Notice tone="danger" title={incoming.fault} live>
          <p>{problem}</p>
        </Notice>
      )}
      {view && (
        <>
          <PackageFacts view={view} />
          <SenderTrust view={view.sender} problem={reply.heardProblem} heard={reply.heard} name={reply.name} />
          <section>
            <h2>{plan.entriesTitle}</h2>
            <PlannedEntries view={view} />
          </section>
          <MappingForm view={view} />
          <ImportForm view={view} packageFields={{ package: packageId }} />
        </>
      )}
    </div>
  );
}
