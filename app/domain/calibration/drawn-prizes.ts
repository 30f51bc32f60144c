import { UNITS_PER_POINT } from "../kernel/decimal";
import type { Assessment } from "../scoring/assessment";
import type { ScoringRules } from "../scoring/problem";

export interface DrawnPrizes {
  /** Gives the prizes of one draw: places of the ranked entries from best to worst, and what each is worth in points. */
  count(order: Uint32Array, worth: readonly number[]): void;
  /** Share of the draws in which the entry at this place got each tier, with two digits. */
  probabilities(place: number, draws: number): Record<string, string>;
}

/**
 * Counts how often each entry gets each prize: tiers in their order down the ranking while quota is left and the quality reaches
 * the tier's minimum, in each field apart where the rules say so. Drawn qualities are never equal, so nothing is left undecided.
 */
export function drawnPrizes(ranked: readonly Assessment[], rules: ScoringRules): DrawnPrizes {
  const tiers = rules.prizes.map(({ tier, quota, minScore }) => ({ tier, quota, least: minScore === null ? Number.NEGATIVE_INFINITY : minScore / UNITS_PER_POINT }));
  const counts = ranked.map(() => new Uint32Array(tiers.length));
  const poolNames = [...new Set(ranked.map(({ entry }) => (rules.perField ? entry.field : "")))];
  const poolOf = ranked.map(({ entry }) => poolNames.indexOf(rules.perField ? entry.field : ""));
  const isBarred = ranked.map(({ flags }) => flags.includes("BELOW_MIN"));
  return {
    count(order, worth) {
      const at = poolNames.map(() => ({ tier: 0, given: 0 }));
      for (const place of order) {
        if (isBarred[place]) continue;
        const pool = at[poolOf[place] as number] as { tier: number; given: number };
        for (; pool.tier < tiers.length; pool.tier += 1, pool.given = 0) {
          const tier = tiers[pool.tier] as (typeof tiers)[number];
          if (pool.given < tier.quota && (worth[place] as number) >= tier.least) break;
        }
        if (pool.tier === tiers.length) continue;
        const mine = counts[place] as Uint32Array;
        mine[pool.tier] = (mine[pool.tier] as number) + 1;
        pool.given += 1;
      }
    },
    probabilities: (place, draws) => Object.fromEntries(tiers.map(({ tier }, index) => [tier, (((counts[place] as Uint32Array)[index] as number) / draws).toFixed(2)])),
  };
}
