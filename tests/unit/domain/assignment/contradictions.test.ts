import { expect, test } from "vitest";
import { findContradictions } from "~/domain/assignment/contradictions";
import { toInstance } from "~/domain/assignment/instance";
import type { AssignmentProblem, InfeasibleReason } from "~/domain/assignment/problem";

const base: AssignmentProblem = {
  perEntry: 2,
  judges: ["J1", "J2", "J3"].map((id) => ({ id, fields: null, max: null })),
  entries: ["E1", "E2"].map((id) => ({ id, field: "a" })),
  conflicts: [],
  fixed: [],
  costs: [],
};

const cases: [string, Partial<AssignmentProblem>, InfeasibleReason[]][] = [
  ["nothing", {}, []],
  [
    "a fixed pair in conflict",
    { conflicts: [["J2", "E2"]], fixed: [["J2", "E2"]] },
    [{ kind: "fixed_in_conflict", judge: "J2", entry: "E2" }],
  ],
  [
    "a fixed judge of another field",
    { judges: [{ id: "J0", fields: ["b"], max: null }, ...base.judges], fixed: [["J0", "E1"]] },
    [{ kind: "fixed_outside_fields", judge: "J0", entry: "E1", field: "a" }],
  ],
  [
    "more fixed entries than a judge takes",
    {
      judges: [...base.judges, { id: "J4", fields: null, max: 1 }],
      fixed: [["J4", "E2"], ["J4", "E1"]],
    },
    [{ kind: "fixed_over_max", judge: "J4", max: 1, entries: ["E1", "E2"] }],
  ],
  [
    "more fixed judges than an entry has",
    { fixed: [["J3", "E1"], ["J1", "E1"], ["J2", "E1"]] },
    [{ kind: "fixed_over_per_entry", entry: "E1", perEntry: 2, judges: ["J1", "J2", "J3"] }],
  ],
  [
    "an entry that too few may judge, the fixed judge counted",
    { conflicts: [["J1", "E2"], ["J2", "E2"]], fixed: [["J3", "E2"]] },
    [{ kind: "too_few_judges", entry: "E2", perEntry: 2, judges: ["J3"] }],
  ],
  [
    "no judges at all",
    { judges: [] },
    ["E1", "E2"].map((entry) => ({ kind: "too_few_judges", entry, perEntry: 2, judges: [] })),
  ],
  ["several at once, by entry", { perEntry: 3, conflicts: [["J1", "E2"], ["J1", "E1"]], fixed: [["J1", "E2"], ["J1", "E1"]] }, [
    { kind: "fixed_in_conflict", judge: "J1", entry: "E1" },
    { kind: "fixed_in_conflict", judge: "J1", entry: "E2" },
  ]],
];

test.each(cases)("%s", (_, change, reasons) => {
  const problem = { ...base, ...change };
  expect(findContradictions(problem, toInstance(problem))).toEqual(reasons);
});

test("a pair that names an unknown id can't be put into numbers", () => {
  expect(() => toInstance({ ...base, fixed: [["J9", "E1"]] })).toThrow(RangeError);
});
