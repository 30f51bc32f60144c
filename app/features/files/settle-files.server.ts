import { hasConflict } from "~/data/conflicts.server";
import { lockEdition } from "~/data/editions.server";
import { readEntry, lockEntry } from "~/data/entries.server";
import { settleFiles } from "~/data/entry-files.server";
import { appendToLedger } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { filesWaitedFor } from "~/domain/files/entry-files";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { endingUploads } from "./end-uploads.server";

export type SettleReason = Denial | "not_found";

interface SettleRequest {
  actor: Actor;
  editionId: string;
  input: { entryId: string };
  now: Date;
}

/**
 * The secretary goes on without the files an entry still waits for: they can no longer follow by themselves, the entry can be
 * qualified. Asking for them anew is a supplement. Doing it twice is doing it once.
 */
export async function goOnWithoutFiles(services: Pick<Services, "db" | "files">, { actor, editionId, input, now }: SettleRequest): Promise<Result<{ missing: number }, SettleReason>> {
  return endingUploads(services, input.entryId, async (tx, end): Promise<Result<{ missing: number }, SettleReason>> => {
    const edition = isStaff(actor, editionId) && isUuid(input.entryId) ? await lockEdition(tx, editionId, "SHARE") : null;
    if (!edition || !(await lockEntry(tx, input.entryId))) return refused("not_found");
    const entry = await readEntry(tx, input.entryId);
    if (entry?.editionId !== editionId || entry.code === null) return refused("not_found");
    const decision = can(actor, "entry.screen", { editionId, phase: phaseAt(edition, now), inConflict: await hasConflict(tx, entry.id, actor.userId) });
    if (!decision.allowed) return refused(decision.reason);
    const missing = filesWaitedFor(entry.submitted?.files ?? []).length;
    if (entry.filesDueAt === null) return ok({ missing });
    await settleFiles(tx, entry.id);
    await end();
    await appendToLedger(tx, [{ type: "ENTRY_FILES_WAIVED", data: { entry: entry.code, missing }, actor: actor.userId, at: now, editionId }]);
    return ok({ missing });
  });
}
