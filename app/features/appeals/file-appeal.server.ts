import { appealById, insertAppeal, lockAppeal, lockForAppeal, withdrawAppealRow } from "~/data/appeals.server";
import type { Tx } from "~/data/client.server";
import { lockEdition } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { publishedDecisionOf } from "~/data/results.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { appealNumber, appealsEnd, takesAppeals } from "~/domain/results/appeals";
import { type AccessedEntry, accessEntry } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";

export type FileRefusal = Denial | "not_found" | "not_judged" | "appeals_closed" | "appeals_not_taken" | "private_data_cleared" | "appeal_waiting" | "already_answered";

interface Act {
  actor: Actor;
  entryId: string;
  now: Date;
}

/** The entry for somebody it belongs to; its edition stays as it is until the transaction ends. */
async function entryForAppeal(tx: Tx, { actor, entryId, now }: Act): Promise<Result<AccessedEntry, FileRefusal>> {
  if (!isUuid(entryId)) return refused("not_found");
  const first = await accessEntry(tx, { actor, entryId, action: "appeal.file", now });
  if (!first.ok) return first;
  await lockEdition(tx, first.value.entry.editionId, "SHARE");
  return accessEntry(tx, { actor, entryId, action: "appeal.file", now });
}

/**
 * Somebody of the entry appeals against its published result, within the time for it and not a second later. One appeal of an entry waits
 * at a time. A form sent twice files one. @returns the number that stands on the receipt
 */
export function fileAppeal({ db }: Pick<Services, "db">, act: Act & { input: { id: string; grounds: string } }): Promise<Result<{ number: string }, FileRefusal>> {
  const { actor, entryId, input, now } = act;
  return db.transact(async (tx): Promise<Result<{ number: string }, FileRefusal>> => {
    const access = await entryForAppeal(tx, act);
    if (!access.ok) return access;
    const { entry, form } = access.value;
    if (entry.code === null || entry.state !== "SUBMITTED" || !["QUALIFIED", "REJECTED"].includes(entry.screening)) return refused("not_judged");
    const { count, waiting } = await lockForAppeal(tx, entryId);
    const known = await appealById(tx, input.id);
    // The same form once more after that appeal was taken back: what it says now would be lost with a receipt for the old one.
    if (known?.state === "WITHDRAWN" && known.entryId === entryId) return refused("already_answered");
    if (known) return known.entryId === entryId ? ok({ number: appealNumber(entry.code, known.number) }) : refused("not_found");
    const { appealDays, privateClearedAt } = form.edition;
    const decision = await publishedDecisionOf(tx, entry.editionId);
    if (appealDays === 0) return refused("appeals_not_taken");
    if (privateClearedAt !== null) return refused("private_data_cleared");
    if (!decision?.publishedAt || !takesAppeals(appealsEnd(decision.publishedAt, appealDays), now)) return refused("appeals_closed");
    if (waiting) return refused("appeal_waiting");
    const grounds = await keepErasableText(tx, entry.editionId, input.grounds);
    const number = count + 1;
    await insertAppeal(tx, { id: input.id, editionId: entry.editionId, entryId, number, filedById: actor.userId, filedAt: now, groundsId: grounds.id });
    const data = { appeal: input.id, entry: entry.code, number, grounds: grounds.hash };
    await appendToLedger(tx, [{ type: "APPEAL_FILED", data, actor: actor.userId, at: now, editionId: entry.editionId }]);
    return ok({ number: appealNumber(entry.code, number) });
  });
}

/** Somebody of the entry takes an appeal back that was not answered yet. Taking it back twice is done once. */
export function withdrawAppeal({ db }: Pick<Services, "db">, act: Act & { input: { id: string } }): Promise<Result<null, FileRefusal>> {
  const { actor, entryId, input, now } = act;
  return db.transact(async (tx): Promise<Result<null, FileRefusal>> => {
    const access = await entryForAppeal(tx, act);
    if (!access.ok) return access;
    const { entry } = access.value;
    const appeal = isUuid(input.id) ? await lockAppeal(tx, entry.editionId, input.id) : null;
    if (appeal?.entryId !== entryId) return refused("not_found");
    if (appeal.state === "WITHDRAWN") return ok(null);
    if (appeal.state === "ANSWERED") return refused("already_answered");
    await withdrawAppealRow(tx, appeal.id);
    await appendToLedger(tx, [{ type: "APPEAL_WITHDRAWN", data: { appeal: appeal.id, entry: entry.code ?? "" }, actor: actor.userId, at: now, editionId: entry.editionId }]);
    return ok(null);
  });
}
