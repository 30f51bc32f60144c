import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AssignmentAnswer, AssignmentProblem, InfeasibleReason } from "~/domain/assignment/problem";
import { AssignmentTooLargeError, solveAssignment } from "~/platform/solver/solve-assignment.server";
import { conferenceProblem, crowdedProblem, denseProblem, randomNumbers, tightProblem } from "../../../bench/assign-problems.mjs";
import { expectKeepsRules, hasPair, type Objectives, solveByLinearPrograms, tryEveryPlan } from "./oracles";

const ids = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

function objectivesOf(answer: AssignmentAnswer): Objectives {
  if (answer.status === "infeasible") return null;
  const squares = [...answer.loads.values()].reduce((sum, load) => sum + load * load, 0);
  return { maxLoad: answer.maxLoad, cost: answer.cost, squares };
}

interface Shape {
  judges: number;
  entries: number;
  perEntry: number;
  seed: number;
  costSpread: number;
  hasMax: boolean;
}

/** A small problem with fields, conflicts, maxima, fixed pairs and costs, all at random. */
function randomProblem({ judges, entries, perEntry, seed, costSpread, hasMax }: Shape): AssignmentProblem {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const judgeIds = ids("J", judges);
  const entryIds = ids("E", entries);
  const pairs = judgeIds.flatMap((judge) => entryIds.map((entry) => [judge, entry] as const));
  return {
    perEntry,
    judges: judgeIds.map((id) => ({
      id,
      fields: random() < 0.7 ? null : ["a", "b"].filter(() => random() < 0.7),
      max: hasMax && random() < 0.6 ? below(entries + 1) : null,
    })),
    entries: entryIds.map((id) => ({ id, field: random() < 0.6 ? "a" : "b" })),
    conflicts: pairs.filter(() => random() < 0.15),
    fixed: pairs.filter(() => random() < 0.08),
    costs: pairs.filter(() => random() < 0.7).map(([judge, entry]) => [judge, entry, below(2 * costSpread + 1) - costSpread]),
  };
}

const shapes = fc.record({
  judges: fc.integer({ min: 1, max: 4 }),
  entries: fc.integer({ min: 1, max: 5 }),
  perEntry: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  costSpread: fc.constantFrom(0, 1, 3, 1_000_000),
  hasMax: fc.boolean(),
});

