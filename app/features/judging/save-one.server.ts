import type { RunSql } from "~/data/client.server";
import { appendWithSql } from "~/data/ledger.server";
import type { SheetInScope } from "~/data/sheets-save.server";
import { keepRevision, storeLateSheet, storeSheet } from "~/data/sheets-write.server";
import type { Actor } from "~/domain/access/roles";
import { fillingAt } from "~/domain/judging/filling";
import { applySave, EMPTY_SHEET, isSameContent, type AppliedSave, type SentFields, type SheetContent } from "~/domain/judging/merge-sheet";
import { sheetTotal } from "~/domain/judging/sheet";
import type { SaveFaults, SaveRefusal, StoredSheet } from "~/domain/judging/sheet-save";
import { plainPoints, type Points } from "~/domain/kernel/decimal";

/** Late sheets that may wait for one assignment: more than any person sends. */
const MOST_LATE = 100;

/** A save that was read. Without an id (a plain form) nothing is known of it when it comes again, and it is never kept as late. */
export interface ReadSave extends SentFields {
  id: string | null;
  base: number;
  deviceAt: Date | null;
}

/** What became of one save; content and criteria for whoever goes on with the sheet. */
export type Saved =
  | { outcome: "saved"; version: number; at: Date; faults: SaveFaults | null; content: SheetContent; isWritten: boolean }
  | { outcome: "conflict"; stored: StoredSheet }
  | { outcome: "late"; at: Date; faults: SaveFaults | null; stored: StoredSheet | null }
  | { outcome: "refused"; reason: SaveRefusal | "deadline_passed"; stored: StoredSheet | null };

interface SaveAct {
  actor: Actor;
  now: Date;
  save: ReadSave;
}

const refusedFor = (reason: SaveRefusal | "deadline_passed", stored: StoredSheet | null = null): Saved => ({ outcome: "refused", reason, stored });

/** Decides and writes one save of a sheet that is held; see `saveSheets`. */
export async function saveHeldSheet(run: RunSql, scope: SheetInScope, act: SaveAct): Promise<Saved> {
  const { save, actor, now } = act;
  const { assignment, criteria, known } = scope;
  if (known) return replay(scope, save);
  if (assignment.state === "REVOKED") return refusedFor("gone");
  const filling = fillingAt(assignment, { actor, inConflict: scope.inConflict }, now);
  if (filling !== "open" && filling !== "late") return refusedFor(filling);
  if (criteria.length === 0) return refusedFor("no_rubric");
  const before = contentOf(scope);
  const applied = applySave(criteria, before, save);
  const isSame = isSameContent(before, applied.content);
  const { sheet } = assignment;
  if (sheet?.state === "LOCKED") {
    const { version, savedAt } = sheet;
    return isSame ? { outcome: "saved", version, at: savedAt, ...applied, isWritten: false } : refusedFor("sheet_locked", storedSheet(scope));
  }
  if (filling === "late") return keepLate(run, scope, { ...act, applied, isSame });
  if (scope.resultProposed) return refusedFor("result_proposed", storedSheet(scope));
  const isFresh = save.base === (sheet?.version ?? 0) || scope.isAfterLast;
  const stored = storedSheet(scope);
  if (!isFresh && !isSame && stored) return { outcome: "conflict", stored };
  const isEmptyForm = isSame && !sheet && save.id === null;
  if (isEmptyForm || (isSame && !isFresh)) return saveNothing(run, scope, { ...act, applied });
  return write(run, scope, { ...act, applied });
}

/** The same id again: the same answer where it is the same save, a refusal where it is not. */
function replay({ known, assignment, criteria }: SheetInScope, save: ReadSave): Saved {
  if (!known || known.assignmentId !== assignment.id) return refusedFor("id_taken");
  const { values, remark, remarks, note } = known;
  const before: SheetContent = { scores: new Map(Object.entries(values)), remarks: new Map(Object.entries(remarks)), remark, note };
  const applied = applySave(criteria, before, save);
  if (!isSameContent(before, applied.content)) return refusedFor("id_taken");
  if (known.kind === "late") return { outcome: "late", at: known.at, faults: applied.faults, stored: null };
  return { outcome: "saved", version: known.version, at: known.at, ...applied, isWritten: false };
}

interface AppliedAct extends SaveAct {
  applied: AppliedSave;
}

