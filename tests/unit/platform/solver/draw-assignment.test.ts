import * as fc from "fast-check";
import loadHighs from "highs";
import { describe, expect, test } from "vitest";
import { CERTAIN, highestOf, type Chances } from "~/domain/assignment/chance";
import { drawPlan } from "~/domain/assignment/draw";
import { toAnswer, type Plan } from "~/domain/assignment/plan";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { seededRandom } from "~/domain/calibration/seeded-random";
import { drawAssignment, findChances, type ChancePlan } from "~/platform/solver/draw-assignment.server";
import { solveInThread } from "~/platform/solver/assignment-thread.server";
import { conferenceProblem, denseProblem, randomNumbers } from "../../../bench/assign-problems.mjs";
import { expectKeepsRules, hasPair } from "./oracles";

const solver = loadHighs();

type Drawn = AssignmentProblem & { maxChance: number };

interface Shape {
  judges: number;
  entries: number;
  perEntry: number;
  seed: number;
  spread: number;
  maxChance: number;
}

/** Fields, conflicts, maxima, fixed pairs and costs, all at random. */
function randomProblem({ judges, entries, perEntry, seed, spread, maxChance }: Shape): Drawn {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const judgeIds = Array.from({ length: judges }, (_, index) => `J${index + 1}`);
  const entryIds = Array.from({ length: entries }, (_, index) => `E${index + 1}`);
  const pairs = judgeIds.flatMap((judge) => entryIds.map((entry) => [judge, entry] as const));
  const conflicts = pairs.filter(() => random() < 0.1);
  return {
    perEntry,
    judges: judgeIds.map((id) => ({ id, fields: random() < 0.8 ? null : ["a"], max: random() < 0.3 ? 1 + below(entries) : null })),
    entries: entryIds.map((id) => ({ id, field: random() < 0.6 ? "a" : "b" })),
    conflicts,
    fixed: pairs.filter((pair) => !conflicts.includes(pair) && random() < 0.04),
    costs: spread === 0 ? [] : pairs.filter(() => random() < 0.7).map(([judge, entry]) => [judge, entry, below(2 * spread + 1) - spread]),
    maxChance,
  };
}

const shapes = fc.record({
  judges: fc.integer({ min: 2, max: 9 }),
  entries: fc.integer({ min: 1, max: 12 }),
  perEntry: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  spread: fc.constantFrom(0, 0, 2, 1000),
  maxChance: fc.constantFrom(2500, 3000, 3333, 5000, 6700, 9900, CERTAIN),
});

/** The smallest largest load and the smallest mean cost of any chances under the cap, by another program; null where there are none. */
async function byLinearProgram({ judges, entries, perEntry, conflicts, fixed, costs, maxChance }: Drawn): Promise<{ limit: number; cost: number } | null> {
  const highs = await solver;
  const bound = (j: number, e: number) => {
    const [judge, entry] = [judges[j], entries[e]];
    if (!judge || !entry || (judge.fields && !judge.fields.includes(entry.field)) || hasPair(conflicts, judge.id, entry.id)) return "= 0";
    return hasPair(fixed, judge.id, entry.id) ? "= 1" : `<= ${maxChance / CERTAIN}`;
  };
  const isBarred = fixed.some(([judge, entry]) => {
    const fields = judges.find(({ id }) => id === judge)?.fields;
    return fields && !fields.includes(entries.find(({ id }) => id === entry)?.field ?? "");
  });
  if (isBarred) return null;
  const load = (j: number) => entries.map((_, e) => `x${j}_${e}`).join(" + ");
  const rows = [
    ...entries.map((_, e) => `${judges.map((__, j) => `x${j}_${e}`).join(" + ")} = ${perEntry}`),
    ...judges.map((_, j) => `${load(j)} - t <= 0`),
    ...judges.flatMap(({ max }, j) => (max === null ? [] : [`${load(j)} <= ${max}`])),
  ];
  const bounds = judges.flatMap((_, j) => entries.map((__, e) => `x${j}_${e} ${bound(j, e)}`));
  const solve = (objective: string, extra: string[]) => {
    const { Status, ObjectiveValue } = highs.solve(["Minimize", objective, "Subject To", ...rows, ...extra, "Bounds", ...bounds, "End"].join("\n"), { output_flag: false });
    return Status === "Optimal" ? ObjectiveValue : null;
  };
  const lowest = solve("t", []);
  if (lowest === null) return null;
  const limit = Math.ceil(lowest - 1e-6);
  const terms = costs.filter(([, , cost]) => cost !== 0).map(([judge, entry, cost]) => `${cost < 0 ? "-" : "+"} ${Math.abs(cost)} x${judges.findIndex(({ id }) => id === judge)}_${entries.findIndex(({ id }) => id === entry)}`);
  return { limit, cost: solve(terms.join(" ") || "0 t", [`t <= ${limit}`]) ?? Number.NaN };
}

