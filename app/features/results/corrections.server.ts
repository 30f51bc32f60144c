import { hasConflict } from "~/data/conflicts.server";
import { correctionById, endCorrection, insertCorrection } from "~/data/corrections.server";
import { appealForCorrection, linkAppealToCorrection } from "~/data/appeals.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { isAnyRescoreOpen } from "~/data/rescores.server";
import { publishedDecisionOf } from "~/data/results.server";
import type { Tx } from "~/data/client.server";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { beginStep, sealNow, type StepRefusal, type StepRequest } from "./decision-step.server";

export type CorrectionRefusal = StepRefusal | "entries_unknown" | "entries_too_many" | "no_entries" | "private_data_cleared" | "appeal_not_upheld" | "rescores_open" | "changed_since_published" | "rules_contradict" | "stale_choices";

/** What is wrong with the codes that were typed. */
export interface CodesRefused {
  /** of `entries_unknown`: which of them */
  unknown?: readonly string[];
  /** of `entries_too_many`: how many may be opened */
  most?: number;
}

/** Most entries one correction may open: beyond that the whole contest would be judged again. */
export const MOST_CORRECTED = 50;

export interface CorrectionInput {
  /** made with the form, so that one sent twice opens one correction */
  id: string;
  /** codes of the entries that may change */
  entries: readonly string[];
  reason: string;
  /** the upheld appeal it follows; null: on the committee's own */
  appealId: string | null;
}

/**
 * The chair opens the published result again for stated entries: their sheets may change in meetings on re-scoring, they may be disqualified,
 * and ties may be decided anew. The public sees nothing of it until the corrected result is published. Whoever has an interest in one of
 * the entries cannot open it: to them such an entry is unknown. Once the private data of the edition are cleared nobody can be judged anew.
 */
export function openCorrection({ db }: Pick<Services, "db">, request: StepRequest & { input: CorrectionInput }): Promise<Result<{ id: string }, CorrectionRefusal, CodesRefused>> {
  const { actor, editionId, now, input } = request;
  return db.transact(async (tx): Promise<Result<{ id: string }, CorrectionRefusal, CodesRefused>> => {
    if (!isUuid(input.id)) return refused("not_found");
    const begun = await beginStep(tx, "openCorrection", request);
    const known = await correctionById(tx, input.id);
    if (known) return known.editionId === editionId && (begun.ok || begun.reason === "already_done") ? ok({ id: known.id }) : refused("not_found");
    if (!begun.ok) return begun;
    if (begun.value.edition.privateClearedAt !== null) return refused("private_data_cleared");
    const codes = [...new Set(input.entries)].toSorted();
    if (codes.length === 0) return refused("no_entries");
    if (codes.length > MOST_CORRECTED) return refused("entries_too_many", { most: MOST_CORRECTED });
    const { entries, unknown } = await entriesToCorrect(tx, { actor, editionId, codes });
    if (unknown.length > 0) return refused("entries_unknown", { unknown });
    const appeal = input.appealId === null ? null : await appealForCorrection(tx, editionId, input.appealId);
    if (input.appealId !== null && (!appeal || !entries.includes(appeal.entryId))) return refused("appeal_not_upheld");
    const reason = await keepErasableText(tx, editionId, input.reason);
    await insertCorrection(tx, { id: input.id, editionId, entryIds: entries, reasonId: reason.id, openedById: actor.userId, openedAt: now });
    if (appeal) await linkAppealToCorrection(tx, appeal.id, input.id);
    const data = { correction: input.id, entries: codes, reason: reason.hash, appeal: appeal?.id ?? null };
    await appendToLedger(tx, [{ type: "RESULT_CORRECTION_OPENED", data, actor: actor.userId, at: now, editionId }]);
    return ok({ id: input.id });
  });
}

/** Ids of submitted entries by their codes; `unknown`: those of the typed codes that are no entry's, or of one the actor must not know of. */
async function entriesToCorrect(tx: Tx, { actor, editionId, codes }: { actor: Actor; editionId: string; codes: readonly string[] }): Promise<{ entries: string[]; unknown: string[] }> {
  const rows = await tx.entry.findMany({ where: { editionId, code: { in: [...codes] }, state: "SUBMITTED", screening: { in: ["QUALIFIED", "REJECTED"] } }, select: { id: true, code: true }, orderBy: { code: "asc" } });
  const known = new Map<string, string>();
  for (const { id, code } of rows) if (code !== null && !(await hasConflict(tx, id, actor.userId))) known.set(code, id);
  return { entries: [...known.values()], unknown: codes.filter((code) => !known.has(code)) };
}

/**
 * The chair gives a correction up. Only where the result would be the very same as the published one: no meeting is open, and scores,
 * choices and entries, ranked anew, give its seal. What was changed has to be changed back first, or decided like any correction.
 */
export function abandonCorrection({ db }: Pick<Services, "db">, request: StepRequest & { input: { reason: string } }): Promise<Result<null, CorrectionRefusal>> {
  const { actor, editionId, now, input } = request;
  return db.transact(async (tx): Promise<Result<null, CorrectionRefusal>> => {
    const begun = await beginStep(tx, "abandonCorrection", request);
    if (!begun.ok) return begun;
    const { correction } = begun.value;
    if (!correction) return refused("already_done");
    for (const entryId of correction.entryIds) if (await hasConflict(tx, entryId, actor.userId)) return refused("conflict_of_interest");
    if (await isAnyRescoreOpen(tx, editionId)) return refused("rescores_open");
    const sealed = await sealNow(tx, editionId);
    if (!sealed.ok) return sealed;
    const published = await publishedDecisionOf(tx, editionId);
    if (sealed.value.hash !== published?.sealedHash) return refused("changed_since_published");
    const reason = await keepErasableText(tx, editionId, input.reason);
    await endCorrection(tx, correction.id, { actorId: actor.userId, now });
    await appendToLedger(tx, [{ type: "RESULT_CORRECTION_ABANDONED", data: { correction: correction.id, reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
