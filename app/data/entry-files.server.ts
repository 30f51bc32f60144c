import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { bytesRefusal, type FileFacts } from "~/domain/files/entry-files";
import { isUuid } from "~/domain/kernel/uuid";

/** A file of a version, by what was declared of it and whether its bytes are here. */
export interface VersionFile extends FileFacts {
  /** of the row: what addresses of files name */
  id: string;
  /** the stored bytes; null while they are waited for */
  fileId: string | null;
  /** within its part, from 1 */
  position: number;
  caption: string;
  /** a small picture of it is made */
  hasThumbnail: boolean;
  /** why others may not be able to see it though it was accepted (`heic`, `codec`), or why nothing could be made of it */
  seeingProblem: string | null;
}

/** The files of the version `n`, by part and in their order. */
export const FILES_JSON = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', f."id", 'key', f."key", 'partKey', f."partKey", 'position', f."position", 'name', f."name", 'caption', f."caption",
           'size', f."size", 'sha256', f."sha256", 'fileId', f."fileId", 'isHere', f."fileId" IS NOT NULL, 'problem', f."problem",
           'hasThumbnail', EXISTS (SELECT 1 FROM "FileVariant" x WHERE x."fileId" = f."fileId" AND x."kind" = 'THUMBNAIL'), 'seeingProblem', s."problem")
           ORDER BY f."partKey", f."position", f."key"), '[]')
    FROM "EntryFile" f LEFT JOIN "StoredFile" s ON s."id" = f."fileId" WHERE f."versionId" = n."id")`;

/** Gives a new draft the files of the version that counts, each under its key; of an entry without one, none. */
export async function copyFiles(tx: Tx, { entryId, toVersionId }: { entryId: string; toVersionId: string }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "EntryFile" ("id", "versionId", "key", "partKey", "position", "name", "caption", "size", "sha256", "fileId", "problem", "createdAt")
    SELECT gen_random_uuid(), ${toVersionId}::uuid, f."key", f."partKey", f."position", f."name", f."caption", f."size", f."sha256", f."fileId", f."problem", f."createdAt"
      FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId"
     WHERE v."entryId" = ${entryId}::uuid AND v."state" = 'SUBMITTED'
    ON CONFLICT ("versionId", "key") DO NOTHING`;
}

export interface DeclaredFile {
  key: string;
  partKey: string;
  /** cleaned (`cleanFileName`) */
  name: string;
  caption: string;
  size: number;
  sha256: string | null;
  /** null: behind the last one of its part */
  position: number | null;
}

/** Notes a file in a version before its bytes are here. The same key again changes nothing. */
export async function insertFile(tx: Tx, versionId: string, file: DeclaredFile, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "EntryFile" ("id", "versionId", "key", "partKey", "position", "name", "caption", "size", "sha256", "createdAt")
    VALUES (gen_random_uuid(), ${versionId}::uuid, ${file.key}::uuid, ${file.partKey},
            coalesce(${file.position}::int, (SELECT coalesce(max("position"), 0) + 1 FROM "EntryFile" WHERE "versionId" = ${versionId}::uuid AND "partKey" = ${file.partKey})),
            ${file.name}, ${file.caption}, ${file.size}, ${file.sha256}, ${now})
    ON CONFLICT ("versionId", "key") DO NOTHING`;
}

/** Takes a file out of a version; bytes that no version names any more are swept later. */
export async function deleteFile(tx: Tx, versionId: string, key: string): Promise<void> {
  await tx.entryFile.deleteMany({ where: { versionId, key } });
}

export async function captionFile(tx: Tx, versionId: string, key: string, caption: string): Promise<void> {
  await tx.entryFile.updateMany({ where: { versionId, key }, data: { caption } });
}

/** Writes the order of the files of one part: the keys from first to last. */
export async function orderFiles(tx: Tx, versionId: string, keys: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EntryFile" f SET "position" = o."position"
      FROM unnest(${[...keys]}::uuid[]) WITH ORDINALITY AS o("key", "position")
     WHERE f."versionId" = ${versionId}::uuid AND f."key" = o."key"`;
}

