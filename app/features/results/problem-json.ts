import { plainPoints, type Points } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";

const pointsOrNull = (points: Points | null) => (points === null ? null : plainPoints(points));

/**
 * A scoring problem in the JSON form of the contract, as it is sealed with a result and read by `rank`.
 * Fields, entries, judges and rounds stand by their codes; scores as decimal strings.
 */
export function problemJson(problem: ScoringProblem) {
  return {
    rubrics: problem.rubrics.map(({ round, field, criteria }) => ({
      round,
      field,
      criteria: criteria.map(({ code, label, max, step, min }) => ({
        code,
        label: label ?? code,
        max: plainPoints(max),
        step: plainPoints(step),
        min: pointsOrNull(min),
      })),
    })),
    rules: {
      decimals: problem.rules.decimals,
      minJudges: problem.rules.minJudges,
      maxSpread: pointsOrNull(problem.rules.maxSpread),
      tieBreak: [...problem.rules.tieBreak],
      perField: problem.rules.perField,
      prizes: problem.rules.prizes.map(({ tier, quota, minScore }) => ({ tier, quota, minScore: pointsOrNull(minScore) })),
    },
    rounds: problem.rounds.map(({ code, weight }) => ({ code, weight: plainPoints(weight) })),
    entries: problem.entries.map(({ id, field }) => ({ id, field })),
    sheets: problem.sheets.map(({ entry, judge, round, state, scores }) => ({
      entry,
      judge,
      round,
      state,
      scores: Object.fromEntries([...scores].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, points]) => [code, plainPoints(points)])),
    })),
    choices: problem.choices.map(({ tier, field, entries }) => ({ tier, field, entries: [...entries] })),
  };
}

export type ProblemJson = ReturnType<typeof problemJson>;
