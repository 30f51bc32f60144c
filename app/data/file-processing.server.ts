import type { Database } from "~/data/client.server";
import type { FileFamily } from "~/domain/contest/rules";

/** A file whose variants have not been made yet. */
export interface PendingFile {
  id: string;
  storageName: string;
  family: FileFamily;
  mime: string;
  size: number;
  /** how often it was begun */
  attempts: number;
}

/** Ids of files that wait to be processed, the oldest first, those tried least before those tried more. */
export async function pendingFileIds(db: Database, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    "pending_files",
    `SELECT "id"::text AS "id" FROM "StoredFile" WHERE "processing" = 'PENDING' ORDER BY "attempts", "createdAt", "id" LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Counts one more try of a file that waits; null where it waits no more. */
export async function beginProcessing(db: Database, id: string): Promise<PendingFile | null> {
  const [file] = await db.query<PendingFile>(
    "begin_processing",
    `UPDATE "StoredFile" SET "attempts" = "attempts" + 1 WHERE "id" = $1::uuid AND "processing" = 'PENDING'
     RETURNING "id"::text AS "id", "storageName", "family"::text AS "family", "mime", "size", "attempts"`,
    [id],
  );
  return file ?? null;
}

/** Gives a file up: others see nothing of it, its owner reads why. */
export async function failProcessing(db: Database, id: string, problem: string): Promise<void> {
  await db.prisma.storedFile.updateMany({ where: { id, processing: "PENDING" }, data: { processing: "FAILED", problem } });
}

export interface StoredVariant {
  kind: "CLEAN" | "THUMBNAIL" | "FIRST_PAGE";
  storageName: string;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
}

export interface ProcessedFile {
  width: number | null;
  height: number | null;
  seconds: number | null;
  pages: number | null;
  playable: boolean;
  problem: string | null;
  perceptualHash: bigint | null;
  text: string | null;
  variants: readonly StoredVariant[];
}

/** Writes down what was made of a file. False where somebody else has done so before, or the file is gone. */
export function finishProcessing(db: Database, fileId: string, { variants, text, ...facts }: ProcessedFile): Promise<boolean> {
  return db.transact(async (tx) => {
    const { count } = await tx.storedFile.updateMany({ where: { id: fileId, processing: "PENDING" }, data: { ...facts, processing: "DONE" } });
    if (count === 0) return false;
    await tx.fileVariant.deleteMany({ where: { fileId } });
    await tx.fileVariant.createMany({ data: variants.map((variant) => ({ fileId, ...variant })) });
    if (text !== null) await tx.fileText.upsert({ where: { fileId }, create: { fileId, text }, update: { text } });
    return true;
  });
}