const meanCost = (problem: Drawn, found: { instance: { judges: readonly string[]; entries: readonly string[] }; chances: Chances }) => {
  const costs = new Map(problem.costs.map(([judge, entry, cost]) => [`${judge} ${entry}`, cost]));
  const ofFixed = problem.fixed.reduce((sum, [judge, entry]) => sum + (costs.get(`${judge} ${entry}`) ?? 0) * CERTAIN, 0);
  const { judges, entries } = found.instance;
  return (ofFixed + entries.flatMap((entry, e) => judges.map((judge, j) => (costs.get(`${judge} ${entry}`) ?? 0) * (found.chances[e * judges.length + j] ?? 0))).reduce((sum, cost) => sum + cost, 0)) / CERTAIN;
};

describe("chances under a cap", () => {
  test("exist exactly where a linear program finds some, with its largest load and its mean cost, and none is above the cap", async () => {
    const seen = { found: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const problem = randomProblem(shape);
        const [found, expected] = [await findChances(problem), await byLinearProgram(problem)];
        expect("reasons" in found).toBe(expected === null);
        seen["reasons" in found ? "none" : "found"] += 1;
        if ("reasons" in found || expected === null) return;
        expect(found.limit).toBe(expected.limit);
        expect(meanCost(problem, found)).toBeCloseTo(expected.cost, 4);
        expect(Math.max(0, ...found.chances)).toBeLessThanOrEqual(problem.maxChance);
      }),
      { numRuns: 150 },
    );
    expect(seen.found).toBeGreaterThan(30);
    expect(seen.none).toBeGreaterThan(20);
  });
});

/** The first of a row of problems that has chances. */
async function someChances(spread: number): Promise<{ problem: Drawn; found: ChancePlan }> {
  for (let seed = 1; ; seed += 1) {
    const problem = randomProblem({ judges: 9, entries: 9, perEntry: 3, seed, spread, maxChance: 6000 });
    const found = await findChances(problem);
    if (!("reasons" in found)) return { problem, found };
  }
}

