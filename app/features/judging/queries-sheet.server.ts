import { randomUUID } from "node:crypto";
import { ownPlace, unlockedSheet, type OwnPlace } from "~/data/own-sheets.server";
import { dossierForJudge, titleForJudge, type JudgedDossier } from "~/data/sheets-dossier.server";
import { assignmentOfJudge, criteriaOfSheet, type JudgedAssignment, type SheetCriterion } from "~/data/sheets-judge.server";
import type { Actor } from "~/domain/access/roles";
import { fillingAt, isRescored } from "~/domain/judging/filling";
import { fullMarks, sheetTotal } from "~/domain/judging/sheet";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import { judgedFiles } from "~/features/files/judged-files.server";
import type { ShownFile } from "~/features/files/shown-files.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";

/** One line of the score sheet; points are plain decimal texts. */
export interface SheetLine {
  id: string;
  code: string;
  label: string;
  guidance: string;
  max: string;
  step: string;
  /** lowest mean of the criterion with which an entry gets a prize */
  min: string | null;
  bands: readonly { from: string; to: string; text: string }[];
  partKey: string | null;
  value: string | null;
  remark: string;
}

/** What stood in a sheet before it was opened again. */
export interface SheetBefore {
  openedAt: Date | null;
  /** null where it is no longer kept */
  reason: string | null;
  lockedAt: Date;
  lines: readonly { label: string; value: string | null; max: string; remark: string }[];
  total: string;
  remark: string;
}

/** Why a sheet cannot be filled now; null while it can. */
export type Closed = "locked" | "wrong_phase" | "not_open" | "deadline_passed" | "entry_left" | "no_rubric" | null;

export interface SheetView {
  id: string;
  /** the judge's account */
  userId: string;
  /** UUID for the next save by the plain form */
  saveId: string;
  edition: string;
  round: { name: string; startsAt: Date; endsAt: Date; blind: boolean };
  /** while a meeting on re-scoring opens the sheet: until when */
  rescoreDueAt: Date | null;
  code: string;
  dossier: JudgedDossier;
  /** files of the dossier while the round runs; in a blind round without names */
  files: ShownFile[];
  lines: SheetLine[];
  sheet: { version: number; state: "DRAFT" | "LOCKED" | null; remark: string; note: string; isPaper: boolean; savedAt: Date | null; lockedAt: Date | null };
  total: { sum: string; max: string; missing: number };
  closed: Closed;
  place: OwnPlace | null;
  /** what was locked before the sheet was opened again */
  before: SheetBefore | null;
}

export type SheetViewRefusal = "not_found" | "gone" | "conflict_of_interest" | "being_prepared";

/**
 * The dossier and the sheet of one of the judge's own assignments. Somebody else's is not found; one that was revoked is gone.
 * In a blind round nothing tells who stands behind the entry. Six statements at most.
 */
export async function sheetView({ db }: Pick<Services, "db">, view: { actor: Actor; assignmentId: string; now: Date }): Promise<Result<SheetView, SheetViewRefusal>> {
  const { actor, assignmentId, now } = view;
  const assignment = isUuid(assignmentId) ? await assignmentOfJudge(db, assignmentId, actor.userId) : null;
  if (!assignment) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  if (assignment.inConflict) return refused("conflict_of_interest");
  const dossier = await dossierForJudge(db, assignmentId);
  if (!dossier) return refused("gone");
  if (!dossier.isPrepared) return refused("being_prepared");
  const { round, entry, sheet, edition } = assignment;
  const criteria = await criteriaOfSheet(db, round.id, entry.fieldId, sheet?.id ?? null);
  const scores = new Map(criteria.flatMap(({ code, value }): [string, Points][] => (value === null ? [] : [[code, value]])));
  const { name, startsAt, endsAt, blind } = round;
  return ok({
    id: assignment.id,
    userId: actor.userId,
    saveId: randomUUID(),
    edition: edition.title,
    round: { name, startsAt, endsAt, blind },
    rescoreDueAt: isRescored(assignment, now) ? assignment.rescoreDueAt : null,
    code: entry.code ?? "",
    dossier,
    files: await judgedFiles({ db }, { actor, assignment, now }),
    lines: criteria.map((criterion) => toLine(criterion, sheet?.remarks[criterion.code] ?? "")),
    sheet: {
      version: sheet?.version ?? 0,
      state: sheet?.state ?? null,
      remark: sheet?.remark ?? "",
      note: sheet?.note ?? "",
      isPaper: sheet?.channel === "PAPER",
      savedAt: sheet?.savedAt ?? null,
      lockedAt: sheet?.lockedAt ?? null,
    },
    total: { sum: plainPoints(sheetTotal(criteria, scores).sum), max: plainPoints(fullMarks(criteria)), missing: criteria.length - scores.size },
    closed: closedBecause(assignment, criteria.length, actor, now),
    place: await ownPlace(db, assignmentId),
    before: sheet?.state === "DRAFT" ? await sheetBefore(db, sheet.id, criteria) : null,
  });
}

function toLine(criterion: SheetCriterion, remark: string): SheetLine {
  const { id, code, label, guidance, max, step, min, bands, partKey, value } = criterion;
  return {
    id,
    code,
    label,
    guidance,
    partKey,
    remark,
    max: plainPoints(max),
    step: plainPoints(step),
    min: min === null ? null : plainPoints(min),
    bands: bands.map(({ from, to, text }) => ({ from: plainPoints(from), to: plainPoints(to), text })),
    value: value === null ? null : plainPoints(value),
  };
}

async function sheetBefore(db: Services["db"], sheetId: string, criteria: readonly SheetCriterion[]): Promise<SheetBefore | null> {
  const found = await unlockedSheet(db, sheetId);
  if (!found) return null;
  const { at, reason, before } = found;
  return {
    openedAt: at,
    reason,
    lockedAt: before.at,
    remark: before.remark,
    total: plainPoints(Object.values(before.values).reduce((sum, value) => sum + value, 0)),
    lines: criteria.map(({ code, label, max }) => {
      const value = before.values[code];
      return { label, max: plainPoints(max), value: value === undefined ? null : plainPoints(value), remark: before.remarks[code] ?? "" };
    }),
  };
}

function closedBecause(assignment: JudgedAssignment, criteria: number, actor: Actor, now: Date): Closed {
  if (assignment.sheet?.state === "LOCKED") return "locked";
  const filling = fillingAt(assignment, { actor, inConflict: false }, now);
  if (filling === "open") return criteria === 0 ? "no_rubric" : null;
  if (filling === "late") return "deadline_passed";
  return filling === "not_open" || filling === "entry_left" ? filling : "wrong_phase";
}

export interface OwnConflictView {
  code: string;
  title: string;
  edition: string;
}

/** What the page for declaring a conflict says of the assignment. */
export async function ownAssignmentView({ db }: Pick<Services, "db">, actor: Actor, assignmentId: string): Promise<Result<OwnConflictView, "not_found" | "gone">> {
  const assignment = isUuid(assignmentId) ? await assignmentOfJudge(db, assignmentId, actor.userId) : null;
  if (!assignment) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  return ok({ code: assignment.entry.code ?? "", title: await titleForJudge(db, assignmentId), edition: assignment.edition.title });
}
