import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { leaveJudging, planReplacement, replacementFor, returnToJudging } from "~/features/judging/commands-leave.server";
import { cancelPlan } from "~/features/judging/commands-plan.server";
import { LeavePage } from "~/features/judging/components/leave-page";
import { refreshWhile } from "~/features/judging/components/search-progress";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { leaveView } from "~/features/judging/queries-leave.server";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** A replacement that is found while the browser waits needs no refresh. */
const WAIT_MS = 1500;

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).planning.leave.title(view?.view.judge.name ?? "") },
  ...refreshWhile(view?.view.search),
];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const view = await leaveView(services, { viewerId: actor.userId, edition, judgeId: args.params["judge"] ?? "", locale, now });
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, view: view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { services, now } = args.context;
  const judgeId = args.params["judge"] ?? "";
  if (!isUuid(judgeId)) refuse("not_found");
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const form = await readForm(args.request);
  const intent = String(form.get("intent") ?? "");
  const act = { actor, editionId: edition.id, now, judgeId };
  const done = await perform();
  if (done.ok) {
    if (intent === "plan") await waitForSearch(replacementFor(judgeId), WAIT_MS);
    const said: Record<string, string> = { leave: "?da=thoi", return: "?da=lai" };
    throw redirect(`${withLocale(paths.judgeLeaves(edition.slug, judgeId), locale)}${said[intent] ?? ""}`, 303);
  }
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  return data({ text: reasonText(messages, done.reason, messages.judging.reasons) }, { status: statusOf(done.reason) });

  function perform() {
    if (intent === "plan") return planReplacement(services, act);
    if (intent === "cancel") return cancelPlan(services, { ...act, key: replacementFor(judgeId) });
    if (intent === "return") return returnToJudging(services, act);
    const run = String(form.get("run") ?? "");
    const plan = run ? { run, begun: Number(form.get("begun") ?? -1) } : null;
    return leaveJudging(services, { ...act, input: { judgeId, plan, confirmed: form.get("confirmed") === "on" } });
  }
}

export default function JudgeLeaves() {
  const { slug, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <LeavePage slug={slug} view={view} refusal={answer?.text ?? null} done={search.get("da")} />;
}
