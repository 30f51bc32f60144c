import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";

/** A photo or film of a dossier with the copy others see of it, which tells no place, no device and no name. */
export interface ShownCopy {
  fileId: string;
  /** in the store: the bytes as they came */
  original: string;
  /** in the store: the copy */
  copy: string;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
}

/** The copies of photos and films in an edition's entries. One statement. */
export function shownCopies(reader: Reader, editionId: string): Promise<ShownCopy[]> {
  return reader.$queryRaw<ShownCopy[]>`
    SELECT s."id"::text AS "fileId", s."storageName" AS "original", x."storageName" AS "copy", x."mime", x."size", x."width", x."height"
      FROM "StoredFile" s JOIN "FileVariant" x ON x."fileId" = s."id" AND x."kind" = 'CLEAN'
     WHERE s."editionId" = ${editionId}::uuid AND s."processing" = 'DONE' AND s."family" IN ('PHOTO', 'VIDEO')
       AND EXISTS (SELECT 1 FROM "EntryFile" f WHERE f."fileId" = s."id") ORDER BY 1`;
}

/** From here on the copies are all there is of these files. `sha256` of a copy by its name in the store. */
export async function keepCopies(tx: Tx, copies: readonly (ShownCopy & { sha256: string })[]): Promise<void> {
  for (const { fileId, copy, mime, size, width, height, sha256 } of copies) {
    await tx.storedFile.update({ where: { id: fileId }, data: { storageName: copy, mime, size, sha256, ...(width === null ? {} : { width }), ...(height === null ? {} : { height }) } });
    await tx.entryFile.updateMany({ where: { fileId }, data: { size, sha256 } });
  }
}

/** Takes files of an edition's entries out of them that are none of these: the others were never shown to anybody, or their bytes are gone. */
export async function dropFilesBut(tx: Tx, editionId: string, fileIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "EntryFile" f USING "EntryVersion" v, "Entry" e
     WHERE v."id" = f."versionId" AND e."id" = v."entryId" AND e."editionId" = ${editionId}::uuid AND (f."fileId" IS NULL OR f."fileId" <> ALL(${[...fileIds]}::uuid[]))`;
}
