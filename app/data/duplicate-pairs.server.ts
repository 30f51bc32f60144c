import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { orderedPair } from "~/data/duplicates.server";
import type { Reader } from "~/data/editions.server";
import { everyFoldedWord, searchPatterns } from "~/data/search.server";
import type { Likeness } from "~/domain/duplicates/grounds";
import type { ScreeningState } from "~/domain/entry/states";

/** The other entry of a pair, as far as lists show it. */
export interface PairedEntry {
  id: string;
  code: string;
  title: string;
  authors: string[];
  unitName: string;
  screening: ScreeningState;
  editionTitle: string;
  editionSlug: string;
  /** the prize it got, once the result is out */
  award: string | null;
}

export type Judgement = "SAME" | "DIFFERENT";

export interface PairRow extends Likeness {
  /** the one of the edition; of two of it the one with the smaller code */
  own: PairedEntry;
  other: PairedEntry;
  judgement: Judgement | null;
}

/** What lists show of entry `e`; $2 is now. */
const shown = (e: string) => `json_build_object('id', ${e}."id", 'code', ${e}."code", 'title', ${e}."title", 'unitName', ${e}."unitName", 'screening', ${e}."screening",
  'editionTitle', (SELECT d."title" FROM "Edition" d WHERE d."id" = ${e}."editionId"), 'editionSlug', (SELECT d."slug" FROM "Edition" d WHERE d."id" = ${e}."editionId"),
  'authors', (SELECT coalesce(json_agg(a."fullName" ORDER BY a."position"), '[]') FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
               WHERE v."entryId" = ${e}."id" AND v."state" = 'SUBMITTED'),
  'award', (SELECT t."label" FROM "Award" w JOIN "PrizeTier" t ON t."id" = w."tierId" JOIN "Edition" d ON d."id" = w."editionId" AND d."publishedAt" <= $2::timestamptz
             WHERE w."entryId" = ${e}."id"))`;

/** Entry `e` has not been submitted anew since the verdict `u`: a verdict holds for the texts it was made on. */
const isSameAsJudged = (e: string) => `NOT EXISTS (SELECT 1 FROM "EntryVersion" n WHERE n."entryId" = ${e} AND n."state" = 'SUBMITTED' AND n."submittedAt" > u."at")`;

/** No conflict of interest stands between person $3 and the two entries. */
const IN_SIGHT = `(${inSight(`l."ownId"`, "$3")} AND ${inSight(`l."otherId"`, "$3")})`;

/** Pairs with an entry of edition $1, each with what it has in common and what was decided; both entries still take part. */
const PAIRS = `listed AS (
  SELECT p.*, u."judgement"::text AS "judgement", CASE WHEN s."first" THEN a."id" ELSE b."id" END AS "ownId", CASE WHEN s."first" THEN b."id" ELSE a."id" END AS "otherId",
         a."searchFolded" || ' ' || b."searchFolded" AS "words"
    FROM "DuplicatePair" p JOIN "Entry" a ON a."id" = p."entryId" AND a."state" = 'SUBMITTED' JOIN "Entry" b ON b."id" = p."otherEntryId" AND b."state" = 'SUBMITTED'
    LEFT JOIN "DuplicateVerdict" u ON u."entryId" = p."entryId" AND u."otherEntryId" = p."otherEntryId" AND ${isSameAsJudged('p."entryId"')} AND ${isSameAsJudged('p."otherEntryId"')}
   CROSS JOIN LATERAL (SELECT a."editionId" = $1::uuid AND (b."editionId" <> $1::uuid OR a."code" < b."code") AS "first") s
   WHERE a."editionId" = $1::uuid OR b."editionId" = $1::uuid)`;

const COLUMNS = `l."textShare", l."longest", l."titleShare", l."sameFiles", l."alikePictures", l."sharedAuthors", l."judgement"`;

