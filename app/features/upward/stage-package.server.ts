import { insertStaged, removeStaged, type StagedRow, stagedPackage } from "~/data/packages.server";
import type { EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { FileMissing, isDiskFull } from "~/platform/files/storage/storage-errors.server";
import type { FormFile } from "~/platform/http/read-form-with-files.server";
import { type FaultPlace, type OpenedPackage, openPackage, packageFile, packageInStore, type PackageFault, verifyPackage } from "./read-package.server";

/** An uploaded package waits so long to be imported. */
export const KEPT_MS = 24 * 3_600_000;

/**
 * Looks at every byte of an uploaded package and, where it is as it left, lays it by until it is imported or a day is over. Nothing is
 * kept of one that is not.
 */
export async function stagePackage({ db, files }: Pick<Services, "db" | "files">, { actor, edition, file, now }: { actor: Actor; edition: EditionRow; file: FormFile; now: Date }): Promise<Result<{ id: string }, PackageFault | "disk_full", FaultPlace>> {
  const opened = await openPackage(await packageFile(file.path));
  if (!opened.ok) return opened;
  const whole = await verifyPackage(opened.value);
  if (!whole.ok) return whole;
  try {
    const storageName = await files.adopt(file.path, { name: file.storageName, size: file.size, sha256: file.sha256 });
    const staged = { editionId: edition.id, storageName, size: BigInt(file.size), uploadedById: actor.userId, uploadedAt: now };
    return ok({ id: await db.transact((tx) => insertStaged(tx, staged, new Date(now.getTime() - KEPT_MS))) });
  } catch (error) {
    if (isDiskFull(error)) return refused("disk_full");
    throw error;
  }
}

/** A package that waits in this edition, whoever uploaded it: another one may have to trust its sender first. Null once it is gone. */
export async function stagedOf({ db, files }: Pick<Services, "db" | "files">, { edition, id, now }: { edition: EditionRow; id: string; now: Date }): Promise<{ row: StagedRow; opened: OpenedPackage } | null> {
  const row = isUuid(id) ? await stagedPackage(db.prisma, { id, editionId: edition.id }) : null;
  if (!row || now.getTime() - row.uploadedAt.getTime() > KEPT_MS) return null;
  try {
    const opened = await openPackage(packageInStore(files, { name: row.storageName, size: Number(row.size) }));
    return opened.ok ? { row, opened: opened.value } : null;
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}

/** Takes back bytes that were laid by: they were imported, or are not wanted. */
export async function dropStaged({ db, files }: Pick<Services, "db" | "files">, { id, storageName }: Pick<StagedRow, "id" | "storageName">): Promise<void> {
  await removeStaged(db.prisma, id);
  await files.remove(storageName);
}
