import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";

/**
 * The scoring problem of one round by itself: its sheets, its rubrics, no prizes; criteria that break ties count where the round has
 * them. `left` are entries to leave out.
 */
export function problemOfRound(input: Omit<ScoringProblem, "choices">, round: string, left: ReadonlySet<string> = new Set()): ScoringProblem {
  const rubrics = input.rubrics.filter((rubric) => rubric.round === round);
  const known = new Set(rubrics.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  const sheets = input.sheets.filter((sheet) => sheet.round === round && !left.has(sheet.entry));
  const judged = new Set(sheets.map(({ entry }) => entry));
  return {
    rubrics,
    rules: { ...input.rules, perField: false, prizes: [], tieBreak: input.rules.tieBreak.filter((code) => known.has(code)) },
    rounds: [{ code: round, weight: UNITS_PER_POINT }],
    entries: input.entries.filter(({ id }) => !left.has(id) && judged.has(id)),
    sheets,
    choices: [],
  };
}
