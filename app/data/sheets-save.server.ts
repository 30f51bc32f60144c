import type { RunSql } from "~/data/client.server";
import { inConflict } from "~/data/conflicts.server";
import { ASSIGNMENT_COLUMNS, ASSIGNMENT_TABLES, rubricOf, toAssignment, type AssignmentRow, type JudgedAssignment } from "~/data/sheets-judge.server";
import type { LateState } from "~/data/generated/enums";
import { RESULT_FROZEN } from "~/data/results.server";
import type { Points } from "~/domain/kernel/decimal";
import type { Criterion } from "~/domain/scoring/problem";

/** A criterion of the rubric that holds for the sheet, and its stored score. */
export interface ScoredCriterion extends Criterion {
  id: string;
  value: Points | null;
}

/** What an earlier save under the same id left. */
export interface KnownSave {
  assignmentId: string;
  kind: "revision" | "late";
  /** 0 for a late one */
  version: number;
  at: Date;
  /** points by criterion code */
  values: Readonly<Record<string, Points>>;
  remark: string;
  remarks: Readonly<Record<string, string>>;
  note: string;
}

/** A sheet locked against every other writer, with all that the rules of saving look at. */
export interface SheetInScope {
  assignment: JudgedAssignment;
  criteria: readonly ScoredCriterion[];
  /** a conflict of interest stands between the judge and the entry */
  inConflict: boolean;
  resultProposed: boolean;
  /** what stands under the id of the save already */
  known: KnownSave | null;
  /** the save named as `after` is the last word on this sheet */
  isAfterLast: boolean;
  /** late sheets of the assignment that wait */
  lateWaiting: number;
}

/** Edition before assignment, as everywhere, so that nobody waits in a circle. */
const HOLD = `
WITH held AS MATERIALIZED (
  SELECT ed."id" FROM "Edition" ed WHERE ed."id" = (SELECT a."editionId" FROM "Assignment" a WHERE a."id" = $1::uuid) FOR SHARE)
SELECT a."id"::text AS "id"
  FROM held JOIN "Assignment" a ON a."editionId" = held."id" JOIN "Judge" j ON j."id" = a."judgeId"
 WHERE a."id" = $1::uuid AND j."userId" = $2 FOR UPDATE OF a`;

const KNOWN_COLUMNS = (kind: string, version: string, at: string) => `json_build_object('assignmentId', k."assignmentId", 'kind', '${kind}', 'version', ${version},
  'at', ${at}, 'values', k."values", 'remark', k."remark", 'remarks', k."remarks", 'note', k."privateNote")`;

const LOAD = `
SELECT ${ASSIGNMENT_COLUMNS},
       ${inConflict(`a."entryId"`, `j."userId"`)} AS "inConflict",
       ${RESULT_FROZEN(`a."editionId"`)} AS "resultProposed",
       (SELECT json_agg(json_build_object('id', c."id", 'code', c."code", 'max', c."max", 'step', c."step", 'min', c."min", 'value', g."value") ORDER BY c."position", c."code")
          FROM "Criterion" c LEFT JOIN "SheetScore" g ON g."criterionId" = c."id" AND g."sheetId" = s."id"
         WHERE c."rubricId" = ${rubricOf(`a."roundId"`, `e."fieldId"`)}) AS "criteria",
       coalesce((SELECT ${KNOWN_COLUMNS("revision", `k."version"`, `k."at"`)}
                   FROM (SELECT v.*, o."assignmentId" FROM "SheetRevision" v JOIN "ScoreSheet" o ON o."id" = v."sheetId" WHERE v."id" = $2::uuid) k),
                (SELECT ${KNOWN_COLUMNS("late", "0", `k."receivedAt"`)} FROM "LateSheet" k WHERE k."id" = $2::uuid)) AS "known",
       EXISTS (SELECT 1 FROM "SheetRevision" v WHERE v."id" = $3::uuid AND v."sheetId" = s."id" AND v."version" = s."lockVersion") AS "isAfterLast",
       (SELECT count(*) FROM "LateSheet" l WHERE l."assignmentId" = a."id" AND l."state" = 'WAITING')::int AS "lateWaiting"
  ${ASSIGNMENT_TABLES}
 WHERE a."id" = $1::uuid`;

interface LoadRow extends AssignmentRow, Omit<SheetInScope, "assignment" | "criteria" | "known"> {
  criteria: ScoredCriterion[] | null;
  known: (Omit<KnownSave, "at"> & { at: string }) | null;
}

interface Wanted {
  assignmentId: string;
  userId: string;
  /** id of the save in hand */
  saveId?: string | null;
  /** id of the save it was written on top of */
  after?: string | null;
}

/**
 * A judge's own sheet, its edition's dates and its assignment locked until the transaction ends: saving, locking, unlocking and
 * revoking wait for each other. Null for anybody else's. Two statements: what is read must be read after the lock was got.
 */
export async function holdSheet(run: RunSql, { assignmentId, userId, saveId, after }: Wanted): Promise<SheetInScope | null> {
  const held = await run("hold_sheet", HOLD, [assignmentId, userId]);
  if (held.length === 0) return null;
  const [row] = await run<LoadRow>("sheet_in_scope", LOAD, [assignmentId, saveId ?? null, after ?? null]);
  if (!row) return null;
  const { inConflict, resultProposed, isAfterLast, lateWaiting, criteria, known } = row;
  return {
    assignment: toAssignment(row),
    criteria: criteria ?? [],
    known: known && { ...known, at: new Date(known.at) },
    inConflict, resultProposed, isAfterLast, lateWaiting,
  };
}

/** What came late for a sheet, with what became of it. */
export interface LateSheetRow {
  id: string;
  assignmentId: string;
  state: LateState;
  values: Readonly<Record<string, Points>>;
  remark: string;
  remarks: Readonly<Record<string, string>>;
  note: string;
  deviceAt: Date | null;
  decidedById: string | null;
}

/** The assignment a late sheet is for; null where there is no such one. */
export async function assignmentOfLate(run: RunSql, id: string): Promise<string | null> {
  const [row] = await run<{ id: string }>("assignment_of_late_sheet", `SELECT "assignmentId"::text AS "id" FROM "LateSheet" WHERE "id" = $1::uuid`, [id]);
  return row?.id ?? null;
}

/** The late sheets of an assignment, oldest first. The caller holds the assignment. */
export function lateSheetsOf(run: RunSql, assignmentId: string): Promise<LateSheetRow[]> {
  return run<LateSheetRow>(
    "late_sheets_of_assignment",
    `SELECT "id"::text AS "id", "assignmentId"::text AS "assignmentId", "state"::text AS "state", "values", "remark", "remarks", "privateNote" AS "note", "deviceAt", "decidedById"
       FROM "LateSheet" WHERE "assignmentId" = $1::uuid ORDER BY "receivedAt", "id"`,
    [assignmentId],
  );
}

/** Records the chair's decision on waiting late sheets. */
export async function decideLateSheets(
  run: RunSql,
  { ids, state, actorId, now, reasonId }: { ids: readonly string[]; state: "ACCEPTED" | "REFUSED"; actorId: string; now: Date; reasonId: string },
): Promise<void> {
  await run(
    "decide_late_sheets",
    `UPDATE "LateSheet" SET "state" = $2::text::"LateState", "decidedById" = $3, "decidedAt" = $4::timestamptz, "reasonId" = $5::uuid WHERE "id" = ANY ($1::uuid[])`,
    [ids, state, actorId, now, reasonId],
  );
}
