import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { type Judgement, readPair, removeVerdict, storeVerdict } from "~/data/duplicate-pairs.server";
import { lockEdition } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export type JudgeReason = Denial | "not_found" | "already_done" | "nothing_to_reopen";

interface Pair {
  /** the one of the edition */
  entryId: string;
  otherId: string;
}

interface Request<Input> {
  actor: Actor;
  editionId: string;
  input: Input;
  now: Date;
}

/**
 * Notes what the secretary found about two entries that look alike. Nothing follows from it by itself: rejecting is an act of
 * screening. The very same decision sent twice is answered as done; one on a text that has changed since gives way.
 */
export function judgeDuplicate(
  { db }: Pick<Services, "db">,
  { actor, editionId, input, now }: Request<Pair & { judgement: Judgement; note: string }>,
): Promise<Result<null, JudgeReason>> {
  return db.transact(async (tx): Promise<Result<null, JudgeReason>> => {
    const opened = await openPair(tx, { actor, editionId, input, now });
    if (!opened.ok) return opened;
    const { codes, verdict } = opened.value;
    const { entryId: one, otherId: other, judgement, note } = input;
    const by = { actor: actor.userId, at: now, editionId };
    if (verdict && !verdict.isOutdated) return verdict.actorId === actor.userId && verdict.judgement === judgement && verdict.note === note ? ok(null) : refused("already_done");
    if (verdict) await removeVerdict(tx, one, other);
    const kept = await keepErasableText(tx, editionId, note);
    if (!(await storeVerdict(tx, { one, other, judgement, noteId: kept.id, actorId: actor.userId, at: now }))) return refused("already_done");
    const reopened = verdict ? [{ type: "DUPLICATE_REOPENED" as const, data: codes, ...by }] : [];
    await appendToLedger(tx, [...reopened, { type: "DUPLICATE_JUDGED", data: { ...codes, judgement, note: kept.hash }, ...by }]);
    return ok(null);
  });
}

/** Takes the decision back: the pair is open again. */
export function reopenDuplicate({ db }: Pick<Services, "db">, { actor, editionId, input, now }: Request<Pair>): Promise<Result<null, JudgeReason>> {
  return db.transact(async (tx): Promise<Result<null, JudgeReason>> => {
    const opened = await openPair(tx, { actor, editionId, input, now });
    if (!opened.ok) return opened;
    if (!(await removeVerdict(tx, input.entryId, input.otherId))) return refused("nothing_to_reopen");
    await appendToLedger(tx, [{ type: "DUPLICATE_REOPENED", data: opened.value.codes, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

async function openPair(tx: Tx, { actor, editionId, input, now }: Request<Pair>) {
  const { entryId, otherId } = input;
  const edition = isStaff(actor, editionId) && isUuid(entryId) && isUuid(otherId) ? await lockEdition(tx, editionId, "SHARE") : null;
  // Locked, so that of two secretaries the second one reads what the first one decided.
  if (edition) await tx.$queryRaw`SELECT "id" FROM "Entry" WHERE "id" = ${entryId}::uuid FOR UPDATE`;
  const pair = edition && (await readPair(tx, entryId, otherId));
  const entries = await tx.entry.findMany({ where: { id: { in: pair ? [entryId, otherId] : [] } }, select: { id: true, editionId: true, code: true } });
  const [own, other] = [entries.find(({ id }) => id === entryId), entries.find(({ id }) => id === otherId)];
  if (!edition || !pair || !own || !other || own.editionId !== editionId) return refused("not_found");
  const inConflict = (await hasConflict(tx, entryId, actor.userId)) || (await hasConflict(tx, otherId, actor.userId));
  const decision = can(actor, "duplicates.judge", { editionId, phase: phaseAt(edition, now), inConflict });
  return decision.allowed ? ok({ verdict: pair.verdict, codes: { entry: own.code ?? own.id, other: other.code ?? other.id } }) : refused(decision.reason);
}
