import { createHash, randomUUID } from "node:crypto";
import type { FileFamily } from "~/domain/contest/rules";
import { processFile } from "~/features/files/process-file.server";
import type { Services } from "~/features/services";

export interface StoredFileSpec {
  partKey: string;
  bytes: Buffer;
  family: FileFamily;
  mime: string;
  name?: string;
  caption?: string;
  /** place in its part */
  position?: number;
  /** false: the bytes are there, nothing was made of them yet */
  process?: boolean;
  /** which version of the entry; the submitted one, or without one the draft */
  versionId?: string;
}

/** A file of an entry whose bytes lie in the store, processed as the server does it. @returns ids of its row and of its bytes */
export async function storeEntryFile(services: Pick<Services, "db" | "files" | "clock" | "log">, entryId: string, spec: StoredFileSpec): Promise<{ id: string; fileId: string; key: string }> {
  const { prisma } = services.db;
  const versions = await prisma.entryVersion.findMany({ where: { entryId, state: { in: ["DRAFT", "SUBMITTED"] } }, include: { entry: true } });
  const version = versions.find(({ id, state }) => (spec.versionId ? id === spec.versionId : state === "SUBMITTED")) ?? versions[0];
  if (!version) throw new Error("the entry has no version");
  const { name: storageName, size, sha256 } = await services.files.save(spec.bytes);
  const stored = await prisma.storedFile.create({
    data: { editionId: version.entry.editionId, store: "LOCAL", storageName, size, sha256, family: spec.family, mime: spec.mime, uploadedById: version.entry.ownerId, createdAt: services.clock.now() },
  });
  const row = await prisma.entryFile.create({
    data: { versionId: version.id, key: randomUUID(), partKey: spec.partKey, position: spec.position ?? 1, name: spec.name ?? "tệp.jpg", caption: spec.caption ?? "", size, sha256: createHash("sha256").update(spec.bytes).digest("hex"), fileId: stored.id },
  });
  if (spec.process !== false) {
    const outcome = await processFile(services, stored.id);
    // Beside a running server, that one may have been faster.
    if (outcome !== "done" && outcome !== "not_pending") throw new Error(`not processed: ${outcome}`);
  }
  return { id: row.id, fileId: stored.id, key: row.key };
}

/** A part for files of the edition, made for a test. */
export async function makeFilePart({ db }: Pick<Services, "db">, editionId: string, part: { key: string; forJudges?: boolean; publishable?: boolean; families?: FileFamily[]; position?: number }): Promise<void> {
  const { key, forJudges = true, publishable = false, families = ["PHOTO", "PDF", "DOCUMENT", "VIDEO"], position = 90 } = part;
  await db.prisma.dossierPart.create({
    data: { editionId, key, kind: "FILE", label: `Phần ${key}`, required: false, maxLength: 0, families, maxFiles: 10, maxFileBytes: 50_000_000, forJudges, publishable, position },
  });
}
