import { describe, expect, test } from "vitest";
import { CERTAIN, checkChances, explainChanceShortage, highestChances, highestOf, isDrawOf, parseChance, tooFewForChance } from "~/domain/assignment/chance";
import { toInstance } from "~/domain/assignment/instance";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { reasonsInSight } from "~/domain/assignment/reasons-in-sight";

const problem: AssignmentProblem = {
  perEntry: 1,
  judges: ["J1", "J2", "J3"].map((id) => ({ id, fields: null, max: null })),
  entries: ["E1", "E2"].map((id) => ({ id, field: "a" })),
  conflicts: [["J3", "E1"]],
  fixed: [],
  costs: [],
};
const instance = toInstance(problem);
const half = CERTAIN / 2;

test("a chance is read as it is written, never as a number beside it", () => {
  expect(["0.5", "1", "0.0001", "0.3333", "1.0"].map(parseChance)).toEqual([5000, 10_000, 1, 3333, 10_000]);
  expect(["0", "0.0", "1.0001", "2", "-0.5", "0,5", "5e-1", ".5", "50%", "", " 0.5", "0.33333"].map(parseChance)).toEqual(Array.from({ length: 12 }, () => null));
});

describe("chances", () => {
  const sound = Int32Array.of(half, half, 0, 3000, 3000, 4000);
  const limits = { maxChance: half, limit: 1 };

  test("that keep every rule have no defect, and every broken rule is named", () => {
    expect(checkChances(instance, sound, limits)).toEqual([]);
    expect(highestChances(instance, sound)).toEqual([["E1", half], ["E2", 4000]]);
    expect(highestOf(highestChances(instance, sound))).toBe(half);
    expect(checkChances(instance, sound, { ...limits, maxChance: 4999 })).toEqual([{ kind: "over_cap", judge: "J1", entry: "E1" }, { kind: "over_cap", judge: "J2", entry: "E1" }]);
    expect(checkChances(instance, Int32Array.of(half, 4000, 1000, 3000, 3000, 4000), limits)).toEqual([{ kind: "not_allowed", judge: "J3", entry: "E1" }]);
    expect(checkChances(instance, Int32Array.of(half, 4999, 0, 3000, 3000, 4000), limits)).toEqual([{ kind: "wrong_sum", entry: "E1" }]);
    expect(checkChances(instance, Int32Array.of(half, half, 0, half, half, 0), { ...limits, limit: 0 })).toEqual([{ kind: "over_load", judge: "J1" }, { kind: "over_load", judge: "J2" }]);
  });

  test("fit a plan where everybody had a chance and every load is the mean rounded down or up", () => {
    expect(isDrawOf(instance, sound, [[0], [2]])).toBe(true);
    expect(isDrawOf(instance, sound, [[0], [1]])).toBe(true);
    expect(isDrawOf(instance, sound, [[2], [0]])).toBe(false);
    expect(isDrawOf(instance, sound, [[0], [0]])).toBe(false);
  });
});

describe("a cap that is too small", () => {
  test("names the entries that too few judges may judge; fixed ones do not count among those to draw from", () => {
    expect(tooFewForChance(instance, half)).toEqual([]);
    expect(tooFewForChance(instance, 4999)).toEqual([{ kind: "too_few_for_chance", entry: "E1", maxChance: 4999, needed: 3, judges: ["J1", "J2"] }]);
    expect(tooFewForChance(toInstance({ ...problem, perEntry: 2, fixed: [["J1", "E1"], ["J1", "E2"]] }), half)).toMatchObject([{ entry: "E1", needed: 2, judges: ["J2"] }]);
  });

  test("is not blamed where judges have too little room anyway, and is told of entries in sight alone", () => {
    const full = { ...problem, judges: problem.judges.map((judge) => ({ ...judge, max: 0 })), maxChance: half };
    const everyone = Uint8Array.of(1, 1, 1);
    const [reason] = explainChanceShortage(toInstance(full), half, everyone);
    expect(reason).toMatchObject({ kind: "too_little_room", needed: 2, available: 0 });
    expect(reason).not.toHaveProperty("maxChance");
    const narrow = { ...problem, maxChance: 4000 };
    const reasons = tooFewForChance(toInstance(narrow), 4000);
    expect(reasonsInSight(narrow, reasons)).toEqual(reasons);
    expect(reasonsInSight({ ...narrow, entries: problem.entries.slice(1), conflicts: [] }, reasons)).toEqual([]);
  });
});
