import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { remindJudges } from "~/features/judging/commands-reminders.server";
import { ProgressPage } from "~/features/judging/components/progress-page";
import { listQuery, pageOf } from "~/features/judging/queries-assignments.server";
import { progressView } from "~/features/judging/queries-progress.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.progress.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const { context, request } = args;
  const { searchParams } = new URL(request.url);
  const query = { query: listQuery(searchParams), judgePage: pageOf(searchParams, "gk") };
  const view = await progressView(context.services, { actor, editionId: edition.id, ...query, now: context.now });
  if (!view.ok) refuse(view.reason);
  const mayRemind = can(actor, "judge.remind", { editionId: edition.id, phase }).allowed;
  return { slug: edition.slug, mayRemind, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "judge.remind");
  const { context, request } = args;
  const url = new URL(request.url);
  const roundId = String((await readForm(request)).get("roundId") ?? "");
  if (!isUuid(roundId)) refuse("not_found");
  const done = await remindJudges(context.services, { actor, editionId: edition.id, now: context.now, roundId });
  if (done.ok) {
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
