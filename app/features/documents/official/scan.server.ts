import { changeIssuedPaper, issuedPaperById } from "~/data/issued-papers.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { paperFacts } from "~/data/paper-stages.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { FileFamily } from "~/domain/contest/rules";
import type { ContentReason } from "~/domain/files/content";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { storeFile } from "~/features/files/store-file.server";
import type { FormFile } from "~/platform/http/read-form-with-files.server";
import type { StoredBytes } from "~/platform/http/send-stored.server";
import type { PaperServices } from "./draft.server";
import type { OfficialKind } from "./official-kind";
import { openForPapers, type PaperAct } from "./paper-act.server";
import { isKeptFrom } from "./stage";

const MAX_SCAN_BYTES = 20 * 1024 * 1024;
const SCAN_FAMILIES: readonly FileFamily[] = ["PDF", "PHOTO"];

/** One file, as large as a scan may be. */
export const PAPER_SCAN_LIMITS = { maxBytes: MAX_SCAN_BYTES, maxFiles: 1 } as const;

export type ScanRefusal = Denial | "not_found" | "version_conflict" | "interest_in_paper" | "file_missing" | "reason_required" | ContentReason;

type Scanning = PaperAct & { kind: OfficialKind; file: FormFile | undefined; input: { id: string; version: number; reason: string } };

const SHORTEST_REASON = 5;

/** Keeps the scan of the stamped paper, judged by content. In place of another one it needs a reason once the result is public. */
export async function storePaperScan(services: PaperServices, { file, ...act }: Scanning): Promise<Result<null, ScanRefusal>> {
  const { actor, editionId, now, input } = act;
  const allowed = await services.db.transact((tx) => mayScan(tx, act));
  if (!allowed.ok) return allowed;
  if (!file) return refused("file_missing");
  const stored = await storeFile(services, { actorId: actor.userId, editionId, file, allowed: SCAN_FAMILIES, maxBytes: MAX_SCAN_BYTES, now });
  if (!stored.ok) return stored;
  return services.db.transact(async (tx): Promise<Result<null, ScanRefusal>> => {
    const again = await mayScan(tx, act);
    if (!again.ok) return again;
    if (!(await changeIssuedPaper(tx, input.id, input.version, { scanFileId: stored.value.fileId }))) return refused("version_conflict");
    const scan = await keepErasableText(tx, editionId, stored.value.sha256);
    const reason = again.value.isReplaced && input.reason !== "" ? { reason: (await keepErasableText(tx, editionId, input.reason)).hash } : {};
    await appendToLedger(tx, [{ type: "PAPER_SCANNED", data: { paper: input.id, scan: scan.hash, ...reason }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

async function mayScan(tx: Parameters<typeof openForPapers>[0], { kind, input, ...act }: Omit<Scanning, "file">): Promise<Result<{ isReplaced: boolean }, ScanRefusal>> {
  const opened = await openForPapers(tx, act);
  if (!opened.ok) return opened;
  const facts = await paperFacts(tx, act.editionId, act.actor.userId);
  if (isKeptFrom(kind, facts)) return refused("interest_in_paper");
  const paper = isUuid(input.id) ? await issuedPaperById(tx, act.editionId, input.id) : null;
  if (!paper || paper.kind !== kind.key || paper.revokedAt !== null) return refused("not_found");
  if (paper.version !== input.version) return refused("version_conflict");
  const isReplaced = paper.scanFileId !== null;
  if (isReplaced && facts.isPublished && input.reason.length < SHORTEST_REASON) return refused("reason_required");
  return ok({ isReplaced });
}

const EXTENSIONS: Readonly<Record<string, string>> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic" };

/** The scan of an issued paper, for whoever may see the papers of the desk and this one; null for everybody else. */
export async function paperScan(services: PaperServices, { actor, editionId, kind, id }: { actor: Actor; editionId: string; kind: OfficialKind; id: string }): Promise<(StoredBytes & { name: string }) | null> {
  const reader = services.db.prisma;
  const paper = isUuid(id) ? await issuedPaperById(reader, editionId, id) : null;
  if (!paper?.scanFileId || paper.kind !== kind.key || isKeptFrom(kind, await paperFacts(reader, editionId, actor.userId))) return null;
  const { storageName, mime, size } = await reader.storedFile.findUniqueOrThrow({ where: { id: paper.scanFileId }, select: { storageName: true, mime: true, size: true } });
  return { name: `${paper.name}.${EXTENSIONS[mime] ?? "bin"}`, mime, size, address: await services.files.signedUrl(storageName), open: () => services.files.open(storageName) };
}
