import { countedEntries, keptFigures, outcomesOverEditions, type CountedAuthor, type CountedEntry, type EditionOutcome, type Outcome } from "~/data/statistics.server";
import type { EditionRow } from "~/data/editions.server";
import { entriesPerField } from "~/data/public-pages.server";
import { ageOn, dayInVietnam, type Day } from "~/domain/entry/ages";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { FEWEST_PEOPLE, protectedTable, type CountedThing, type ProtectedTable } from "~/domain/statistics/protected-table";
import { announcedEdition, isPublished } from "~/features/results/public-result.server";
import type { Services } from "~/features/services";
import { figuresKept } from "./kept-figures";

const OUTCOMES = ["awarded", "qualified", "notQualified"] as const satisfies readonly Outcome[];
/** Everybody can count these in the result and in the posted list of qualified entries. */
const OF_RESULT = ["awarded"] as const;
export const SEXES = ["F", "M", "none"] as const;
/** Upper ends of the age bands, in full years on the last day of receipt. */
export const AGE_BANDS = [
  { key: "to10", last: 10 },
  { key: "to14", last: 14 },
  { key: "to17", last: 17 },
  { key: "to35", last: 35 },
  { key: "to60", last: 60 },
  { key: "older", last: Infinity },
] as const;
const UNKNOWN = "unknown";
const NO_UNIT = "none";
const OTHERS = "others";
const MOST_UNITS = 40;

export interface UnitTable {
  /** null: units of all kinds */
  kind: string | null;
  table: ProtectedTable;
}

export interface Statistics {
  edition: Pick<EditionRow, "slug" | "title" | "kind" | "number" | "hostName">;
  /** of entries; what stands for too few people is null, and all of them where the figures kept cannot be read */
  figures: { submitted: number | null; qualified: number | null; awarded: number | null };
  /** The figures kept of the edition cannot be read, and what they were counted from is gone: there are none. */
  areLost: boolean;
  byField: ProtectedTable;
  byUnitKind: ProtectedTable;
  units: UnitTable[];
  /** entries that name a unit the register does not have: counted with no unit, nor are units counted alone that they may mean; `entries` is null where it would stand for too few people */
  unmatched: { entries: number | null } | null;
  bySex: ProtectedTable;
  byAge: ProtectedTable;
  editions: { slug: string; title: string; kind: EditionRow["kind"]; number: number; areLost: boolean; submitted: number | null; qualified: number | null; awarded: number | null }[];
}

export type StatisticsRefusal = "not_found" | "results_not_published";

/** What is counted of one edition, and kept of it once what it was counted from is gone. */
export type EditionFigures = Omit<Statistics, "edition" | "editions">;

/**
 * Figures of a published edition that tell of nobody (`protectedTable`). Before publication there are none; after its private data was
 * cleared they are those kept then, so that they never change; kept ones that cannot be read are none. At most five statements.
 */
export async function statisticsPage({ db }: Pick<Services, "db">, slug: string, now: Date): Promise<Result<Statistics, StatisticsRefusal, { edition?: Pick<EditionRow, "slug" | "title" | "kind" | "number">; plannedAt?: Date | null }>> {
  const edition = await announcedEdition(db, slug, now);
  if (!edition) return refused("not_found");
  const { title, kind, number, hostName, announcementAt } = edition;
  if (!isPublished(edition, now)) return refused("results_not_published", { edition: { slug, title, kind, number }, plannedAt: announcementAt });
  const [outcomes, kept] = await Promise.all([outcomesOverEditions(db, { kind, now }), keptFigures(db, kind)]);
  const keptOf = new Map(kept.map(({ slug: of, content }) => [of, figuresKept(content)]));
  const figures = keptOf.get(slug) ?? (await editionFigures({ db }, edition));
  return ok({ edition: { slug, title, kind, number, hostName }, ...figures, editions: overEditions(outcomes, keptOf) });
}

/** What can be counted of an edition now. Two statements. */
export async function editionFigures({ db }: Pick<Services, "db">, edition: Pick<EditionRow, "id" | "closesAt">): Promise<EditionFigures> {
  const [entries, fields] = await Promise.all([countedEntries(db, edition.id), entriesPerField(db, edition.id)]);
  const kindColumns = countable(entries, kindOf);
  const fieldOf = ({ field }: CountedEntry) => field;
  const byUnitKind = tableOf(entries, kindOf, { rows: [...new Set(entries.map(kindOf))].toSorted(), columns: kindColumns });
  // Kinds that had to be put together say nothing; units may then be counted whatever their kind.
  const hasKinds = byUnitKind.rows.length > 1;
  const authors = authorsOf(entries);
  const lastDay = dayInVietnam(edition.closesAt);
  const people = (keyOf: (author: CountedAuthor) => string, rows: readonly string[]) =>
    protectedTable({ things: authors.map(({ author, outcome }) => ({ row: keyOf(author), column: outcome, people: [author.key] })), rows, columns: OUTCOMES });
  return {
    areLost: false,
    figures: figuresOf(OUTCOMES.map((outcome) => ({ outcome, ...countOf(entries.filter((entry) => entry.outcome === outcome)) }))),
    byField: tableOf(entries, fieldOf, { rows: fields.map(({ name }) => name), columns: countable(entries, fieldOf) }),
    byUnitKind: hasKinds ? byUnitKind : { ...byUnitKind, rows: [] },
    units: !hasKinds ? unitTable(entries, null, OUTCOMES) : byUnitKind.rows.flatMap(({ row, cells }) => (row === null || row === NO_UNIT || cells.includes(null) ? [] : unitTable(entries, row, kindColumns))),
    unmatched: unmatchedOf(entries),
    bySex: people(({ sex }) => (sex === "F" || sex === "M" ? sex : "none"), SEXES),
    byAge: people(({ birthDate }) => ageBand(birthDate, lastDay), [...AGE_BANDS.map(({ key }) => key), UNKNOWN]),
  };
}

