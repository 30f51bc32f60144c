import type { LoaderFunctionArgs } from "@remix-run/node";
import { judgesMeetingView, stampOf } from "~/features/judging/queries-meeting.server";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { stateAnswer } from "~/platform/http/state-answer.server";

/** Asked every other second by a judge's phone. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const view = await judgesMeetingView(context.services, { actor, meetingId: params["meeting"] ?? "", now: context.now });
  if (!view.ok) refuse(view.reason);
  return stateAnswer(request, stampOf(view.value));
}