describe("the best plan", () => {
  test("agrees with a look at every plan, in all three objectives, and keeps the rules", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const problem = randomProblem(shape);
        const answer = await solveAssignment(problem);
        expect(objectivesOf(answer)).toEqual(tryEveryPlan(problem));
        if (answer.status === "optimal") expectKeepsRules(problem, answer);
      }),
      { numRuns: 1500 },
    );
  });

  test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    "agrees with linear programs solved by another program, problem %i",
    async (seed) => {
      const shape = { judges: 9 + (seed % 4), entries: 25, perEntry: 2 + (seed % 2), costSpread: seed % 2 ? 2 : 50, seed };
      const loose = randomProblem({ ...shape, hasMax: false });
      const judges = loose.judges.map((judge, index) => ({
        ...judge,
        fields: index < 7 ? null : judge.fields,
        max: index % 3 === 0 ? 4 + shape.perEntry : null,
      }));
      const conflicts = new Set(loose.conflicts.map(String));
      const isAllowed = ([judge]: readonly [string, string]) => judges.some(({ id, fields }) => id === judge && !fields);
      const fixed = loose.fixed.filter((pair, index) => index % 4 === 0 && isAllowed(pair) && !conflicts.has(String(pair)));
      const problem = { ...loose, judges, fixed };
      const expected = await solveByLinearPrograms(problem);
      expect(expected).not.toBeNull();
      expect(objectivesOf(await solveAssignment(problem))).toEqual(expected);
    },
  );

  test("comes before balance where the largest load stays the same", async () => {
    const problem: AssignmentProblem = {
      perEntry: 1,
      judges: ids("J", 3).map((id) => ({ id, fields: null, max: null })),
      entries: ids("E", 4).map((id) => ({ id, field: "a" })),
      conflicts: [],
      fixed: [],
      costs: [["J3", "E1", 5], ["J3", "E2", 5], ["J3", "E3", 5], ["J3", "E4", 5]],
    };
    const answer = await solveAssignment(problem);
    expect(objectivesOf(answer)).toEqual({ maxLoad: 2, cost: 0, squares: 8 });
    expect(objectivesOf(await solveAssignment({ ...problem, costs: [] }))).toEqual({ maxLoad: 2, cost: 0, squares: 6 });
  });

  test("counts fixed pairs in loads and in the cost, and does not move them", async () => {
    const answer = await solveAssignment({
      perEntry: 1,
      judges: ids("J", 2).map((id) => ({ id, fields: null, max: null })),
      entries: ids("E", 3).map((id) => ({ id, field: "a" })),
      conflicts: [],
      fixed: [["J1", "E1"], ["J1", "E2"], ["J1", "E3"]],
      costs: [["J1", "E1", 1_000_000], ["J2", "E1", -1_000_000]],
    });
    expect(answer).toEqual({
      status: "optimal",
      assignments: [["J1", "E1"], ["J1", "E2"], ["J1", "E3"]],
      maxLoad: 3,
      cost: 1_000_000,
      loads: new Map([["J1", 3], ["J2", 0]]),
    });
  });

  test("without entries is empty and lists every judge", async () => {
    const judges = [{ id: "J2", fields: [], max: 0 }, { id: "J1", fields: null, max: null }];
    const answer = await solveAssignment({ perEntry: 3, judges, entries: [], conflicts: [], fixed: [], costs: [] });
    const loads = new Map([["J1", 0], ["J2", 0]]);
    expect(answer).toEqual({ status: "optimal", assignments: [], maxLoad: 0, cost: 0, loads });
  });

  test("is the same, byte for byte, for any order of the input", async () => {
    const problem = denseProblem({ entries: 60, judges: 15, spread: 1 });
    const turned: AssignmentProblem = {
      ...problem,
      judges: problem.judges.toReversed(),
      entries: problem.entries.toReversed(),
      costs: problem.costs.toReversed(),
    };
    const answers = [await solveAssignment(problem), await solveAssignment(problem), await solveAssignment(turned)];
    const texts = answers.map((answer) => JSON.stringify(answer.status === "optimal" && [answer.assignments, ...answer.loads]));
    expect(new Set(texts).size).toBe(1);
  });
});

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Whether the named judges and entries do stand in the way, counted from the problem alone. */
function isTrue(problem: AssignmentProblem, reason: InfeasibleReason): boolean {
  const judgeOf = (id: string) => problem.judges.find((judge) => judge.id === id);
  const fits = (judge: string, entry: string) => {
    const fields = judgeOf(judge)?.fields ?? null;
    const field = problem.entries.find(({ id }) => id === entry)?.field ?? "";
    return !hasPair(problem.conflicts, judge, entry) && (fields === null || fields.includes(field));
  };
  const fixedOn = (entry: string) => problem.fixed.filter((pair) => pair[1] === entry).map(([judge]) => judge);
  const fixedFor = (judge: string) => problem.fixed.filter((pair) => pair[0] === judge).map(([, entry]) => entry);
  switch (reason.kind) {
    case "fixed_in_conflict":
      return hasPair(problem.fixed, reason.judge, reason.entry) && hasPair(problem.conflicts, reason.judge, reason.entry);
    case "fixed_outside_fields":
      return hasPair(problem.fixed, reason.judge, reason.entry) && !judgeOf(reason.judge)?.fields?.includes(reason.field);
    case "fixed_over_max":
      return judgeOf(reason.judge)?.max === reason.max && fixedFor(reason.judge).length > reason.max;
    case "fixed_over_per_entry":
      return fixedOn(reason.entry).length > problem.perEntry;
    case "too_few_for_chance":
      return problem.maxChance === reason.maxChance;
    case "too_few_judges":
      return problem.judges.filter(({ id }) => fits(id, reason.entry)).length < problem.perEntry;
    case "too_little_room": {
      const needs = reason.entries.map((entry) => {
        const free = problem.judges.filter(({ id }) => fits(id, entry) && !fixedOn(entry).includes(id));
        const outside = free.filter(({ id }) => !reason.judges.includes(id)).length;
        return problem.perEntry - fixedOn(entry).length - outside;
      });
      const rooms = reason.judges.map((id) => (judgeOf(id)?.max ?? Infinity) - fixedFor(id).length);
      const isNeeded = needs.every((need) => need > 0);
      return isNeeded && sum(needs) === reason.needed && sum(rooms) === reason.available && reason.needed > reason.available;
    }
  }
}

