import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { stepMeeting } from "~/features/judging/commands-meeting.server";
import { MeetingPage } from "~/features/judging/components/meeting-page";
import { agendaOf, stampOf } from "~/features/judging/queries-meeting.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, safeRedirectTarget, statusOf } from "~/platform/http/responses.server";
import { requireMeeting, stepOf } from "./meeting-access.server";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["jury-meeting"] };

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [{ title: view?.meeting.title ?? messagesFor(localeOfPath(location.pathname)).juryMeeting.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, meeting, mayLead } = await requireMeeting(args);
  const agenda = await agendaOf(args.context.services, { actor, editionId: edition.id, meetingId: meeting.id });
  if (!agenda.ok) refuse(agenda.reason);
  return { slug: edition.slug, meeting, mayLead, agenda: agenda.value, stamp: stampOf(meeting) };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "meeting.lead");
  const { context, params, request } = args;
  const url = new URL(request.url);
  const form = await readForm(request);
  const step = stepOf(form);
  const services = context.services;
  const act = { actor, editionId: edition.id, now: context.now, meetingId: params["meeting"] ?? "" };
  if (!step) refuse("not_found");
  const typed = String(form.get("version") ?? "");
  const version = step === "end" ? (await requireMeeting(args)).meeting.version : /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
  const done = await stepMeeting(services, { ...act, step, version });
  if (done.ok) throw redirect(safeRedirectTarget(form.get("back") === null ? null : String(form.get("back")), url.pathname.replace(/\.data$/, "")), 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(localeOfPath(url.pathname));
  return data({ text: reasonText(messages, done.reason, messages.juryMeeting.reasons) }, { status: statusOf(done.reason) });
}

export default function JuryMeeting() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <MeetingPage view={view} refusal={answer?.text ?? null} done={search.get("da")} />;
}
