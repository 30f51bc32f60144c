import { isAtOrBeforeSecond } from "~/domain/contest/phases";
import type { Points } from "~/domain/kernel/decimal";
import type { Criterion } from "~/domain/scoring/problem";
import { scoreFault, type ScoreFault } from "~/domain/scoring/rubric";

export type SheetFault = ScoreFault | "MISSING";

/**
 * What stands in the way of saving these scores, by criterion code: values out of range or off their step, and, where the sheet is
 * to be `complete` (locking), criteria without a score. A draft may lack criteria.
 */
export function sheetFaults(
  criteria: readonly Criterion[],
  scores: ReadonlyMap<string, Points>,
  { complete }: { complete: boolean },
): Map<string, SheetFault> {
  const faults = new Map<string, SheetFault>();
  for (const criterion of criteria) {
    const points = scores.get(criterion.code);
    const fault = points === undefined ? (complete ? "MISSING" : null) : scoreFault(criterion, points);
    if (fault) faults.set(criterion.code, fault);
  }
  return faults;
}

/** The sum of what is given so far, and whether every criterion has a score. */
export function sheetTotal(criteria: readonly Criterion[], scores: ReadonlyMap<string, Points>): { sum: Points; complete: boolean } {
  const given = criteria.flatMap(({ code }) => scores.get(code) ?? []);
  return { sum: given.reduce((sum, points) => sum + points, 0), complete: given.length === criteria.length && criteria.length > 0 };
}

/** Full marks of a rubric. */
export function fullMarks(criteria: readonly Criterion[]): Points {
  return criteria.reduce((sum, { max }) => sum + max, 0);
}

export type RoundRefusal = "not_open" | "deadline_passed";

/** Whether sheets of a round may be filled at `now`: from its start to the last second its end names. */
export function roundRefusal(round: { startsAt: Date; endsAt: Date }, now: Date): RoundRefusal | null {
  if (now < round.startsAt) return "not_open";
  return isAtOrBeforeSecond(now, round.endsAt) ? null : "deadline_passed";
}

export interface EntryStanding {
  state: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  screening: "RECEIVED" | "NEEDS_SUPPLEMENT" | "QUALIFIED" | "REJECTED";
}

/** Only entries that were submitted, found qualified and not withdrawn are judged and ranked. */
export function takesPart(entry: EntryStanding): boolean {
  return entry.state === "SUBMITTED" && entry.screening === "QUALIFIED";
}
