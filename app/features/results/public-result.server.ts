import type { Database } from "~/data/client.server";
import { publishableWinners } from "~/data/consents.server";
import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { publicHead } from "~/data/ledger.server";
import { entriesPerField } from "~/data/public-pages.server";
import { resultSurroundings } from "~/data/public-result.server";
import { publishedAwards, publishedDecisionOf } from "~/data/results.server";
import { slugFault } from "~/domain/contest/naming";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { publicSpecialAwards, type PublicSpecialAward } from "./public-special-awards.server";
import { publicStages, type PublicStages } from "./public-stages.server";
import type { ResultAward, ResultFile } from "./result-file";

/** An award as the result page shows it. */
export interface ShownAward extends ResultAward {
  tierPosition: number;
  /** in đồng */
  money: number;
  /** within the field where prizes are per field, else over all entries */
  place: number;
}

export interface PublicResult {
  edition: Pick<EditionRow, "slug" | "title" | "kind" | "number" | "hostName" | "perField" | "contact"> & { publishedAt: Date };
  file: ResultFile;
  awards: ShownAward[];
  /** how many entries and prizes each field had */
  fields: { name: string; entries: number; prizes: number }[];
  /** awards beside the prize tiers; the name only where it may be shown */
  special: PublicSpecialAward[];
  emptyTiers: { code: string; label: string }[];
  ceremony: { at: Date | null; place: string } | null;
  hasDecisionPaper: boolean;
  /** a photo everybody agreed to show, its file row by the code of the entry */
  pictures: ReadonlyMap<string, string>;
  /** what the last correction changed, and how long appeals are taken */
  stages: PublicStages;
}

export interface NotPublished {
  edition: Pick<EditionRow, "slug" | "title" | "kind" | "number">;
  /** when the announcement is planned; not always known */
  plannedAt: Date | null;
}

type ResultRefusal = "not_found" | "results_not_published";

/** True from the moment on at which the winners of an announced edition are public. */
export function isPublished(edition: EditionRow, now: Date): boolean {
  const phase = phaseAt(edition, now);
  return edition.announcedAt !== null && edition.announcedAt <= now && (phase === "PUBLISHED" || phase === "FINAL");
}

/** An edition the public may know of. Malformed slugs are simply unknown. */
export async function announcedEdition(db: Database, slug: string, now: Date): Promise<EditionRow | null> {
  if (slugFault(slug) !== null) return null;
  const edition = await editionBySlug(db.prisma, slug);
  return edition?.announcedAt && edition.announcedAt <= now ? edition : null;
}

/**
 * The published result of an edition. Before publication nothing but the planned date is read, so nothing can leak;
 * an edition that is not announced does not exist.
 */
export async function publicResult(db: Database, slug: string, now: Date): Promise<Result<PublicResult, ResultRefusal, Partial<NotPublished>>> {
  const edition = await announcedEdition(db, slug, now);
  if (!edition) return refused("not_found");
  const { title, kind, number, hostName, perField, contact, publishedAt, announcementAt } = edition;
  if (!isPublished(edition, now) || !publishedAt) {
    return refused("results_not_published", { edition: { slug, title, kind, number }, plannedAt: (await scheduledMinute(db, edition.id)) ?? announcementAt });
  }
  const [{ file, awards, withMedia }, perFieldEntries, around, special, stages] = await Promise.all([
    publishedFile(db, edition, now),
    entriesPerField(db, edition.id),
    resultSurroundings(db, edition.id),
    publicSpecialAwards(db.prisma, edition),
    publicStages(db, edition, now),
  ]);
  const { emptyTiers, ceremonyAt, ceremonyPlace, hasDecisionPaper, pictures } = around;
  return ok({
    edition: { slug, title, kind, number, hostName, perField, contact, publishedAt },
    file,
    awards,
    fields: perFieldEntries.map((field) => ({ ...field, prizes: awards.filter((award) => award.field === field.name).length })),
    special,
    emptyTiers,
    ceremony: ceremonyAt || ceremonyPlace ? { at: ceremonyAt, place: ceremonyPlace ?? "" } : null,
    hasDecisionPaper,
    pictures: new Map([...withMedia].flatMap(([code, entryId]) => (pictures[entryId] ? [[code, pictures[entryId]] as const] : []))),
    stages,
  });
}

/** The minute at which the result becomes public by itself; null: none is set. It is all the public learns of a decision on its way. */
async function scheduledMinute(db: Database, editionId: string): Promise<Date | null> {
  const row = await db.prisma.resultDecision.findFirst({ where: { editionId, state: "SIGNED", sequence: 1, publishAt: { not: null } }, select: { publishAt: true } });
  return row?.publishAt ?? null;
}

/** The file of a published edition, from the awards as they were published; `withMedia`: entries whose photos may be shown, their ids by code. */
export async function publishedFile(db: Database, edition: EditionRow, now: Date): Promise<{ file: ResultFile; awards: ShownAward[]; withMedia: Map<string, string> }> {
  const rows = await publishedAwards(db, edition.id);
  const [{ authors, withMedia }, decision, head] = await Promise.all([
    publishableWinners(db.prisma, rows.map(({ entryId }) => entryId)),
    publishedDecisionOf(db.prisma, edition.id),
    publicHead(db.prisma, edition.id),
  ]);
  const awards = rows.map(
    (row): ShownAward => ({
      tier: row.tierCode,
      tierLabel: row.tierLabel,
      code: row.code,
      title: row.title,
      field: row.fieldName,
      unit: row.unitName,
      authors: shownNames(authors.get(row.entryId)),
      mean: row.mean,
      rank: row.rank,
      tierPosition: row.tierPosition,
      money: row.money,
      place: edition.perField ? row.rankInField : row.rank,
    }),
  );
  return {
    awards,
    withMedia: new Map(rows.flatMap(({ code, entryId }) => (withMedia.has(entryId) ? [[code, entryId] as const] : []))),
    file: {
      edition: edition.slug,
      decision: { number: decision?.decisionNumber ?? null, date: decision?.decisionDate?.toISOString().slice(0, 10) ?? null },
      ledgerHead: head?.hash ?? null,
      provisional: phaseAt(edition, now) !== "FINAL",
      awards: awards.map(({ tierPosition: _position, money: _money, place: _place, ...award }) => award),
    },
  };
}

/** The names that may be shown, in the order of the authors. */
export function shownNames(authors: readonly { name: string | null }[] | undefined): string[] {
  return (authors ?? []).flatMap(({ name }) => (name === null ? [] : [name]));
}
