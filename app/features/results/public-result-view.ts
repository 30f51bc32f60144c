import type { PublicAward, TopAward } from "./components/public-award";
import type { PublicResult, ShownAward } from "./public-result.server";

/** Tiers shown as large cards. */
const TOP = new Set(["SPECIAL", "FIRST"]);
const MOST_CARDS = 12;
/** A page of the list; a result that is hardly longer stands on one. */
export const AWARDS_PER_PAGE = 50;
const LONGEST_SINGLE = 65;

/** The same awards in the order of prizes, of fields or of units. */
export const VIEWS = ["giai", "linh-vuc", "don-vi"] as const;
export type ResultViewName = (typeof VIEWS)[number];

export interface AwardGroup {
  /** "" for awards without a unit */
  name: string;
  /** code of the tier where the groups are tiers */
  tier: string | null;
  money: number;
  /** of all pages */
  count: number;
  anchor: string;
  /** on which its first award stands */
  page: number;
  /** of this page */
  awards: PublicAward[];
}

function shown({ tier, tierLabel, money, code, title, field, unit, authors, mean, place }: ShownAward): PublicAward {
  return { tier, tierLabel, money, code, title, field, unit, authors, mean, place };
}

const collator = new Intl.Collator("vi", { numeric: true });

function ordered(awards: readonly ShownAward[], by: ResultViewName, fields: readonly string[]): ShownAward[] {
  if (by === "linh-vuc") return awards.toSorted((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
  if (by === "don-vi") return awards.toSorted((a, b) => Number(a.unit === "") - Number(b.unit === "") || collator.compare(a.unit, b.unit));
  return [...awards];
}

const groupName = (award: ShownAward, by: ResultViewName) => (by === "linh-vuc" ? award.field : by === "don-vi" ? award.unit : award.tierLabel);

function groupsOf(awards: readonly ShownAward[], { by, page, size }: { by: ResultViewName; page: number; size: number }): AwardGroup[] {
  const groups: AwardGroup[] = [];
  for (const [index, award] of awards.entries()) {
    const name = groupName(award, by);
    let group = groups.at(-1);
    if (!group || group.name !== name || (by === "giai" && group.tier !== award.tier)) {
      const anchor = by === "giai" ? `giai-${award.tier.toLowerCase()}` : `${by}-${groups.length + 1}`;
      group = { name, tier: by === "giai" ? award.tier : null, money: award.money, count: 0, anchor, page: Math.floor(index / size) + 1, awards: [] };
      groups.push(group);
    }
    group.count += 1;
    if (Math.floor(index / size) + 1 === page) group.awards.push(shown(award));
  }
  return groups;
}

/** The result page's view of a published result: one page of the awards in the order asked for, the highest prizes apart, the figures. */
export function resultView({ edition, file, awards, fields, special, emptyTiers, ceremony, hasDecisionPaper, pictures, stages }: PublicResult, asked: { by?: string | null; page?: string | null } = {}) {
  const by = VIEWS.find((name) => name === asked.by) ?? "giai";
  const top = by === "giai" ? topOf(awards) : [];
  const listed = ordered(awards.filter((award) => !top.includes(award)), by, fields.map(({ name }) => name));
  const size = listed.length <= LONGEST_SINGLE ? LONGEST_SINGLE : AWARDS_PER_PAGE;
  const last = Math.max(1, Math.ceil(listed.length / size));
  const page = /^\d{1,4}$/.test(asked.page ?? "") ? Math.min(last, Math.max(1, Number(asked.page))) : 1;
  return {
    edition: { slug: edition.slug, title: edition.title, kind: edition.kind, number: edition.number, hostName: edition.hostName, perField: edition.perField, publishedAt: edition.publishedAt },
    decision: file.decision,
    provisional: file.provisional,
    ledgerHead: file.ledgerHead,
    figures: { prizes: awards.length, entries: fields.reduce((sum, field) => sum + field.entries, 0), fields: fields.length },
    by,
    page,
    pageSize: size,
    listed: listed.length,
    top: page === 1 ? top.map((award): TopAward => ({ ...shown(award), picture: pictures.get(award.code) ?? null })) : [],
    groups: groupsOf(listed, { by, page, size }),
    units: new Set(awards.map(({ unit }) => unit)).size,
    fields,
    stages,
    special: page === 1 && by === "giai" ? special : [],
    emptyTiers: awards.length > 0 ? emptyTiers : [],
    ceremony,
    hasDecisionPaper,
  };
}

/** Awards shown as large cards: the named top tiers, else the highest one; none where they are too many for that. */
function topOf(awards: readonly ShownAward[]): ShownAward[] {
  const highest = awards[0]?.tierPosition;
  const hasNamedTop = awards.some(({ tier }) => TOP.has(tier));
  const top = awards.filter((award) => (hasNamedTop ? TOP.has(award.tier) : award.tierPosition === highest));
  return top.length <= MOST_CARDS ? top : top.filter(({ tier }) => tier === "SPECIAL").slice(0, MOST_CARDS);
}
