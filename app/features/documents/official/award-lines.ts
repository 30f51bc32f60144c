import type { PaperDecision, PaperEntry } from "~/data/official-papers.server";
import { unitNameKey } from "~/domain/units/unit-name";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { lowerFirst } from "./blocks";

const texts = officialPapers.blocks;
const formats = formatsFor("vi");

/** One prize of a decision as lists print it. */
export interface AwardLine {
  entry: PaperEntry;
  tier: string;
  tierLabel: string;
  /** of this one prize, in đồng */
  money: number;
  rank: number;
  /** plain decimal text */
  mean: string;
}

export interface TierOnPaper {
  code: string;
  label: string;
  money: number;
  quota: number;
}

export interface ResultOnPaper {
  decision: PaperDecision;
  /** best first: by tier, rank, code */
  lines: AwardLine[];
  tiers: readonly TierOnPaper[];
  /** the decision this one corrects; null for the first */
  corrected: { decision: PaperDecision; lines: AwardLine[] } | null;
}

export const totalMoney = (lines: readonly { money: number }[]): number => lines.reduce((sum, { money }) => sum + money, 0);

/** "02 giải Nhất, 03 giải Nhì": prizes that are given, by tier; tiers without one are left out. */
export function prizeCounts(lines: readonly AwardLine[], tiers: readonly TierOnPaper[]): string {
  const counted = tiers.flatMap(({ code, label }) => {
    const count = lines.filter(({ tier }) => tier === code).length;
    return count === 0 ? [] : [`${twoDigits(count)} ${lowerFirst(label)}`];
  });
  return formats.list(counted);
}

/** "02", as official papers write small numbers */
export const twoDigits = (count: number): string => (count < 10 ? `0${count}` : formats.integer(count));

/** Authors in one cell; whoever comes from another unit than the entry's is given with it. */
export function authorsOf({ authors, unit, ownerName }: PaperEntry): string {
  const names = authors.map(({ name, unit: own }) => (own !== "" && unitNameKey(own) !== unitNameKey(unit) && unit !== "" ? `${name} (${own})` : name));
  return [...(ownerName === "" ? [] : [`${ownerName}:`]), names.join(", ")].join(" ");
}

export const unitOf = ({ unit, authors }: PaperEntry): string => unit || authors.find(({ isChief }) => isChief)?.unit || texts.none;

/** The author who stands for the entry. */
export const chiefOf = ({ authors }: PaperEntry) => authors.find(({ isChief }) => isChief) ?? authors[0] ?? null;
