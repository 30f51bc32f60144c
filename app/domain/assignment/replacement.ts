import type { AssignmentAnswer, AssignmentProblem, JudgeEntryPair, PairCost } from "./problem";

/** A judge's place on an entry, and what moving it away would cost: nothing may move a `fixed` one; a `begun` one holds work that would not count. */
export interface Seat {
  judge: string;
  entry: string;
  hold: "fixed" | "begun" | "untouched";
}

/**
 * The problem whose cheapest plan (cost before loads) replaces a judge with as little change as possible: everybody's `fixed` seats stay,
 * among them what the leaving judge has finished; of the other judges' seats as few begun ones as possible move, and then as few as
 * possible at all; every entry keeps as many judges as it has. Where all other seats can stay, all of them do, also of judges who hold more
 * than their `max` already.
 * @param base judges, entries and conflicts as for a plan of the round
 */
export function replacementProblem(base: Pick<AssignmentProblem, "judges" | "entries" | "conflicts">, seats: readonly Seat[], leaving: string): AssignmentProblem {
  const finished = seats.filter((seat) => seat.judge === leaving && seat.hold === "fixed");
  const fieldOf = new Map(base.entries.map(({ id, field }) => [id, field]));
  const perEntry = new Map(base.entries.map(({ id }) => [id, 0]));
  for (const { entry } of seats) perEntry.set(entry, (perEntry.get(entry) ?? 0) + 1);
  const loads = new Map<string, number>();
  for (const { judge } of seats) loads.set(judge, (loads.get(judge) ?? 0) + 1);
  const atLeastHeld = ({ id, max }: { id: string; max: number | null }) => (max === null ? null : Math.max(max, loads.get(id) ?? 0));
  const movable = seats.filter((seat) => seat.judge !== leaving && seat.hold !== "fixed");
  // One begun seat weighs more than all others together.
  const begunWeight = movable.filter(({ hold }) => hold === "untouched").length + 1;
  return {
    perEntry: 1,
    judges: base.judges.map((judge) =>
      judge.id === leaving ? { id: leaving, fields: [...new Set(finished.map(({ entry }) => fieldOf.get(entry) ?? ""))], max: finished.length } : { ...judge, max: atLeastHeld(judge) },
    ),
    entries: base.entries.map(({ id, field }) => ({ id, field, perEntry: perEntry.get(id) ?? 0 })),
    conflicts: base.conflicts,
    fixed: seats.filter(({ hold }) => hold === "fixed").map(({ judge, entry }): JudgeEntryPair => [judge, entry]),
    costs: movable.map(({ judge, entry, hold }): PairCost => [judge, entry, hold === "begun" ? -begunWeight : -1]),
  };
}

export interface Replacement {
  /** judge and entry, by entry */
  added: JudgeEntryPair[];
  /** what the leaving judge gives up */
  vacated: Seat[];
  /** what others give up so that it works out */
  moved: Seat[];
}

/** What the plan changes. */
export function replacementOf(assignments: Extract<AssignmentAnswer, { status: "optimal" }>["assignments"], seats: readonly Seat[], leaving: string): Replacement {
  const planned = new Set(assignments.map(([judge, entry]) => `${judge} ${entry}`));
  const held = new Set(seats.map(({ judge, entry }) => `${judge} ${entry}`));
  const given = seats.filter(({ judge, entry }) => !planned.has(`${judge} ${entry}`));
  return {
    added: assignments.filter(([judge, entry]) => !held.has(`${judge} ${entry}`)),
    vacated: given.filter(({ judge }) => judge === leaving),
    moved: given.filter(({ judge }) => judge !== leaving),
  };
}
