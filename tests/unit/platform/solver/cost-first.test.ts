import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { AssignmentTooLargeError, solveAssignment } from "~/platform/solver/solve-assignment.server";
import { solveInThread } from "~/platform/solver/assignment-thread.server";
import { denseProblem, randomNumbers } from "../../../bench/assign-problems.mjs";
import { everyPlan, type Objectives } from "./oracles";

/** Small problems whose entries need different numbers of judges. */
function randomProblem({ judges, entries, seed, hasMax }: { judges: number; entries: number; seed: number; hasMax: boolean }): AssignmentProblem {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const judgeIds = Array.from({ length: judges }, (_, index) => `J${index + 1}`);
  const entryIds = Array.from({ length: entries }, (_, index) => `E${index + 1}`);
  const pairs = judgeIds.flatMap((judge) => entryIds.map((entry) => [judge, entry] as const));
  const conflicts = pairs.filter(() => random() < 0.15);
  return {
    perEntry: 1,
    judges: judgeIds.map((id) => ({ id, fields: null, max: hasMax && random() < 0.6 ? below(entries + 1) : null })),
    entries: entryIds.map((id) => ({ id, field: "a", ...(random() < 0.7 ? { perEntry: below(4) } : {}) })),
    conflicts,
    fixed: pairs.filter((pair) => !conflicts.includes(pair) && random() < 0.1),
    costs: pairs.filter(() => random() < 0.7).map(([judge, entry]) => [judge, entry, below(7) - 3]),
  };
}

/** Cost before the largest load, the largest load before squares. */
const costFirst = (a: NonNullable<Objectives>, b: NonNullable<Objectives>) => a.cost - b.cost || a.maxLoad - b.maxLoad || a.squares - b.squares;

describe("the cheapest plan", () => {
  test("is the cheapest of all there are, the most even of those, for entries that need different numbers of judges", async () => {
    const shapes = fc.record({ judges: fc.integer({ min: 1, max: 4 }), entries: fc.integer({ min: 1, max: 5 }), seed: fc.integer({ min: 0, max: 2 ** 31 }), hasMax: fc.boolean() });
    let found = 0;
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const problem = randomProblem(shape);
        const answer = await solveAssignment(problem, { first: "cost" });
        const best = everyPlan(problem).sort(costFirst)[0] ?? null;
        if (answer.status === "infeasible") {
          expect(best).toBeNull();
          return;
        }
        found += 1;
        const squares = [...answer.loads.values()].reduce((sum, load) => sum + load * load, 0);
        expect({ maxLoad: answer.maxLoad, cost: answer.cost, squares }).toEqual(best);
      }),
      { numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(200);
  });
});

describe("a thread", () => {
  test("answers several problems in turn, as the solver does, and tells how far it is", async () => {
    const problems = [denseProblem({ entries: 300, judges: 40 }), denseProblem({ entries: 500, judges: 60, seed: 2 })];
    const heard: number[] = [];
    const answers = await solveInThread(problems.map((problem) => ({ problem, first: "load" as const })), { onProgress: (done) => heard.push(done) });
    expect(answers).toEqual(await Promise.all(problems.map((problem) => solveAssignment(problem))));
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((done) => done >= 1 && done <= 800)).toBe(true);
  });

  test("stops at once when it is no longer wanted, and passes on that a problem is too large", async () => {
    const problem = denseProblem({ entries: 2000, judges: 200 });
    const unwanted = new AbortController();
    const heard: number[] = [];
    const run = solveInThread([{ problem, first: "load" }], {
      signal: unwanted.signal,
      onProgress: (done) => {
        heard.push(done);
        unwanted.abort(new Error("no longer wanted"));
      },
    });
    await expect(run).rejects.toThrow("no longer wanted");
    expect(heard).toHaveLength(1);
    const judges = Array.from({ length: 3000 }, (_, index) => ({ id: `J${index}`, fields: null, max: null }));
    const large = { perEntry: 1, judges, entries: [{ id: "E1", field: "a" }], conflicts: [], fixed: [], costs: [] };
    await expect(solveInThread([{ problem: large, first: "load" }])).rejects.toThrow(AssignmentTooLargeError);
  });
});
