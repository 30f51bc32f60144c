import { describe, expect, it } from "vitest";
import { criterionFaults, missingCriteria, rubricFor, scoreFault } from "~/domain/scoring/rubric";
import { criterion, p } from "../ranking/contest";

const rubricOf = (round: string | null, field: string | null) => ({ round, field, criteria: [criterion("novelty")] });

describe("the rubric that holds", () => {
  const both = rubricOf("FINAL", "bio");
  const round = rubricOf("FINAL", null);
  const field = rubricOf(null, "bio");
  const general = rubricOf(null, null);

  it("is the one for round and field, else for the round, else for the field, else the general one", () => {
    expect(rubricFor([general, field, round, both], "FINAL", "bio")).toBe(both);
    expect(rubricFor([general, field, round], "FINAL", "bio")).toBe(round);
    expect(rubricFor([general, field], "FINAL", "bio")).toBe(field);
    expect(rubricFor([general, rubricOf("FINAL", "art"), rubricOf("PRELIM", "bio")], "FINAL", "bio")).toBe(general);
    expect(rubricFor([round, both], "PRELIM", "bio")).toBeUndefined();
    expect(rubricFor([round, field], null, "bio")).toBe(field);
  });
});

describe("a criterion", () => {
  it.each([
    ["40", "0.5", null, []],
    ["40", "40", "40", []],
    ["0.3", "0.1", "0.25", []],
    ["40", "0.3", null, ["STEP_NOT_DIVIDING"]],
    ["40", "80", null, ["STEP_NOT_DIVIDING"]],
    ["40", "0", "41", ["STEP_ZERO", "MIN_ABOVE_MAX"]],
    ["0", "1", null, ["MAX_ZERO"]],
  ])("of at most %s points in steps of %s with minimum %s has the faults %j", (max, step, min, faults) => {
    expect(criterionFaults(criterion("novelty", max, { step: p(step), min: min === null ? null : p(min) }))).toEqual(faults);
  });
});

describe("a score", () => {
  it.each([
    ["0", null],
    ["0.1", null],
    ["0.3", null],
    ["40", null],
    ["40.1", "OUT_OF_RANGE"],
    ["0.05", "OFF_STEP"],
    ["39.9999", "OFF_STEP"],
  ])("of %s out of 40 in steps of 0.1: %s", (score, fault) => {
    expect(scoreFault(criterion("novelty", "40", { step: p("0.1") }), p(score))).toBe(fault);
  });

  it("is never negative", () => {
    expect(scoreFault(criterion("novelty"), -1)).toBe("OUT_OF_RANGE");
  });
});

it("a sheet lacks the criteria it has no score for; 0 is a score", () => {
  const rubric = { round: null, field: null, criteria: [criterion("a"), criterion("b"), criterion("c")] };
  expect(missingCriteria(rubric, new Map([["b", 0]])).map((item) => item.code)).toEqual(["a", "c"]);
});
