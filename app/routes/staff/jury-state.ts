import type { LoaderFunctionArgs } from "@remix-run/node";
import { stampOf } from "~/features/judging/queries-meeting.server";
import { stateAnswer } from "~/platform/http/state-answer.server";
import { requireMeeting } from "./meeting-access.server";

/** Asked every other second by the pages of a meeting. */
export async function loader(args: LoaderFunctionArgs) {
  const { meeting } = await requireMeeting(args);
  return stateAnswer(args.request, stampOf(meeting));
}
