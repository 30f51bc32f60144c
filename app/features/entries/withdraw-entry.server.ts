import { lockEdition } from "~/data/editions.server";
import { lockEntry } from "~/data/entries.server";
import { appendToLedger } from "~/data/ledger.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { type ReceiptRefusal, receiptRefusal } from "~/domain/contest/phases";
import { stateAfter } from "~/domain/entry/states";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { endingUploads } from "~/features/files/end-uploads.server";
import type { Services } from "~/features/services";
import { accessEntry } from "./entry-access.server";

export type WithdrawReason = "not_found" | Denial | ReceiptRefusal | "not_submitted";

interface EntryCommand {
  actor: Actor;
  input: { entryId: string };
  now: Date;
}

/**
 * Takes a submitted entry out of the contest, while receipt lasts; submitting it again brings it back. Nothing is deleted.
 * Withdrawing what is withdrawn is answered as done.
 */
export async function withdrawEntry(services: Pick<Services, "db" | "files">, { actor, input, now }: EntryCommand): Promise<Result<{ withdrawnAt: Date }, WithdrawReason>> {
  return endingUploads(services, input.entryId, async (tx, end) => {
    const known = isUuid(input.entryId) ? await tx.entry.findUnique({ where: { id: input.entryId }, select: { editionId: true } }) : null;
    const edition = known && (await lockEdition(tx, known.editionId, "SHARE"));
    if (!edition || !(await lockEntry(tx, input.entryId))) return refused("not_found");
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.withdraw", now });
    if (!access.ok) return access;
    const { entry } = access.value;
    if (entry.state === "WITHDRAWN" && entry.withdrawnAt) return ok({ withdrawnAt: entry.withdrawnAt });
    const state = stateAfter(entry.state, "withdraw");
    if (!state || !entry.code) return refused("not_submitted");
    const refusal = receiptRefusal(edition, entry.createdAt, now);
    if (refusal) return refused(refusal);
    await tx.entry.update({ where: { id: entry.id }, data: { state, withdrawnAt: now, version: { increment: 1 } } });
    await end();
    await appendToLedger(tx, [{ type: "ENTRY_WITHDRAWN", data: { entry: entry.code }, actor: actor.userId, at: now, editionId: edition.id }]);
    return ok({ withdrawnAt: now });
  });
}

export type DiscardReason = "not_found" | Denial | "nothing_to_discard";

/**
 * Throws the draft away: beside a submitted version only the changes go, otherwise the whole entry, which nobody but its
 * owners ever saw.
 */
export async function discardDraft(services: Pick<Services, "db" | "files">, { actor, input, now }: EntryCommand): Promise<Result<{ entryLeft: boolean }, DiscardReason>> {
  return endingUploads(services, input.entryId, async (tx, end) => {
    if (!(await lockEntry(tx, input.entryId))) return refused("not_found");
    // Looking is enough of a right here: what is thrown away never counted, also after the deadline.
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.view", now });
    if (!access.ok) return access;
    const { entry, relations } = access.value;
    if (!relations.includes("owner") && !relations.includes("unit")) return refused("forbidden");
    if (entry.submitted && !entry.draft) return refused("nothing_to_discard");
    if (entry.draft) await tx.entryVersion.delete({ where: { id: entry.draft.id } });
    await end();
    if (!entry.submitted) await tx.entry.delete({ where: { id: entry.id } });
    return ok({ entryLeft: entry.submitted !== null });
  });
}