describe("reasons against a plan", () => {
  test("are there exactly where no plan exists, and each of them is true", async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const problem = randomProblem({ ...shape, hasMax: true });
        const answer = await solveAssignment(problem);
        if (answer.status === "optimal") return;
        expect(tryEveryPlan(problem)).toBeNull();
        expect(answer.reasons.length).toBeGreaterThan(0);
        expect(answer.reasons.filter((reason) => !isTrue(problem, reason))).toEqual([]);
        for (const { kind } of answer.reasons) kinds.add(kind);
      }),
      { numRuns: 1500 },
    );
    expect(kinds.size).toBe(6);
  });

  test("name a bottleneck among many, and nobody else", async () => {
    const wide = conferenceProblem({ entries: 200, judges: 20 });
    const problem: AssignmentProblem = {
      ...wide,
      judges: [...wide.judges.map((judge) => ({ ...judge, fields: ["a"] })), ...bottleneck("b", 2), ...bottleneck("c", 1)],
      entries: [...wide.entries, ...["b1", "b2", "b3"].map((id) => ({ id, field: "b" })), { id: "c1", field: "c" }],
    };
    expect(await solveAssignment(problem)).toEqual({
      status: "infeasible",
      reasons: [
        {
          kind: "too_little_room",
          entries: ["b1", "b2", "b3"],
          judges: ["b-1", "b-2", "b-3"],
          needed: 9,
          available: 6,
        },
      ],
    });
  });
});

/** Three judges of a field, with room for `max` entries each. */
const bottleneck = (field: string, max: number) => [1, 2, 3].map((index) => ({ id: `${field}-${index}`, fields: [field], max }));

describe("large problems", () => {
  test.each([
    ["wishes and conflicts", conferenceProblem({ entries: 1000, judges: 60 })],
    ["costs up to a million for every pair", denseProblem({ entries: 600, judges: 80 })],
    ["equal costs and no room to spare", tightProblem({ entries: 500, judges: 50 })],
    ["fields of different crowding", crowdedProblem({ entries: 1000, judges: 90 })],
    ["many entries, few judges", conferenceProblem({ entries: 3000, judges: 7 })],
    ["nearly all judges on every entry", conferenceProblem({ entries: 60, judges: 40, perEntry: 36, wishes: 50 })],
  ])("%s: proven and within the rules", async (_, problem) => {
    expectKeepsRules(problem, await solveAssignment(problem));
  });

  test.each([
    ["judges", 3000, 10, 1],
    ["assignments", 300, 10_000, 250],
  ])("with too many %s for the memory are refused", async (_, judges, entries, perEntry) => {
    const problem: AssignmentProblem = {
      perEntry,
      judges: ids("J", judges).map((id) => ({ id, fields: null, max: null })),
      entries: ids("E", entries).map((id) => ({ id, field: "a" })),
      conflicts: [],
      fixed: [],
      costs: [],
    };
    await expect(solveAssignment(problem)).rejects.toThrow(AssignmentTooLargeError);
  });
});

describe("a run", () => {
  test("can be stopped, and tells how far it is", async () => {
    const controller = new AbortController();
    const reports: number[] = [];
    const run = solveAssignment(denseProblem({ entries: 1000, judges: 100 }), {
      signal: controller.signal,
      onProgress: ({ done, entries }) => {
        reports.push(done);
        expect(entries).toBe(1000);
        if (reports.length === 2) controller.abort(new Error("no longer wanted"));
      },
    });
    await expect(run).rejects.toThrow("no longer wanted");
    expect(reports).toHaveLength(2);
    expect(reports[0]).toBeLessThan(reports[1] ?? 0);
  });

  test("does not start when stopped before", async () => {
    const problem = conferenceProblem({ entries: 10, judges: 5 });
    await expect(solveAssignment(problem, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
  });

  test("leaves the event loop free", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await solveAssignment(denseProblem({ entries: 1000, judges: 80 }));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });
});
