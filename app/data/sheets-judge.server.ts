import { runSqlIn, type Database, type Tx } from "~/data/client.server";
import type { EntryState, ScreeningState, SheetChannel, SheetState } from "~/data/generated/enums";
import { inConflict } from "~/data/conflicts.server";
import { IS_CORRECTED } from "~/data/corrections.server";
import { reopenStoredSheet, storeSheet, type SheetWrite } from "~/data/sheets-write.server";
import type { EditionTimeline } from "~/domain/contest/phases";
import type { Points } from "~/domain/kernel/decimal";
import type { Criterion } from "~/domain/scoring/problem";

/** A criterion with its row, its guidance and the dossier part to read beside it. */
export interface SheetCriterion extends Criterion {
  id: string;
  label: string;
  guidance: string;
  partKey: string | null;
  /** what which score means, highest first */
  bands: readonly { from: Points; to: Points; text: string }[];
  /** the stored score, where there is one */
  value: Points | null;
}

export interface JudgedEdition extends EditionTimeline {
  id: string;
  slug: string;
  title: string;
}

/** A sheet without its scores. */
export interface JudgedSheet {
  id: string;
  state: SheetState;
  version: number;
  remark: string;
  /** by criterion code */
  remarks: Readonly<Record<string, string>>;
  /** for nobody's eyes but the judge's */
  note: string;
  channel: SheetChannel;
  savedAt: Date;
  lockedAt: Date | null;
}

/** What the rules of a score sheet look at. */
export interface JudgedAssignment {
  id: string;
  state: "ACTIVE" | "REVOKED";
  judgeCode: string;
  judgeUserId: string;
  edition: JudgedEdition;
  round: { id: string; code: string; name: string; startsAt: Date; endsAt: Date; blind: boolean };
  entry: { id: string; code: string | null; fieldId: string | null; state: EntryState; screening: ScreeningState };
  sheet: JudgedSheet | null;
  /** until when a meeting on re-scoring opens the sheets of the entry again; null: none is on */
  rescoreDueAt: Date | null;
  /** the published result is open for a correction that names the entry */
  isCorrected: boolean;
}

export interface AssignmentRow {
  id: string;
  state: "ACTIVE" | "REVOKED";
  judgeCode: string;
  judgeUserId: string;
  editionId: string;
  slug: string;
  editionTitle: string;
  announcedAt: Date | null;
  opensAt: Date;
  closesAt: Date;
  screeningEndsAt: Date;
  judgingEndsAt: Date;
  publishedAt: Date | null;
  finalAt: Date | null;
  roundId: string;
  roundCode: string;
  roundName: string;
  startsAt: Date;
  endsAt: Date;
  blind: boolean;
  entryId: string;
  code: string | null;
  fieldId: string | null;
  entryState: EntryState;
  screening: ScreeningState;
  sheetId: string | null;
  sheetState: SheetState | null;
  version: number | null;
  remark: string | null;
  remarks: Record<string, string> | null;
  note: string | null;
  channel: SheetChannel | null;
  savedAt: Date | null;
  lockedAt: Date | null;
  rescoreDueAt: Date | null;
  isCorrected: boolean;
}

/** The columns of `AssignmentRow`, of the tables in `ASSIGNMENT_TABLES`. */
export const ASSIGNMENT_COLUMNS = `a."id"::text AS "id", a."state"::text AS "state", j."code" AS "judgeCode", j."userId" AS "judgeUserId",
       ed."id"::text AS "editionId", ed."slug", ed."title" AS "editionTitle", ed."announcedAt", ed."opensAt", ed."closesAt",
       ed."screeningEndsAt", ed."judgingEndsAt", ed."publishedAt", ed."finalAt",
       r."id"::text AS "roundId", r."code" AS "roundCode", r."name" AS "roundName", r."startsAt", r."endsAt", r."blind",
       e."id"::text AS "entryId", e."code", e."fieldId"::text AS "fieldId", e."state"::text AS "entryState",
       e."screening"::text AS "screening",
       s."id"::text AS "sheetId", s."state"::text AS "sheetState", s."lockVersion" AS "version", s."remark", s."remarks", s."privateNote" AS "note",
       s."channel"::text AS "channel", s."savedAt", s."lockedAt",
       (SELECT max(m."dueAt") FROM "Rescore" m WHERE m."entryId" = a."entryId" AND m."roundId" = a."roundId" AND m."state" = 'OPEN') AS "rescoreDueAt",
       ${IS_CORRECTED(`a."editionId"`, `a."entryId"`)} AS "isCorrected"`;

export const ASSIGNMENT_TABLES = `
  FROM "Assignment" a
  JOIN "Judge" j ON j."id" = a."judgeId"
  JOIN "Edition" ed ON ed."id" = a."editionId"
  JOIN "Round" r ON r."id" = a."roundId"
  JOIN "Entry" e ON e."id" = a."entryId"
  LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"`;

const ASSIGNMENT = `SELECT ${ASSIGNMENT_COLUMNS} ${ASSIGNMENT_TABLES}`;

/** The assignment with its sheet, and whether a conflict of interest stands against it, for its own judge and nobody else. */
export async function assignmentOfJudge(db: Database, id: string, userId: string): Promise<(JudgedAssignment & { inConflict: boolean }) | null> {
  const sql = `SELECT ${ASSIGNMENT_COLUMNS}, ${inConflict(`a."entryId"`, `j."userId"`)} AS "inConflict" ${ASSIGNMENT_TABLES} WHERE a."id" = $1::uuid AND j."userId" = $2`;
  const [row] = await db.query<AssignmentRow & { inConflict: boolean }>("assignment_of_judge", sql, [id, userId]);
  return row ? { ...toAssignment(row), inConflict: row.inConflict } : null;
}

