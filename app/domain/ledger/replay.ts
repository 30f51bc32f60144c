import type { ChainEvent } from "./chain";
import type { EventType, EventTypes } from "./event-types";
import { COMMITTEE_HANDLERS, type RecordedCommittees } from "./committee-rows";
import { HONOUR_HANDLERS, noHonours, type RecordedHonours } from "./honour-rows";
import { MEETING_HANDLERS, noMeetings, type RecordedMeetings } from "./meeting-rows";
import { PAPER_HANDLERS, type RecordedPapers } from "./paper-rows";
import { noStanding, type RecordedStanding, STANDING_HANDLERS } from "./standing-rows";

/** What the record says should stand in the database: the state after all events of an edition's chain. */
export interface RecordedState {
  standing: RecordedStanding;
  /** locked sheets by id, with every value as recorded */
  lockedSheets: Map<string, EventTypes["SHEET_LOCKED"]>;
  /** late sheets by id, with every value as recorded and what was decided */
  lateSheets: Map<string, EventTypes["LATE_SHEET_KEPT"] & { state: "WAITING" | "ACCEPTED" | "REFUSED" }>;
  /** ids of the chair's choices that stand */
  choices: Map<string, EventTypes["PRIZE_CHOSEN"]>;
  extensions: EventTypes["RECEIPT_EXTENDED"][];
  /** the result and its corrections in their order; only the last can still be on its way */
  decisions: RecordedDecision[];
  /** corrections by id: which entries they opened, and whether they were given up */
  corrections: Map<string, { entries: readonly string[]; abandoned: boolean }>;
  /** appeals by id */
  appeals: Map<string, RecordedAppeal>;
  /** when the result was declared official, as an ISO moment */
  finalAt: string | null;
  meetings: RecordedMeetings;
  /** issued papers by id */
  papers: RecordedPapers;
  honours: RecordedHonours;
  committees: RecordedCommittees;
}

export interface RecordedDecision {
  seal: string;
  state: "PROPOSED" | "APPROVED" | "SIGNED" | "PUBLISHED";
  signature: { number: string; date: string } | null;
  /** the minute at which it becomes public by itself, as an ISO moment */
  publishAt: string | null;
  /** when it was published, as an ISO moment; appeals are taken from then on */
  publishedAt: string | null;
  awards: EventTypes["RESULT_PUBLISHED"]["awards"];
}

export interface RecordedAppeal {
  entry: string;
  number: number;
  grounds: string;
  state: "RECEIVED" | "ANSWERED" | "WITHDRAWN";
  outcome: string | null;
  answer: string | null;
  evidence: string | null;
}

type Handlers = { [T in EventType]?: (state: RecordedState, data: EventTypes[T], at: string) => void };

