import { isAtOrBeforeSecond, receiptRefusal, type ReceiptRefusal, type ReceiptWindow } from "../contest/phases";
import type { Day } from "./ages";
import { paperRefusal } from "./paper";

export type EntryState = "DRAFT" | "SUBMITTED" | "WITHDRAWN";
export type ScreeningState = "RECEIVED" | "NEEDS_SUPPLEMENT" | "QUALIFIED" | "REJECTED";
export type EntryAct = "submit" | "withdraw";

/** What each act makes of each state; what is not here is not possible. A withdrawn entry comes back by submitting it again. */
const MOVES: Readonly<Record<EntryState, Partial<Record<EntryAct, EntryState>>>> = {
  DRAFT: { submit: "SUBMITTED" },
  SUBMITTED: { submit: "SUBMITTED", withdraw: "WITHDRAWN" },
  WITHDRAWN: { submit: "SUBMITTED" },
};

/** The state after an act, or null where the state does not allow it. */
export function stateAfter(state: EntryState, act: EntryAct): EntryState | null {
  return MOVES[state][act] ?? null;
}

/** What screening says of an entry once it is submitted again: changed content has to be looked at again. */
export function screeningAfterSubmission(screening: ScreeningState): ScreeningState {
  return screening === "REJECTED" ? "REJECTED" : "RECEIVED";
}

export interface EntryStanding {
  state: EntryState;
  screening: ScreeningState;
  supplementDueAt: Date | null;
  /** when the entry was begun */
  begunAt: Date;
  /** day of the postmark of a dossier on paper; null or absent for all others */
  postmarkedOn?: Day | null;
}

export type ChangeRefusal = ReceiptRefusal | "entry_rejected";

/** True while a supplement that was asked for may be handed in, up to and including the second of its deadline. */
export function mayHandInSupplement(entry: EntryStanding, now: Date): boolean {
  return (
    entry.state === "SUBMITTED" &&
    entry.screening === "NEEDS_SUPPLEMENT" &&
    entry.supplementDueAt !== null &&
    isAtOrBeforeSecond(now, entry.supplementDueAt)
  );
}

/**
 * Whether an entry may be changed and submitted at `now`: while receipt (or its grace) lasts, and for a supplement that was
 * asked for until its own date; a dossier on paper by its postmark. A rejected entry is closed. @returns null when it may, else the reason.
 */
export function changeRefusal(window: ReceiptWindow, entry: EntryStanding, now: Date): ChangeRefusal | null {
  if (entry.state !== "DRAFT" && entry.screening === "REJECTED") return "entry_rejected";
  if (mayHandInSupplement(entry, now)) return window.publishedAt && window.publishedAt <= now ? "deadline_passed" : null;
  return entry.postmarkedOn ? paperRefusal(window, entry.postmarkedOn, now) : receiptRefusal(window, entry.begunAt, now);
}

/** Until when the entry can still be changed: the later of the deadline of receipt and that of a supplement. */
export function changeableUntil(window: Pick<ReceiptWindow, "closesAt" | "screeningEndsAt">, entry: EntryStanding): Date {
  if (entry.postmarkedOn) return window.screeningEndsAt;
  const due = entry.state === "SUBMITTED" && entry.screening === "NEEDS_SUPPLEMENT" ? entry.supplementDueAt : null;
  return due && due > window.closesAt ? due : window.closesAt;
}
