import type { ScoringProblem } from "~/domain/scoring/problem";

/**
 * The problem of those that take part: entries that were withdrawn, rejected or never qualified are left out together
 * with their score sheets, and so have no place in the ranking at all. Choices stay as they are: one that names such
 * an entry no longer answers a tie and is refused, so the chair notices and decides anew.
 */
export function withoutEntries(problem: ScoringProblem, left: ReadonlySet<string>): ScoringProblem {
  return {
    ...problem,
    entries: problem.entries.filter((entry) => !left.has(entry.id)),
    sheets: problem.sheets.filter((sheet) => !left.has(sheet.entry)),
  };
}
