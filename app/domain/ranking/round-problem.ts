import type { ScoringProblem } from "~/domain/scoring/problem";

/**
 * The scoring problem of one round looked at by itself: no prizes, no fields apart; criteria that break ties count where the round has
 * them. `input` holds that round alone with the whole weight, also where it has none in the result (`scoringInput` with its code);
 * `left` are the codes of entries to leave out. Entries without sheets are in it, without a rank.
 */
export function scoringProblemOfRound(input: Omit<ScoringProblem, "choices">, left: ReadonlySet<string> = new Set()): ScoringProblem {
  const known = new Set(input.rubrics.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  return {
    ...input,
    rules: { ...input.rules, perField: false, prizes: [], tieBreak: input.rules.tieBreak.filter((code) => known.has(code)) },
    entries: input.entries.filter(({ id }) => !left.has(id)),
    sheets: input.sheets.filter(({ entry }) => !left.has(entry)),
    choices: [],
  };
}
