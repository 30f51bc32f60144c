import { hasConflict } from "~/data/conflicts.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { lockAssignment, reopenSheet } from "~/data/sheets-judge.server";
import { can } from "~/domain/access/can";
import { mayGoOn } from "~/domain/judging/filling";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export type UnlockRefusal = EditionRefusal | "own_sheet" | "not_locked" | "round_over_unlock";

/**
 * A chair opens a locked sheet again, with a reason on record; its values and history stay. Nobody opens their own sheet, because
 * they may have seen the others' scores meanwhile, and none is opened once the result was proposed (`result_proposed`). After the round
 * nobody could lock it again, so a meeting on re-scoring has to be open (`round_over_unlock`).
 */
export async function unlockSheet(
  { db }: Pick<Services, "db">,
  act: EditionAct & { assignmentId: string; reason: string },
): Promise<Result<null, UnlockRefusal>> {
  const { actor, editionId, now } = act;
  return db.transact(async (tx): Promise<Result<null, UnlockRefusal>> => {
    const access = await lockEditionFor(tx, act, "sheet.unlock", "SHARE");
    if (!access.ok) return access;
    const assignment = isUuid(act.assignmentId) ? await lockAssignment(tx, act.assignmentId, null) : null;
    if (!assignment || assignment.edition.id !== editionId || assignment.state !== "ACTIVE") return refused("not_found");
    const inConflict = await hasConflict(tx, assignment.entry.id, actor.userId);
    const decision = can(actor, "sheet.unlock", { editionId, phase: access.value.phase, inConflict });
    if (!decision.allowed) return refused(decision.reason);
    if (assignment.judgeUserId === actor.userId) return refused("own_sheet");
    const { sheet } = assignment;
    if (sheet?.state !== "LOCKED") return refused("not_locked");
    if (!mayGoOn(assignment, access.value.phase, now)) return refused("round_over_unlock");
    await reopenSheet(tx, sheet.id, actor.userId, now);
    const reason = await keepErasableText(tx, editionId, act.reason);
    const data = {
      sheet: sheet.id,
      round: assignment.round.code,
      entry: assignment.entry.code ?? assignment.entry.id,
      judge: assignment.judgeCode,
      reason: reason.hash,
    };
    await appendToLedger(tx, [{ type: "SHEET_UNLOCKED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