/** The weightiest first, as `domain/duplicates/grounds` weighs. */
const ORDER = `l."textShare" + l."longest" * 20 + (l."sameFiles" + l."alikePictures") * 2000 + l."titleShare" / 10 DESC, l."ownId", l."otherId"`;

export interface PairFilter {
  isJudged: boolean;
  search: string;
}

interface PairRequest {
  editionId: string;
  userId: string;
  now: Date;
}

/** One page of the pairs of an edition, without those the person has a conflict of interest with; one statement. */
export function listPairs(db: Database, { editionId, userId, now }: PairRequest, { isJudged, search }: PairFilter, page: { offset: number; limit: number }): Promise<PairRow[]> {
  return db.query<PairRow>(
    "duplicate_pairs",
    `WITH ${PAIRS}
     SELECT ${COLUMNS}, ${shown("o")} AS "own", ${shown("x")} AS "other"
       FROM (SELECT l.*, row_number() OVER (ORDER BY ${ORDER}) AS "place" FROM listed l
              WHERE (l."judgement" IS NOT NULL) = $4::boolean AND ${IN_SIGHT} AND ${everyFoldedWord(`l."words"`, 5)} ORDER BY "place" LIMIT $6 OFFSET $7) l
       JOIN "Entry" o ON o."id" = l."ownId" JOIN "Entry" x ON x."id" = l."otherId" ORDER BY l."place"`,
    [editionId, now, userId, isJudged, searchPatterns(search), page.limit, page.offset],
  );
}

/** How many pairs of an edition are open and how many decided, of those that `listPairs` shows; one statement. */
export async function countPairs(db: Database, { editionId, userId }: Omit<PairRequest, "now">, search: string): Promise<{ open: number; judged: number }> {
  const rows = await db.query<{ open: number; judged: number }>(
    "duplicate_counts",
    `WITH ${PAIRS} SELECT (count(*) FILTER (WHERE l."judgement" IS NULL))::int AS "open", (count(*) FILTER (WHERE l."judgement" IS NOT NULL))::int AS "judged"
       FROM listed l WHERE $2::int IS NOT NULL AND ${IN_SIGHT} AND ${everyFoldedWord(`l."words"`, 4)}`,
    [editionId, 0, userId, searchPatterns(search)],
  );
  return rows[0] ?? { open: 0, judged: 0 };
}

/** The pairs one entry of an edition is part of, the weightiest first, without those in conflict; one statement. */
export function pairsOfEntry(db: Database, { editionId, userId, now }: PairRequest, entryId: string): Promise<PairRow[]> {
  return db.query<PairRow>(
    "duplicate_pairs_of_entry",
    `WITH ${PAIRS},
     turned AS (SELECT l.*, CASE WHEN l."ownId" = $4::uuid THEN l."otherId" ELSE l."ownId" END AS "elseId" FROM listed l WHERE $4::uuid IN (l."ownId", l."otherId"))
     SELECT ${COLUMNS}, ${shown("o")} AS "own", ${shown("x")} AS "other" FROM turned l JOIN "Entry" o ON o."id" = $4::uuid JOIN "Entry" x ON x."id" = l."elseId"
      WHERE ${IN_SIGHT} ORDER BY ${ORDER}`,
    [editionId, now, userId, entryId],
  );
}

export interface DuplicateRecord {
  judgement: Judgement;
  at: Date;
  actorId: string;
  actorName: string | null;
  note: string | null;
  /** one of the two was submitted anew since: the pair is open again */
  isOutdated: boolean;
}

export interface StoredPair extends Likeness {
  comparedAt: Date;
  verdict: DuplicateRecord | null;
}

