import { createHash, randomUUID } from "node:crypto";
import { attachBytes } from "~/data/entry-files.server";
import type { Actor } from "~/domain/access/roles";
import { type DeclareInput, declareFile } from "~/features/files/entry-files.server";
import { mayUpload } from "~/features/files/may-upload.server";
import type { TestServices } from "../../../support/services";

export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** The acts of the step of the files as its script sends them, with what it fills in by itself. */
export function filing({ services, clock }: TestServices, partKey: string) {
  const filesOf = (entryId: string, state: "DRAFT" | "SUBMITTED" = "DRAFT") =>
    services.db.prisma.entryFile.findMany({ where: { version: { entryId, state } }, orderBy: [{ partKey: "asc" }, { position: "asc" }] });
  return {
    filesOf,
    declare(actor: Actor, entryId: string, change: Partial<DeclareInput> = {}) {
      const name = change.name ?? "Ảnh 1.jpg";
      return declareFile(services, { actor, now: clock.now(), input: { entryId, partKey, key: randomUUID(), name, size: 1000, type: "image/jpeg", sha256: hashOf(name), ...change } });
    },
    ask(actor: Actor, entryId: string, fileKey: string, change: { size?: number; partKey?: string } = {}) {
      const file = { name: `${fileKey}.jpg`, size: change.size ?? 1000, type: "image/jpeg" };
      return mayUpload(services, { actor, entryId, partKey: change.partKey ?? partKey, fileKey, file, now: clock.now() });
    },
    /** Bytes arrived and were found sound. */
    async arrive(entryId: string, fileKey: string, bytes: { size?: number; sha256: string; allowedAt?: Date }) {
      const entry = await services.db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
      return services.db.transact(async (tx) => {
        const stored = await tx.storedFile.create({
          data: {
            editionId: entry.editionId,
            store: "LOCAL",
            storageName: randomUUID(),
            size: bytes.size ?? 1000,
            sha256: bytes.sha256,
            family: "PHOTO",
            mime: "image/jpeg",
            uploadedById: entry.ownerId,
          },
        });
        return attachBytes(tx, { entryId, fileKey, stored, allowedAt: bytes.allowedAt ?? clock.now() });
      });
    },
  };
}

export const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? "ok" : result.reason);

/** The key of a declared file. */
export function keyOf(result: Awaited<ReturnType<ReturnType<typeof filing>["declare"]>>): string {
  if (!result.ok) throw new Error(result.reason);
  return result.value.key;
}
