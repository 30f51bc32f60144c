/**
 * Competition ranks (1, 2, 2, 4) within each field, from the ranks over all entries.
 * Where prizes are given per field, these are the ranks that pages show.
 */
export function ranksInField(rows: readonly { entry: string; field: string; rank: number | null }[]): Map<string, number> {
  const ranks = new Map<string, number>();
  const seen = new Map<string, { count: number; rank: number; rankInField: number }>();
  const ranked = rows.filter((row): row is typeof row & { rank: number } => row.rank !== null).toSorted((a, b) => a.rank - b.rank);
  for (const { entry, field, rank } of ranked) {
    const last = seen.get(field) ?? { count: 0, rank: 0, rankInField: 0 };
    const rankInField = rank === last.rank ? last.rankInField : last.count + 1;
    seen.set(field, { count: last.count + 1, rank, rankInField });
    ranks.set(entry, rankInField);
  }
  return ranks;
}