function wholePlan(steps: ReturnType<typeof drawPlan>): Plan {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe("a draw", () => {
  test("keeps every hard rule and the largest load, whatever the seed; the same seed gives the same plan", async () => {
    let drawn = 0;
    await fc.assert(
      fc.asyncProperty(shapes, fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 3, maxLength: 3 }), async (shape, seeds) => {
        const problem = randomProblem(shape);
        const found = await findChances(problem);
        for (const seed of seeds) {
          const answer = await drawAssignment(problem, seed);
          if ("reasons" in found) {
            expect(answer).toEqual({ status: "infeasible", reasons: found.reasons });
            continue;
          }
          drawn += 1;
          expectKeepsRules(problem, answer);
          if (answer.status === "infeasible") return;
          expect(answer.maxLoad).toBeLessThanOrEqual(found.limit);
          expect(answer.draw).toMatchObject({ maxChance: problem.maxChance, seed });
          expect(highestOf(answer.draw?.highest ?? [])).toBe(Math.max(0, ...found.chances));
          expect(await drawAssignment(problem, seed)).toEqual(answer);
        }
      }),
      { numRuns: 120 },
    );
    expect(drawn).toBeGreaterThan(60);
  });

  test.each([0, 3])("gives every pair as often as its chance says, over four thousand seeds, costs up to %i", async (spread) => {
    const { problem, found } = await someChances(spread);
    const { instance, chances } = found;
    const { judges, entries } = instance;
    const times = new Map<string, number>();
    const draws = 4000;
    for (let seed = 1; seed <= draws; seed += 1) {
      const plan = wholePlan(drawPlan(instance, chances, seededRandom(seed)));
      for (const [judge, entry] of toAnswer(instance, plan).assignments) times.set(`${judge} ${entry}`, (times.get(`${judge} ${entry}`) ?? 0) + 1);
    }
    expect(await drawAssignment(problem, 9)).toMatchObject(toAnswer(instance, wholePlan(drawPlan(instance, chances, seededRandom(9)))));
    let undecided = 0;
    const off = entries.flatMap((entry, e) =>
      judges.flatMap((judge, j) => {
        const chance = hasPair(problem.fixed, judge, entry) ? 1 : (chances[e * judges.length + j] ?? 0) / CERTAIN;
        if (chance > 0 && chance < 1) undecided += 1;
        // Five standard deviations: once in two million for a pair.
        const slack = 5 * Math.sqrt((chance * (1 - chance)) / draws);
        const share = (times.get(`${judge} ${entry}`) ?? 0) / draws;
        return Math.abs(share - chance) <= slack ? [] : [`${judge} ${entry}: ${share} for ${chance}`];
      }),
    );
    expect(off).toEqual([]);
    expect(undecided).toBeGreaterThan(20);
  });

  test("does not touch fixed pairs: they are certain, whatever the cap", async () => {
    const judges = Array.from({ length: 5 }, (_, index) => ({ id: `J${index}`, fields: null, max: null }));
    const problem: Drawn = { perEntry: 2, judges, entries: [{ id: "E1", field: "a" }], conflicts: [], fixed: [["J3", "E1"]], costs: [], maxChance: 2500 };
    const partners = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const answer = await drawAssignment(problem, seed);
      if (answer.status === "infeasible") throw new Error("expected a plan");
      expect(answer.assignments).toContainEqual(["J3", "E1"]);
      for (const [judge] of answer.assignments) if (judge !== "J3") partners.add(judge);
    }
    expect([...partners].sort()).toEqual(["J0", "J1", "J2", "J4"]);
  });

  test("says why a cap is too small: an entry with too few judges, or judges with too little room for what the cap leaves to them", async () => {
    const judges = Array.from({ length: 7 }, (_, index) => ({ id: `J${index}`, fields: null, max: null }));
    const one = { perEntry: 3, judges, entries: [{ id: "E1", field: "a" }], conflicts: [], fixed: [], costs: [], maxChance: 3000 };
    expect(await drawAssignment(one, 1)).toEqual({
      status: "infeasible",
      reasons: [{ kind: "too_few_for_chance", entry: "E1", maxChance: 3000, needed: 10, judges: judges.map(({ id }) => id) }],
    });
    const busy = judges.slice(0, 4).map(({ id }, index) => ({ id, fields: null, max: index < 2 ? 2 : null }));
    const crowded = { ...one, perEntry: 2, judges: busy, entries: ["E1", "E2", "E3", "E4"].map((id) => ({ id, field: "a" })), maxChance: 7000 };
    expect(await drawAssignment(crowded, 1)).toMatchObject({ draw: { maxChance: 7000 } });
    expect(await drawAssignment({ ...crowded, maxChance: 6000 }, 1)).toMatchObject({ draw: { maxChance: 6000 } });
    const narrow = { ...crowded, judges: busy.map((judge, index) => (index < 2 ? { ...judge, max: 1 } : judge)) };
    expect(await drawAssignment(narrow, 1)).toEqual({
      status: "infeasible",
      reasons: [{ kind: "too_little_room", entries: ["E1", "E2", "E3", "E4"], judges: ["J0", "J1"], needed: 3, available: 2, maxChance: 7000 }],
    });
    expect(await drawAssignment({ ...narrow, maxChance: 7500 }, 1)).toMatchObject({ maxLoad: 3 });
  });

  test("is made in a thread as well, which tells how far it is and stops at once", async () => {
    const problem = { ...denseProblem({ entries: 200, judges: 30 }), maxChance: 5000 };
    const [answer] = await solveInThread([{ problem, first: "load", seed: 7 }]);
    expect(answer).toEqual(await drawAssignment(problem, 7));
    const unwanted = new AbortController();
    const large = { ...conferenceProblem({ entries: 1000, judges: 60 }), maxChance: 5000 };
    const run = solveInThread([{ problem: large, first: "load", seed: 7 }], { signal: unwanted.signal, onProgress: () => unwanted.abort(new Error("no longer wanted")) });
    await expect(run).rejects.toThrow("no longer wanted");
  });
});
