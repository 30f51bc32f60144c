import { describe, expect, it } from "vitest";
import { onlyRound, roundToLookAt, scoredRounds } from "~/domain/ranking/one-round";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { ScoringProblem, ScoreSheet } from "~/domain/scoring/problem";

const sheet = (entry: string, judge: string, round: string, points: number, state: ScoreSheet["state"] = "LOCKED"): ScoreSheet => ({ entry, judge, round, state, scores: new Map([["novelty", points * 10_000]]) });

const problem = (sheets: readonly ScoreSheet[]): ScoringProblem => ({
  rubrics: ["PRELIM", "FINAL"].map((round) => ({ round, field: null, criteria: [{ code: "novelty", label: "Tính mới", max: 1_000_000, step: 5_000, min: null }] })),
  rules: { decimals: 2, minJudges: 1, maxSpread: null, tieBreak: ["novelty"], perField: false, prizes: [{ tier: "FIRST", quota: 1, minScore: null }] },
  rounds: [
    { code: "PRELIM", weight: 4_000 },
    { code: "FINAL", weight: 6_000 },
  ],
  entries: [
    { id: "E1", field: "a" },
    { id: "E2", field: "a" },
  ],
  sheets,
  choices: [],
});

const preliminary = [sheet("E1", "J1", "PRELIM", 70), sheet("E2", "J1", "PRELIM", 90)];

describe("a contest of several rounds that is still judged", () => {
  it("is looked at in the last round with locked sheets, by which its entries have ranks", () => {
    const begun = problem([...preliminary, sheet("E1", "J1", "FINAL", 99, "DRAFT")]);
    expect(scoredRounds(begun)).toEqual(["PRELIM"]);
    expect(roundToLookAt(begun)).toBe("PRELIM");
    const whole = rankProblem(begun);
    expect(whole.ok && whole.value.ranking.map(({ rank }) => rank)).toEqual([null, null]);
    const alone = rankProblem(onlyRound(begun, "PRELIM"));
    expect(alone.ok && alone.value.ranking.map(({ entry, rank, mean }) => [entry, rank, mean])).toEqual([
      ["E2", 1, "90.00"],
      ["E1", 2, "70.00"],
    ]);
  });

  it("counts as a whole once every round has sheets, and while none has", () => {
    expect(roundToLookAt(problem([]))).toBeNull();
    expect(roundToLookAt(problem([...preliminary, sheet("E1", "J1", "FINAL", 99)]))).toBeNull();
  });
});
