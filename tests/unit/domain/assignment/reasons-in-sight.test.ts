import { describe, expect, it } from "vitest";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { reasonsInSight } from "~/domain/assignment/reasons-in-sight";
import { solveAssignment } from "~/platform/solver/solve-assignment.server";

const SEEN = ["B1", "B2"];

/** Two entries that are seen and two that are not; who may judge what is up to the case. */
function problem(judges: Readonly<Record<string, number | null>>, parts: Partial<AssignmentProblem> = {}): AssignmentProblem {
  const entries = ["B1", "B2", "K1", "K2"].map((id) => ({ id, field: "F" }));
  return { perEntry: 2, judges: Object.entries(judges).map(([id, max]) => ({ id, fields: null, max })), entries, conflicts: [], fixed: [], costs: [], ...parts };
}

function without(whole: AssignmentProblem): AssignmentProblem {
  const isSeen = ([, entry]: readonly [string, string, number?]) => SEEN.includes(entry);
  return { ...whole, entries: whole.entries.filter(({ id }) => SEEN.includes(id)), conflicts: whole.conflicts.filter(isSeen), fixed: whole.fixed.filter(isSeen) };
}

async function told(whole: AssignmentProblem) {
  const answer = await solveAssignment(whole);
  if (answer.status !== "infeasible") throw new Error("there is a plan");
  const seen = without(whole);
  return { all: answer.reasons, left: reasonsInSight(seen, answer.reasons), alone: await solveAssignment(seen) };
}

describe("why there is no plan, for whoever may not see some of the entries", () => {
  it("is what would be said if there were only the others: too few judges, too little room, too many seats", async () => {
    const cases = [
      problem({ G1: null, G2: null, G3: null }, { perEntry: 4 }),
      problem({ G1: 1, G2: 1, G3: 1 }),
      problem({ G1: 1, G2: null, G3: null }, { fixed: [["G1", "B1"], ["G1", "B2"], ["G1", "K1"]] }),
    ];
    for (const whole of cases) {
      const { all, left, alone } = await told(whole);
      expect(JSON.stringify(all)).toMatch(/K1/);
      expect(JSON.stringify(left)).not.toMatch(/K\d/);
      expect(left).not.toEqual([]);
      expect(alone).toEqual({ status: "infeasible", reasons: left });
    }
  });

  it("is nothing where only the entries that are not seen stand in the way: neither a name nor a sum is left", async () => {
    const cases = [
      problem({ G1: 2, G2: 2, G3: 2 }),
      problem({ G1: null, G2: null }, { conflicts: [["G1", "K1"]] }),
      problem({ G1: 2, G2: null, G3: null }, { fixed: [["G1", "B1"], ["G1", "K1"], ["G1", "K2"]] }),
    ];
    for (const whole of cases) {
      const { left, alone } = await told(whole);
      expect(left).toEqual([]);
      expect(alone.status).toBe("optimal");
    }
  });
});
