import { parsePoints, type Points } from "~/domain/kernel/decimal";
import { rankProblem, type Ranking, type RankingRow } from "~/domain/ranking/rank-problem";
import type { Criterion, ScoreSheet, ScoringProblem, ScoringRules } from "~/domain/scoring/problem";

/** Points out of their written form; a typing mistake in a test throws. */
export function p(text: string): Points {
  const points = parsePoints(text);
  if (points === null) throw new Error(`not a score: ${text}`);
  return points;
}

export function criterion(code: string, max = "100", more: Partial<Criterion> = {}): Criterion {
  return { code, max: p(max), step: p("0.0001"), min: null, ...more };
}

export function sheet(entry: string, judge: string, scores: Record<string, string>, more: Partial<ScoreSheet> = {}): ScoreSheet {
  const read = new Map(Object.entries(scores).map(([code, text]) => [code, p(text)]));
  return { entry, judge, round: null, state: "LOCKED", scores: read, ...more };
}

type Change = Partial<Omit<ScoringProblem, "rules">> & { rules?: Partial<ScoringRules> };

/** A contest with one criterion "novelty", one judge needed, two decimals and no prizes, unless told otherwise. */
export function contest({ rules, ...change }: Change = {}): ScoringProblem {
  return {
    rubrics: [{ round: null, field: null, criteria: [criterion("novelty")] }],
    rounds: [],
    entries: [],
    sheets: [],
    choices: [],
    ...change,
    rules: { decimals: 2, minJudges: 1, maxSpread: null, tieBreak: [], perField: false, prizes: [], ...rules },
  };
}

/**
 * A contest given by what each entry's judges wrote for "novelty": `{ E1: ["80", "85"] }`. An id "A:E1" puts the
 * entry in field A; without it the field is "tech".
 */
export function scored(totals: Record<string, readonly string[]>, change: Change = {}): ScoringProblem {
  const placed = Object.entries(totals).map(([key, scores]) => {
    const [field, id] = key.includes(":") ? (key.split(":") as [string, string]) : ["tech", key];
    return { id, field, scores };
  });
  return contest({
    entries: placed.map(({ id, field }) => ({ id, field })),
    sheets: placed.flatMap(({ id, scores }) => scores.map((text, index) => sheet(id, `J${index + 1}`, { novelty: text }))),
    ...change,
  });
}

export function tier(name: string, quota: number, minScore: string | null = null) {
  return { tier: name, quota, minScore: minScore === null ? null : p(minScore) };
}

/** The ranking of a problem that must be sound. */
export function ranked(problem: ScoringProblem): Ranking {
  const result = rankProblem(problem);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.faults)}`);
  return result.value;
}

/** What each entry says about itself under one name: `column(ranking, "rank")` → `{ E1: 1, E2: 2 }`. */
export function column<Key extends keyof RankingRow>(ranking: Ranking, key: Key): Record<string, RankingRow[Key]> {
  return Object.fromEntries(ranking.ranking.map((row) => [row.entry, row[key]]));
}
