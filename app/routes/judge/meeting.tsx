import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { JudgeMeeting } from "~/features/judging/components/judge-meeting";
import { judgesMeetingView, stampOf } from "~/features/judging/queries-meeting.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse, requireActor } from "~/platform/http/responses.server";

export const handle = { pageScripts: ["jury-meeting"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).juryMeeting.mineTitle }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const view = await judgesMeetingView(context.services, { actor, meetingId: params["meeting"] ?? "", now: context.now });
  if (!view.ok) refuse(view.reason);
  return { view: view.value, stamp: stampOf(view.value) };
}

export default function JudgesMeeting() {
  const { view, stamp } = useLoaderData<typeof loader>();
  return <JudgeMeeting view={view} stamp={stamp} />;
}
