import type { Ranking } from "../ranking/rank-problem";

/** What is different for an entry between two rankings of the same contest. */
export interface RankingChange {
  readonly entry: string;
  readonly rank: { readonly from: number | null; readonly to: number | null };
  readonly mean: { readonly from: string | null; readonly to: string | null };
  readonly prize: { readonly from: string | null; readonly to: string | null };
}

/** Every entry of the first ranking with where it stands in both, in the order of the second; entries of only one of them are left out. */
export function compareRankings(before: Ranking, after: Ranking): RankingChange[] {
  const then = new Map(before.ranking.map((row) => [row.entry, row]));
  return after.ranking.flatMap((row) => {
    const old = then.get(row.entry);
    if (!old) return [];
    return [{ entry: row.entry, rank: { from: old.rank, to: row.rank }, mean: { from: old.mean, to: row.mean }, prize: { from: standing(before, old), to: standing(after, row) } }];
  });
}

/** Entries whose prize differs, be it that one of them leaves it undecided. */
export function prizesThatDiffer(before: Ranking, after: Ranking): RankingChange[] {
  return compareRankings(before, after).filter(({ prize }) => prize.from !== prize.to);
}

/** Marks a tier at whose line a tie is undecided, in place of a prize. */
export const UNDECIDED = "?";

const standing = ({ undecided }: Ranking, { entry, prize }: { entry: string; prize: string | null }): string | null => {
  const tie = undecided.find(({ entries }) => entries.includes(entry));
  return tie ? `${UNDECIDED}${tie.tier}` : prize;
};
