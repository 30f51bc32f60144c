import type { Tx } from "~/data/client.server";
import { Prisma } from "~/data/generated/client";

/** Keys of what is no part of the dossier among the texts of a version. */
export const TITLE_KEY = "@title";
export const SUMMARY_KEY = "@summary";
export const captionKey = (fileKey: string): string => `@caption:${fileKey}`;

/**
 * Blind judges may see version `v`: it was released, for the search found nothing in it or a person went through all it found, and nothing
 * that was found later is open, and no file that takes the place of another one still waits to be read. Files as submitted are waited for
 * before the release.
 */
export const isBlindChecked = (version: string): string => `(EXISTS (SELECT 1 FROM "BlindCheck" b WHERE b."versionId" = ${version}."id")
  AND NOT EXISTS (SELECT 1 FROM "BlindScan" bs WHERE bs."versionId" = ${version}."id" AND bs."open" > 0)
  AND NOT EXISTS (SELECT 1 FROM "RedactedFile" bf JOIN "StoredFile" bt ON bt."id" = bf."fileId" AND bt."processing" = 'PENDING' WHERE bf."versionId" = ${version}."id"))`;

/** The text in the place of part `key` (an SQL expression) of a version for blind judges, else the given one. */
export const blindText = (version: string, key: string, text: string): string =>
  `coalesce((SELECT q."text" FROM "RedactedPart" q WHERE q."versionId" = ${version}."id" AND q."partKey" = ${key}), ${text})`;

/**
 * The title of entry `e` for judges of round `r`: in a blind round the copy without names, and none before the version was checked.
 * Names are those of the statement.
 */
export const judgedTitle = (entry: string, round: string): string => `CASE WHEN NOT ${round}."blind" THEN ${entry}."title" ELSE coalesce((
  SELECT ${blindText("bv", `'${TITLE_KEY}'`, `bv."title"`)} FROM "EntryVersion" bv WHERE bv."entryId" = ${entry}."id" AND bv."state" = 'SUBMITTED' AND ${isBlindChecked("bv")}), '') END`;

const OWN_BLIND_TITLE = (entry: string) => `SELECT ${judgedTitle(entry, "br")} FROM "Assignment" ba JOIN "Judge" bj ON bj."id" = ba."judgeId"
  JOIN "Round" br ON br."id" = ba."roundId" AND br."blind" JOIN "Edition" bd ON bd."id" = ba."editionId" AND bd."publishedAt" IS NULL
  WHERE ba."entryId" = ${entry}."id" AND ba."state" = 'ACTIVE' AND bj."userId" = `;

/**
 * The title of entry `e` as an account of the office may read it: the copy while this person judges the entry blind and results are not
 * out, as `ownBlindTitles`. @param viewer expression for the id of the account
 */
export const titleFor = (entry: string, viewer: string): string => `coalesce((${OWN_BLIND_TITLE(entry)}${viewer} LIMIT 1), ${entry}."title")`;

/** The same for statements that are put together. */
export const titleForViewer = (entry: string, viewerId: string): Prisma.Sql =>
  Prisma.sql`coalesce((${Prisma.raw(OWN_BLIND_TITLE(entry))}${viewerId} LIMIT 1), ${Prisma.raw(entry)}."title")`;

/**
 * Titles, by entry, that a person judges blind in an edition whose results are not out: whoever also chairs or works in the office of
 * the edition reads the same copies there. One statement.
 */
