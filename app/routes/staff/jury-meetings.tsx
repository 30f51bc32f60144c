import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { startMeeting } from "~/features/judging/commands-meeting.server";
import { MeetingsPage } from "~/features/judging/components/meetings-page";
import { juryTabsFor } from "~/features/judging/jury-tabs";
import { meetingsView } from "~/features/judging/queries-meeting.server";
import { meetingSchema } from "~/features/judging/schemas-jury";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).juryMeeting.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "meeting.view");
  const view = await meetingsView(args.context.services, { editionId: edition.id, actor });
  const mayLead = can(actor, "meeting.lead", { editionId: edition.id, phase }).allowed;
  return { slug: edition.slug, tabs: juryTabsFor(actor, { editionId: edition.id, phase }), newId: crypto.randomUUID(), mayLead, ...view };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "meeting.lead");
  const { context, request } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: meetingSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { where, ...input } = submission.value;
  const [roundId = "", panelId = null] = where.split(" ");
  const done = await startMeeting(context.services, { actor, editionId: edition.id, now: context.now, input: { ...input, roundId, panelId } });
  if (done.ok) throw redirect(`${withLocale(paths.juryMeeting(edition.slug, done.value.id), locale)}?da=mo`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  return data(submission.reply({ formErrors: [reasonText(messages, done.reason, messages.juryMeeting.reasons)] }), { status: statusOf(done.reason) });
}

export default function JuryMeetings() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return <MeetingsPage view={view} result={result ?? null} />;
}
