import type { Database, Tx } from "~/data/client.server";
import type { FileFamily, FileStore } from "~/data/generated/client";

type Reader = Pick<Database, "prisma">;

export interface NewStoredFile {
  editionId: string;
  store: FileStore;
  storageName: string;
  /** null: came by a form, not through the upload protocol */
  uploadKey: string | null;
  size: number;
  sha256: string;
  family: FileFamily;
  mime: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
  pages: number | null;
  playable: boolean;
  problem: string | null;
  uploadedById: string;
  createdAt: Date;
}

export interface StoredFileMark {
  id: string;
  size: number;
  sha256: string;
}

const MARK = { id: true, size: true, sha256: true } as const;

/** The file an upload became, if it did. */
export function findByUpload(reader: Pick<Tx, "storedFile">, uploadKey: string): Promise<StoredFileMark | null> {
  return reader.storedFile.findUnique({ where: { uploadKey }, select: MARK });
}

export function insertStoredFile(tx: Pick<Tx, "storedFile">, file: NewStoredFile): Promise<StoredFileMark> {
  return tx.storedFile.create({ data: file, select: MARK });
}

export async function deleteStoredFile(tx: Pick<Tx, "storedFile">, id: string): Promise<void> {
  await tx.storedFile.deleteMany({ where: { id } });
}

/** Of these names in the store, those that a file or one of its variants has. */
export async function knownNames({ prisma }: Reader, names: readonly string[]): Promise<Set<string>> {
  const rows = await prisma.$queryRaw<{ storageName: string }[]>`
    SELECT "storageName" FROM "StoredFile" WHERE "storageName" = ANY(${[...names]}) UNION ALL
    SELECT "storageName" FROM "FileVariant" WHERE "storageName" = ANY(${[...names]})`;
  return new Set(rows.map(({ storageName }) => storageName));
}

/** Every name that must be in the store. */
export async function allStorageNames({ prisma }: Reader): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ storageName: string }[]>`SELECT "storageName" FROM "StoredFile" UNION ALL SELECT "storageName" FROM "FileVariant"`;
  return rows.map(({ storageName }) => storageName);
}

/**
 * Deletes files that nothing names any more (no version of an entry, no paper of consent, no thing) and that came before `before`.
 * @returns for each the names in the store that go with it, variants included
 */
export async function deleteUnusedFiles({ prisma }: Reader, before: Date): Promise<string[][]> {
  const rows = await prisma.$queryRaw<{ names: string[] }[]>`
    WITH unused AS (
      SELECT f."id", f."storageName" FROM "StoredFile" f
       WHERE f."createdAt" < ${before}
         AND NOT EXISTS (SELECT 1 FROM "EntryFile" e WHERE e."fileId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "Consent" c WHERE c."scanFileId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "PhysicalThing" t WHERE t."photoFileId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "RedactedFile" r WHERE r."fileId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "IssuedPaper" i WHERE i."scanFileId" = f."id")
         AND NOT EXISTS (SELECT 1 FROM "CommendationLetter" l WHERE f."id" IN (l."scanFileId", l."emblemFileId"))
         AND NOT EXISTS (SELECT 1 FROM "CertificateTemplate" m WHERE f."id" IN (m."emblemFileId", m."signatureFileId"))
         AND NOT EXISTS (SELECT 1 FROM "Certificate" z WHERE z."editionId" = f."editionId" AND f."id"::text IN (z."content"->>'emblemFileId', z."content"->>'signatureFileId'))
       LIMIT 1000),
    names AS (
      SELECT u."id", array_agg(v."storageName") FILTER (WHERE v."storageName" IS NOT NULL) AS "variants"
        FROM unused u LEFT JOIN "FileVariant" v ON v."fileId" = u."id" GROUP BY u."id")
    DELETE FROM "StoredFile" f USING unused u JOIN names n ON n."id" = u."id"
     WHERE f."id" = u."id"
    RETURNING array_prepend(f."storageName", coalesce(n."variants", '{}')) AS "names"`;
  return rows.map(({ names }) => names);
}