/**
 * Holds the dates of an assignment's edition still until the transaction ends. Editions are locked before assignments everywhere,
 * so that nobody waits in a circle.
 */
export async function holdEditionOf(tx: Tx, assignmentId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "Edition" WHERE "id" = (SELECT "editionId" FROM "Assignment" WHERE "id" = ${assignmentId}::uuid) FOR SHARE`;
}

/**
 * The same, locked until the transaction ends: saving, locking, unlocking and revoking one assignment wait for each other.
 * Without `userId` for whoever the caller has let in.
 */
export async function lockAssignment(tx: Tx, id: string, userId: string | null): Promise<JudgedAssignment | null> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."id"::text AS "id" FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId"
     WHERE a."id" = ${id}::uuid AND (${userId}::text IS NULL OR j."userId" = ${userId}::text) FOR UPDATE OF a`;
  if (held.length === 0) return null;
  const [row] = await tx.$queryRawUnsafe<AssignmentRow[]>(`${ASSIGNMENT} WHERE a."id" = $1::uuid`, id);
  return row ? toAssignment(row) : null;
}

export function toAssignment(row: AssignmentRow): JudgedAssignment {
  const { announcedAt, opensAt, closesAt, screeningEndsAt, judgingEndsAt, publishedAt, finalAt } = row;
  return {
    id: row.id,
    state: row.state,
    judgeCode: row.judgeCode,
    judgeUserId: row.judgeUserId,
    edition: {
      id: row.editionId,
      slug: row.slug,
      title: row.editionTitle,
      announcedAt,
      opensAt,
      closesAt,
      screeningEndsAt,
      judgingEndsAt,
      publishedAt,
      finalAt,
    },
    round: { id: row.roundId, code: row.roundCode, name: row.roundName, startsAt: row.startsAt, endsAt: row.endsAt, blind: row.blind },
    entry: { id: row.entryId, code: row.code, fieldId: row.fieldId, state: row.entryState, screening: row.screening },
    sheet: sheetOf(row),
    rescoreDueAt: row.rescoreDueAt,
    isCorrected: row.isCorrected,
  };
}

function sheetOf({ sheetId, sheetState, version, remark, remarks, note, channel, savedAt, lockedAt }: AssignmentRow): JudgedSheet | null {
  if (sheetId === null || sheetState === null || version === null || savedAt === null) return null;
  return { id: sheetId, state: sheetState, version, remark: remark ?? "", remarks: remarks ?? {}, note: note ?? "", channel: channel ?? "ONLINE", savedAt, lockedAt };
}

/** The rubric that holds for a round and a field: that of both, else that of the round. */
export const rubricOf = (round: string, field: string) => `(SELECT rb."id" FROM "Rubric" rb
  WHERE rb."roundId" = ${round} AND (rb."fieldId" = ${field} OR rb."fieldId" IS NULL) ORDER BY rb."fieldId" NULLS LAST LIMIT 1)`;

const CRITERIA = `
SELECT c."id"::text AS "id", c."code", c."label", c."guidance", c."max", c."step", c."min", c."partKey", c."bands", ss."value"
  FROM "Criterion" c LEFT JOIN "SheetScore" ss ON ss."criterionId" = c."id" AND ss."sheetId" = $3::uuid
 WHERE c."rubricId" = ${rubricOf("$1::uuid", "$2::uuid")}
 ORDER BY c."position", c."code"`;

/** The criteria that hold for a round and a field (the rubric of both, else that of the round), with the scores of one sheet. */
export function criteriaOfSheet(db: Database, roundId: string, fieldId: string | null, sheetId: string | null): Promise<SheetCriterion[]> {
  return db.query<SheetCriterion>("criteria_of_sheet", CRITERIA, [roundId, fieldId, sheetId]);
}

export function criteriaOfSheetIn(tx: Tx, roundId: string, fieldId: string | null, sheetId: string | null): Promise<SheetCriterion[]> {
  return tx.$queryRawUnsafe<SheetCriterion[]>(CRITERIA, roundId, fieldId, sheetId);
}

/** Stores a sheet with a revision beside it; the caller holds the lock of the assignment. @returns id and new version. */
export function writeSheet(tx: Tx, write: SheetWrite): Promise<{ id: string; version: number }> {
  return storeSheet(runSqlIn(tx), write);
}

/** Opens a locked sheet again; its scores, remarks and note stay, a revision says who opened it. */
export function reopenSheet(tx: Tx, sheetId: string, actorId: string, now: Date): Promise<void> {
  return reopenStoredSheet(runSqlIn(tx), sheetId, actorId, now);
}

/** A judge's own assignment, not locked, and whether a conflict the judge declared stands behind its revocation. */
export async function ownAssignment(tx: Tx, id: string, userId: string): Promise<(JudgedAssignment & { declared: boolean }) | null> {
  const [row] = await tx.$queryRawUnsafe<AssignmentRow[]>(`${ASSIGNMENT} WHERE a."id" = $1::uuid AND j."userId" = $2`, id, userId);
  if (!row) return null;
  const declared = await tx.conflict.count({ where: { entryId: row.entryId, userId, kind: "DECLARED", createdById: userId, liftedAt: null } });
  return { ...toAssignment(row), declared: declared > 0 };
}
