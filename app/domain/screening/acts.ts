import { isAtOrBeforeSecond } from "../contest/phases";
import type { Day } from "../contest/eligibility";
import type { EntryState, ScreeningState } from "../entry/states";

/** What a secretary does with a submitted entry. `reopen` undoes the others: the entry is new again. */
export const SCREENING_ACTS = ["qualify", "supplement", "reject", "reopen"] as const;
export type ScreeningAct = (typeof SCREENING_ACTS)[number];

const TARGET: Readonly<Record<ScreeningAct, ScreeningState>> = {
  qualify: "QUALIFIED",
  supplement: "NEEDS_SUPPLEMENT",
  reject: "REJECTED",
  reopen: "RECEIVED",
};

/** Which acts each state allows. A rejected entry has to be reopened before anything else is done with it. */
const ALLOWED: Readonly<Record<ScreeningState, readonly ScreeningAct[]>> = {
  RECEIVED: ["qualify", "supplement", "reject"],
  NEEDS_SUPPLEMENT: ["qualify", "supplement", "reject", "reopen"],
  QUALIFIED: ["supplement", "reject", "reopen"],
  REJECTED: ["reopen"],
};

/** The acts an entry allows in its state, the likeliest first; none for drafts and withdrawn entries. */
export function actsFor(entry: { state: EntryState; screening: ScreeningState }): readonly ScreeningAct[] {
  return entry.state === "SUBMITTED" ? ALLOWED[entry.screening] : [];
}

/** The state after an act, or null where the entry doesn't allow it. */
export function screeningAfter(entry: { state: EntryState; screening: ScreeningState }, act: ScreeningAct): ScreeningState | null {
  return actsFor(entry).includes(act) ? TARGET[act] : null;
}

/** The state an act leads to. */
export const targetOf = (act: ScreeningAct): ScreeningState => TARGET[act];

/** The last second of a day in Việt Nam: a supplement may be handed in all that day. */
export function endOfDayInVietnam(day: Day): Date {
  return new Date(`${day}T23:59:59+07:00`);
}

export type DueRefusal = "due_in_past" | "due_too_late";

/** Whether a supplement may be asked for until `dueAt`: it lies ahead, and not after judging. */
export function dueRefusal(dueAt: Date, { now, judgingEndsAt }: { now: Date; judgingEndsAt: Date }): DueRefusal | null {
  if (dueAt <= now) return "due_in_past";
  return dueAt > judgingEndsAt ? "due_too_late" : null;
}

/** True once the date of a supplement has passed and nothing was handed in. */
export function isOverdue(entry: { state: EntryState; screening: ScreeningState; supplementDueAt: Date | null }, now: Date): boolean {
  if (entry.state !== "SUBMITTED" || entry.screening !== "NEEDS_SUPPLEMENT" || entry.supplementDueAt === null) return false;
  return !isAtOrBeforeSecond(now, entry.supplementDueAt);
}
