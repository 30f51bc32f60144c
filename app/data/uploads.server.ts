import { type Database, isUniqueViolation, type Tx } from "~/data/client.server";
import type { Prisma, Upload } from "~/data/generated/client";

type Reader = Pick<Database, "prisma">;

/** One file on its way in, as the protocol knows it. */
export interface UploadRow {
  key: string;
  state: Upload["state"];
  storageName: string;
  userId: string;
  entryId: string | null;
  fileKey: string | null;
  slug: string;
  metadata: Record<string, unknown>;
  callbackUrl: string;
  awaitServerData: boolean;
  size: number;
  sha256: string | null;
  answer: { status: number; body: Record<string, unknown> } | null;
  expiresAt: Date;
}

type NewUpload = Omit<UploadRow, "state" | "sha256" | "answer">;

/** Writes down files that are about to come, all or none; false where one of the keys is known already. */
export async function registerUploads({ prisma }: Reader, uploads: readonly NewUpload[]): Promise<boolean> {
  try {
    await prisma.upload.createMany({ data: uploads.map((upload) => ({ ...upload, metadata: upload.metadata as Prisma.InputJsonObject })) });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export async function findUpload({ prisma }: Reader, key: string): Promise<UploadRow | null> {
  const upload = await prisma.upload.findUnique({ where: { key } });
  return upload && rowOf(upload);
}

/** All bytes are on disk, flushed, and this is their hash. */
export async function markReceived({ prisma }: Reader, key: string, sha256: string): Promise<boolean> {
  const { count } = await prisma.upload.updateMany({ where: { key, state: "REGISTERED" }, data: { state: "RECEIVED", sha256 } });
  return count === 1;
}

/**
 * Gives up what was begun before for the same file by the same person: only the newest goes on, and what was declared twice is
 * counted once. @returns the names of the partials
 */
export async function supersedeUploads({ prisma }: Reader, { fileKey, userId, except }: { fileKey: string; userId: string; except: string }): Promise<string[]> {
  const older = await prisma.upload.findMany({ where: { fileKey, userId, state: "REGISTERED", key: { not: except } }, select: { key: true, storageName: true } });
  if (older.length === 0) return [];
  await prisma.upload.updateMany({ where: { state: "REGISTERED", key: { in: older.map(({ key }) => key) } }, data: { state: "FAILED", failure: "superseded" } });
  return older.map(({ storageName }) => storageName);
}

/**
 * Gives up uploads to an entry whose file neither its draft nor its submitted version waits for any more: taken out, replaced, discarded,
 * withdrawn or gone on without. Wants the entry locked. @returns the names of the partials
 */
export async function endUnawaitedUploads(tx: Tx, entryId: string): Promise<string[]> {
  const ended = await tx.$queryRaw<{ storageName: string }[]>`
    UPDATE "Upload" u SET "state" = 'FAILED', "failure" = 'not_awaited', "updatedAt" = now()
     WHERE u."entryId" = ${entryId}::uuid AND u."state" = 'REGISTERED'
       AND NOT EXISTS (SELECT 1 FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId" JOIN "Entry" e ON e."id" = v."entryId"
                        WHERE e."id" = u."entryId" AND f."key" = u."fileKey" AND f."fileId" IS NULL
                          AND (v."state" = 'DRAFT' OR v."state" = 'SUBMITTED' AND e."state" = 'SUBMITTED' AND e."filesDueAt" IS NOT NULL))
    RETURNING u."storageName"`;
  return ended.map(({ storageName }) => storageName);
}

/** Uploads of somebody that were begun and may still come, without those of the file `exceptKey`: how many, and how large in bytes. */
export async function openUploadsOf({ prisma }: Reader, userId: string, { exceptKey, now }: { exceptKey: string; now: Date }): Promise<{ count: number; bytes: number }> {
  const others = [{ fileKey: null }, { fileKey: { not: exceptKey } }];
  const { _count, _sum } = await prisma.upload.aggregate({ where: { userId, state: "REGISTERED", expiresAt: { gt: now }, OR: others }, _count: true, _sum: { size: true } });
  return { count: _count, bytes: _sum.size ?? 0 };
}

/** The end of an upload, with what its sender is answered from now on. */
export async function markFinished({ prisma }: Reader, key: string, end: { state: "DONE" | "FAILED"; answer: NonNullable<UploadRow["answer"]> }): Promise<void> {
  const failure = end.state === "FAILED" ? String(end.answer.body.reason ?? "refused") : null;
  await prisma.upload.updateMany({ where: { key }, data: { state: end.state, answer: end.answer as Prisma.InputJsonObject, failure } });
}

/** Uploads whose bytes are complete but whose completion did not end. */
export async function listReceivedUploads({ prisma }: Reader): Promise<UploadRow[]> {
  return (await prisma.upload.findMany({ where: { state: "RECEIVED" }, orderBy: { createdAt: "asc" } })).map(rowOf);
}

/** Gives up uploads whose addresses ran out before `before`; answers the names of their partials. */
export async function expireUploads({ prisma }: Reader, before: Date): Promise<string[]> {
  const late = await prisma.upload.findMany({ where: { state: "REGISTERED", expiresAt: { lt: before } }, select: { key: true, storageName: true } });
  await prisma.upload.updateMany({ where: { state: "REGISTERED", key: { in: late.map(({ key }) => key) } }, data: { state: "FAILED", failure: "expired" } });
  return late.map(({ storageName }) => storageName);
}

/** Forgets finished uploads: their addresses ran out long ago, nobody asks again. */
export async function forgetUploads({ prisma }: Reader, before: Date): Promise<number> {
  return (await prisma.upload.deleteMany({ where: { state: { in: ["DONE", "FAILED"] }, expiresAt: { lt: before } } })).count;
}

/** Of these names of partials, those an upload still needs. */
export async function neededPartials({ prisma }: Reader, names: readonly string[]): Promise<Set<string>> {
  const found = await prisma.upload.findMany({ where: { storageName: { in: [...names] }, state: { in: ["REGISTERED", "RECEIVED"] } }, select: { storageName: true } });
  return new Set(found.map(({ storageName }) => storageName));
}

function rowOf({ metadata, answer, ...upload }: Upload): UploadRow {
  return { ...upload, metadata: metadata as Record<string, unknown>, answer: answer as UploadRow["answer"] };
}
