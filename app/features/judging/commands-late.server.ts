import { runSqlIn, type Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { criteriaOfSheetIn, lockAssignment, writeSheet, type JudgedAssignment } from "~/data/sheets-judge.server";
import { assignmentOfLate, decideLateSheets, lateSheetsOf, type LateSheetRow } from "~/data/sheets-save.server";
import { can } from "~/domain/access/can";
import type { Phase } from "~/domain/contest/phases";
import { mayGoOn } from "~/domain/judging/filling";
import { sheetFaults, sheetTotal, takesPart } from "~/domain/judging/sheet";
import { plainPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockedEvent } from "./commands-lock.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { plainScores, scoreRows } from "./save-one.server";

export type LateRefusal = EditionRefusal | "own_sheet" | "gone" | "entry_left" | "sheet_locked" | "late_decided" | "late_incomplete";

interface LateAct extends EditionAct {
  lateId: string;
  accept: boolean;
  reason: string;
}

/**
 * The chair decides on what came after the round had closed, with a reason on record. Accepted, it becomes the sheet and is locked;
 * all else that waits for the same sheet is refused with it. One that lacks scores would be a draft nobody may finish: it can be
 * accepted, as a draft, only while the judge may go on (the round was extended, or the judges score again). Refused, it stays on record.
 * Nobody decides on their own. Deciding the same once more changes nothing.
 */
export async function decideLate({ db }: Pick<Services, "db">, act: LateAct): Promise<Result<{ locked: boolean }, LateRefusal>> {
  const { actor, editionId, accept } = act;
  return db.transact(async (tx): Promise<Result<{ locked: boolean }, LateRefusal>> => {
    const access = await lockEditionFor(tx, act, "sheet.accept_late", "SHARE");
    if (!access.ok) return access;
    const assignmentId = isUuid(act.lateId) ? await assignmentOfLate(runSqlIn(tx), act.lateId) : null;
    const assignment = assignmentId ? await lockAssignment(tx, assignmentId, null) : null;
    if (!assignment || assignment.edition.id !== editionId) return refused("not_found");
    const inConflict = await hasConflict(tx, assignment.entry.id, actor.userId);
    const decision = can(actor, "sheet.accept_late", { editionId, phase: access.value.phase, inConflict });
    if (!decision.allowed) return refused(decision.reason);
    if (assignment.judgeUserId === actor.userId) return refused("own_sheet");
    const all = await lateSheetsOf(runSqlIn(tx), assignment.id);
    const late = all.find(({ id }) => id === act.lateId.toLowerCase());
    if (!late) return refused("not_found");
    if (late.state !== "WAITING") {
      return (late.state === "ACCEPTED") === accept ? ok({ locked: assignment.sheet?.state === "LOCKED" }) : refused("late_decided");
    }
    if (!accept) return refuse(tx, act, late);
    return acceptLate(tx, act, { assignment, late, others: all.filter(({ id, state }) => state === "WAITING" && id !== late.id), phase: access.value.phase });
  });
}

async function refuse(tx: Tx, { actor, editionId, now, reason: text }: LateAct, { id }: LateSheetRow): Promise<Result<{ locked: boolean }, LateRefusal>> {
  const reason = await keepErasableText(tx, editionId, text);
  await decideLateSheets(runSqlIn(tx), { ids: [id], state: "REFUSED", actorId: actor.userId, now, reasonId: reason.id });
  await appendToLedger(tx, [{ type: "LATE_SHEET_REFUSED", data: { late: id, reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
  return ok({ locked: false });
}

interface Accepting {
  assignment: JudgedAssignment;
  late: LateSheetRow;
  /** what else waits for the same sheet */
  others: readonly LateSheetRow[];
  phase: Phase;
}

async function acceptLate(tx: Tx, act: LateAct, { assignment, late, others, phase }: Accepting): Promise<Result<{ locked: boolean }, LateRefusal>> {
  const { actor, editionId, now } = act;
  const { round, entry, sheet } = assignment;
  if (assignment.state === "REVOKED" || (await hasConflict(tx, entry.id, assignment.judgeUserId))) return refused("gone");
  if (!takesPart(entry)) return refused("entry_left");
  if (sheet?.state === "LOCKED") return refused("sheet_locked");
  const criteria = await criteriaOfSheetIn(tx, round.id, entry.fieldId, sheet?.id ?? null);
  const scores = new Map(Object.entries(late.values));
  const faults = [...sheetFaults(criteria, scores, { complete: true }).values()];
  if (criteria.length === 0 || faults.some((fault) => fault !== "MISSING" || !mayGoOn(assignment, phase, now))) return refused("late_incomplete");
  const { sum, complete } = sheetTotal(criteria, scores);
  const { remark, remarks, note, deviceAt } = late;
  const stored = await writeSheet(tx, {
    assignmentId: assignment.id,
    state: complete ? "LOCKED" : "DRAFT",
    scores: scoreRows(criteria, scores),
    total: complete ? sum : null,
    remark,
    remarks,
    note,
    deviceAt,
    now,
    actorId: actor.userId,
  });
  const reason = await keepErasableText(tx, editionId, act.reason);
  const decided = { actorId: actor.userId, now, reasonId: reason.id };
  await decideLateSheets(runSqlIn(tx), { ids: [late.id], state: "ACCEPTED", ...decided });
  if (others.length > 0) await decideLateSheets(runSqlIn(tx), { ids: others.map(({ id }) => id), state: "REFUSED", ...decided });
  const common = { actor: actor.userId, at: now, editionId };
  const given = new Map(scoreRows(criteria, scores).map(({ code, value }) => [code, value]));
  const locked = lockedEvent(assignment, { sheet: stored.id, scores: plainScores(given), total: plainPoints(sum) });
  await appendToLedger(tx, [
    { type: "LATE_SHEET_ACCEPTED" as const, data: { late: late.id, sheet: stored.id, reason: reason.hash }, ...common },
    ...others.map(({ id }) => ({ type: "LATE_SHEET_REFUSED" as const, data: { late: id, reason: reason.hash }, ...common })),
    ...(complete ? [{ ...locked, ...common }] : []),
  ]);
  return ok({ locked: complete });
}
