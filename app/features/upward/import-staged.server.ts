import type { EditionRow } from "~/data/editions.server";
import { receivedPackage } from "~/data/packages.server";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { loadSigner } from "~/platform/signing/signer.server";
import { type ImportReason, type ImportRefusal, importPackage } from "./import-package.server";
import type { Mapping } from "./plan-import.server";
import type { OpenedPackage } from "./read-package.server";
import { dropStaged } from "./stage-package.server";
import type { StagedRow } from "~/data/packages.server";

interface Request {
  actor: Actor;
  edition: EditionRow;
  /** null: it is gone, perhaps because it was imported a moment ago */
  staged: { row: StagedRow; opened: OpenedPackage } | null;
  /** as the form names it */
  packageId: string;
  mapping: Mapping;
  now: Date;
  onProgress?: (progress: { done: number; files: number }) => void;
  /** once aborted the import stops with its reason as an error, before anything is written */
  signal?: AbortSignal;
}

export type ImportStagedRequest = Request;

/** Imports a staged package; sending it again, or twice at once, is answered as the first time. */
export async function importStaged(services: Pick<Services, "db" | "files" | "config" | "log">, { actor, edition, staged, packageId, mapping, now, onProgress, signal }: Request): Promise<Result<{ packageId: string }, ImportReason, ImportRefusal>> {
  if (!staged) return (await isImported(services, edition, packageId)) ? ok({ packageId }) : refused("not_found");
  const { row, opened } = staged;
  const ownKey = (await loadSigner(services.config)).publicKey;
  const imported = await importPackage(services, { opened, edition, ownKey, owner: actor, actor, mapping, stagedId: row.id, now, ...(onProgress && { onProgress }), ...(signal && { signal }) });
  if (!imported.ok) return imported.reason === "already_imported" && (await isImported(services, edition, opened.manifest.packageId)) ? ok({ packageId: opened.manifest.packageId }) : imported;
  await dropStaged(services, row).catch((error: unknown) => services.log.warn("bytes of an imported package stay until they are swept", { error }));
  return ok({ packageId: imported.value.packageId });
}

async function isImported({ db }: Pick<Services, "db">, edition: EditionRow, packageId: string): Promise<boolean> {
  return isUuid(packageId) && (await receivedPackage(db.prisma, packageId))?.editionId === edition.id;
}
