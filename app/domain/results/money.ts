import type { PrizeCount } from "../ranking/prizes";

interface Tier {
  readonly code: string;
  readonly label: string;
  /** prizes by the rules */
  readonly quota: number;
  /** đồng for one prize */
  readonly money: number;
}

/** Money of one tier, in đồng. */
export interface TierMoney {
  readonly tier: string;
  readonly label: string;
  readonly each: number;
  readonly awarded: number;
  /** of the prizes that are given */
  readonly cost: number;
  /** if every prize the rules provide for were given, in each field where prizes are per field */
  readonly most: number;
}

export interface PrizeMoney {
  readonly tiers: readonly TierMoney[];
  readonly total: number;
  readonly most: number;
}

/** What the prizes cost: those given, and at most. Ties that nobody has decided yet cost nothing so far. */
export function prizeMoney(counts: readonly PrizeCount[], tiers: readonly Tier[]): PrizeMoney {
  const lines = tiers.map(({ code, label, quota, money }) => {
    const own = counts.filter(({ tier }) => tier === code);
    const awarded = own.reduce((sum, count) => sum + count.awarded, 0);
    return { tier: code, label, each: money, awarded, cost: awarded * money, most: own.length * quota * money };
  });
  return { tiers: lines, total: lines.reduce((sum, { cost }) => sum + cost, 0), most: lines.reduce((sum, line) => sum + line.most, 0) };
}
