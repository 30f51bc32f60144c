import type { PointRules, SpecialAwardRule } from "./rules";

export interface Preset {
  code: string;
  rule: SpecialAwardRule;
  points: PointRules | null;
  minimum: number | null;
  quota: number;
}

/** Points by place of the tier, highest first; lower ones get the last. */
const POINTS_OF_TIERS = [10, 7, 5, 3, 1] as const;

/**
 * Awards that contests of this kind give beside their prizes (domain.md 7.3: collectives 3 at a district, 3 to 10 at a province; special persons):
 * proposals to begin with, everything can be changed.
 * @param tiers codes of the prize tiers, highest first
 */
export function presets(tiers: readonly string[]): Preset[] {
  const points = { submitted: 1, qualified: 1, tiers: Object.fromEntries(tiers.map((tier, index) => [tier, POINTS_OF_TIERS[index] ?? 1])) };
  const derived = (code: string, rule: SpecialAwardRule, minimum: number | null = null): Preset => ({ code, rule, points: null, minimum, quota: 1 });
  return [
    { code: "TAP-THE", rule: "UNIT_POINTS", points, minimum: null, quota: 3 },
    { code: "PHONG-TRAO", rule: "CHOSEN", points: null, minimum: null, quota: 3 },
    derived("NHO-TUOI-NHAT", "YOUNGEST_AUTHOR"),
    derived("LON-TUOI-NHAT", "OLDEST_AUTHOR"),
    derived("NHIEU-BAI-NHAT", "MOST_ENTRIES_AUTHOR", 2),
    derived("DON-VI-NHIEU-BAI", "MOST_ENTRIES_UNIT", 2),
  ];
}
