import type { Points } from "../kernel/decimal";
import { ok, refused, type Result } from "../kernel/result";
import { rankProblem, type Ranking, type RankingFault } from "../ranking/rank-problem";
import type { Criterion, ScoringProblem } from "../scoring/problem";

/** Other rules for the same sheets. What a map does not name stays as it is. */
export interface WhatIf {
  readonly decimals: number;
  readonly perField: boolean;
  /** codes of criteria, the first one counts first */
  readonly tieBreak: readonly string[];
  /** weights of rounds in 1/10,000 of the whole; a round at 0 is left out. They add up to the whole */
  readonly roundWeights: ReadonlyMap<string, number>;
  /** how many percent of its points a criterion counts, a whole number; at 0 it is left out */
  readonly criterionPercents: ReadonlyMap<string, number>;
  readonly quotas: ReadonlyMap<string, number>;
  /** least means by tier; null: no bound */
  readonly minScores: ReadonlyMap<string, Points | null>;
}

const WHOLE = 100;

/** The rules as they are, as a starting point. */
export function rulesAsTheyAre({ rules, rounds, rubrics }: ScoringProblem): WhatIf {
  return {
    decimals: rules.decimals,
    perField: rules.perField,
    tieBreak: rules.tieBreak,
    roundWeights: new Map(rounds.map(({ code, weight }) => [code, weight])),
    criterionPercents: new Map(rubrics.flatMap(({ criteria }) => criteria.map(({ code }): [string, number] => [code, WHOLE]))),
    quotas: new Map(rules.prizes.map(({ tier, quota }) => [tier, quota])),
    minScores: new Map(rules.prizes.map(({ tier, minScore }) => [tier, minScore])),
  };
}

/** Whether a criterion can count so many percent without any score of it losing a digit. */
export function isExactPercent(problem: ScoringProblem, code: string, percent: number): boolean {
  return problem.rubrics.every(({ criteria }) => criteria.every((one) => one.code !== code || ((one.step * percent) % WHOLE === 0 && ((one.min ?? 0) * percent) % WHOLE === 0)));
}

/** The same sheets under other rules. Percents must be exact (`isExactPercent`). Choices are those of the problem. */
export function underRules(problem: ScoringProblem, rules: WhatIf): ScoringProblem {
  const percentOf = (code: string) => rules.criterionPercents.get(code) ?? WHOLE;
  const scaled = (points: Points, code: string) => (points * percentOf(code)) / WHOLE;
  const weightOf = (code: string | null) => (code === null ? 1 : (rules.roundWeights.get(code) ?? 0));
  const isHeld = (round: string | null) => problem.rounds.length === 0 || round === null || weightOf(round) > 0;
  const counts = ({ code }: Criterion) => percentOf(code) > 0;
  const rubrics = problem.rubrics
    .filter(({ round }) => isHeld(round))
    .map((rubric) => ({
      ...rubric,
      criteria: rubric.criteria.filter(counts).map((one) => ({ ...one, max: scaled(one.max, one.code), step: scaled(one.step, one.code), min: one.min === null ? null : scaled(one.min, one.code) })),
    }));
  return {
    ...problem,
    rubrics,
    rounds: problem.rounds.filter(({ code }) => weightOf(code) > 0).map(({ code }) => ({ code, weight: weightOf(code) })),
    sheets: problem.sheets
      .filter(({ round }) => isHeld(round))
      .map((sheet) => ({ ...sheet, scores: new Map([...sheet.scores].flatMap(([code, points]): [string, Points][] => (percentOf(code) > 0 ? [[code, scaled(points, code)]] : []))) })),
    rules: {
      ...problem.rules,
      decimals: rules.decimals,
      perField: rules.perField,
      tieBreak: rules.tieBreak.filter((code) => percentOf(code) > 0),
      prizes: problem.rules.prizes.map((prize) => ({ ...prize, quota: rules.quotas.get(prize.tier) ?? prize.quota, minScore: rules.minScores.has(prize.tier) ? (rules.minScores.get(prize.tier) ?? null) : prize.minScore })),
    },
  };
}

/**
 * The ranking under other rules. Choices made for the ties of the official ranking count where the same tie comes up again, and are as
 * if never made where it does not. Refused with what contradicts itself (weights that do not add up, a tie-break no round has).
 */
export function whatIfRanking(problem: ScoringProblem, rules: WhatIf): Result<{ problem: ScoringProblem; ranking: Ranking }, "PROBLEM_REFUSED", { faults: readonly RankingFault[] }> {
  let tried: ScoringProblem = underRules(problem, rules);
  for (;;) {
    const ranked = rankProblem(tried);
    if (ranked.ok) return ok({ problem: tried, ranking: ranked.value });
    const unanswered = new Set(ranked.faults.map(({ path }) => (path[0] === "choices" ? path[1] : undefined)));
    if (tried.choices.length === 0 || unanswered.has(undefined)) return refused("PROBLEM_REFUSED", { faults: ranked.faults });
    tried = { ...tried, choices: tried.choices.filter((_, index) => !unanswered.has(index)) };
  }
}
