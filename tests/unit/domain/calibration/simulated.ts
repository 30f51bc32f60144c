import { seededRandom } from "~/domain/calibration/seeded-random";
import type { ScoreSheet, ScoringProblem } from "~/domain/scoring/problem";

export interface Simulation {
  entries: number;
  judges: number;
  perEntry: number;
  /** standard deviations in points */
  spread: { entry: number; judge: number; noise: number };
  seed: number;
}

/** A contest whose true qualities are known: each entry goes to the judges with the fewest sheets, ties by lot. */
export function simulateContest({ entries, judges, perEntry, spread, seed }: Simulation): { problem: ScoringProblem; quality: ReadonlyMap<string, number> } {
  const random = seededRandom(seed);
  const quality = new Map(Array.from({ length: entries }, (_, index) => [`E${index + 1}`, 60 + spread.entry * random.normal()] as const));
  const harshness = Array.from({ length: judges }, () => spread.judge * random.normal());
  const loads = harshness.map(() => 0);
  const sheets: ScoreSheet[] = [];
  for (const [entry, worth] of quality) {
    const order = loads.map((load, judge) => ({ judge, key: load + random.uniform() })).toSorted((a, b) => a.key - b.key);
    for (const { judge } of order.slice(0, perEntry)) {
      loads[judge] = (loads[judge] ?? 0) + 1;
      const points = worth - (harshness[judge] ?? 0) + spread.noise * random.normal();
      sheets.push({ entry, judge: `J${judge + 1}`, round: null, state: "LOCKED", scores: new Map([["novelty", Math.max(0, Math.round(points * 2)) * 5000]]) });
    }
  }
  const problem: ScoringProblem = {
    rubrics: [{ round: null, field: null, criteria: [{ code: "novelty", max: 200_0000, step: 5000, min: null }] }],
    rounds: [],
    entries: [...quality.keys()].map((id) => ({ id, field: "tech" })),
    sheets,
    choices: [],
    rules: { decimals: 2, minJudges: 1, maxSpread: null, tieBreak: [], perField: false, prizes: [{ tier: "FIRST", quota: 1, minScore: null }, { tier: "SECOND", quota: 3, minScore: null }] },
  };
  return { problem, quality };
}

/** The true ranks of a simulated contest. */
export function trueRanks(quality: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...quality].toSorted((a, b) => b[1] - a[1]).map(([entry], index) => [entry, index + 1]));
}
