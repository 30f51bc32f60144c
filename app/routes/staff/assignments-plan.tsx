import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { applyPlan, cancelPlan, planOfRound, startPlan, type PlanRefusal } from "~/features/judging/commands-plan.server";
import { PlanPage } from "~/features/judging/components/plan-page";
import { refreshWhile } from "~/features/judging/components/search-progress";
import { readCap, readPerEntry, readSeed } from "~/features/judging/plan-form";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { planView } from "~/features/judging/queries-plan.server";
import { MOST_PER_ENTRY } from "~/domain/contest/rules";
import { isUuid } from "~/domain/kernel/uuid";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor, type Messages } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

/** A small plan is found while the browser waits: its page then needs no refresh. */
const WAIT_MS = 1500;

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).planning.plan.title },
  ...refreshWhile(view?.search),
];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { searchParams, pathname } = new URL(args.request.url);
  const view = await planView(args.context.services, { actor, edition, round: searchParams.get("vong"), locale: localeOfPath(pathname) });
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, ...view.value };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "assignment.manage");
  const { request, context } = args;
  const { services, now } = context;
  const { pathname, searchParams } = new URL(request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(request);
  const text = (name: string) => String(form.get(name) ?? "");
  const roundId = text("roundId");
  if (!isUuid(roundId)) refuse("not_found");
  const act = { actor, editionId: edition.id, now };
  const here = (made?: number) => {
    const query = new URLSearchParams({ vong: searchParams.get("vong") ?? "", ...(made === undefined ? {} : { da: String(made) }) });
    if (!query.get("vong")) query.delete("vong");
    return redirect(`${withLocale(paths.assignments(edition.slug), locale)}/tu-dong?${query.toString()}`, 303);
  };
  const intent = text("intent");
  const messages = messagesFor(locale);
  if (intent === "cancel") {
    const cancelled = await cancelPlan(services, { ...act, key: planOfRound(roundId) });
    if (cancelled.ok) throw here();
    return refusal(messages, cancelled.reason);
  }
  const [perEntry, maxChance] = [readPerEntry(text("perEntry")), readCap(text("maxChance"))];
  if (perEntry === "wrong" || maxChance === "wrong") {
    const typed = (name: string, wrong: string | null) => ({ typed: text(name).slice(0, 20), errors: wrong === null ? [] : [wrong] });
    const wrong = {
      perEntry: typed("perEntry", perEntry === "wrong" ? messages.planning.plan.perEntryWrong(String(MOST_PER_ENTRY)) : null),
      cap: typed("maxChance", maxChance === "wrong" ? messages.drawing.option.wrong : null),
    };
    return data({ text: null, wrong }, { status: 400 });
  }
  const asked = { roundId, perEntry, maxChance };
  const seed = readSeed(text("seed"));
  const done = await (intent === "start"
    ? startPlan(services, { ...act, input: asked })
    : applyPlan(services, { ...act, input: { ...asked, seed, fingerprint: text("fingerprint") } }));
  if (done.ok) {
    if (intent === "start") await waitForSearch(planOfRound(roundId), WAIT_MS);
    throw here(done.value?.made);
  }
  return refusal(messages, done.reason);
}

function refusal(messages: Messages, reason: PlanRefusal) {
  if (reason === "not_found") refuse("not_found");
  return data({ text: reasonText(messages, reason, messages.judging.reasons), wrong: null }, { status: statusOf(reason) });
}

export default function AssignmentPlan() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const made = search.get("da");
  return <PlanPage view={view} refusal={answer?.text ?? null} wrong={answer?.wrong ?? null} made={made !== null && /^\d{1,6}$/.test(made) ? Number(made) : null} />;
}
