import type { Database, Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";
import { ALIKE_TITLE, FEWEST_PICTURE_BITS, type Likeness, PICTURE_DISTANCE } from "~/domain/duplicates/grounds";
import { PRINT_METHOD } from "~/domain/duplicates/print";

/** What is compared of a submitted entry: the version that counts. */
export interface ComparableEntry {
  id: string;
  editionId: string;
  versionId: string;
  /** what the print is made of; another one means it has to be made again */
  source: string;
  /** judging of the edition is over: nobody screens its entries any more */
  isSettled: boolean;
  title: string;
  summary: string;
  parts: Record<string, unknown>;
  files: { fileId: string; text: string }[];
  /** of authors, supervisor, schools and owners */
  names: string[];
}

/** Method, version and state of the files of version `v`. */
const SOURCE = Prisma.sql`${PRINT_METHOD} || ':' || v."id" || ':' || coalesce((
  SELECT md5(string_agg(s."id" || s."processing"::text, ',' ORDER BY s."id")) FROM "EntryFile" x JOIN "StoredFile" s ON s."id" = x."fileId" WHERE x."versionId" = v."id"), '')`;

const COUNTING = Prisma.sql`"Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "Edition" d ON d."id" = e."editionId"`;

/** Judging of edition `d` is over. */
const isSettled = (now: Date) => Prisma.sql`(d."publishedAt" IS NOT NULL OR d."judgingEndsAt" < ${now})`;

/**
 * Submitted entries whose print is missing or made of something else than what stands there now. Those of settled editions come first,
 * for they only need a print; entries at work are compared again when one of those appeared after them.
 */
export async function entriesToCompare(db: Database, { now, limit, leftOut = [] }: { now: Date; limit: number; leftOut?: readonly string[] }): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT e."id"::text AS "id" FROM ${COUNTING} LEFT JOIN "EntryPrint" p ON p."entryId" = e."id"
     WHERE e."state" = 'SUBMITTED' AND NOT e."id" = ANY(${[...leftOut]}::uuid[]) AND (p."entryId" IS NULL OR p."versionId" <> v."id" OR p."source" IS DISTINCT FROM ${SOURCE} OR (NOT ${isSettled(now)} AND p."updatedAt" < (
       SELECT max(q."updatedAt") FROM "EntryPrint" q JOIN "Edition" d ON d."id" = q."editionId" WHERE ${isSettled(now)})))
     ORDER BY ${isSettled(now)} DESC, e."submittedAt", e."id" LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Takes away prints and pairs of entries that no longer take part. */
export async function forgetWithdrawn(db: Database): Promise<void> {
  const gone = Prisma.sql`SELECT p."entryId" FROM "EntryPrint" p JOIN "Entry" e ON e."id" = p."entryId" AND e."state" <> 'SUBMITTED'`;
  await db.transact(async (tx) => {
    await lockComparing(tx);
    await tx.$executeRaw`DELETE FROM "DuplicatePair" WHERE "entryId" IN (${gone}) OR "otherEntryId" IN (${gone})`;
    await tx.$executeRaw`DELETE FROM "EntryPrint" WHERE "entryId" IN (${gone})`;
  });
}

const COMPARING = 7_240_311;

/** One comparison after the other until the transaction ends, so that of two new entries the later one sees the earlier one's print. */
export async function lockComparing(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${COMPARING})::text`;
}

/** What is compared of these entries, in no order; those that are not submitted are left out. One statement. */
export async function readComparable(reader: Tx, ids: readonly string[], now: Date): Promise<ComparableEntry[]> {
  if (ids.length === 0) return [];
  return reader.$queryRaw<ComparableEntry[]>`
    SELECT e."id"::text AS "id", e."editionId"::text AS "editionId", v."id"::text AS "versionId", ${SOURCE} AS "source", ${isSettled(now)} AS "isSettled",
           v."title", v."summary", v."parts",
           (SELECT coalesce(json_agg(json_build_object('fileId', t."fileId", 'text', t."text") ORDER BY x."partKey", x."position", t."fileId"), '[]')
              FROM "EntryFile" x JOIN "FileText" t ON t."fileId" = x."fileId" WHERE x."versionId" = v."id" AND ${FOR_JUDGES}) AS "files",
           (SELECT array_agg(DISTINCT n."name") FROM (
              SELECT unnest(ARRAY[v."unitName", v."ownerName", v."supervisorName", v."supervisorUnitName"]) AS "name"
              UNION SELECT unnest(ARRAY[a."fullName", a."unitName"]) FROM "EntryAuthor" a WHERE a."versionId" = v."id") n) AS "names"
      FROM ${COUNTING} WHERE e."id" = ANY(${[...ids]}::uuid[]) AND e."state" = 'SUBMITTED'`;
}

/** File `x` of a version of entry `e` belongs to what is judged, and is no signed form. */
const FOR_JUDGES = Prisma.sql`NOT EXISTS (SELECT 1 FROM "DossierPart" k WHERE k."editionId" = e."editionId" AND k."key" = x."partKey" AND NOT k."forJudges")`;

/** An entry that has something in common with another one, as far as the database can count it. */
export interface Candidate extends Omit<Likeness, "textShare" | "longest"> {
  id: string;
}

const MOST_OF_EACH_KIND = 40;
/** What more texts than these share is a turn of phrase: looking at all of them costs much and tells nothing. */
const MOST_OF_ONE_KEY = 300;

/**
 * Entries that may be duplicates of one: that share bands of its print (rare ones weigh more), have nearly its title, the same files,
 * pictures that look the same, or an author in common. One statement.
 */
export async function candidatesFor(tx: Tx, { id, title, print }: Pick<ComparableEntry, "id" | "title"> & { print: readonly number[] }): Promise<Candidate[]> {
  // Without statistics the planner would rather read every print: comparing arrays one by one takes seconds.
  await tx.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(ALIKE_TITLE / 10_000)}, true), set_config('enable_seqscan', 'off', true)`;
  return tx.$queryRaw<Candidate[]>`
    WITH hits AS (
      SELECT p."entryId", k."key" FROM unnest(${[...print]}::int[]) AS k("key") CROSS JOIN LATERAL (
        SELECT p."entryId" FROM "EntryPrint" p WHERE p."bands" @> ARRAY[k."key"] AND p."entryId" <> ${id}::uuid LIMIT ${MOST_OF_ONE_KEY}) p),
    alike AS (
      SELECT h."entryId" FROM hits h JOIN (SELECT "key", 1.0 / count(*) AS "weight" FROM hits GROUP BY "key") w USING ("key")
       GROUP BY h."entryId" ORDER BY sum(w."weight") DESC, h."entryId" LIMIT ${MOST_OF_EACH_KIND}),
    titles AS (
      SELECT e."id", round(similarity(e."titleFolded", norm(${title})) * 10000)::int AS "share" FROM "Entry" e
       WHERE e."state" = 'SUBMITTED' AND e."id" <> ${id}::uuid AND e."titleFolded" % norm(${title}) ORDER BY 2 DESC, 1 LIMIT ${MOST_OF_EACH_KIND}),
    mine AS (
      SELECT s."sha256", s."perceptualHash" FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
        JOIN "EntryFile" x ON x."versionId" = v."id" JOIN "StoredFile" s ON s."id" = x."fileId" WHERE e."id" = ${id}::uuid AND ${FOR_JUDGES}),
    found AS (
      SELECT s."id" FROM mine m JOIN "StoredFile" s ON s."sha256" = m."sha256" UNION
      SELECT s."id" FROM (SELECT DISTINCT "perceptualHash" AS "hash" FROM mine WHERE ${isTelling(Prisma.sql`"perceptualHash"`)}) m
        JOIN "StoredFile" s ON s."perceptualHash" IS NOT NULL AND bit_count((s."perceptualHash" # m."hash")::bit(64)) <= ${PICTURE_DISTANCE}),
    files AS (
      SELECT e."id", count(DISTINCT s."sha256") FILTER (WHERE s."sha256" IN (SELECT "sha256" FROM mine))::int AS "same",
             count(DISTINCT s."sha256") FILTER (WHERE s."sha256" NOT IN (SELECT "sha256" FROM mine))::int AS "alike"
        FROM found f JOIN "StoredFile" s ON s."id" = f."id" JOIN "EntryFile" x ON x."fileId" = s."id"
        JOIN "EntryVersion" v ON v."id" = x."versionId" AND v."state" = 'SUBMITTED' JOIN "Entry" e ON e."id" = v."entryId" AND e."state" = 'SUBMITTED'
       WHERE e."id" <> ${id}::uuid AND ${FOR_JUDGES} GROUP BY e."id" ORDER BY 2 DESC, 3 DESC, 1 LIMIT ${MOST_OF_EACH_KIND}),
    born AS MATERIALIZED (
      SELECT a."id", a."versionId", a."fullName", b."fullName" AS "ownName" FROM "EntryVersion" w JOIN "EntryAuthor" b ON b."versionId" = w."id"
        JOIN "EntryAuthor" a ON a."birthDate" = b."birthDate" WHERE w."entryId" = ${id}::uuid AND w."state" = 'SUBMITTED'),
    people AS (
      SELECT e."id", count(DISTINCT b."id")::int AS "shared" FROM born b
        JOIN "EntryVersion" v ON v."id" = b."versionId" AND v."state" = 'SUBMITTED' JOIN "Entry" e ON e."id" = v."entryId" AND e."state" = 'SUBMITTED'
       WHERE e."id" <> ${id}::uuid AND norm(b."fullName") = norm(b."ownName") GROUP BY e."id" ORDER BY 2 DESC, 1 LIMIT ${MOST_OF_EACH_KIND})
    SELECT c."id"::text AS "id", coalesce(t."share", 0) AS "titleShare", coalesce(f."same", 0) AS "sameFiles", coalesce(f."alike", 0) AS "alikePictures", coalesce(p."shared", 0) AS "sharedAuthors"
      FROM (SELECT "entryId" AS "id" FROM alike UNION SELECT "id" FROM titles UNION SELECT "id" FROM files UNION SELECT "id" FROM people) c
      LEFT JOIN titles t ON t."id" = c."id" LEFT JOIN files f ON f."id" = c."id" LEFT JOIN people p ON p."id" = c."id" ORDER BY c."id"`;
}

