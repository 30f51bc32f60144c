import { expect, test } from "vitest";
import { toInstance } from "~/domain/assignment/instance";
import { checkPlan, type Plan, type PlanDefect, toAnswer } from "~/domain/assignment/plan";
import type { AssignmentProblem } from "~/domain/assignment/problem";

const problem: AssignmentProblem = {
  perEntry: 2,
  judges: [
    { id: "J1", fields: null, max: null },
    { id: "J2", fields: null, max: 1 },
    { id: "J3", fields: ["b"], max: null },
    { id: "J4", fields: null, max: null },
  ],
  entries: [{ id: "E1", field: "a" }, { id: "E2", field: "a" }],
  conflicts: [["J4", "E2"]],
  fixed: [["J1", "E1"]],
  costs: [["J1", "E1", -7], ["J2", "E2", 4]],
};
const instance = toInstance(problem);

const cases: [string, Plan, PlanDefect[]][] = [
  ["a sound plan", [[0, 3], [0, 1]], []],
  ["too few and too many judges", [[0], [0, 1, 2]], [
    { kind: "wrong_count", entry: "E1", judges: 1 },
    { kind: "wrong_count", entry: "E2", judges: 3 },
    { kind: "not_allowed", judge: "J3", entry: "E2" },
  ]],
  ["a judge twice", [[0, 3], [0, 0]], [{ kind: "judge_twice", judge: "J1", entry: "E2" }]],
  ["a conflict and another field", [[0, 2], [0, 3]], [
    { kind: "not_allowed", judge: "J3", entry: "E1" },
    { kind: "not_allowed", judge: "J4", entry: "E2" },
  ]],
  ["a judge nobody knows", [[0, 3], [0, 4]], [{ kind: "not_allowed", judge: "4", entry: "E2" }]],
  ["a fixed pair left out, and too much for one judge", [[1, 3], [0, 1]], [
    { kind: "fixed_missing", judge: "J1", entry: "E1" },
    { kind: "over_max", judge: "J2", load: 2, max: 1 },
  ]],
  ["an entry left out", [[0, 3]], [{ kind: "wrong_count", entry: "E2", judges: 0 }]],
];

test.each(cases)("%s", (_, plan, defects) => {
  expect(checkPlan(instance, plan)).toEqual(defects);
});

test("the answer names every judge and adds up loads and costs", () => {
  expect(toAnswer(instance, [[0, 3], [0, 1]])).toEqual({
    status: "optimal",
    assignments: [["J1", "E1"], ["J4", "E1"], ["J1", "E2"], ["J2", "E2"]],
    maxLoad: 2,
    cost: -3,
    loads: new Map([["J1", 2], ["J2", 1], ["J3", 0], ["J4", 1]]),
  });
});
