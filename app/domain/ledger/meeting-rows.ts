import type { EventTypes } from "./event-types";

/** What the record says of ranking meetings: votes with whether they were taken back, choices of fewer prizes that stand, meetings that were closed. */
export interface RecordedMeetings {
  votes: Map<string, RecordedVote>;
  quotaChoices: Map<string, RecordedQuota>;
  closedMeetings: Map<string, RecordedMeeting>;
}

export type RecordedVote = Omit<EventTypes["VOTE_RECORDED"], "vote"> & { revoked: boolean };
export type RecordedQuota = Pick<EventTypes["QUOTA_CHOSEN"], "tier" | "quota" | "vote">;
export type RecordedMeeting = Omit<EventTypes["RANKING_MEETING_CLOSED"], "meeting" | "guestCount">;

export const noMeetings = (): RecordedMeetings => ({ votes: new Map(), quotaChoices: new Map(), closedMeetings: new Map() });

/** What the events of ranking meetings leave behind. */
export const MEETING_HANDLERS = {
  VOTE_RECORDED: (state: RecordedMeetings, { vote, ...data }: EventTypes["VOTE_RECORDED"]) => void state.votes.set(vote, { ...data, revoked: false }),
  VOTE_REVOKED: (state: RecordedMeetings, { vote }: EventTypes["VOTE_REVOKED"]) => {
    const recorded = state.votes.get(vote);
    if (recorded) recorded.revoked = true;
  },
  QUOTA_CHOSEN: (state: RecordedMeetings, data: EventTypes["QUOTA_CHOSEN"]) => void state.quotaChoices.set(data.choice, data),
  QUOTA_CHOICE_REVOKED: (state: RecordedMeetings, { choice }: EventTypes["QUOTA_CHOICE_REVOKED"]) => void state.quotaChoices.delete(choice),
  RANKING_MEETING_CLOSED: (state: RecordedMeetings, { meeting, ...data }: EventTypes["RANKING_MEETING_CLOSED"]) => void state.closedMeetings.set(meeting, data),
};

export function voteText(vote: RecordedVote | undefined): string {
  if (!vote) return "absent";
  const about = [vote.subject, vote.tier, vote.field, vote.award, vote.quota === null ? null : `= ${vote.quota}`].filter((part) => part !== null).join(" ");
  const hands = `${vote.inFavour} for, ${vote.against} against of ${vote.present}, ${vote.rule} ${vote.carried ? "carried" : "lost"}`;
  return `${about}: ${vote.entries.toSorted().join(", ")}; ${hands}; ${vote.meeting} ${vote.question}${vote.revoked ? "; taken back" : ""}`;
}

export function quotaText(choice: RecordedQuota | undefined): string {
  return choice ? `${choice.tier} = ${choice.quota}${choice.vote ? ` by vote ${choice.vote}` : ""}` : "absent";
}

export function meetingText(meeting: RecordedMeeting | undefined): string {
  if (!meeting) return "not closed";
  const { heldAt, chair, secretary, present, absent, guests, notes } = meeting;
  return `${heldAt}; ${chair ?? "–"}, ${secretary ?? "–"}; present ${present.toSorted().join(", ")}; absent ${absent.toSorted().join(", ")}; ${guests ?? "–"} ${notes ?? "–"}`;
}