/** The picture is no plain area, whose hash says nothing. */
function isTelling(hash: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`bit_count(${hash}::bit(64)) BETWEEN ${FEWEST_PICTURE_BITS} AND ${64 - FEWEST_PICTURE_BITS}`;
}

/** Keeps the print of an entry. */
export async function storePrint(tx: Tx, entry: ComparableEntry, print: readonly number[], now: Date): Promise<void> {
  const { id: entryId, versionId, editionId, source } = entry;
  const kept = { versionId, editionId, source, bands: [...print], updatedAt: now };
  await tx.entryPrint.upsert({ where: { entryId }, create: { entryId, ...kept }, update: kept });
}

export type NewPair = Likeness & { otherId: string };

/** Replaces all pairs an entry is one of. */
export async function replacePairs(tx: Tx, entryId: string, pairs: readonly NewPair[], now: Date): Promise<void> {
  await tx.duplicatePair.deleteMany({ where: { OR: [{ entryId }, { otherEntryId: entryId }] } });
  const rows = pairs.map(({ otherId, ...likeness }) => ({ ...likeness, ...orderedPair(entryId, otherId), comparedAt: now }));
  if (rows.length > 0) await tx.duplicatePair.createMany({ data: rows });
}

/** A pair as it is kept: the smaller id first. */
export function orderedPair(one: string, other: string): { entryId: string; otherEntryId: string } {
  const [entryId, otherEntryId] = one < other ? [one, other] : [other, one];
  return { entryId, otherEntryId };
}
