import { expect, it } from "vitest";
import { assessEntries, isBelow } from "~/domain/scoring/assessment";
import { contest, criterion, p, sheet } from "../ranking/contest";

it("assesses each entry in the order given, with means in units of the last digit and exact spreads", () => {
  const problem = contest({
    rubrics: [{ round: null, field: null, criteria: [criterion("b", "60"), criterion("a", "40", { min: p("20") })] }],
    rules: { decimals: 1, minJudges: 2, maxSpread: p("5") },
    entries: [{ id: "E2", field: "x" }, { id: "E1", field: "x" }],
    sheets: [
      sheet("E2", "J1", { a: "10", b: "50" }),
      sheet("E2", "J2", { a: "20.25", b: "50" }),
      sheet("E1", "J1", { a: "30", b: "30" }),
      sheet("E1", "J2", { a: "1" }, { state: "DRAFT" }),
    ],
  });
  expect(assessEntries(problem)).toEqual([
    {
      entry: { id: "E2", field: "x" },
      mean: 651,
      criteria: new Map([["b", 500], ["a", 151]]),
      judges: 2,
      spread: p("10.25"),
      flags: ["SPREAD", "BELOW_MIN"],
    },
    { entry: { id: "E1", field: "x" }, mean: null, criteria: new Map(), judges: 1, spread: 0, flags: ["INCOMPLETE"] },
  ]);
});

it.each([
  [8000, 2, "80", false],
  [7999, 2, "80", true],
  [80, 0, "79.5", false],
  [79, 0, "79.5", true],
  [799_999, 4, "80", true],
  [0, 0, "0", false],
])("a mean of %i units at %i decimals is below %s: %s", (mean, decimals, bound, below) => {
  expect(isBelow(mean, decimals, p(bound))).toBe(below);
});
