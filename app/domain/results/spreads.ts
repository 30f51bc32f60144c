import type { Ranking } from "../ranking/rank-problem";
import type { ScoreSheet, ScoringProblem } from "../scoring/problem";

/** What settled that judges differ on an entry; `round` null: a vote that its mean stands, which holds for all rounds. */
export interface SettledSpread {
  readonly entry: string;
  readonly round: string | null;
}

const total = (sheet: ScoreSheet): number => [...sheet.scores.values()].reduce((sum, points) => sum + points, 0);

/** Rounds in which the judges of an entry differ by more than the rules allow; null stands for a contest without rounds. */
export function roundsApart({ rules, rounds, sheets }: Pick<ScoringProblem, "rules" | "rounds" | "sheets">, entry: string): (string | null)[] {
  const { maxSpread } = rules;
  if (maxSpread === null) return [];
  const own = sheets.filter((sheet) => sheet.entry === entry && sheet.state === "LOCKED");
  const codes = rounds.length === 0 ? [null] : rounds.map(({ code }) => code);
  return codes.filter((code) => {
    const totals = own.filter(({ round }) => round === code).map(total);
    return totals.length > 0 && totals.reduce((a, b) => Math.max(a, b)) - totals.reduce((a, b) => Math.min(a, b)) > maxSpread;
  });
}

/**
 * Entries that are to get a prize though judges differ on them by more than the rules allow, and nobody settled it: neither a meeting
 * on re-scoring in each such round nor a carried vote. With any of them the result cannot be proposed.
 */
export function openSpreads(problem: ScoringProblem, { ranking }: Ranking, settled: readonly SettledSpread[]): string[] {
  const isSettled = (entry: string, round: string | null) => settled.some((one) => one.entry === entry && (one.round === null || one.round === round));
  return ranking.flatMap(({ entry, prize, flags }) =>
    prize !== null && flags.includes("SPREAD") && roundsApart(problem, entry).some((round) => !isSettled(entry, round)) ? [entry] : [],
  );
}
