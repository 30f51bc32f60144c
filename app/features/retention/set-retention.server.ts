import { lockEdition, raiseVersion, updateEdition } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { clearingMoment, NOTICE_DAYS, postponeRefusal, type PostponeRefusal } from "~/domain/retention/retention";
import type { Services } from "~/features/services";

interface RetentionAct {
  actor: Actor;
  editionId: string;
  /** the version of the edition that was looked at */
  version: number;
  now: Date;
}

export type RetentionRefusal = Denial | "not_found" | "version_conflict" | PostponeRefusal | "too_soon";

const NOTICE_MS = NOTICE_DAYS * 86_400_000;

/**
 * Sets how many months private data is kept after the result. It cannot be made so short that the end comes within the thirty days in
 * which it is announced.
 */
export function setRetention({ db }: Pick<Services, "db">, { actor, editionId, version, months, now }: RetentionAct & { months: number }): Promise<Result<null, RetentionRefusal>> {
  return db.transact(async (tx): Promise<Result<null, RetentionRefusal>> => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return refused("not_found");
    const access = can(actor, "retention.manage", { editionId, phase: phaseAt(edition, now) });
    if (!access.allowed) return refused(access.reason);
    if (edition.version !== version) return refused("version_conflict");
    if (edition.privateClearedAt) return refused("already_cleared");
    if (months < edition.retentionMonths && clearingMoment({ ...edition, retentionMonths: months }).getTime() < now.getTime() + NOTICE_MS) return refused("too_soon");
    await updateEdition(tx, editionId, { retentionMonths: months });
    await raiseVersion(tx, editionId);
    await appendToLedger(tx, [{ type: "RETENTION_SET", data: { months }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** Puts the end off to a later moment, with a reason that stays on record. */
export function postponeClearing({ db }: Pick<Services, "db">, act: RetentionAct & { to: Date; reason: string }): Promise<Result<null, RetentionRefusal>> {
  const { actor, editionId, version, to, reason, now } = act;
  return db.transact(async (tx): Promise<Result<null, RetentionRefusal>> => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return refused("not_found");
    const access = can(actor, "retention.manage", { editionId, phase: phaseAt(edition, now) });
    if (!access.allowed) return refused(access.reason);
    if (edition.version !== version) return refused("version_conflict");
    const refusal = postponeRefusal(edition, to, now);
    if (refusal) return refused(refusal);
    const kept = await keepErasableText(tx, editionId, reason);
    await updateEdition(tx, editionId, { retentionPostponedTo: to, retentionReasonId: kept.id });
    await raiseVersion(tx, editionId);
    await appendToLedger(tx, [{ type: "RETENTION_POSTPONED", data: { until: to.toISOString(), reason: kept.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
