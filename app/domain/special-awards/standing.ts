import { recipientOf, type CountedAuthor, type CountedEntry, type PointRules, type SpecialAwardTerms } from "./rules";

/** One stretch of how points came about: so many entries with so many points each. */
export interface PointPart {
  /** `submitted`, `qualified`, or the code of a tier */
  readonly of: string;
  readonly count: number;
  readonly each: number;
}

/**
 * `GETS`: within the quota; `TIED`: in the group of equals that does not fit into what is left, the committee decides; `OUT`: behind the
 * line; `BELOW_MINIMUM`: never gets it.
 */
export type Outcome = "GETS" | "TIED" | "OUT" | "BELOW_MINIMUM";

export interface StandingRow {
  /** id of the unit, or the person's text */
  readonly id: string;
  /** competition style: 1, 2, 2, 4 */
  readonly place: number;
  /** points or entries; null where days of birth were compared, which are told to nobody */
  readonly value: number | null;
  readonly parts: readonly PointPart[];
  /** codes of the entries that count, ascending */
  readonly entries: readonly string[];
  /** for authors: who it is, in the first of the entries */
  readonly author: { readonly entry: string; readonly key: string } | null;
  readonly outcome: Outcome;
}

export interface Standing {
  /** best first, ids ascending among equals */
  readonly rows: readonly StandingRow[];
  /** how many of the tied group can still get it; 0 where nobody is tied */
  readonly left: number;
  /** entries without a unit of the register, or authors without a day of birth: nobody can count them */
  readonly uncounted: number;
}

/** Greater is better. */
type Scored = Omit<StandingRow, "place" | "outcome"> & { readonly score: number };

const EMPTY: Standing = { rows: [], left: 0, uncounted: 0 };
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * How units or authors stand by the rule of an award, and where its line falls. A group of equals that does not fit into the quota is never
 * cut; nobody behind it gets the award. What the committee chooses freely (`CHOSEN`) has no standing.
 */
export function standingOf(terms: SpecialAwardTerms, entries: readonly CountedEntry[]): Standing {
  switch (terms.rule) {
    case "CHOSEN":
      return EMPTY;
    case "UNIT_POINTS":
      return ofUnits(terms, entries, terms.points ?? { submitted: 0, qualified: 0, tiers: {} });
    case "MOST_ENTRIES_UNIT":
      return ofUnits(terms, entries, { submitted: 0, qualified: 1, tiers: {} });
    case "MOST_ENTRIES_AUTHOR":
      return lineDrawn(terms, authorsScored(entries, ({ entries: own }) => own.length), 0);
    case "YOUNGEST_AUTHOR":
    case "OLDEST_AUTHOR":
      return ofAges(terms, entries);
  }
}

function ofUnits(terms: SpecialAwardTerms, entries: readonly CountedEntry[], points: PointRules): Standing {
  const byUnit = new Map<string, CountedEntry[]>();
  for (const entry of entries) if (entry.unit !== null) byUnit.set(entry.unit, [...(byUnit.get(entry.unit) ?? []), entry]);
  const scored = [...byUnit].map(([id, own]): Scored => {
    const parts = partsOf(own, points);
    const value = parts.reduce((sum, { count, each }) => sum + count * each, 0);
    return { id, value, score: value, parts, entries: own.map(({ code }) => code).toSorted(ascending), author: null };
  });
  const counts = (entry: CountedEntry): boolean => terms.rule === "UNIT_POINTS" || entry.isQualified;
  return lineDrawn(terms, scored, entries.filter((entry) => entry.unit === null && counts(entry)).length);
}

function partsOf(entries: readonly CountedEntry[], points: PointRules): PointPart[] {
  const prizes = Object.entries(points.tiers).map(([tier, each]) => ({ of: tier, each, count: entries.filter(({ prize }) => prize === tier).length }));
  const parts = [{ of: "submitted", each: points.submitted, count: entries.length }, { of: "qualified", each: points.qualified, count: entries.filter(({ isQualified }) => isQualified).length }, ...prizes];
  return parts.filter(({ each, count }) => each > 0 && count > 0);
}

function ofAges(terms: SpecialAwardTerms, entries: readonly CountedEntry[]): Standing {
  const sign = terms.rule === "YOUNGEST_AUTHOR" ? 1 : -1;
  const all = authorsScored(entries, ({ author }) => (author.birthDate === null ? null : sign * Number(author.birthDate.replaceAll("-", ""))));
  const known = all.filter(({ score }) => !Number.isNaN(score));
  return lineDrawn({ ...terms, minimum: null }, known.map((row) => ({ ...row, value: null })), all.length - known.length);
}

interface Person {
  author: CountedAuthor;
  entry: string;
  entries: string[];
}

/** Every author of a qualified entry once, scored; NaN where the score is null. */
function authorsScored(entries: readonly CountedEntry[], scoreOf: (person: Person) => number | null): Scored[] {
  const persons = new Map<string, Person>();
  for (const { code, authors } of entries.filter(({ isQualified }) => isQualified).toSorted((a, b) => ascending(a.code, b.code))) {
    for (const author of authors) {
      const known = persons.get(author.person);
      if (!known) persons.set(author.person, { author, entry: code, entries: [code] });
      else if (!known.entries.includes(code)) known.entries.push(code);
    }
  }
  return [...persons].map(([id, person]) => {
    const score = scoreOf(person) ?? Number.NaN;
    return { id, value: score, score, parts: [], entries: person.entries, author: { entry: person.entry, key: person.author.key } };
  });
}

/** Who gets the award, who is tied at its line, and who stands behind it. */
function lineDrawn({ rule, minimum, quota }: SpecialAwardTerms, scored: readonly Scored[], uncounted: number): Standing {
  const isAge = rule === "YOUNGEST_AUTHOR" || rule === "OLDEST_AUTHOR";
  const least = isAge ? Number.NEGATIVE_INFINITY : Math.max(minimum ?? 1, 1);
  const sorted = scored.toSorted((a, b) => b.score - a.score || ascending(a.id, b.id));
  let left = 0;
  let isClosed = false;
  const rows: StandingRow[] = [];
  for (let from = 0; from < sorted.length; ) {
    const score = sorted[from]?.score ?? 0;
    const group = sorted.filter((row) => row.score === score);
    const room: number = quota - from;
    const fits: boolean = !isClosed && group.length <= room;
    const outcome: Outcome = score < least ? "BELOW_MINIMUM" : fits ? "GETS" : !isClosed && room > 0 ? "TIED" : "OUT";
    if (outcome === "TIED") left = room;
    isClosed ||= !fits;
    for (const { score: _, ...row } of group) rows.push({ ...row, place: from + 1, outcome });
    from += group.length;
  }
  return { rows, left, uncounted };
}

/** Whether two standings name the same recipients as getting the award, and the same as tied. */
export function sameOutcome(a: Standing, b: Standing): boolean {
  const named = ({ rows, left }: Standing) => [left, ...rows.flatMap(({ id, outcome }) => (outcome === "GETS" || outcome === "TIED" ? [`${outcome} ${id}`] : []))].join("\n");
  return named(a) === named(b);
}

/** Whether units or authors can stand in it at all. */
export const hasStanding = (terms: SpecialAwardTerms): boolean => recipientOf(terms.rule) !== "any";
