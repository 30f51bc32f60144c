import type { RunSql } from "~/data/client.server";
import { appendWithSql } from "~/data/ledger.server";
import { holdSheet, type SheetInScope } from "~/data/sheets-save.server";
import { storeSheet } from "~/data/sheets-write.server";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { fillingAt } from "~/domain/judging/filling";
import { sheetFaults, sheetTotal, type SheetFault } from "~/domain/judging/sheet";
import { MOST_SAVES } from "~/domain/judging/sheet-save";
import { plainPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import type { SheetRefusal } from "./commands-sheet.server";
import { contentOf, plainScores, scoreRows } from "./save-one.server";

/** A sheet as it was read back to the judge. */
export interface ReadBack {
  assignmentId: string;
  version: number;
}

type LockResult = Result<{ version: number }, SheetRefusal, { faults?: { scores: Readonly<Record<string, SheetFault>> } }>;

/**
 * Locks a sheet as it is stored, for good but for the chair: every criterion has a score, and `version` is the one that was read
 * back to the judge. The event holds all values. Locking once more what was locked so changes nothing.
 */
export function lockSheet({ db }: Pick<Services, "db">, act: ReadBack & { actor: Actor; now: Date }): Promise<LockResult> {
  const { assignmentId, actor } = act;
  return db.transactSql(async (run): Promise<LockResult> => {
    const scope = isUuid(assignmentId) ? await holdSheet(run, { assignmentId, userId: actor.userId }) : null;
    return scope ? lockHeldSheet(run, scope, act) : refused("not_found");
  });
}

/**
 * Locks many sheets, each in a transaction of its own: one that is refused stops no other. One answer each, in their order; beyond
 * `MOST_SAVES` none is looked at.
 */
export async function lockSheets(services: Pick<Services, "db">, act: { actor: Actor; sheets: readonly ReadBack[]; now: Date }): Promise<LockResult[]> {
  const results: LockResult[] = [];
  for (const sheet of act.sheets.slice(0, MOST_SAVES)) results.push(await lockSheet(services, { ...sheet, actor: act.actor, now: act.now }));
  return results;
}

async function lockHeldSheet(run: RunSql, scope: SheetInScope, { actor, version, now }: ReadBack & { actor: Actor; now: Date }): Promise<LockResult> {
  const { assignment, criteria } = scope;
  const { sheet, edition } = assignment;
  if (assignment.state === "REVOKED") return refused("gone");
  const standing = sheet?.version ?? 0;
  if (sheet?.state === "LOCKED") return standing === version || standing === version + 1 ? ok({ version: standing }) : refused("sheet_locked");
  const filling = fillingAt(assignment, { actor, inConflict: scope.inConflict }, now);
  if (filling === "late") return refused(phaseAt(edition, now) === "JUDGING" ? "deadline_passed" : "wrong_phase");
  if (filling !== "open") return refused(filling);
  if (scope.resultProposed) return refused("result_proposed");
  if (criteria.length === 0) return refused("no_rubric");
  if (standing !== version) return refused("version_conflict");
  const { scores } = contentOf(scope);
  const faults = sheetFaults(criteria, scores, { complete: true });
  if (faults.size > 0) {
    const byId = criteria.flatMap(({ id, code }) => (faults.has(code) ? [[id, faults.get(code)] as [string, SheetFault]] : []));
    return refused("sheet_incomplete", { faults: { scores: Object.fromEntries(byId) } });
  }
  const { sum } = sheetTotal(criteria, scores);
  const by = { actorId: actor.userId, now };
  const stored = await storeSheet(run, { assignmentId: assignment.id, state: "LOCKED", scores: scoreRows(criteria, scores), total: sum, remark: sheet?.remark ?? "", ...by });
  const event = lockedEvent(assignment, { sheet: stored.id, scores: plainScores(scores), total: plainPoints(sum) });
  await appendWithSql(run, [{ ...event, actor: actor.userId, at: now, editionId: edition.id }]);
  return ok({ version: stored.version });
}

/** What the record says of a locked sheet. */
export function lockedEvent(
  { round, entry, judgeCode }: SheetInScope["assignment"],
  values: { sheet: string; scores: Record<string, string>; total: string },
) {
  const { sheet, scores, total } = values;
  return { type: "SHEET_LOCKED" as const, data: { sheet, round: round.code, entry: entry.code ?? entry.id, judge: judgeCode, scores, total } };
}
