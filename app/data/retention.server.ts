import type { Database, Tx } from "~/data/client.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { IN_RESULT } from "./retention-clear.server";

/** Editions that may still hold private data and whose judging is over; the clock decides which are due. One statement. */
export function editionsStillPrivate(db: Database, now: Date): Promise<EditionRow[]> {
  return db.prisma.edition.findMany({ where: { privateClearedAt: null, announcedAt: { not: null }, judgingEndsAt: { lt: now } }, orderBy: { judgingEndsAt: "asc" } });
}

/** What an edition holds that will go, in numbers, and what still stands in the way. */
export interface PrivateHoldings {
  entries: number;
  drafts: number;
  /** authors in versions that count */
  authors: number;
  /** of them, those whose names stay, because they are in the result and everybody agreed; counted by `publishableAuthors` */
  versions: number;
  files: number;
  scans: number;
  letters: number;
  texts: number;
  things: number;
  openAppeals: number;
  openCorrections: number;
  /** decisions proposed or signed that are not public yet */
  openDecisions: number;
  openRequests: number;
}

/** One statement. */
export async function privateHoldings(db: Database, editionId: string): Promise<PrivateHoldings> {
  const [row] = await db.query<PrivateHoldings>(
    "private_holdings",
    `SELECT (SELECT count(*)::int FROM "Entry" WHERE "editionId" = d."id" AND "state" <> 'DRAFT') AS "entries",
            (SELECT count(*)::int FROM "Entry" WHERE "editionId" = d."id" AND "state" = 'DRAFT') AS "drafts",
            (SELECT count(*)::int FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" a ON a."versionId" = v."id" WHERE e."editionId" = d."id") AS "authors",
            (SELECT count(*)::int FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" <> 'SUBMITTED' WHERE e."editionId" = d."id") AS "versions",
            (SELECT count(DISTINCT f."fileId")::int FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" JOIN "EntryFile" f ON f."versionId" = v."id"
              WHERE e."editionId" = d."id" AND NOT (${IN_RESULT("e")} AND EXISTS (SELECT 1 FROM "DossierPart" p WHERE p."editionId" = d."id" AND p."key" = f."partKey" AND p."publishable"))) AS "files",
            (SELECT count(DISTINCT c."scanFileId")::int FROM "Entry" e JOIN "Consent" c ON c."entryId" = e."id" WHERE e."editionId" = d."id") AS "scans",
            (SELECT count(*)::int FROM "OutboxMessage" WHERE "editionId" = d."id") AS "letters",
            (SELECT count(*)::int FROM "ErasableText" WHERE "chain" = d."id"::text AND "erasedAt" IS NULL) AS "texts",
            (SELECT count(*)::int FROM "PhysicalThing" WHERE "editionId" = d."id") AS "things",
            (SELECT count(*)::int FROM "Appeal" WHERE "editionId" = d."id" AND "state" = 'RECEIVED') AS "openAppeals",
            (SELECT count(*)::int FROM "ResultCorrection" c WHERE c."editionId" = d."id" AND c."abandonedAt" IS NULL
                AND NOT EXISTS (SELECT 1 FROM "ResultDecision" r WHERE r."correctionId" = c."id" AND r."state" = 'PUBLISHED')) AS "openCorrections",
            (SELECT count(*)::int FROM "ResultDecision" r LEFT JOIN "ResultCorrection" x ON x."id" = r."correctionId"
              WHERE r."editionId" = d."id" AND r."state" <> 'PUBLISHED' AND x."abandonedAt" IS NULL) AS "openDecisions",
            (SELECT count(*)::int FROM "DataRequest" WHERE "editionId" = d."id" AND "answeredAt" IS NULL) AS "openRequests"
       FROM "Edition" d WHERE d."id" = $1::uuid`,
    [editionId],
  );
  if (!row) throw new Error(`no edition ${editionId}`);
  return row;
}

/** An appeal or a correction is open, or a decision is on its way: what it rests on is still needed. One statement. */
export async function isResultContested(reader: Reader, editionId: string): Promise<boolean> {
  const [row] = await reader.$queryRaw<{ contested: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Appeal" WHERE "editionId" = ${editionId}::uuid AND "state" = 'RECEIVED')
        OR EXISTS (SELECT 1 FROM "ResultDecision" r LEFT JOIN "ResultCorrection" x ON x."id" = r."correctionId"
             WHERE r."editionId" = ${editionId}::uuid AND r."state" <> 'PUBLISHED' AND x."abandonedAt" IS NULL)
        OR EXISTS (SELECT 1 FROM "ResultCorrection" c WHERE c."editionId" = ${editionId}::uuid AND c."abandonedAt" IS NULL
             AND NOT EXISTS (SELECT 1 FROM "ResultDecision" r WHERE r."correctionId" = c."id" AND r."state" = 'PUBLISHED')) AS "contested"`;
  return row?.contested ?? false;
}

export async function noteCleared(tx: Tx, editionId: string, now: Date): Promise<void> {
  await tx.edition.update({ where: { id: editionId }, data: { privateClearedAt: now, version: { increment: 1 } } });
}

/** Of these files, those that nothing names any more, with their names in the store. One statement. */
export async function unusedAmong(reader: Reader, fileIds: readonly string[]): Promise<{ id: string; names: string[] }[]> {
  return reader.$queryRaw<{ id: string; names: string[] }[]>`
    SELECT f."id"::text AS "id", array_prepend(f."storageName", coalesce((SELECT array_agg(x."storageName") FROM "FileVariant" x WHERE x."fileId" = f."id"), '{}')) AS "names"
      FROM "StoredFile" f WHERE f."id" = ANY(${[...fileIds]}::uuid[])
       AND NOT EXISTS (SELECT 1 FROM "EntryFile" e WHERE e."fileId" = f."id")
       AND NOT EXISTS (SELECT 1 FROM "Consent" c WHERE c."scanFileId" = f."id")
       AND NOT EXISTS (SELECT 1 FROM "PhysicalThing" t WHERE t."photoFileId" = f."id")
       AND NOT EXISTS (SELECT 1 FROM "RedactedFile" r WHERE r."fileId" = f."id")
       AND NOT EXISTS (SELECT 1 FROM "CertificateTemplate" m WHERE f."id" IN (m."emblemFileId", m."signatureFileId"))
       AND NOT EXISTS (SELECT 1 FROM "IssuedPaper" i WHERE i."scanFileId" = f."id")
       AND NOT EXISTS (SELECT 1 FROM "CommendationLetter" l WHERE f."id" IN (l."scanFileId", l."emblemFileId"))
       AND NOT EXISTS (SELECT 1 FROM "Certificate" z WHERE z."editionId" = f."editionId" AND f."id"::text IN (z."content"->>'emblemFileId', z."content"->>'signatureFileId'))`;
}

export async function forgetFiles(reader: Reader, fileIds: readonly string[]): Promise<void> {
  await reader.storedFile.deleteMany({ where: { id: { in: [...fileIds] } } });
}

/** Takes the packages from below that lie staged for an edition out of the list. @returns their names in the store */
export async function dropStagedPackages(tx: Tx, editionId: string): Promise<string[]> {
  const staged = await tx.stagedPackage.findMany({ where: { editionId }, select: { id: true, storageName: true } });
  await tx.stagedPackage.deleteMany({ where: { id: { in: staged.map(({ id }) => id) } } });
  return staged.map(({ storageName }) => storageName);
}
