import { expect, test } from "vitest";
import { toInstance } from "~/domain/assignment/instance";
import type { AssignmentProblem } from "~/domain/assignment/problem";
import { explainShortage, lowestLimitFor } from "~/domain/assignment/shortage";

const judge = (id: string, max: number | null, fields: string[] | null = null) => ({ id, fields, max });
const entriesOf = (field: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${field}${index + 1}`, field }));

function instanceOf(change: Partial<AssignmentProblem>) {
  const problem = { perEntry: 2, judges: [], entries: [], conflicts: [], fixed: [], costs: [], ...change };
  const instance = toInstance(problem);
  return { instance, everyone: new Uint8Array(instance.judges.length).fill(1) };
}

test("the largest load is at least the average of those who must share the work", () => {
  const judges = [judge("J1", null), judge("J2", null), judge("J3", 1)];
  const { instance, everyone } = instanceOf({ judges, entries: entriesOf("a", 4) });
  expect(lowestLimitFor(instance, everyone)).toBe(4);
  expect(lowestLimitFor(instance, Uint8Array.of(1, 0, 0))).toBe(0);
  expect(lowestLimitFor(instance, Uint8Array.of(1, 1, 0))).toBe(2);
});

test("fixed entries raise it", () => {
  const judges = [judge("J1", null), judge("J2", null), judge("J3", null)];
  const fixed = [["J1", "a1"], ["J1", "a2"], ["J1", "a3"]] as const;
  const { instance } = instanceOf({ judges, entries: entriesOf("a", 3), fixed });
  expect(lowestLimitFor(instance, Uint8Array.of(1, 0, 0))).toBe(3);
});

test("no limit helps where the maxima are too small together: all who share the work are named", () => {
  const judges = [judge("J1", 2), judge("J2", 2), judge("J3", 2)];
  const { instance, everyone } = instanceOf({ judges, entries: entriesOf("a", 4) });
  expect(lowestLimitFor(instance, everyone)).toBeNull();
  expect(explainShortage(instance, everyone)).toEqual([
    { kind: "too_little_room", entries: ["a1", "a2", "a3", "a4"], judges: ["J1", "J2", "J3"], needed: 8, available: 6 },
  ]);
});

test("separate bottlenecks are told apart, and judges with room to spare are left out", () => {
  const judges = [
    judge("A1", 1, ["a"]),
    judge("A2", 2, ["a"]),
    judge("B1", 1, ["b"]),
    judge("B2", 1, ["b"]),
    judge("C1", 3, ["c"]),
    judge("C2", 3, ["c"]),
  ];
  const entries = [...entriesOf("c", 2), ...entriesOf("b", 2), ...entriesOf("a", 2)];
  const { instance, everyone } = instanceOf({ judges, entries });
  expect(explainShortage(instance, everyone)).toEqual([
    { kind: "too_little_room", entries: ["a1", "a2"], judges: ["A1"], needed: 2, available: 1 },
    { kind: "too_little_room", entries: ["b1", "b2"], judges: ["B1", "B2"], needed: 4, available: 2 },
  ]);
});