/** What is kept about two entries; null where they are no pair. One statement. */
export async function readPair(reader: Reader, one: string, other: string): Promise<StoredPair | null> {
  const { entryId, otherEntryId } = orderedPair(one, other);
  const rows = await reader.$queryRaw<(Likeness & { comparedAt: Date; judgement: Judgement | null; at: Date | null; actorId: string | null; actorName: string | null; note: string | null; isOutdated: boolean })[]>`
    SELECT p."textShare", p."longest", p."titleShare", p."sameFiles", p."alikePictures", p."sharedAuthors", p."comparedAt",
           u."judgement"::text AS "judgement", u."at", u."actorId", n."name" AS "actorName", t."text" AS "note",
           EXISTS (SELECT 1 FROM "EntryVersion" v WHERE v."entryId" IN (p."entryId", p."otherEntryId") AND v."state" = 'SUBMITTED' AND v."submittedAt" > u."at") AS "isOutdated"
      FROM "DuplicatePair" p LEFT JOIN "DuplicateVerdict" u ON u."entryId" = p."entryId" AND u."otherEntryId" = p."otherEntryId"
      LEFT JOIN "User" n ON n."id" = u."actorId" LEFT JOIN "ErasableText" t ON t."id" = u."noteId" AND t."erasedAt" IS NULL
     WHERE p."entryId" = ${entryId}::uuid AND p."otherEntryId" = ${otherEntryId}::uuid`;
  const [row] = rows;
  if (!row) return null;
  const { judgement, at, actorId, actorName, note, isOutdated, ...pair } = row;
  return { ...pair, verdict: judgement && at && actorId !== null ? { judgement, at, actorId, actorName, note, isOutdated } : null };
}

/** Notes a verdict; false where there is one already. */
export async function storeVerdict(tx: Tx, verdict: { one: string; other: string; judgement: Judgement; noteId: string; actorId: string; at: Date }): Promise<boolean> {
  const { one, other, ...rest } = verdict;
  const { count } = await tx.duplicateVerdict.createMany({ data: [{ ...rest, ...orderedPair(one, other) }], skipDuplicates: true });
  return count === 1;
}

/** Takes a verdict back; false where there is none. */
export async function removeVerdict(tx: Tx, one: string, other: string): Promise<boolean> {
  const { count } = await tx.duplicateVerdict.deleteMany({ where: orderedPair(one, other) });
  return count === 1;
}

export interface PairFile {
  /** of the row in the version: what addresses of files name */
  id: string;
  /** of the stored file */
  fileId: string;
  entryId: string;
  editionId: string;
  hasThumbnail: boolean;
  name: string;
  family: string;
  size: number;
  sha256: string;
  perceptualHash: bigint | null;
}

/** The files of two entries that belong to what is judged; one statement. */
export function filesOfPair(reader: Reader, ids: readonly string[]): Promise<PairFile[]> {
  return reader.$queryRaw<PairFile[]>`
    SELECT x."id"::text AS "id", s."id"::text AS "fileId", v."entryId"::text AS "entryId", e."editionId"::text AS "editionId",
           EXISTS (SELECT 1 FROM "FileVariant" n WHERE n."fileId" = s."id" AND n."kind" = 'THUMBNAIL') AS "hasThumbnail", x."name", s."family"::text AS "family", s."size", s."sha256", s."perceptualHash"
      FROM "EntryVersion" v JOIN "EntryFile" x ON x."versionId" = v."id" JOIN "StoredFile" s ON s."id" = x."fileId" JOIN "Entry" e ON e."id" = v."entryId"
     WHERE v."entryId" = ANY(${[...ids]}::uuid[]) AND v."state" = 'SUBMITTED'
       AND NOT EXISTS (SELECT 1 FROM "DossierPart" k WHERE k."editionId" = e."editionId" AND k."key" = x."partKey" AND NOT k."forJudges")
     ORDER BY v."entryId", x."partKey", x."position", x."id"`;
}

/** Labels of the parts of the dossiers of these editions, by key; where two differ, that of the first. */
export async function partLabels(reader: Reader, editionIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.dossierPart.findMany({ where: { editionId: { in: [...editionIds] } }, select: { editionId: true, key: true, label: true } });
  return new Map(rows.toSorted((a, b) => editionIds.indexOf(b.editionId) - editionIds.indexOf(a.editionId)).map(({ key, label }) => [key, label]));
}
