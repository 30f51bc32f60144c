import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { AwardedChoice, NominatedList, Sending } from "~/features/upward/components/nominations-page";
import { moveNomination, nominateEntries, noteNomination, withdrawNomination } from "~/features/upward/nominate.server";
import { nominationsPage } from "~/features/upward/nominations-page.server";
import { noteSchema } from "~/features/upward/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { isUuid } from "~/domain/kernel/uuid";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

/** Shows how far the package is; without it the browser's own list of downloads does. */
export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).upward.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "nomination.view");
  const { services, now } = args.context;
  const subject = { editionId: edition.id, phase };
  const view = await nominationsPage(services, { actor, edition, now });
  return { slug: edition.slug, title: edition.title, view, run: crypto.randomUUID(), mayManage: can(actor, "nomination.manage", subject).allowed, maySend: can(actor, "package.send", subject).allowed, mayInspect: can(actor, "entry.inspect", subject).allowed };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "nomination.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const messages = messagesFor(localeOfPath(pathname));
  const form = await readForm(args.request);
  const intent = String(form.get("intent"));
  const act = { actor, editionId: edition.id, now };
  const problem = (reason: string, status = statusOf(reason)) => data({ problem: reasonText(messages, reason, messages.upward.reasons) }, { status });
  if (intent === "nominate") {
    const entryIds = form.getAll("entry").map(String);
    if (!entryIds.every(isUuid)) refuse("invalid");
    const nominated = await nominateEntries(services, { ...act, input: { entryIds } });
    if (nominated.ok) throw redirect(`${pathname}?da=${nominated.value.added}`, 303);
    if (nominated.reason === "not_found") refuse("not_found");
    return problem(nominated.reason, nominated.reason === "nothing_chosen" ? 400 : statusOf(nominated.reason));
  }
  const id = String(form.get("id"));
  if (!isUuid(id)) refuse("not_found");
  const note = intent === "note" ? noteSchema.safeParse(form.get("note")) : null;
  if (note && !note.success) return problem("too_long", 400);
  const done =
    intent === "withdraw" ? await withdrawNomination(services, { ...act, input: { id } })
    : intent === "up" ? await moveNomination(services, { ...act, input: { id, by: -1 } })
    : intent === "down" ? await moveNomination(services, { ...act, input: { id, by: 1 } })
    : note?.success ? await noteNomination(services, { ...act, input: { id, note: note.data } })
    : null;
  if (!done) refuse("invalid");
  if (!done.ok) refuse(done.reason);
  throw redirect(`${pathname}?da=ghi`, 303);
}

export default function Nominations() {
  const { slug, title, view, run, mayManage, maySend, mayInspect } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { upward } = useMessages();
  const { integer } = useFormats();
  const [query] = useSearchParams();
  const done = query.get("da");
  const refusedWith = query.get("goi");
  const reasons: Readonly<Record<string, string>> = upward.reasons;
  const refusal = refusedWith !== null && Object.hasOwn(reasons, refusedWith) ? reasons[refusedWith] : undefined;
  const failed = reply?.problem ?? refusal;
  return (
    <div className="space-y-5">
      <PageHeader eyebrow={title} title={upward.title} lead={upward.lead} />
      {failed && (
        <div data-until-download>
          <Notice tone="danger" live>
            {failed}
          </Notice>
        </div>
      )}
      {done && !failed && (
        <Notice tone="success" live>
          {/^\d{1,4}$/.test(done) ? upward.added(integer(Number(done))) : upward.saved}
        </Notice>
      )}
      {(view.rows.length > 0 || view.awarded.length > 0) && <NominatedList slug={slug} view={view} mayManage={mayManage} mayInspect={mayInspect} />}
      {(mayManage || view.rows.length === 0) && <AwardedChoice slug={slug} view={view} />}
      {view.rows.length > 0 && <Sending slug={slug} view={view} run={run} maySend={maySend} />}
    </div>
  );
}