/** Writes the web address given in place of the files of a part into the texts of a draft. */
export async function writeLink(tx: Tx, versionId: string, { partKey, link, savedById, now }: { partKey: string; link: string; savedById: string; now: Date }): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EntryVersion" SET "parts" = "parts" || jsonb_build_object(${partKey}::text, ${link}::text), "lockVersion" = "lockVersion" + 1, "savedAt" = ${now}, "savedById" = ${savedById}
     WHERE "id" = ${versionId}::uuid`;
}

interface Bytes {
  entryId: string;
  /** key of the EntryFile */
  fileKey: string;
  stored: { id: string; size: number; sha256: string };
  /** when their sender was allowed to send them */
  allowedAt: Date;
}

export type AttachRefusal = "file_gone" | "size_differs" | "hash_differs" | "files_due_passed" | "files_not_awaited";

/**
 * Ties bytes that came to the file that was declared, in the draft and, while it waits for them, in the submitted version alike. Only the
 * very bytes that were declared are accepted; others are noted as its `problem`. Once the submitted version has all its files, nothing is
 * due any more. Locks the entry; doing it twice is doing it once. @returns why not, or null
 */
export async function attachBytes(tx: Tx, { entryId, fileKey, stored, allowedAt }: Bytes): Promise<AttachRefusal | null> {
  if (!isUuid(entryId) || !isUuid(fileKey)) return "file_gone";
  // Submitting and copying a version read which files wait: they see these bytes wholly or not at all.
  const [entry] = await tx.$queryRaw<AwaitingEntry[]>`SELECT "state"::text AS "state", "filesDueAt" FROM "Entry" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<{ id: string; size: number; sha256: string | null; fileId: string | null; isSubmitted: boolean }[]>`
    SELECT f."id"::text AS "id", f."size", f."sha256", f."fileId"::text AS "fileId", v."state" = 'SUBMITTED' AS "isSubmitted"
      FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId"
     WHERE v."entryId" = ${entryId}::uuid AND v."state" IN ('DRAFT', 'SUBMITTED') AND f."key" = ${fileKey}::uuid`;
  const first = rows[0];
  if (!entry || !first) return "file_gone";
  const late = lateRefusal(entry, allowedAt);
  const taking = rows.filter((row) => row.fileId !== null || !row.isSubmitted || late === null);
  if (late && taking.length === 0) return late;
  const refusal = bytesRefusal(first, stored);
  const waiting = taking.filter((row) => row.fileId === null);
  const where = { id: { in: waiting.map(({ id }) => id) } };
  if (refusal) {
    await tx.entryFile.updateMany({ where, data: { problem: refusal } });
    return refusal;
  }
  await tx.entryFile.updateMany({ where, data: { fileId: stored.id, sha256: stored.sha256, problem: null } });
  if (waiting.some(({ isSubmitted }) => isSubmitted)) await noteArrival(tx, entryId);
  return null;
}

interface AwaitingEntry {
  state: string;
  filesDueAt: Date | null;
}

/** Why the submitted version of the entry takes no bytes that were allowed at that moment; null where it does. */
function lateRefusal({ state, filesDueAt }: AwaitingEntry, allowedAt: Date): "files_due_passed" | "files_not_awaited" | null {
  if (state !== "SUBMITTED" || filesDueAt === null) return "files_not_awaited";
  return allowedAt > filesDueAt ? "files_due_passed" : null;
}

/** Notes why bytes that came for a file were not taken (its content, its hash); it can be sent again. */
export async function noteProblem(tx: Tx, { entryId, fileKey, problem }: { entryId: string; fileKey: string; problem: string }): Promise<void> {
  if (!isUuid(entryId) || !isUuid(fileKey)) return;
  await tx.$executeRaw`
    UPDATE "EntryFile" f SET "problem" = ${problem} FROM "EntryVersion" v
     WHERE v."id" = f."versionId" AND v."entryId" = ${entryId}::uuid AND v."state" IN ('DRAFT', 'SUBMITTED') AND f."key" = ${fileKey}::uuid AND f."fileId" IS NULL`;
}

/** Nothing is due any more, whatever is missing. */
export async function settleFiles(tx: Tx, entryId: string): Promise<void> {
  await tx.entry.update({ where: { id: entryId }, data: { filesDueAt: null, version: { increment: 1 } } });
}

/** The submitted version holds other bytes than whoever looked at it saw: it is another one now, and complete once nothing is missing. */
async function noteArrival(tx: Tx, entryId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Entry" e SET "version" = e."version" + 1,
           "filesDueAt" = CASE WHEN EXISTS (SELECT 1 FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId"
                                             WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND f."fileId" IS NULL) THEN e."filesDueAt" END
     WHERE e."id" = ${entryId}::uuid`;
}

export interface DeclaredBytes {
  /** of the entry's draft */
  entryBytes: number;
  /** of all entries of the edition, each file once whatever versions hold it */
  totalBytes: number;
  /** of uploads that were allowed and have not arrived yet, on the whole installation */
  underWayBytes: number;
}

interface Asked {
  entryId: string;
  editionId: string;
  exceptKey: string;
  /** false: what other entries hold is of no interest, `totalBytes` is this entry's */
  withTotal: boolean;
  now: Date;
}

/** What is declared already, without the file `exceptKey`; one statement. */
export async function declaredBytes(reader: Reader, { entryId, editionId, exceptKey, withTotal, now }: Asked): Promise<DeclaredBytes> {
  const rows = await reader.$queryRaw<{ entryBytes: bigint; totalBytes: bigint; underWayBytes: bigint }[]>`
    WITH files AS (
      SELECT DISTINCT ON (v."entryId", f."key") v."entryId", v."state", f."size" FROM "EntryFile" f
        JOIN "EntryVersion" v ON v."id" = f."versionId" AND v."state" IN ('DRAFT', 'SUBMITTED') JOIN "Entry" e ON e."id" = v."entryId"
       WHERE e."editionId" = ${editionId}::uuid AND f."key" <> ${exceptKey}::uuid AND (${withTotal} OR e."id" = ${entryId}::uuid)
       ORDER BY v."entryId", f."key", v."state")
    SELECT coalesce(sum("size") FILTER (WHERE "entryId" = ${entryId}::uuid AND "state" = 'DRAFT'), 0)::bigint AS "entryBytes", coalesce(sum("size"), 0)::bigint AS "totalBytes",
           (SELECT coalesce(sum(u."size"), 0)::bigint FROM "Upload" u WHERE u."state" = 'REGISTERED' AND u."expiresAt" > ${now}
               AND u."fileKey" IS DISTINCT FROM ${exceptKey}::uuid) AS "underWayBytes"
      FROM files`;
  const row = rows[0];
  return { entryBytes: Number(row?.entryBytes ?? 0), totalBytes: Number(row?.totalBytes ?? 0), underWayBytes: Number(row?.underWayBytes ?? 0) };
}
