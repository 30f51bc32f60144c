import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { appendToLedger } from "~/data/ledger.server";
import { criteriaOfSheetIn, holdEditionOf, lockAssignment, writeSheet, type JudgedAssignment, type SheetCriterion } from "~/data/sheets-judge.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { roundRefusal, sheetTotal, takesPart, type RoundRefusal } from "~/domain/judging/sheet";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { readRemark, readScores, REMARK_LENGTH, type ScoreFieldFault } from "~/domain/judging/typed-scores";

/** What a judge sends with a sheet. */
export interface SheetInput {
  /** of the sheet as it was when the form was made; 0 where there was none */
  version: number;
  /** typed scores by criterion id */
  typed: ReadonlyMap<string, string>;
  remark: string;
}

interface JudgeAct {
  actor: Actor;
  assignmentId: string;
  now: Date;
}

export type SheetRefusal =
  | Denial
  | RoundRefusal
  | "not_found"
  | "gone"
  | "entry_left"
  | "no_rubric"
  | "sheet_locked"
  | "version_conflict"
  | "scores_refused"
  | "sheet_incomplete";

interface SheetFaults {
  /** by criterion id */
  scores?: Readonly<Record<string, ScoreFieldFault>>;
  remark?: "too_long";
}

type SheetResult = Result<{ version: number }, SheetRefusal, { faults?: SheetFaults }>;

/**
 * Saves a judge's own sheet as a draft; every saved state is kept. Nothing is written where a value cannot be read, is out of range
 * or off its step, or (`complete`, on the way to locking) a criterion lacks a score. A stale version is refused unless what was
 * sent is what stands there already: a form sent twice.
 */
export function saveSheet({ db }: Pick<Services, "db">, act: JudgeAct & { input: SheetInput; complete: boolean }): Promise<SheetResult> {
  return db.transact(async (tx): Promise<SheetResult> => {
    const open = await openSheet(tx, act);
    if (!open.ok) return open;
    const { assignment, criteria } = open.value;
    const read = readSheet(criteria, act.input, act.complete);
    const remark = readRemark(act.input.remark);
    const version = assignment.sheet?.version ?? 0;
    if (version !== act.input.version) {
      const isReplay = read.faults === null && assignment.sheet?.remark === remark && isStored(criteria, read.scores);
      return isReplay ? ok({ version }) : refused("version_conflict", {});
    }
    if (read.faults) return refused("scores_refused", { faults: read.faults });
    if (remark.length > REMARK_LENGTH) return refused("scores_refused", { faults: { remark: "too_long" } });
    const { sum, complete } = sheetTotal(criteria, read.scores);
    const scores = scoreRows(criteria, read.scores);
    const by = { actorId: act.actor.userId, now: act.now };
    const saved = await writeSheet(tx, { assignmentId: assignment.id, state: "DRAFT", scores, total: complete ? sum : null, remark, ...by });
    return ok({ version: saved.version });
  });
}

/**
 * Locks a sheet as it is stored, for good but for the chair: every criterion has a score, and `version` is the one that was read
 * back to the judge. The event holds all values. Locking a locked sheet again changes nothing.
 */
export function lockSheet({ db }: Pick<Services, "db">, act: JudgeAct & { version: number }): Promise<SheetResult> {
  return db.transact(async (tx): Promise<SheetResult> => {
    const open = await openSheet(tx, act);
    if (!open.ok) return isLockedAlready(open) ? ok({ version: act.version }) : open;
    const { assignment, criteria } = open.value;
    if ((assignment.sheet?.version ?? 0) !== act.version) return refused("version_conflict", {});
    const stored = new Map(criteria.flatMap(({ code, value }): [string, Points][] => (value === null ? [] : [[code, value]])));
    const read = readSheet(criteria, { typed: typedOf(criteria), remark: "", version: act.version }, true);
    if (read.faults) return refused("sheet_incomplete", { faults: read.faults });
    const { sum } = sheetTotal(criteria, stored);
    const remark = assignment.sheet?.remark ?? "";
    const scores = scoreRows(criteria, stored);
    const { id, version } = await writeSheet(tx, { assignmentId: assignment.id, state: "LOCKED", scores, total: sum, remark, actorId: act.actor.userId, now: act.now });
    const data = {
      sheet: id,
      round: assignment.round.code,
      entry: assignment.entry.code ?? assignment.entry.id,
      judge: assignment.judgeCode,
      scores: Object.fromEntries(scores.map(({ code, value }) => [code, plainPoints(value)])),
      total: plainPoints(sum),
    };
    await appendToLedger(tx, [{ type: "SHEET_LOCKED", data, actor: act.actor.userId, at: act.now, editionId: assignment.edition.id }]);
    return ok({ version });
  });
}

const isLockedAlready = (refusal: { reason: string }) => refusal.reason === "sheet_locked";

interface OpenSheet {
  assignment: JudgedAssignment;
  criteria: SheetCriterion[];
}

/** The judge's own sheet, locked against every other writer, where it may be filled now. */
async function openSheet(tx: Tx, { actor, assignmentId, now }: JudgeAct): Promise<Result<OpenSheet, SheetRefusal>> {
  if (!isUuid(assignmentId)) return refused("not_found");
  await holdEditionOf(tx, assignmentId);
  const assignment = await lockAssignment(tx, assignmentId, actor.userId);
  if (!assignment) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  if (assignment.sheet?.state === "LOCKED") return refused("sheet_locked");
  const inConflict = await hasConflict(tx, assignment.entry.id, actor.userId);
  const { edition } = assignment;
  const access = can(actor, "sheet.score", { editionId: edition.id, phase: phaseAt(edition, now), relations: ["assigned"], inConflict });
  if (!access.allowed) return refused(access.reason);
  const late = roundRefusal(assignment.round, now);
  if (late) return refused(late);
  if (!takesPart(assignment.entry)) return refused("entry_left");
  const criteria = await criteriaOfSheetIn(tx, assignment.round.id, assignment.entry.fieldId, assignment.sheet?.id ?? null);
  return criteria.length > 0 ? ok({ assignment, criteria }) : refused("no_rubric");
}

function readSheet(criteria: readonly SheetCriterion[], input: SheetInput, complete: boolean) {
  const byCode = new Map(criteria.map(({ id, code }) => [code, input.typed.get(id) ?? ""]));
  const { scores, faults } = readScores(criteria, byCode, complete);
  const idOf = new Map(criteria.map(({ id, code }) => [code, id]));
  const byId = Object.fromEntries([...faults].map(([code, fault]) => [idOf.get(code) ?? code, fault]));
  return { scores, faults: faults.size === 0 ? null : { scores: byId } };
}

const typedOf = (criteria: readonly SheetCriterion[]) => new Map(criteria.map(({ id, value }) => [id, value === null ? "" : plainPoints(value)]));

function isStored(criteria: readonly SheetCriterion[], scores: ReadonlyMap<string, Points>): boolean {
  return criteria.every(({ code, value }) => value === (scores.get(code) ?? null));
}

function scoreRows(criteria: readonly SheetCriterion[], scores: ReadonlyMap<string, Points>) {
  return criteria.flatMap(({ id, code }) => {
    const value = scores.get(code);
    return value === undefined ? [] : [{ criterionId: id, code, value }];
  });
}
