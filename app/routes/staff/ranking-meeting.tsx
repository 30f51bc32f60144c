import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { MeetingPage } from "~/features/results/components/meeting-page";
import { rankingMeetingView } from "~/features/results/meeting-view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { takeMeetingStep } from "./ranking-meeting-action.server";
import { requireEdition } from "./staff-access.server";

const FORMS = 5;

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [{ title: view?.meeting.title ?? messagesFor(localeOfPath(location.pathname)).rankingMeeting.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const found = await rankingMeetingView(args.context.services, { actor, edition, phase, meetingId: args.params["meeting"] ?? "" });
  if (!found.ok) refuse(found.reason);
  return { slug: edition.slug, newIds: Array.from({ length: FORMS }, () => crypto.randomUUID()), meeting: found.value };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(args.request);
  const taken = await takeMeetingStep({ services, actor, editionId: edition.id, now, meetingId: args.params["meeting"] ?? "", form, locale });
  if (!taken) refuse("invalid");
  const { submission, outcome } = taken;
  const intent = String(form.get("intent"));
  if (outcome?.ok) throw redirect(`${pathname.replace(/\.data$/, "")}${intent === "save" ? "?da=luu" : ""}`, 303);
  if (!outcome) return data({ intent, problem: null, result: submission.reply() }, { status: 400 });
  if (outcome.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const problem = reasonText(messages, outcome.reason, messages.rankingMeeting.reasons, messages.results.reasons);
  const shown = intent === "vote" || intent === "save";
  return data({ intent, problem: shown ? null : problem, result: submission.reply({ formErrors: [problem] }) }, { status: statusOf(outcome.reason) });
}

export default function RankingMeeting() {
  const { slug, newIds, meeting } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <MeetingPage slug={slug} meeting={meeting} newIds={newIds} reply={reply} isSaved={search.get("da") === "luu"} />;
}
