import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { keepKeyed, keyedOf } from "~/data/keyed-sheets.server";
import { appendToLedger } from "~/data/ledger.server";
import { hiddenEntries } from "~/data/sheets.server";
import { criteriaOfSheetIn, lockAssignment, writeSheet, type JudgedAssignment, type SheetCriterion } from "~/data/sheets-judge.server";
import { isAtOrBeforeSecond, type Phase } from "~/domain/contest/phases";
import { twinOf } from "~/domain/judging/keyed";
import { sheetTotal, takesPart } from "~/domain/judging/sheet";
import { readRemark, readScores, REMARK_LENGTH, type ScoreFieldFault } from "~/domain/judging/typed-scores";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export interface KeyedInput {
  assignmentId: string;
  /** as typed, by criterion id */
  typed: ReadonlyMap<string, string>;
  remark: string;
}

export interface KeyedFaults {
  /** by criterion id */
  scores: Readonly<Record<string, ScoreFieldFault>>;
  remark?: "too_long";
}

export type KeyedOutcome = "waiting" | "locked" | "differs";
export type KeyedRefusal = EditionRefusal | "own_paper" | "judges_entry" | "sheet_locked" | "not_open" | "entry_left" | "gone" | "no_rubric" | "scores_refused";

/**
 * Keys in a sheet that a judge filled in on paper. It counts once two people, neither of them the judge nor in conflict with the entry,
 * have keyed in the same points: then it is locked, and the record names both. Whoever judges the entry too may not, before they may
 * read the others' scores. What a person keys in again replaces what they keyed in before. The first person's remark is kept: only points are compared.
 */
export function keySheet(
  { db }: Pick<Services, "db">,
  act: EditionAct & { input: KeyedInput },
): Promise<Result<{ outcome: KeyedOutcome }, KeyedRefusal, { faults?: KeyedFaults }>> {
  const { actor, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ outcome: KeyedOutcome }, KeyedRefusal, { faults?: KeyedFaults }>> => {
    const open = await openForKeying(tx, act);
    if (!open.ok) return open;
    const { assignment, criteria } = open.value;
    const read = readPaper(criteria, input);
    if (!read.ok) return read;
    const { scores, remark } = read.value;
    await keepKeyed(tx, { assignmentId: assignment.id, keyedById: actor.userId, at: now, values: scores, remark });
    const all = await keyedOf(tx, assignment.id);
    const twin = twinOf({ by: actor.userId, values: scores }, all);
    if (!twin) return ok({ outcome: all.length > 1 ? "differs" : "waiting" });
    const [first, second] = all.filter(({ by }) => by === actor.userId || by === twin.by);
    if (!first || !second) throw new Error("two people keyed it in");
    await lockFromPaper(tx, act, { assignment, criteria, scores, remark: first.remark || second.remark, people: [first.by, second.by] });
    return ok({ outcome: "locked" });
  });
}

async function openForKeying(tx: Tx, act: EditionAct & { input: KeyedInput }): Promise<Result<{ assignment: JudgedAssignment; criteria: SheetCriterion[] }, KeyedRefusal>> {
  const { editionId, now, input } = act;
  const access = await lockEditionFor(tx, act, "sheet.key", "SHARE");
  if (!access.ok) return access;
  const assignment = isUuid(input.assignmentId) ? await lockAssignment(tx, input.assignmentId, null) : null;
  if (!assignment || assignment.edition.id !== editionId) return refused("not_found");
  const fault = await keyingFault(tx, act, assignment, access.value.phase);
  if (fault) return refused(fault);
  if (now < assignment.round.startsAt) return refused("not_open");
  const criteria = await criteriaOfSheetIn(tx, assignment.round.id, assignment.entry.fieldId, assignment.sheet?.id ?? null);
  return criteria.length > 0 ? ok({ assignment, criteria }) : refused("no_rubric");
}

async function keyingFault(tx: Tx, { actor, editionId, now }: EditionAct, assignment: JudgedAssignment, phase: Phase): Promise<KeyedRefusal | null> {
  if (await hasConflict(tx, assignment.entry.id, actor.userId)) return "conflict_of_interest";
  if (assignment.state === "REVOKED") return "gone";
  if (assignment.judgeUserId === actor.userId) return "own_paper";
  if (assignment.sheet?.state === "LOCKED") return "sheet_locked";
  if ((await hiddenEntries(tx, actor, editionId)).has(assignment.entry.id)) return "judges_entry";
  if (!takesPart(assignment.entry)) return "entry_left";
  const isRescored = assignment.rescoreDueAt !== null && isAtOrBeforeSecond(now, assignment.rescoreDueAt);
  return phase === "DECIDING" && !isRescored ? "wrong_phase" : null;
}

function readPaper(criteria: readonly SheetCriterion[], input: KeyedInput): Result<{ scores: ReadonlyMap<string, Points>; remark: string }, "scores_refused", { faults: KeyedFaults }> {
  const typed = new Map(criteria.map(({ id, code }) => [code, input.typed.get(id) ?? ""]));
  const { scores, faults } = readScores(criteria, typed, true);
  const remark = readRemark(input.remark);
  const idOf = new Map(criteria.map(({ id, code }) => [code, id]));
  const byId = Object.fromEntries([...faults].map(([code, fault]) => [idOf.get(code) ?? code, fault]));
  if (remark.length > REMARK_LENGTH) return refused("scores_refused", { faults: { scores: byId, remark: "too_long" } });
  return faults.size > 0 ? refused("scores_refused", { faults: { scores: byId } }) : ok({ scores, remark });
}

interface PaperLock {
  assignment: JudgedAssignment;
  criteria: readonly SheetCriterion[];
  scores: ReadonlyMap<string, Points>;
  remark: string;
  people: readonly [string, string];
}

async function lockFromPaper(tx: Tx, { actor, editionId, now }: EditionAct, { assignment, criteria, scores, remark, people }: PaperLock): Promise<void> {
  const rows = criteria.flatMap(({ id, code }) => {
    const value = scores.get(code);
    return value === undefined ? [] : [{ criterionId: id, code, value }];
  });
  const { sum } = sheetTotal(criteria, scores);
  const sheet = await writeSheet(tx, { assignmentId: assignment.id, state: "LOCKED", scores: rows, total: sum, remark, channel: "PAPER", actorId: actor.userId, now });
  const common = { actor: actor.userId, at: now, editionId };
  const locked = {
    sheet: sheet.id,
    round: assignment.round.code,
    entry: assignment.entry.code ?? assignment.entry.id,
    judge: assignment.judgeCode,
    scores: Object.fromEntries(rows.map(({ code, value }) => [code, plainPoints(value)])),
    total: plainPoints(sum),
  };
  const [first, second] = people;
  await appendToLedger(tx, [
    { type: "SHEET_ON_PAPER" as const, data: { sheet: sheet.id, first, second }, ...common },
    { type: "SHEET_LOCKED" as const, data: locked, ...common },
  ]);
}
