import { expect, test } from "vitest";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { findProblemFaults } from "~/domain/assignment/problem-faults";

const sound: AssignmentProblem = {
  perEntry: 1,
  judges: ["J1", "J2"].map((id) => ({ id, fields: null, max: null })),
  entries: ["E1", "E2"].map((id) => ({ id, field: "a" })),
  conflicts: [["J1", "E1"]],
  fixed: [["J1", "E1"]],
  costs: [["J1", "E1", 3], ["J1", "E2", 3]],
};

test("a pair may stand in several lists", () => {
  expect(findProblemFaults(sound)).toEqual([]);
});

test("every repetition and every unknown id is told, with its place", () => {
  const problem: AssignmentProblem = {
    ...sound,
    judges: [...sound.judges, ...sound.judges],
    entries: [...sound.entries, { id: "E1", field: "b" }],
    conflicts: [["J1", "E1"], ["J9", "E2"], ["J1", "E1"]],
    fixed: [["E1", "J1"]],
    costs: [["J1", "E1", 3], ["J2", "E1", 3], ["J2", "E1", 3], ["J2", "E1", 4]],
  };
  expect(findProblemFaults(problem)).toEqual([
    { path: ["judges", 2, "id"], code: "DUPLICATE", value: "J1" },
    { path: ["judges", 3, "id"], code: "DUPLICATE", value: "J2" },
    { path: ["entries", 2, "id"], code: "DUPLICATE", value: "E1" },
    { path: ["conflicts", 1, 0], code: "UNKNOWN_JUDGE", value: "J9" },
    { path: ["conflicts", 2], code: "DUPLICATE_PAIR", value: "J1, E1" },
    { path: ["fixed", 0, 0], code: "UNKNOWN_JUDGE", value: "E1" },
    { path: ["fixed", 0, 1], code: "UNKNOWN_ENTRY", value: "J1" },
    { path: ["costs", 2], code: "DUPLICATE_PAIR", value: "J2, E1" },
    { path: ["costs", 3], code: "DUPLICATE_PAIR", value: "J2, E1" },
  ]);
});
