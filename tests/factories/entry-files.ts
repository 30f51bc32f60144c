import { createHash, randomUUID } from "node:crypto";
import type { FileFamily } from "~/data/generated/enums";
import type { Services } from "~/features/services";

export interface FileSpec {
  partKey: string;
  key?: string;
  name?: string;
  caption?: string;
  size?: number;
  sha256?: string;
  /** false: declared, bytes not here yet */
  isHere?: boolean;
  family?: FileFamily;
}

interface FiledIn {
  versionId: string;
  editionId: string;
  ownerId: string;
}

const MIME: Readonly<Record<FileFamily, string>> = {
  PHOTO: "image/jpeg",
  PDF: "application/pdf",
  DOCUMENT: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  VIDEO: "video/mp4",
};

/** Rows of files in a version as if they had come and been processed long ago; nothing of them lies in the store. */
export async function addFileRows({ db, clock }: Pick<Services, "db" | "clock">, { versionId, editionId, ownerId }: FiledIn, specs: readonly FileSpec[]): Promise<void> {
  const now = clock.now();
  const counts = new Map<string, number>();
  for (const spec of specs) {
    const position = (counts.get(spec.partKey) ?? 0) + 1;
    counts.set(spec.partKey, position);
    const family = spec.family ?? "PHOTO";
    const storageName = randomUUID();
    const size = spec.size ?? 12_345;
    const sha256 = spec.sha256 ?? createHash("sha256").update(storageName).digest("hex");
    const isHere = spec.isHere ?? true;
    const fileId = isHere ? randomUUID() : null;
    if (fileId) {
      const stored = { id: fileId, editionId, store: "LOCAL" as const, storageName, size, sha256, family, mime: MIME[family], processing: "DONE" as const };
      await db.prisma.storedFile.create({ data: { ...stored, uploadedById: ownerId, createdAt: now } });
    }
    const declared = { key: spec.key ?? randomUUID(), partKey: spec.partKey, position, name: spec.name ?? `anh-${position}.jpg`, caption: spec.caption ?? "", size, sha256 };
    await db.prisma.entryFile.create({ data: { ...declared, versionId, fileId, createdAt: now } });
  }
}

/** A file for every part of the edition that has to have one. */
export async function filesForParts({ db }: Pick<Services, "db">, editionId: string): Promise<FileSpec[]> {
  const parts = await db.prisma.dossierPart.findMany({ where: { editionId, kind: "FILE", required: true }, orderBy: { position: "asc" } });
  return parts.map(({ key, families }) => ({ partKey: key, family: families[0] ?? "PDF" }));
}
