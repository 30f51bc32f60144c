import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AbandonForm, OpenCorrection, OpenCorrectionForm } from "~/features/results/components/correction-page";
import { correctionView } from "~/features/results/correction-view.server";
import { abandonCorrection, openCorrection, type CodesRefused } from "~/features/results/corrections.server";
import { abandonSchema, correctionSchema } from "~/features/results/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor, type Messages } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).stages.correction.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const appealId = new URL(args.request.url).searchParams.get("khieu-nai");
  return { slug: edition.slug, view: await correctionView(args.context.services, { actor, edition, phase, appealId }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "correction.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const intent = String(form.get("intent"));
  const act = { actor, editionId: edition.id, now };
  const error = zodErrors(locale);
  const opening = intent === "open" ? parseWithZod(form, { schema: correctionSchema, error }) : null;
  const ending = intent === "abandon" ? parseWithZod(form, { schema: abandonSchema, error }) : null;
  const submission = opening ?? ending;
  if (!submission) refuse("invalid");
  if (opening?.status === "success") {
    const { appeal, ...input } = opening.value;
    const opened = await openCorrection(services, { ...act, input: { ...input, appealId: appeal ?? null } });
    if (opened.ok) throw redirect(`${pathname}?da=mo`, 303);
    return answer(opened.reason, opened);
  }
  if (ending?.status === "success") {
    const ended = await abandonCorrection(services, { ...act, input: ending.value });
    if (ended.ok) throw redirect(`${pathname}?da=thoi`, 303);
    return answer(ended.reason);
  }
  return data({ intent, result: submission.reply() }, { status: 400 });

  function answer(reason: string, codes: CodesRefused = {}) {
    if (reason === "not_found" || !submission) refuse("not_found");
    const atEntries = entriesText(messages, reason, codes);
    if (atEntries !== null) return data({ intent, result: submission.reply({ fieldErrors: { entries: [atEntries] } } as never) }, { status: statusOf(reason) });
    const problem = reasonText(messages, reason, messages.stages.reasons, messages.results.reasons);
    return data({ intent, result: submission.reply({ formErrors: [problem] }) }, { status: statusOf(reason) });
  }
}

/** What is wrong with the codes that were typed, to be said at their field; null: something else is wrong. */
function entriesText({ stages }: Messages, reason: string, { unknown = [], most = 0 }: CodesRefused): string | null {
  if (reason === "entries_too_many") return stages.correction.tooMany(most);
  if (reason === "no_entries") return stages.reasons.no_entries;
  return reason === "entries_unknown" ? stages.correction.unknown(unknown.join(", ")) : null;
}

export default function Correction() {
  const { slug, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { stages, results } = useMessages();
  const { correction } = stages;
  const href = useHref();
  const done = useSearchParams()[0].get("da");
  const resultOf = (intent: string) => (reply?.intent === intent ? reply.result : null);
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: results.decision.title, href: href(paths.decision(slug)) }, { label: correction.tab }]} title={correction.title} lead={correction.lead} />
      {done && !reply && (
        <Notice tone="success" live>
          {done === "mo" ? correction.done.opened : correction.done.abandoned}
        </Notice>
      )}
      {!view.isPublished && <p>{correction.notPublished}</p>}
      {view.isFinal && <p>{correction.isFinal}</p>}
      {view.open && <OpenCorrection slug={slug} open={view.open} />}
      {view.open && view.mayManage && <AbandonForm result={resultOf("abandon")} />}
      {view.isCleared && !view.isFinal && !view.open && <p>{stages.reasons.private_data_cleared}</p>}
      {view.isPublished && !view.isFinal && !view.isCleared && !view.open && (view.mayManage ? <OpenCorrectionForm newId={view.newId} appeal={view.appeal} result={resultOf("open")} /> : <p>{correction.notChair}</p>)}
    </div>
  );
}
