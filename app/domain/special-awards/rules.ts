import type { Day } from "~/domain/entry/ages";

/** How the recipients of an award beside the prize tiers are found. */
export const SPECIAL_AWARD_RULES = ["UNIT_POINTS", "CHOSEN", "YOUNGEST_AUTHOR", "OLDEST_AUTHOR", "MOST_ENTRIES_AUTHOR", "MOST_ENTRIES_UNIT"] as const;
export type SpecialAwardRule = (typeof SPECIAL_AWARD_RULES)[number];

/** Points a unit gets for each of its entries: for handing it in, for its being qualified, and for its prize, all added up. Whole numbers. */
export interface PointRules {
  readonly submitted: number;
  readonly qualified: number;
  /** by code of the tier */
  readonly tiers: Readonly<Record<string, number>>;
}

export interface SpecialAwardTerms {
  readonly rule: SpecialAwardRule;
  /** for `UNIT_POINTS` */
  readonly points: PointRules | null;
  /** fewest points or entries that get it; null: one */
  readonly minimum: number | null;
  readonly quota: number;
}

/** An author as far as the rules look; `person` is the same for entries of one person (`personsOf`). */
export interface CountedAuthor {
  readonly key: string;
  readonly person: string;
  readonly birthDate: Day | null;
}

/** An entry that was handed in and not withdrawn. */
export interface CountedEntry {
  readonly code: string;
  /** unit of the register, merged ones as the unit they went into; null: what was typed is none of the register */
  readonly unit: string | null;
  readonly isQualified: boolean;
  /** code of the tier */
  readonly prize: string | null;
  readonly authors: readonly CountedAuthor[];
}

/** Whether the recipients are units, authors, or whoever the committee chooses. */
export function recipientOf(rule: SpecialAwardRule): "unit" | "author" | "any" {
  if (rule === "CHOSEN") return "any";
  return rule === "UNIT_POINTS" || rule === "MOST_ENTRIES_UNIT" ? "unit" : "author";
}
