import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replacementOf, replacementProblem, type Seat } from "~/domain/assignment/replacement";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { solveAssignment } from "~/platform/solver/solve-assignment.server";
import { randomNumbers } from "../../../bench/assign-problems.mjs";

type Base = Pick<AssignmentProblem, "judges" | "entries" | "conflicts">;
const HOLDS = ["fixed", "begun", "untouched", "untouched"] as const;

interface Case {
  base: Base;
  seats: Seat[];
}

/** A running round: some judges with limits, some conflicts, every entry with one or two judges who may judge it. */
function runningRound({ judges, entries, seed }: { judges: number; entries: number; seed: number }): Case {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const judgeIds = Array.from({ length: judges }, (_, index) => `J${index + 1}`);
  const entryIds = Array.from({ length: entries }, (_, index) => `E${index + 1}`);
  const seats: Seat[] = [];
  const conflicts: [string, string][] = [];
  for (const entry of entryIds) {
    const free = judgeIds.filter((judge) => {
      const barred = random() < 0.4;
      if (barred) conflicts.push([judge, entry]);
      return !barred;
    });
    for (let count = 1 + below(2); count > 0 && free.length > 0; count--) {
      const [judge = ""] = free.splice(below(free.length), 1);
      seats.push({ judge, entry, hold: HOLDS[below(4)] ?? "untouched" });
    }
  }
  const load = (judge: string) => seats.filter((seat) => seat.judge === judge).length;
  return {
    base: { judges: judgeIds.map((id) => ({ id, fields: null, max: random() < 0.9 ? load(id) + (random() < 0.5 ? 1 : 0) : null })), entries: entryIds.map((id) => ({ id, field: "a" })), conflicts },
    seats,
  };
}

/** The fewest moved seats of others, begun ones first, over every way to replace J1; null where there is none. */
function fewestMoved({ base, seats }: Case): { begun: number; moved: number } | null {
  const leaving = "J1";
  const has = (judge: string, entry: string) => seats.find((seat) => seat.judge === judge && seat.entry === entry);
  let best: { begun: number; moved: number } | null = null;
  const loads = new Map<string, number>();
  const visit = (index: number, begun: number, moved: number): void => {
    if (best && (begun > best.begun || (begun === best.begun && moved >= best.moved))) return;
    const entry = base.entries[index]?.id;
    if (entry === undefined) {
      best = { begun, moved };
      return;
    }
    const now = seats.filter((seat) => seat.entry === entry);
    const able = base.judges.filter(({ id }) => (id === leaving ? has(id, entry)?.hold === "fixed" : !base.conflicts.some(([judge, other]) => judge === id && other === entry)));
    for (const chosen of subsets(able.map(({ id }) => id), now.length)) {
      if (now.some(({ judge, hold }) => hold === "fixed" && !chosen.includes(judge))) continue;
      for (const id of chosen) loads.set(id, (loads.get(id) ?? 0) + 1);
      const fits = base.judges.every(({ id, max }) => max === null || (loads.get(id) ?? 0) <= max);
      const left = now.filter(({ judge }) => judge !== leaving && !chosen.includes(judge));
      if (fits) visit(index + 1, begun + left.filter(({ hold }) => hold === "begun").length, moved + left.length);
      for (const id of chosen) loads.set(id, (loads.get(id) ?? 0) - 1);
    }
  };
  visit(0, 0, 0);
  return best;
}

function subsets(items: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}

describe("replacing a judge", () => {
  test("moves as few of the others' seats as any way there is, drafts least of all, and keeps limits, conflicts, and what is locked", async () => {
    const seen = { infeasible: 0, nothingElse: 0, others: 0 };
    await fc.assert(
      fc.asyncProperty(fc.record({ judges: fc.integer({ min: 3, max: 5 }), entries: fc.integer({ min: 2, max: 6 }), seed: fc.integer({ min: 0, max: 2 ** 31 }) }), async (shape) => {
        const round = runningRound(shape);
        const answer = await solveAssignment(replacementProblem(round.base, round.seats, "J1"), { first: "cost" });
        const best = fewestMoved(round);
        if (answer.status === "infeasible") {
          seen.infeasible += 1;
          expect(best).toBeNull();
          return;
        }
        const { added, vacated, moved } = replacementOf(answer.assignments, round.seats, "J1");
        expect({ begun: moved.filter(({ hold }) => hold === "begun").length, moved: moved.length }).toEqual(best);
        seen[moved.length === 0 ? "nothingElse" : "others"] += 1;
        expect(vacated).toEqual(round.seats.filter(({ judge, hold }) => judge === "J1" && hold !== "fixed"));
        expect(moved.filter(({ hold }) => hold === "fixed")).toEqual([]);
        expect(added.filter(([judge]) => judge === "J1")).toEqual([]);
        expect(added.filter(([judge, entry]) => round.base.conflicts.some((pair) => pair[0] === judge && pair[1] === entry))).toEqual([]);
        expect(added).toHaveLength(vacated.length + moved.length);
      }),
      { numRuns: 1500 },
    );
    // The cases that matter did come up.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test("shares the open entries evenly, and leaves alone who holds more than their limit already", async () => {
    const base: Base = {
      judges: [{ id: "J1", fields: null, max: null }, { id: "J2", fields: null, max: 1 }, { id: "J3", fields: null, max: null }, { id: "J4", fields: null, max: null }],
      entries: ["E1", "E2", "E3", "E4", "E5", "E6"].map((id) => ({ id, field: "a" })),
      conflicts: [],
    };
    const seat = (judge: string, entry: string): Seat => ({ judge, entry, hold: "untouched" });
    const seats = [seat("J1", "E1"), seat("J1", "E2"), seat("J1", "E3"), seat("J1", "E4"), seat("J2", "E5"), seat("J2", "E6")];
    const answer = await solveAssignment(replacementProblem(base, seats, "J1"), { first: "cost" });
    if (answer.status === "infeasible") throw new Error("Expected a plan");
    expect(Object.fromEntries(answer.loads)).toEqual({ J1: 0, J2: 2, J3: 2, J4: 2 });
    expect(replacementOf(answer.assignments, seats, "J1").moved).toEqual([]);
  });
});
