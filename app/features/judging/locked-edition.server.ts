import type { Tx } from "~/data/client.server";
import { openCorrectionOf, type OpenCorrection } from "~/data/corrections.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { isResultProposed } from "~/data/results.server";
import { can, dependsOnCorrection, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";

/** Who does something in an edition, and when. */
export interface EditionAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

export type EditionRefusal = Denial | "not_found" | "result_proposed";

/** What changes the scores a result is made of; barred from its proposal on, until an organiser returns it. */
const CHANGES_RESULT: readonly Action[] = ["panel.manage", "assignment.manage", "round.admit", "sheet.unlock", "rescore.manage", "sheet.key", "sheet.accept_late"];

/**
 * The edition, locked until the transaction ends, for a member of its staff who may perform `action` now. `SHARE` lets others work
 * in it too; whatever changes panels takes `UPDATE`, so that no plan is applied to panels that change meanwhile.
 */
export async function lockEditionFor(
  tx: Tx,
  { actor, editionId, now }: EditionAct,
  action: Action,
  mode: "SHARE" | "UPDATE",
): Promise<Result<{ edition: EditionRow; phase: Phase; correction: OpenCorrection | null }, EditionRefusal>> {
  const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId, mode) : null;
  if (!edition) return refused("not_found");
  const phase = phaseAt(edition, now);
  const correction = dependsOnCorrection(action, phase) ? await openCorrectionOf(tx, editionId) : null;
  const decision = can(actor, action, { editionId, phase, isCorrected: correction !== null });
  if (!decision.allowed) return refused(decision.reason);
  if (CHANGES_RESULT.includes(action) && (await isResultProposed(tx, editionId))) return refused("result_proposed");
  return ok({ edition, phase, correction });
}
