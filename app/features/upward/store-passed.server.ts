import type { NewStoredFile } from "~/data/uploads-files.server";
import type { FileFamily } from "~/domain/contest/rules";
import type { ContentReason } from "~/domain/files/content";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { storedFileOf } from "~/features/files/attach-file.server";
import type { Services } from "~/features/services";
import { inspectUpload } from "~/platform/files/content/inspect.server";
import { isDiskFull, TooManyBytes } from "~/platform/files/storage/storage-errors.server";
import { type OpenedPackage, openPassedFile } from "./read-package.server";

/** A file of a package on its way in. */
export interface PassedBytes {
  path: string;
  name: string;
  size: number;
}

interface Target {
  opened: OpenedPackage;
  editionId: string;
  uploadedById: string;
  now: Date;
}

interface Followed {
  onProgress?: ((progress: { done: number; files: number }) => void) | undefined;
  /** looked at before each file */
  signal?: AbortSignal | undefined;
}

const ANY: readonly FileFamily[] = ["PHOTO", "PDF", "DOCUMENT", "VIDEO"];

export type StoreReason = "file_changed" | "file_refused" | "disk_full";

/**
 * Puts files of a package into the store, one after the other, each held against its hash and looked at like an upload: a file that could
 * act, or is nothing we know, is refused and with it all. The rows are the caller's to write. Whatever is refused, or
 * given up (`signal`, whose reason is then thrown), leaves nothing behind.
 */
export async function storePassedFiles(
  services: Pick<Services, "files">,
  target: Target,
  passed: readonly PassedBytes[],
  { onProgress, signal }: Followed = {},
): Promise<Result<Map<string, NewStoredFile>, StoreReason, { file?: string; why?: ContentReason }>> {
  const { files } = services;
  const stored = new Map<string, NewStoredFile>();
  let isWhole = false;
  try {
    if (passed.reduce((sum, { size }) => sum + size, 0) > (await files.freeBytes())) return refused("disk_full");
    for (const one of passed) {
      signal?.throwIfAborted();
      const kept = await storeOne(services, target, one);
      if (!kept.ok) return kept;
      stored.set(one.path, kept.value);
      onProgress?.({ done: stored.size, files: passed.length });
    }
    isWhole = true;
    return ok(stored);
  } catch (error) {
    if (isDiskFull(error)) return refused("disk_full");
    throw error;
  } finally {
    if (!isWhole) for (const { storageName } of stored.values()) await files.remove(storageName).catch(() => undefined);
  }
}

async function storeOne({ files }: Pick<Services, "files">, { opened, editionId, uploadedById, now }: Target, { path, name }: PassedBytes): Promise<Result<NewStoredFile, StoreReason, { file?: string; why?: ContentReason }>> {
  const { source, size, sha256 } = await openPassedFile(opened, path);
  const bytes = await files.save(source, { maxBytes: size }).catch((error: unknown) => {
    if (error instanceof TooManyBytes) return null;
    throw error;
  });
  if (!bytes) return refused("file_changed", { file: path });
  let isGood = false;
  try {
    if (bytes.size !== size || bytes.sha256 !== sha256) return refused("file_changed", { file: path });
    const local = await files.localPath(bytes.name);
    const inspected = await inspectUpload(local.path, { name, declaredType: "", allowed: ANY, maxBytes: size }).finally(() => local.release());
    if (!inspected.ok) return refused("file_refused", { file: path, why: inspected.reason });
    isGood = true;
    return ok(storedFileOf({ editionId, uploadKey: null, uploadedById, bytes, inspected: inspected.value, now }, files.kind));
  } finally {
    if (!isGood) await files.remove(bytes.name).catch(() => undefined);
  }
}