/** What stands there is what was sent: nothing changes but that the save is known from now on. */
async function saveNothing(run: RunSql, { assignment }: SheetInScope, { save, applied, actor, now }: AppliedAct): Promise<Saved> {
  const { sheet } = assignment;
  if (sheet && save.id !== null) await keepRevision(run, { sheetId: sheet.id, actorId: actor.userId, now, id: save.id, deviceAt: save.deviceAt });
  return { outcome: "saved", version: sheet?.version ?? 0, at: now, ...applied, isWritten: false };
}

async function write(run: RunSql, { assignment, criteria }: SheetInScope, { save, applied, actor, now }: AppliedAct): Promise<Saved> {
  const { content } = applied;
  const { sum, complete } = sheetTotal(criteria, content.scores);
  const { version } = await storeSheet(run, {
    assignmentId: assignment.id,
    state: "DRAFT",
    scores: scoreRows(criteria, content.scores),
    total: complete ? sum : null,
    ...textsOf(content),
    actorId: actor.userId,
    now,
    ...(save.id !== null && { revisionId: save.id }),
    deviceAt: save.deviceAt,
  });
  return { outcome: "saved", version, at: now, ...applied, isWritten: true };
}

/** Keeps what came after the round, on record; the chair decides on it. What stands there already needs no decision. */
async function keepLate(run: RunSql, scope: SheetInScope, { save, applied, actor, now, isSame }: AppliedAct & { isSame: boolean }): Promise<Saved> {
  const { assignment, lateWaiting } = scope;
  const { sheet, edition, round, entry } = assignment;
  if (isSame) return { outcome: "saved", version: sheet?.version ?? 0, at: sheet?.savedAt ?? now, ...applied, isWritten: false };
  if (save.id === null) return refusedFor("deadline_passed");
  if (lateWaiting >= MOST_LATE) return refusedFor("too_many", storedSheet(scope));
  const { scores, ...texts } = { scores: applied.content.scores, ...textsOf(applied.content) };
  await storeLateSheet(run, { id: save.id, assignmentId: assignment.id, now, deviceAt: save.deviceAt, values: Object.fromEntries(scores), ...texts });
  const data = { late: save.id, round: round.code, entry: entry.code ?? entry.id, judge: assignment.judgeCode, scores: plainScores(scores) };
  await appendWithSql(run, [{ type: "LATE_SHEET_KEPT", data, actor: actor.userId, at: now, editionId: edition.id }]);
  return { outcome: "late", at: now, faults: applied.faults, stored: storedSheet(scope) };
}

/** What stands on the sheet. */
export function contentOf({ assignment: { sheet }, criteria }: Pick<SheetInScope, "assignment" | "criteria">): SheetContent {
  if (!sheet) return EMPTY_SHEET;
  const scores = new Map(criteria.flatMap(({ code, value }): [string, Points][] => (value === null ? [] : [[code, value]])));
  return { scores, remarks: new Map(Object.entries(sheet.remarks)), remark: sheet.remark, note: sheet.note };
}

const textsOf = ({ remark, remarks, note }: SheetContent) => ({ remark, remarks: Object.fromEntries(remarks), note });

export const plainScores = (scores: ReadonlyMap<string, Points>) => Object.fromEntries([...scores].map(([code, value]) => [code, plainPoints(value)]));

/** Scores as rows, of criteria that are on the sheet. */
export function scoreRows(criteria: readonly { id: string; code: string }[], scores: ReadonlyMap<string, Points>) {
  return criteria.flatMap(({ id, code }) => {
    const value = scores.get(code);
    return value === undefined ? [] : [{ criterionId: id, code, value }];
  });
}

/** The sheet as it stands, for the judge's own device: by ids of criteria. */
function storedSheet({ assignment: { sheet }, criteria }: SheetInScope): StoredSheet | null {
  if (!sheet) return null;
  const { version, state, remark, remarks, note, savedAt } = sheet;
  return {
    version,
    state,
    remark,
    note,
    savedAt: savedAt.toISOString(),
    scores: Object.fromEntries(criteria.flatMap(({ id, value }) => (value === null ? [] : [[id, plainPoints(value)]]))),
    remarks: Object.fromEntries(criteria.flatMap(({ id, code }) => (remarks[code] === undefined ? [] : [[id, remarks[code]]]))),
  };
}
