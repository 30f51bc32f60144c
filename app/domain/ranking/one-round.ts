import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";

/** Rounds that count and hold locked sheets, in their order. */
export function scoredRounds({ rounds, sheets }: Pick<ScoringProblem, "rounds" | "sheets">): string[] {
  const scored = new Set(sheets.flatMap(({ round, state }) => (state === "LOCKED" && round ? [round] : [])));
  return rounds.flatMap(({ code }) => (scored.has(code) ? [code] : []));
}

/**
 * The round that tells most while not every round that counts has been scored: the last with locked sheets. Null where all rounds have
 * some, or none has: then the whole counts.
 */
export function roundToLookAt(problem: Pick<ScoringProblem, "rounds" | "sheets">): string | null {
  const scored = scoredRounds(problem);
  return scored.length < problem.rounds.length ? (scored.at(-1) ?? null) : null;
}

/** The same contest with one of its rounds alone, at full weight; criteria that break ties count where the round has them. */
export function onlyRound(problem: ScoringProblem, round: string): ScoringProblem {
  const rubrics = problem.rubrics.filter((rubric) => rubric.round === null || rubric.round === round);
  const known = new Set(rubrics.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  return {
    ...problem,
    rounds: [{ code: round, weight: UNITS_PER_POINT }],
    rubrics,
    rules: { ...problem.rules, tieBreak: problem.rules.tieBreak.filter((code) => known.has(code)) },
    sheets: problem.sheets.filter((sheet) => sheet.round === round),
    choices: [],
  };
}
