import type { Assessment } from "~/domain/scoring/assessment";

/** An assessed entry with its place; null where it is incomplete. */
export interface RankedEntry extends Assessment {
  readonly rank: number | null;
}

/**
 * Puts the entries in order: by rounded mean, then by the rounded mean of each tie-break criterion in turn. Those still
 * equal share a rank and the next rank is skipped (1, 2, 2, 4); entries without a mean follow, unranked. Among equals
 * and among the unranked, ids ascend, character by character ("E10" before "E2").
 *
 * Fields may have different criteria. An entry that was not judged on a tie-break criterion stands below those that
 * were: the comparison must have one answer for every pair, whoever else is in the group.
 */
export function rankEntries(assessments: readonly Assessment[], tieBreak: readonly string[]): RankedEntry[] {
  const inOrder = assessments
    .map((assessment) => ({ assessment, key: orderKey(assessment, tieBreak) }))
    .toSorted((a, b) => compareKeys(b.key, a.key) || compareText(a.assessment.entry.id, b.assessment.entry.id));
  let rank = 0;
  return inOrder.map(({ assessment, key }, index) => {
    const above = inOrder[index - 1];
    if (above === undefined || compareKeys(above.key, key) !== 0) rank = index + 1;
    return { ...assessment, rank: assessment.mean === null ? null : rank };
  });
}

/** Ascending order of ids, tiers and fields: by their characters, the same in every language and on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Means are never negative, so −1 stands for "has none". */
function orderKey(assessment: Assessment, tieBreak: readonly string[]): number[] {
  return [assessment.mean ?? -1, ...tieBreak.map((code) => assessment.criteria.get(code) ?? -1)];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
