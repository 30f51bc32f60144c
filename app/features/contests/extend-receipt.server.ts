import { extensionById, insertExtension, lockEdition, raiseVersion, storeDates, type EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules } from "~/data/editions-rules.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { extendedDates, extensionRefusal, type EditionDates, type ExtensionRefusal } from "~/domain/contest/timeline";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { datesOf, rulesHash } from "./rules-record.server";

export type ExtendRefusal = Denial | ExtensionRefusal | "not_found" | "version_conflict";

export interface Extension {
  /** ready-made id, so that a second click does not extend twice */
  id: string;
  to: Date;
  reason: string;
  version: number;
}

/** The dates as they would be after an extension, beside those of now. */
export async function previewExtension(
  { db }: Pick<Services, "db">,
  { edition, to, now }: { edition: EditionRow; to: Date; now: Date },
): Promise<Result<{ before: EditionDates; after: EditionDates }, ExtensionRefusal>> {
  const refusal = extensionRefusal(edition.closesAt, to, now);
  if (refusal) return refused(refusal);
  const before = datesOf(edition, await editionRules(db.prisma, edition.id));
  return ok({ before, after: extendedDates(before, to) });
}

/**
 * Puts off the end of receipt to a later moment, for a reason that stays on record. Later dates that would collide
 * move along.
 */
export async function extendReceipt(
  { db }: Pick<Services, "db">,
  { actor, editionId, input, now }: { actor: Actor; editionId: string; input: Extension; now: Date },
): Promise<Result<{ after: EditionDates }, ExtendRefusal>> {
  return db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId);
    if (!edition || !isStaff(actor, editionId)) return refused("not_found");
    const rules = await editionRules(tx, editionId);
    const before = datesOf(edition, rules);
    const done = await extensionById(tx, input.id);
    if (done) return done.editionId === editionId ? ok({ after: before }) : refused("not_found");
    const access = can(actor, "edition.extend", { editionId, phase: phaseAt(edition, now) });
    if (!access.allowed) return refused(access.reason);
    if (edition.version !== input.version) return refused("version_conflict");
    const refusal = extensionRefusal(edition.closesAt, input.to, now);
    if (refusal) return refused(refusal);
    const after = extendedDates(before, input.to);
    await storeDates(tx, edition, rules.rounds, after);
    const changed = await raiseVersion(tx, editionId);
    await insertExtension(tx, { id: input.id, editionId, fromAt: edition.closesAt, toAt: input.to, reason: input.reason, actorId: actor.userId, at: now });
    const kept = await keepErasableText(tx, editionId, input.reason);
    const rulesNow: EditionRules = await editionRules(tx, editionId);
    const event = { actor: actor.userId, at: now, editionId } as const;
    const data = { from: edition.closesAt.toISOString(), to: input.to.toISOString(), reason: kept.hash };
    await appendToLedger(tx, [
      { ...event, type: "RECEIPT_EXTENDED", data },
      { ...event, type: "RULES_CHANGED", data: { rules: rulesHash(changed, rulesNow) } },
    ]);
    return ok({ after });
  });
}