export async function ownBlindTitles(reader: Pick<Tx, "$queryRawUnsafe">, { editionId, userId }: { editionId: string; userId: string }): Promise<Map<string, string>> {
  const rows = await reader.$queryRawUnsafe<{ id: string; title: string }[]>(
    `SELECT DISTINCT e."id"::text AS "id", ${judgedTitle("e", "r")} AS "title" FROM "Judge" j JOIN "Assignment" a ON a."judgeId" = j."id" AND a."state" = 'ACTIVE'
       JOIN "Round" r ON r."id" = a."roundId" AND r."blind" JOIN "Entry" e ON e."id" = a."entryId" JOIN "Edition" d ON d."id" = e."editionId" AND d."publishedAt" IS NULL
      WHERE e."editionId" = $1::uuid AND j."userId" = $2`,
    editionId,
    userId,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export interface RedactedText {
  partKey: string;
  text: string;
}

interface Deciding {
  versionId: string;
  actorId: string;
  now: Date;
}

/** Puts a text in the place of a part for blind judges; the original itself takes the copy away. */
export async function storeRedactedPart(tx: Tx, { versionId, actorId, now }: Deciding, { partKey, text, original }: RedactedText & { original: string }): Promise<void> {
  if (text === original) {
    await tx.redactedPart.deleteMany({ where: { versionId, partKey } });
    return;
  }
  const copy = { text, createdById: actorId, at: now };
  await tx.redactedPart.upsert({ where: { versionId_partKey: { versionId, partKey } }, create: { versionId, partKey, ...copy }, update: copy });
}

/** Withholds a file from blind judges (`fileId` null), or shows them another one in its place. */
export async function storeRedactedFile(tx: Tx, { versionId, actorId, now }: Deciding, { fileKey, fileId }: { fileKey: string; fileId: string | null }): Promise<void> {
  const copy = { fileId, createdById: actorId, at: now };
  await tx.redactedFile.upsert({ where: { versionId_fileKey: { versionId, fileKey } }, create: { versionId, fileKey, ...copy }, update: copy });
}

/** Blind judges see the file itself again. */
export async function removeRedactedFile(tx: Tx, versionId: string, fileKey: string): Promise<void> {
  await tx.redactedFile.deleteMany({ where: { versionId, fileKey } });
}

/** Notes that findings, by their names, tell nobody anything. */
export async function storeHarmless(tx: Tx, { versionId, actorId, now }: Deciding, findings: readonly string[]): Promise<void> {
  await tx.harmlessFinding.createMany({ data: findings.map((finding) => ({ versionId, finding, actorId, at: now })), skipDuplicates: true });
}

/** Takes that back, in whatever version of the entry it was noted. */
export async function removeHarmless(tx: Tx, entryId: string, finding: string): Promise<void> {
  await tx.harmlessFinding.deleteMany({ where: { finding, version: { entryId } } });
}

/** Keeps what the search found, with what it was made of. */
export async function storeScan(tx: Tx, { versionId, ...scan }: { versionId: string; source: string; found: number; open: number; scannedAt: Date }): Promise<void> {
  await tx.blindScan.upsert({ where: { versionId }, create: { versionId, ...scan }, update: scan });
}

/** Lets blind judges see a version. @returns false where they may already */
export async function storeBlindCheck(tx: Tx, { versionId, actorId, now }: Deciding): Promise<boolean> {
  const { count } = await tx.blindCheck.createMany({ data: [{ versionId, checkedById: actorId, checkedAt: now }], skipDuplicates: true });
  return count === 1;
}

/** Blind judges see a version no longer, until it is released anew. */
export async function removeBlindCheck(tx: Tx, versionId: string): Promise<void> {
  await tx.blindCheck.deleteMany({ where: { versionId } });
}

/** How many parts and files of a version blind judges see otherwise than they were submitted. */
export async function countRedacted(tx: Tx, versionId: string): Promise<number> {
  return (await tx.redactedPart.count({ where: { versionId } })) + (await tx.redactedFile.count({ where: { versionId } }));
}

/**
 * Takes over from the last version before it what people decided about texts and files that are the same in this one; each keeps its
 * moment. What was decided about this version stays.
 */
export async function carryRedactions(tx: Tx, { entryId, versionId }: { entryId: string; versionId: string }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RedactedPart" ("versionId", "partKey", "text", "createdById", "at")
    SELECT DISTINCT ON (p."partKey") n."id", p."partKey", p."text", p."createdById", p."at"
      FROM "EntryVersion" n JOIN "EntryVersion" o ON o."entryId" = n."entryId" AND o."number" < n."number" JOIN "RedactedPart" p ON p."versionId" = o."id"
     WHERE n."id" = ${versionId}::uuid AND n."entryId" = ${entryId}::uuid
       AND NOT EXISTS (SELECT 1 FROM "BlindScan" s WHERE s."versionId" = n."id")
       AND CASE WHEN p."partKey" = ${TITLE_KEY} THEN o."title" = n."title" WHEN p."partKey" = ${SUMMARY_KEY} THEN o."summary" = n."summary"
                WHEN p."partKey" LIKE '@caption:%' THEN EXISTS (SELECT 1 FROM "EntryFile" f JOIN "EntryFile" g ON g."key" = f."key" AND g."caption" = f."caption"
                       WHERE f."versionId" = o."id" AND g."versionId" = n."id" AND '@caption:' || f."key" = p."partKey")
                ELSE (o."parts"->>p."partKey") = (n."parts"->>p."partKey") END
     ORDER BY p."partKey", o."number" DESC ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "RedactedFile" ("versionId", "fileKey", "fileId", "createdById", "at")
    SELECT DISTINCT ON (r."fileKey") n."id", r."fileKey", r."fileId", r."createdById", r."at"
      FROM "EntryVersion" n JOIN "EntryVersion" o ON o."entryId" = n."entryId" AND o."number" < n."number" JOIN "RedactedFile" r ON r."versionId" = o."id"
      JOIN "EntryFile" f ON f."versionId" = o."id" AND f."key" = r."fileKey" JOIN "EntryFile" g ON g."versionId" = n."id" AND g."key" = f."key" AND g."fileId" = f."fileId"
     WHERE n."id" = ${versionId}::uuid AND n."entryId" = ${entryId}::uuid AND NOT EXISTS (SELECT 1 FROM "BlindScan" s WHERE s."versionId" = n."id")
     ORDER BY r."fileKey", o."number" DESC ON CONFLICT DO NOTHING`;
}
