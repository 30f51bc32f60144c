import type { Stability } from "~/domain/calibration/stability";
import { ranksInField } from "~/domain/results/ranks-in-field";

/** Two chances closer than this many percent are hardly apart. */
const HARDLY_APART = 25;
/** Entries shown on each side of a line. */
const NEAR = 3;

export interface NearLine {
  code: string;
  /** official; within the field where prizes are per field */
  rank: number;
  /** chance to be inside the line, in whole percent */
  percent: number;
  isInside: boolean;
}

export interface AlikeRank {
  rank: number;
  codes: string[];
}

/** How firm the line is below which a tier, and all above it, are not given any more. */
export interface AwardLine {
  label: string;
  /** name of the field where prizes are per field */
  field: string | null;
  /** how many places are inside */
  places: number;
  /** the last one inside and the first one outside */
  inside: NearLine;
  outside: NearLine;
  /** official ranks around the line that the model cannot tell apart, each with the codes of its entries; empty where the line is clear */
  alike: AlikeRank[];
  /** the entries next to the line, for the drawing */
  near: NearLine[];
}

interface Row {
  entry: string;
  field: string;
  rank: number | null;
  prize: string | null;
}

interface Contest {
  /** in their official order */
  rows: readonly Row[];
  entries: Stability["entries"];
  tiers: readonly { code: string; label: string }[];
  perField: boolean;
  fieldNames: ReadonlyMap<string, string>;
}

/** The lines of all tiers that are given and have somebody below them, tier by tier; in each field apart where prizes are per field. */
export function awardLines({ rows, entries, tiers, perField, fieldNames }: Contest): AwardLine[] {
  const firm = new Map(entries.map((entry) => [entry.entry, entry.prizeProbability]));
  const ranked = rows.filter((row): row is Row & { rank: number } => row.rank !== null && firm.get(row.entry) !== undefined);
  const inField = ranksInField(rows);
  const fields = perField ? [...new Set(ranked.map(({ field }) => field))].toSorted() : [null];
  return tiers.flatMap(({ code, label }, index) =>
    fields.flatMap((field) => {
      const above = new Set(tiers.slice(0, index + 1).map((tier) => tier.code));
      const own = ranked.filter((row) => field === null || row.field === field);
      const isInside = ({ prize }: Row) => prize !== null && above.has(prize);
      const last = own.findLastIndex(({ prize }) => prize === code);
      if (last < 0) return [];
      const chance = ({ entry }: Row) => Math.round(Object.entries(firm.get(entry) ?? {}).reduce((sum, [tier, share]) => sum + (above.has(tier) ? Number(share) : 0), 0) * 100);
      const line = own.map((row): NearLine => ({ code: row.entry, rank: (perField ? inField.get(row.entry) : row.rank) ?? row.rank, percent: chance(row), isInside: isInside(row) }));
      const insides = line.slice(0, last + 1).filter((one) => one.isInside);
      const outsides = line.slice(last + 1).filter((one) => !one.isInside);
      const [inside, outside] = [insides.at(-1), outsides[0]];
      if (!inside || !outside) return [];
      const places = line.filter((one) => one.isInside).length;
      return [{ label, field: field === null ? null : (fieldNames.get(field) ?? field), places, inside, outside, alike: alikeRanks(insides, outsides), near: [...insides.slice(-NEAR), ...outsides.slice(0, NEAR)] }];
    }),
  );
}

/** Ranks on both sides whose chances to be inside are so close to those across the line that nobody can tell which belong there. */
function alikeRanks(insides: readonly NearLine[], outsides: readonly NearLine[]): AlikeRank[] {
  const [lowest, highest] = [insides.at(-1), outsides[0]];
  if (!lowest || !highest || lowest.percent - highest.percent >= HARDLY_APART) return [];
  const up = [...insides].reverse();
  const firstClear = (side: readonly NearLine[], isClear: (one: NearLine) => boolean) => {
    const end = side.findIndex(isClear);
    return side.slice(0, end < 0 ? side.length : Math.max(1, end));
  };
  const alike = [...firstClear(up, ({ percent }) => percent - highest.percent >= HARDLY_APART), ...firstClear(outsides, ({ percent }) => lowest.percent - percent >= HARDLY_APART)];
  const ranks = [...new Set(alike.map(({ rank }) => rank))].toSorted((a, b) => a - b);
  return ranks.map((rank) => ({ rank, codes: alike.filter((one) => one.rank === rank).map(({ code }) => code).toSorted() }));
}
