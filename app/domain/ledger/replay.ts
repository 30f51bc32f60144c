import type { ChainEvent } from "./chain";
import type { EventType, EventTypes } from "./event-types";

/** What the record says should stand in the database: the state after all events of an edition's chain. */
export interface RecordedState {
  /** ids of assignments: true while the judge is assigned */
  assignments: Map<string, boolean>;
  /** ids of conflicts: true while the conflict stands */
  conflicts: Map<string, boolean>;
  /** locked sheets by id, with every value as recorded */
  lockedSheets: Map<string, EventTypes["SHEET_LOCKED"]>;
  /** late sheets by id, with every value as recorded and what was decided */
  lateSheets: Map<string, EventTypes["LATE_SHEET_KEPT"] & { state: "WAITING" | "ACCEPTED" | "REFUSED" }>;
  /** ids of the chair's choices that stand */
  choices: Map<string, EventTypes["PRIZE_CHOSEN"]>;
  extensions: EventTypes["RECEIPT_EXTENDED"][];
  result: RecordedResult | null;
}

export interface RecordedResult {
  seal: string;
  state: "PROPOSED" | "APPROVED" | "SIGNED" | "PUBLISHED";
  signature: { number: string; date: string } | null;
  awards: EventTypes["RESULT_PUBLISHED"]["awards"];
}

type Handlers = { [T in EventType]?: (state: RecordedState, data: EventTypes[T]) => void };

const HANDLERS: Handlers = {
  ASSIGNMENT_MADE: (state, { assignment }) => void state.assignments.set(assignment, true),
  ASSIGNMENT_REVOKED: (state, { assignment }) => void state.assignments.set(assignment, false),
  CONFLICT_RECORDED: (state, { conflict }) => void state.conflicts.set(conflict, true),
  CONFLICT_LIFTED: (state, { conflict }) => void state.conflicts.set(conflict, false),
  SHEET_LOCKED: (state, data) => void state.lockedSheets.set(data.sheet, data),
  SHEET_UNLOCKED: (state, { sheet }) => void state.lockedSheets.delete(sheet),
  LATE_SHEET_KEPT: (state, data) => void state.lateSheets.set(data.late, { ...data, state: "WAITING" }),
  LATE_SHEET_ACCEPTED: (state, { late }) => decideLate(state, late, "ACCEPTED"),
  LATE_SHEET_REFUSED: (state, { late }) => decideLate(state, late, "REFUSED"),
  PRIZE_CHOSEN: (state, data) => void state.choices.set(data.choice, data),
  PRIZE_CHOICE_REVOKED: (state, { choice }) => void state.choices.delete(choice),
  RECEIPT_EXTENDED: (state, data) => void state.extensions.push(data),
  RESULT_PROPOSED: (state, { seal }) => {
    state.result = { seal, state: "PROPOSED", signature: null, awards: [] };
  },
  RESULT_RETURNED: (state) => {
    state.result = null;
  },
  RESULT_APPROVED: (state, { seal }) => advance(state, seal, { state: "APPROVED" }),
  RESULT_SIGNED: (state, { seal, number, date }) => advance(state, seal, { state: "SIGNED", signature: { number, date } }),
  RESULT_PUBLISHED: (state, { seal, awards }) => advance(state, seal, { state: "PUBLISHED", awards }),
};

function decideLate(state: RecordedState, late: string, decided: "ACCEPTED" | "REFUSED"): void {
  const kept = state.lateSheets.get(late);
  if (kept) kept.state = decided;
}

function advance(state: RecordedState, seal: string, step: Partial<RecordedResult>): void {
  const before = state.result ?? { seal, state: "PROPOSED", signature: null, awards: [] };
  state.result = { ...before, ...step, seal };
}

export function emptyRecord(): RecordedState {
  return { assignments: new Map(), conflicts: new Map(), lockedSheets: new Map(), lateSheets: new Map(), choices: new Map(), extensions: [], result: null };
}

/** Adds one event to the recorded state; kinds of events that leave nothing to compare are passed over. */
export function replay(state: RecordedState, event: Pick<ChainEvent, "type" | "data">): void {
  const handler = HANDLERS[event.type as EventType] as ((state: RecordedState, data: unknown) => void) | undefined;
  handler?.(state, event.data);
}