const HANDLERS: Handlers = {
  ASSIGNMENT_MADE: (state, data) => STANDING_HANDLERS.ASSIGNMENT_MADE(state.standing, data),
  ASSIGNMENT_REVOKED: (state, data) => STANDING_HANDLERS.ASSIGNMENT_REVOKED(state.standing, data),
  CONFLICT_RECORDED: (state, data) => STANDING_HANDLERS.CONFLICT_RECORDED(state.standing, data),
  CONFLICT_LIFTED: (state, data) => STANDING_HANDLERS.CONFLICT_LIFTED(state.standing, data),
  ROUND_ADMITTED: (state, data) => STANDING_HANDLERS.ROUND_ADMITTED(state.standing, data),
  SHEET_LOCKED: (state, data) => void state.lockedSheets.set(data.sheet, data),
  SHEET_UNLOCKED: (state, { sheet }) => void state.lockedSheets.delete(sheet),
  LATE_SHEET_KEPT: (state, data) => void state.lateSheets.set(data.late, { ...data, state: "WAITING" }),
  LATE_SHEET_ACCEPTED: (state, { late }) => decideLate(state, late, "ACCEPTED"),
  LATE_SHEET_REFUSED: (state, { late }) => decideLate(state, late, "REFUSED"),
  PRIZE_CHOSEN: (state, data) => void state.choices.set(data.choice, data),
  PRIZE_CHOICE_REVOKED: (state, { choice }) => void state.choices.delete(choice),
  VOTE_RECORDED: (state, data) => MEETING_HANDLERS.VOTE_RECORDED(state.meetings, data),
  VOTE_REVOKED: (state, data) => MEETING_HANDLERS.VOTE_REVOKED(state.meetings, data),
  QUOTA_CHOSEN: (state, data) => MEETING_HANDLERS.QUOTA_CHOSEN(state.meetings, data),
  QUOTA_CHOICE_REVOKED: (state, data) => MEETING_HANDLERS.QUOTA_CHOICE_REVOKED(state.meetings, data),
  RANKING_MEETING_CLOSED: (state, data) => MEETING_HANDLERS.RANKING_MEETING_CLOSED(state.meetings, data),
  PAPER_ISSUED: (state, data) => PAPER_HANDLERS.PAPER_ISSUED(state.papers, data),
  PAPER_REVOKED: (state, data) => PAPER_HANDLERS.PAPER_REVOKED(state.papers, data),
  PAPERS_CLEANED: (state, data) => PAPER_HANDLERS.PAPERS_CLEANED(state.papers, data),
  SPECIAL_AWARD_DEFINED: (state, data) => HONOUR_HANDLERS.SPECIAL_AWARD_DEFINED(state.honours, data),
  SPECIAL_AWARD_REMOVED: (state, data) => HONOUR_HANDLERS.SPECIAL_AWARD_REMOVED(state.honours, data),
  SPECIAL_AWARD_GIVEN: (state, data) => HONOUR_HANDLERS.SPECIAL_AWARD_GIVEN(state.honours, data),
  SPECIAL_AWARD_REVOKED: (state, data) => HONOUR_HANDLERS.SPECIAL_AWARD_REVOKED(state.honours, data),
  COMMENDATIONS_PROPOSED: (state, data, at) => HONOUR_HANDLERS.COMMENDATIONS_PROPOSED(state.honours, data, at),
  COMMENDATION_CHANGED: (state, data, at) => HONOUR_HANDLERS.COMMENDATION_CHANGED(state.honours, data, at),
  COMMENDATION_CORRECTED: (state, data) => HONOUR_HANDLERS.COMMENDATION_CORRECTED(state.honours, data),
  COMMENDATION_DECISION_CORRECTED: (state, data) => HONOUR_HANDLERS.COMMENDATION_DECISION_CORRECTED(state.honours, data),
  COMMENDATION_SCANNED: (state, data) => HONOUR_HANDLERS.COMMENDATION_SCANNED(state.honours, data),
  COMMENDATIONS_SENT: (state, data) => HONOUR_HANDLERS.COMMENDATIONS_SENT(state.honours, data),
  COMMENDATIONS_SIGNED: (state, data) => HONOUR_HANDLERS.COMMENDATIONS_SIGNED(state.honours, data),
  COMMENDATIONS_PUBLISHED: (state, data, at) => HONOUR_HANDLERS.COMMENDATIONS_PUBLISHED(state.honours, data, at),
  COMMENDATION_DROPPED: (state, data) => HONOUR_HANDLERS.COMMENDATION_DROPPED(state.honours, data),
  COMMITTEE_CHANGED: (state, data) => COMMITTEE_HANDLERS.COMMITTEE_CHANGED(state.committees, data),
  RECEIPT_EXTENDED: (state, data) => void state.extensions.push(data),
  RESULT_PROPOSED: (state, { seal }) => {
    dropUnpublished(state);
    state.decisions.push(proposed(seal));
  },
  RESULT_RETURNED: (state) => dropUnpublished(state),
  RESULT_APPROVED: (state, { seal }) => advance(state, seal, { state: "APPROVED" }),
  RESULT_SIGNED: (state, { seal, number, date }) => advance(state, seal, { state: "SIGNED", signature: { number, date } }),
  RESULT_SCHEDULED: (state, { seal, at }) => advance(state, seal, { publishAt: at }),
  RESULT_UNSCHEDULED: (state, { seal }) => advance(state, seal, { publishAt: null }),
  RESULT_PUBLISHED: (state, { seal, awards }, at) => advance(state, seal, { state: "PUBLISHED", publishedAt: at, awards }),
  RESULT_CORRECTED: (state, { seal, awards }, at) => advance(state, seal, { state: "PUBLISHED", publishedAt: at, awards }),
  RESULT_CORRECTION_OPENED: (state, { correction, entries }) => void state.corrections.set(correction, { entries, abandoned: false }),
  RESULT_CORRECTION_ABANDONED: (state, { correction }) => {
    const opened = state.corrections.get(correction);
    if (opened) opened.abandoned = true;
  },
  APPEAL_FILED: (state, { appeal, entry, number, grounds }) =>
    void state.appeals.set(appeal, { entry, number, grounds, state: "RECEIVED", outcome: null, answer: null, evidence: null }),
  APPEAL_WITHDRAWN: (state, { appeal }) => changeAppeal(state, appeal, { state: "WITHDRAWN" }),
  APPEAL_ANSWERED: (state, { appeal, outcome, answer, evidence }) => changeAppeal(state, appeal, { state: "ANSWERED", outcome, answer, evidence }),
  RESULT_FINAL: (state, _data, at) => {
    state.finalAt ??= at;
  },
};

function decideLate(state: RecordedState, late: string, decided: "ACCEPTED" | "REFUSED"): void {
  const kept = state.lateSheets.get(late);
  if (kept) kept.state = decided;
}

const proposed = (seal: string): RecordedDecision => ({ seal, state: "PROPOSED", signature: null, publishAt: null, publishedAt: null, awards: [] });

/** What was returned is gone; what is public stays. */
function dropUnpublished({ decisions }: RecordedState): void {
  if (decisions.at(-1)?.state !== "PUBLISHED") decisions.pop();
}

/** A chain without the proposal (a public bundle, a chain with a gap) still says how far the decision got. */
function advance({ decisions }: RecordedState, seal: string, step: Partial<RecordedDecision>): void {
  const last = decisions.at(-1);
  if (last && last.state !== "PUBLISHED") decisions[decisions.length - 1] = { ...last, ...step, seal };
  else decisions.push({ ...proposed(seal), ...step });
}

function changeAppeal({ appeals }: RecordedState, id: string, step: Partial<RecordedAppeal>): void {
  const filed = appeals.get(id);
  if (filed) appeals.set(id, { ...filed, ...step });
}

export function emptyRecord(): RecordedState {
  return {
    standing: noStanding(), lockedSheets: new Map(), lateSheets: new Map(), choices: new Map(), extensions: [],
    decisions: [], corrections: new Map(), appeals: new Map(), finalAt: null, meetings: noMeetings(), papers: new Map(), honours: noHonours(), committees: new Map(),
  };
}

/** The decision whose prizes are public; null: none is. */
export function publishedOf({ decisions }: Pick<RecordedState, "decisions">): RecordedDecision | null {
  return decisions.findLast(({ state }) => state === "PUBLISHED") ?? null;
}

/** Adds one event to the recorded state; kinds of events that leave nothing to compare are passed over. */
export function replay(state: RecordedState, event: Pick<ChainEvent, "type" | "data" | "at">): void {
  const handler = HANDLERS[event.type as EventType] as ((state: RecordedState, data: unknown, at: string) => void) | undefined;
  handler?.(state, event.data, event.at);
}
