import type { RunSql } from "~/data/client.server";
import type { SheetChannel, SheetState } from "~/data/generated/enums";
import type { Points } from "~/domain/kernel/decimal";

/** A sheet as it is to stand. What is left out of remarks and note stays as it is. */
export interface SheetWrite {
  assignmentId: string;
  state: SheetState;
  scores: readonly { criterionId: string; code: string; value: Points }[];
  /** null while a criterion is missing */
  total: Points | null;
  remark: string;
  /** by criterion code */
  remarks?: Readonly<Record<string, string>>;
  /** for the judge's own eyes */
  note?: string;
  channel?: SheetChannel;
  actorId: string;
  now: Date;
  /** made on the judge's device, so that a save sent twice is known */
  revisionId?: string;
  /** what the clock of the device said */
  deviceAt?: Date | null;
}

const STORE = `
WITH sheet AS (
  INSERT INTO "ScoreSheet" ("id", "assignmentId", "state", "total", "remark", "remarks", "privateNote", "channel", "savedAt", "lockedAt")
  VALUES (gen_random_uuid(), $1::uuid, $2::text::"SheetState", $3::int, $4::text, coalesce($5::jsonb, '{}'), coalesce($6::text, ''), $7::text::"SheetChannel",
          $8::timestamptz, CASE WHEN $2::text = 'LOCKED' THEN $8::timestamptz END)
  ON CONFLICT ("assignmentId") DO UPDATE
    SET "state" = EXCLUDED."state", "total" = EXCLUDED."total", "remark" = EXCLUDED."remark", "remarks" = coalesce($5::jsonb, "ScoreSheet"."remarks"),
        "privateNote" = coalesce($6::text, "ScoreSheet"."privateNote"), "channel" = EXCLUDED."channel", "savedAt" = EXCLUDED."savedAt",
        "lockedAt" = EXCLUDED."lockedAt", "lockVersion" = "ScoreSheet"."lockVersion" + 1
  RETURNING "id", "lockVersion", "remarks", "privateNote"),
given AS (SELECT * FROM unnest($9::uuid[], $10::text[], $11::int[]) AS given ("criterionId", "code", "value")),
untrayed AS (DELETE FROM "KeyedSheet" WHERE "assignmentId" = $1::uuid AND $2::text = 'LOCKED'),
emptied AS (DELETE FROM "SheetScore" g USING sheet WHERE g."sheetId" = sheet."id" AND g."criterionId" <> ALL ($9::uuid[])),
scored AS (
  INSERT INTO "SheetScore" ("sheetId", "criterionId", "value") SELECT sheet."id", given."criterionId", given."value" FROM sheet, given
  ON CONFLICT ("sheetId", "criterionId") DO UPDATE SET "value" = EXCLUDED."value" WHERE "SheetScore"."value" <> EXCLUDED."value"),
kept AS (
  INSERT INTO "SheetRevision" ("id", "sheetId", "at", "actorId", "state", "values", "remark", "remarks", "privateNote", "version", "deviceAt")
  SELECT coalesce($12::uuid, gen_random_uuid()), sheet."id", $8::timestamptz, $13::text, $2::text::"SheetState",
         (SELECT coalesce(jsonb_object_agg(given."code", given."value"), '{}') FROM given), $4::text, sheet."remarks", sheet."privateNote", sheet."lockVersion",
         $14::timestamptz
    FROM sheet)
SELECT sheet."id"::text AS "id", sheet."lockVersion" AS "version" FROM sheet`;

/**
 * Stores a sheet, its scores and a revision in one statement; the caller holds the lock of the assignment. Locked, it leaves nothing in
 * the tray of sheets keyed in from paper: who keyed it in stands in the ledger, the values in the history. @returns id and new version.
 */
export async function storeSheet(run: RunSql, write: SheetWrite): Promise<{ id: string; version: number }> {
  const { assignmentId, state, scores, total, remark, remarks, note, channel = "ONLINE", actorId, now, revisionId, deviceAt } = write;
  const [stored] = await run<{ id: string; version: number }>("store_sheet", STORE, [
    ...[assignmentId, state, total, remark, remarks === undefined ? null : JSON.stringify(remarks), note ?? null, channel, now],
    ...[scores.map(({ criterionId }) => criterionId), scores.map(({ code }) => code), scores.map(({ value }) => value)],
    ...[revisionId ?? null, actorId, deviceAt ?? null],
  ]);
  if (!stored) throw new Error(`no sheet was stored for assignment ${assignmentId}`);
  return stored;
}

const KEEP_REVISION = `
INSERT INTO "SheetRevision" ("id", "sheetId", "at", "actorId", "state", "values", "remark", "remarks", "privateNote", "version", "deviceAt")
SELECT coalesce($4::uuid, gen_random_uuid()), s."id", $2::timestamptz, $3::text, s."state",
       (SELECT coalesce(jsonb_object_agg(c."code", g."value"), '{}') FROM "SheetScore" g JOIN "Criterion" c ON c."id" = g."criterionId" WHERE g."sheetId" = s."id"),
       s."remark", s."remarks", s."privateNote", s."lockVersion", $5::timestamptz
  FROM "ScoreSheet" s WHERE s."id" = $1::uuid`;

interface Revision {
  sheetId: string;
  actorId: string;
  now: Date;
  id?: string;
  deviceAt?: Date | null;
}

/** Keeps the sheet as it stands once more, under the id of a save that changed nothing: sent again it is known. */
export async function keepRevision(run: RunSql, { sheetId, actorId, now, id, deviceAt }: Revision): Promise<void> {
  await run("keep_sheet_revision", KEEP_REVISION, [sheetId, now, actorId, id ?? null, deviceAt ?? null]);
}

/**
 * Opens a locked sheet again; its scores, remarks and note stay, a revision says who opened it. What was keyed in from paper before
 * doesn't count for what is to come.
 */
export async function reopenStoredSheet(run: RunSql, sheetId: string, actorId: string, now: Date): Promise<void> {
  const sql = `
    WITH sheet AS (UPDATE "ScoreSheet" SET "state" = 'DRAFT', "lockedAt" = NULL, "lockVersion" = "lockVersion" + 1 WHERE "id" = $1::uuid RETURNING "assignmentId")
    DELETE FROM "KeyedSheet" t USING sheet WHERE t."assignmentId" = sheet."assignmentId"`;
  await run("reopen_sheet", sql, [sheetId]);
  await keepRevision(run, { sheetId, actorId, now });
}

/** What a judge's device sent after the round had closed. */
export interface LateWrite {
  id: string;
  assignmentId: string;
  now: Date;
  deviceAt: Date | null;
  /** points by criterion code */
  values: Readonly<Record<string, Points>>;
  remark: string;
  /** by criterion code */
  remarks: Readonly<Record<string, string>>;
  note: string;
}

/** Keeps a late sheet, for the chair to decide on. */
export async function storeLateSheet(run: RunSql, { id, assignmentId, now, deviceAt, values, remark, remarks, note }: LateWrite): Promise<void> {
  await run(
    "store_late_sheet",
    `INSERT INTO "LateSheet" ("id", "assignmentId", "receivedAt", "deviceAt", "values", "remark", "remarks", "privateNote")
     VALUES ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, $5::jsonb, $6, $7::jsonb, $8)`,
    [id, assignmentId, now, deviceAt, JSON.stringify(values), remark, JSON.stringify(remarks), note],
  );
}
