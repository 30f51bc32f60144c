import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { remindJudges } from "~/features/judging/commands-reminders.server";
import { ProgressPage } from "~/features/judging/components/progress-page";
import { juryTabsFor } from "~/features/judging/jury-tabs";
import { progressQuery, progressView } from "~/features/judging/queries-progress.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).progress.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { context, request } = args;
  const { searchParams } = new URL(request.url);
  const may = (action: "judge.remind" | "scores.inspect" | "rescore.manage" | "round.admit" | "assignment.manage") => can(actor, action, { editionId: edition.id, phase }).allowed;
  const view = await progressView(context.services, { actor, edition, query: progressQuery(searchParams), mayInspect: may("scores.inspect"), now: context.now });
  if (!view.ok) refuse(view.reason);
  const rights = { mayRemind: may("judge.remind"), mayPrint: may("scores.inspect"), mayMeet: may("rescore.manage"), mayAssign: may("assignment.manage") };
  const { rounds, round } = view.value;
  const next = rounds[rounds.findIndex(({ code }) => code === round.code) + 1];
  const admitTo = may("round.admit") ? (next?.code ?? null) : null;
  return { slug: edition.slug, ...rights, runs: { blank: crypto.randomUUID(), filled: crypto.randomUUID() }, admitTo, tabs: juryTabsFor(actor, { editionId: edition.id, phase }), ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "judge.remind");
  const { context, request } = args;
  const url = new URL(request.url);
  const roundId = String((await readForm(request)).get("roundId") ?? "");
  if (!isUuid(roundId)) refuse("not_found");
  const done = await remindJudges(context.services, { actor, editionId: edition.id, now: context.now, roundId });
  if (done.ok) {
    if (done.value.reminded > 0 && can(actor, "mail.approve", { editionId: edition.id, phase }).allowed) {
      throw redirect(`${withLocale(paths.heldMail(edition.slug), localeOfPath(url.pathname))}?soan=${done.value.reminded}`, 303);
    }
    url.searchParams.set("nhac", String(done.value.reminded));
    throw redirect(`${url.pathname.replace(/\.data$/, "")}${url.search}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(localeOfPath(url.pathname));
  return data({ text: reasonText(messages, done.reason, messages.judging.reasons) }, { status: statusOf(done.reason) });
}

export default function Progress() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <ProgressPage view={view} refusal={answer?.text ?? null} search={search} />;
}
