import type { PublicAward } from "./components/public-award";
import type { TierGroup } from "./components/public-tier-tables";
import type { PublicResult, ShownAward } from "./public-result.server";

/** Tiers shown as large cards. */
const TOP = new Set(["SPECIAL", "FIRST"]);

function shown({ tier, tierLabel, money, code, title, field, unit, authors, mean, place }: ShownAward): PublicAward {
  return { tier, tierLabel, money, code, title, field, unit, authors, mean, place };
}

function tiersOf(awards: readonly ShownAward[]): TierGroup[] {
  return [...new Set(awards.map(({ tier }) => tier))].flatMap((tier) => {
    const members = awards.filter((award) => award.tier === tier);
    const first = members[0];
    return first ? [{ tier, tierLabel: first.tierLabel, money: first.money, awards: members.map(shown) }] : [];
  });
}

/** The result page's view of a published result: the highest prizes apart, the others by tier, the figures. */
export function resultView({ edition, file, awards, fields }: PublicResult) {
  const highest = awards[0]?.tierPosition;
  const hasNamedTop = awards.some(({ tier }) => TOP.has(tier));
  const isTop = (award: ShownAward) => (hasNamedTop ? TOP.has(award.tier) : award.tierPosition === highest);
  return {
    edition,
    decision: file.decision,
    provisional: file.provisional,
    ledgerHead: file.ledgerHead,
    figures: { prizes: awards.length, entries: fields.reduce((sum, field) => sum + field.entries, 0), fields: fields.length },
    top: awards.filter(isTop).map(shown),
    tiers: tiersOf(awards.filter((award) => !isTop(award))),
    fields,
  };
}