/** Of an entry whose unit is not linked: the kind of the units it may mean, where these are of one kind. */
function kindOf({ unitKind, likely }: CountedEntry): string {
  const [guess, ...others] = new Set(likely.map(({ kind }) => kind));
  return unitKind ?? (guess !== undefined && others.length === 0 ? guess : NO_UNIT);
}

function unmatchedOf(entries: readonly CountedEntry[]): Statistics["unmatched"] {
  const { entries: count, people } = countOf(entries.filter(({ unmatched }) => unmatched));
  return count === 0 ? null : { entries: people < FEWEST_PEOPLE ? null : count };
}

function ageBand(birthDate: Day | null, on: Day): string {
  if (birthDate === null) return UNKNOWN;
  const age = ageOn(birthDate, on);
  return AGE_BANDS.find(({ last }) => age <= last)?.key ?? UNKNOWN;
}

const keysOf = ({ authors }: CountedEntry) => authors.map(({ key }) => key);

function countOf(entries: readonly CountedEntry[]): { entries: number; people: number } {
  return { entries: entries.length, people: new Set(entries.flatMap(keysOf)).size };
}

/**
 * Which outcomes may be counted by the rows of a table of entries. Qualified entries are posted in public; those that were not admitted
 * are counted only where in no row they are so few that the total would tell whose entry was refused.
 */
function countable(entries: readonly CountedEntry[], rowOf: (entry: CountedEntry) => string): readonly Outcome[] {
  const refusedOnes = entries.filter(({ outcome }) => outcome === "notQualified");
  const rows = [...new Set(refusedOnes.map(rowOf))];
  const tells = rows.some((row) => countOf(refusedOnes.filter((entry) => rowOf(entry) === row)).people < FEWEST_PEOPLE);
  return tells ? OUTCOMES.slice(0, 2) : OUTCOMES;
}

function tableOf(entries: readonly CountedEntry[], rowOf: (entry: CountedEntry) => string, { rows, columns }: { rows: readonly string[]; columns: readonly Outcome[] }): ProtectedTable {
  const things = entries.map((entry): CountedThing => ({ row: rowOf(entry), column: entry.outcome, people: keysOf(entry) }));
  return protectedTable({ things, rows, columns, known: OF_RESULT });
}

/**
 * The units of one kind, or of all, those with few entries together, and with them those an unlinked name may mean: what is said of a
 * named unit is to be true. Their sums are the row of the kind, so it must show that row whole.
 */
function unitTable(entries: readonly CountedEntry[], kind: string | null, columns: readonly Outcome[]): UnitTable[] {
  const own = entries.filter((entry) => kind === null || kindOf(entry) === kind);
  const size = new Map<string, number>();
  const unsure = new Set(entries.flatMap(({ likely }) => likely.map(({ name }) => name)));
  for (const { unitName } of own) if (unitName !== null && !unsure.has(unitName)) size.set(unitName, (size.get(unitName) ?? 0) + 1);
  const names = [...size.keys()].toSorted((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0) || (a < b ? -1 : 1)).slice(0, MOST_UNITS);
  const rowOf = ({ unitName }: CountedEntry) => (unitName !== null && names.includes(unitName) ? unitName : OTHERS);
  const safe = countable(own, rowOf).length < columns.length ? OUTCOMES.slice(0, 2) : columns;
  const table = tableOf(own, rowOf, { rows: [...names, OTHERS], columns: safe });
  return table.rows.length > 1 ? [{ kind, table: { ...table, rows: table.rows.map((row) => (row.row === OTHERS ? { ...row, row: null } : row)) } }] : [];
}

/** Every author once, with the best that became of an entry of theirs. */
function authorsOf(entries: readonly CountedEntry[]): { author: CountedAuthor; outcome: Outcome }[] {
  const byPerson = new Map<string, { author: CountedAuthor; outcome: Outcome }>();
  for (const outcome of OUTCOMES) {
    for (const entry of entries) {
      if (entry.outcome !== outcome) continue;
      for (const author of entry.authors) if (!byPerson.has(author.key)) byPerson.set(author.key, { author, outcome });
    }
  }
  return [...byPerson.values()];
}

function figuresOf(outcomes: readonly { outcome: Outcome; entries: number; people: number }[]): Statistics["figures"] {
  const at = (outcome: Outcome) => outcomes.find((one) => one.outcome === outcome) ?? { entries: 0, people: 0 };
  const [awarded, others, refusedOnes] = OUTCOMES.map(at);
  const qualified = (awarded?.entries ?? 0) + (others?.entries ?? 0);
  const tells = (refusedOnes?.entries ?? 0) > 0 && (refusedOnes?.people ?? 0) < FEWEST_PEOPLE;
  return { submitted: tells ? null : qualified + (refusedOnes?.entries ?? 0), qualified, awarded: awarded?.entries ?? 0 };
}

function overEditions(rows: readonly EditionOutcome[], kept: ReadonlyMap<string, EditionFigures>): Statistics["editions"] {
  return [...new Set(rows.map(({ slug }) => slug))].flatMap((slug) => {
    const own = rows.filter((row) => row.slug === slug);
    const [first] = own;
    return first ? [{ slug, title: first.title, kind: first.kind, number: first.number, areLost: kept.get(slug)?.areLost ?? false, ...(kept.get(slug)?.figures ?? figuresOf(own)) }] : [];
  });
}
