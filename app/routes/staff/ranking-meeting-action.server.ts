import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import { changeRankingMeeting, closeRankingMeeting } from "~/features/results/ranking-meetings.server";
import { recordVote, revokeVote } from "~/features/results/record-vote.server";
import { changedRankingMeetingSchema, closeRankingMeetingSchema, revokeVoteSchema, voteSchema } from "~/features/results/schemas-meeting";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { zodErrors } from "~/i18n/zod-messages";

interface MeetingPost {
  services: Services;
  actor: Actor;
  editionId: string;
  now: Date;
  meetingId: string;
  form: FormData;
  locale: Locale;
}

/** Reads what was posted on a meeting's page and does it. `reply` gives the form back with what was typed; null for nothing known. */
export async function takeMeetingStep({ services, actor, editionId, now, meetingId, form, locale }: MeetingPost) {
  const act = { actor, editionId, now };
  const error = zodErrors(locale);
  switch (form.get("intent")) {
    case "save": {
      const submission = parseWithZod(form, { schema: changedRankingMeetingSchema, error });
      return { submission, outcome: submission.status === "success" ? await changeRankingMeeting(services, { ...act, meetingId, input: submission.value }) : null };
    }
    case "vote": {
      const submission = parseWithZod(form, { schema: voteSchema, error });
      return { submission, outcome: submission.status === "success" ? await recordVote(services, { ...act, meetingId, input: submission.value }) : null };
    }
    case "revoke": {
      const submission = parseWithZod(form, { schema: revokeVoteSchema, error });
      return { submission, outcome: submission.status === "success" ? await revokeVote(services, { ...act, voteId: submission.value.vote }) : null };
    }
    case "close": {
      const submission = parseWithZod(form, { schema: closeRankingMeetingSchema, error });
      return { submission, outcome: submission.status === "success" ? await closeRankingMeeting(services, { ...act, meetingId, version: submission.value.version }) : null };
    }
    default:
      return null;
  }
}
