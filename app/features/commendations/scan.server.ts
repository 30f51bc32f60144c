import { letterScanFile, lockLetter, updateLetter } from "~/data/commendation-letters.server";
import { appendToLedger } from "~/data/ledger.server";
import type { ContentReason } from "~/domain/files/content";
import type { FileFamily } from "~/domain/contest/rules";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { storeFile } from "~/features/files/store-file.server";
import { type EditionAct, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";
import { commendationPaper } from "~/i18n/vi/commendation-paper";
import type { FormFile } from "~/platform/http/read-form-with-files.server";
import type { StoredBytes } from "~/platform/http/send-stored.server";
import type { CommendationRefusal } from "./act.server";

const MAX_SCAN_BYTES = 20 * 1024 * 1024;
const FAMILIES: readonly FileFamily[] = ["PDF", "PHOTO"];
export const SCAN_LIMITS = { maxBytes: MAX_SCAN_BYTES, maxFiles: 1 } as const;

type WithFiles = Pick<Services, "db" | "files">;
export type ScanRefusal = CommendationRefusal | ContentReason | "file_missing" | "not_signed";

type Tx = Parameters<Parameters<Services["db"]["transact"]>[0]>[0];

/** Whether the actor may, now, keep a scan of this version of the letter; it stays locked until the transaction ends. */
async function mayKeep(tx: Tx, { id, version, ...act }: EditionAct & { id: string; version: number }): Promise<Result<null, ScanRefusal>> {
  const locked = await lockEditionFor(tx, act, "commendation.manage", "SHARE");
  if (!locked.ok) return locked;
  const letter = isUuid(id) ? await lockLetter(tx, act.editionId, id) : null;
  if (!letter) return refused("not_found");
  if (letter.decisionNumber === null) return refused("not_signed");
  return letter.version === version ? ok(null) : refused("version_conflict");
}

/**
 * Keeps the scan of the decision by which the authority signed, judged by its content; a later one stands in its place, and the record
 * holds the hash of each. The right is asked again after the file was read, which takes its time.
 */
export async function storeLetterScan(services: WithFiles, { id, version, file, ...act }: EditionAct & { id: string; version: number; file: FormFile | undefined }): Promise<Result<null, ScanRefusal>> {
  const { actor, editionId, now } = act;
  const checked = await services.db.transact((tx) => mayKeep(tx, { ...act, id, version }));
  if (!checked.ok) return checked;
  if (!file) return refused("file_missing");
  const stored = await storeFile(services, { actorId: actor.userId, editionId, file, allowed: FAMILIES, maxBytes: MAX_SCAN_BYTES, now });
  if (!stored.ok) return stored;
  return services.db.transact(async (tx): Promise<Result<null, ScanRefusal>> => {
    const again = await mayKeep(tx, { ...act, id, version });
    if (!again.ok) return again;
    if (!(await updateLetter(tx, id, version, { scanFileId: stored.value.fileId }))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "COMMENDATION_SCANNED", data: { letter: id, scan: stored.value.sha256 }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

const EXTENSIONS: Readonly<Record<string, string>> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic" };

/** The scan, for staff who may see commendations; null where there is none. */
export async function letterScan({ db, files }: WithFiles, { editionId, id }: { editionId: string; id: string }): Promise<(StoredBytes & { name: string }) | null> {
  const file = isUuid(id) ? await letterScanFile(db.prisma, editionId, id) : null;
  if (!file) return null;
  const { storageName, mime, size } = file;
  return { name: `${commendationPaper.fileName.decision}.${EXTENSIONS[mime] ?? "bin"}`, mime, size, address: await files.signedUrl(storageName), open: () => files.open(storageName) };
}
