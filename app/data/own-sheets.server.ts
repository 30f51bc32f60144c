import type { Database } from "~/data/client.server";
import { isBlindChecked, judgedTitle } from "~/data/redactions.server";
import { likeWord } from "~/data/search.server";
import type { Points } from "~/domain/kernel/decimal";

/** Titles as a judge may read them: in a blind round the copy without names, and none before the version was checked. */
const TITLE = judgedTitle("e", "r");

/** The running assignments of one person on entries that still take part, each with its sheet. */
const OWN = `"Judge" j
       JOIN "Assignment" a ON a."judgeId" = j."id" AND a."state" = 'ACTIVE'
       JOIN "Round" r ON r."id" = a."roundId"
       JOIN "Edition" ed ON ed."id" = a."editionId"
       JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
       LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"`;

/** Locked sheets of all judges on an entry in a round; only ever ordered by, never shown. */
const lockedOn = (assignment: string) => `(SELECT count(*) FROM "Assignment" o JOIN "ScoreSheet" os ON os."assignmentId" = o."id" AND os."state" = 'LOCKED'
   WHERE o."entryId" = ${assignment}."entryId" AND o."roundId" = ${assignment}."roundId" AND o."state" = 'ACTIVE')`;

/** The dossier is open to its judges: in a blind round only once it was checked for names. */
const IS_PREPARED = `(NOT r."blind" OR EXISTS (SELECT 1 FROM "EntryVersion" bv WHERE bv."entryId" = e."id" AND bv."state" = 'SUBMITTED' AND ${isBlindChecked("bv")}))`;

/** What to score next: what is not begun before what is, the entry that fewest judges have locked first, then by code. */
const nextFirst = (row: string) => `${row}."state" IS NOT NULL, ${lockedOn(row)}, ${row}."code", ${row}."id"`;

export interface OwnPlace {
  /** place in the round by code, from 1 */
  position: number;
  total: number;
  previous: string | null;
  next: string | null;
  locked: number;
  draft: number;
  /** sheets with every score that wait to be locked */
  complete: number;
  /** the one to score after this; null: no other one lacks scores */
  nextOpen: string | null;
}

/** Where an assignment stands among the judge's own of the same round, and which to score next. One statement. */
export async function ownPlace(db: Database, assignmentId: string): Promise<OwnPlace | null> {
  const [row] = await db.query<OwnPlace>(
    "own_place",
    `WITH mine AS (
       SELECT a."id", a."entryId", a."roundId", e."code", s."state", s."total" IS NOT NULL AS "isComplete", ${IS_PREPARED} AS "isPrepared",
              row_number() OVER o AS "position",
              lag(a."id") OVER o AS "previous", lead(a."id") OVER o AS "next"
         FROM "Assignment" own
         JOIN "Assignment" a ON a."judgeId" = own."judgeId" AND a."roundId" = own."roundId" AND a."state" = 'ACTIVE'
         JOIN "Round" r ON r."id" = a."roundId"
         JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
         LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
        WHERE own."id" = $1::uuid WINDOW o AS (ORDER BY e."code", a."id"))
     SELECT mine."position"::int, mine."previous"::text, mine."next"::text,
            (SELECT count(*)::int FROM mine) AS "total",
            (SELECT count(*)::int FROM mine m WHERE m."state" = 'LOCKED') AS "locked",
            (SELECT count(*)::int FROM mine m WHERE m."state" = 'DRAFT') AS "draft",
            (SELECT count(*)::int FROM mine m WHERE m."state" = 'DRAFT' AND m."isComplete") AS "complete",
            (SELECT m."id"::text FROM mine m WHERE m."id" <> $1::uuid AND m."isPrepared" AND m."isComplete" IS NOT TRUE ORDER BY ${nextFirst("m")} LIMIT 1) AS "nextOpen"
       FROM mine WHERE mine."id" = $1::uuid`,
    [assignmentId],
  );
  return row ?? null;
}

export interface OwnRoundRow {
  id: string;
  edition: string;
  round: string;
  startsAt: Date;
  endsAt: Date;
  total: number;
  locked: number;
  draft: number;
  complete: number;
  /** the first one that is not locked, what lacks scores first */
  next: string | null;
}

const STANDING = `CASE WHEN $2::timestamptz < r."startsAt" THEN 1 WHEN $2::timestamptz > r."endsAt" + interval '1 second' THEN 2 ELSE 0 END`;

/** The rounds a person judges in with how far they are: those that run first, then newest editions first. One statement. */
export function ownRoundRows(db: Database, userId: string, now: Date): Promise<OwnRoundRow[]> {
  return db.query<OwnRoundRow>(
    "own_rounds",
    `WITH mine AS (
       SELECT a."id", a."entryId", a."roundId", e."code", s."state", s."total" IS NOT NULL AS "isComplete", ${IS_PREPARED} AS "isPrepared" FROM ${OWN} WHERE j."userId" = $1)
     SELECT r."id"::text AS "id", ed."title" AS "edition", r."name" AS "round", r."startsAt", r."endsAt", count(*)::int AS "total",
            (count(*) FILTER (WHERE mine."state" = 'LOCKED'))::int AS "locked", (count(*) FILTER (WHERE mine."state" = 'DRAFT'))::int AS "draft",
            (count(*) FILTER (WHERE mine."state" = 'DRAFT' AND mine."isComplete"))::int AS "complete",
            (SELECT m."id"::text FROM mine m WHERE m."roundId" = r."id" AND m."isPrepared" AND m."state" IS DISTINCT FROM 'LOCKED'
              ORDER BY m."isComplete" IS TRUE, ${nextFirst("m")} LIMIT 1) AS "next"
       FROM mine JOIN "Round" r ON r."id" = mine."roundId" JOIN "Edition" ed ON ed."id" = r."editionId"
      GROUP BY r."id", ed."id" ORDER BY ${STANDING}, ed."closesAt" DESC, ed."id", r."position"`,
    [userId, now],
  );
}

export type OwnState = "todo" | "draft" | "locked";

export interface OwnEntryFilter {
  roundId: string | null;
  state: OwnState | null;
  /** words looked for in code and title, without diacritics */
  words: readonly string[];
  limit: number;
  offset: number;
}

export interface OwnEntryRow {
  id: string;
  roundId: string;
  code: string | null;
  title: string;
  field: string;
  /** null: not begun */
  state: "DRAFT" | "LOCKED" | null;
  isComplete: boolean;
  savedAt: Date | null;
  /** of all that match */
  matching: number;
}

/** One page of a person's own entries, in the order of `ownRoundRows`, then by code. One statement. */
export function ownEntryRows(db: Database, userId: string, now: Date, filter: OwnEntryFilter): Promise<OwnEntryRow[]> {
  return db.query<OwnEntryRow>(
    "own_entries",
    `SELECT a."id"::text AS "id", r."id"::text AS "roundId", e."code", ${TITLE} AS "title", coalesce(f."name", '') AS "field",
            s."state"::text AS "state", s."total" IS NOT NULL AS "isComplete", s."savedAt", (count(*) OVER ())::int AS "matching"
       FROM ${OWN} LEFT JOIN "Field" f ON f."id" = e."fieldId"
      WHERE j."userId" = $1 AND ($3::uuid IS NULL OR a."roundId" = $3::uuid)
        AND CASE $4::text WHEN 'todo' THEN s."id" IS NULL WHEN 'draft' THEN s."state" = 'DRAFT' WHEN 'locked' THEN s."state" = 'LOCKED' ELSE true END
        AND NOT EXISTS (SELECT 1 FROM unnest($5::text[]) AS word WHERE norm(coalesce(e."code", '') || ' ' || ${TITLE}) NOT LIKE norm(word))
      ORDER BY ${STANDING}, ed."closesAt" DESC, ed."id", r."position", e."code", a."id" LIMIT $6 OFFSET $7`,
    [userId, now, filter.roundId, filter.state, filter.words.map(likeWord), filter.limit, filter.offset],
  );
}

export interface CompleteDraft {
  id: string;
  code: string | null;
  title: string;
  round: string;
  edition: string;
  version: number;
  total: Points;
  remark: string;
  savedAt: Date;
  scores: readonly { label: string; value: Points; max: Points }[];
  matching: number;
}

/** Stored sheets of a person that have every score and are not locked, of rounds that run at `now` (or are scored again). One statement. */
export function completeDrafts(db: Database, userId: string, now: Date, limit: number): Promise<CompleteDraft[]> {
  return db.query<CompleteDraft>(
    "complete_drafts",
    `SELECT a."id"::text AS "id", e."code", ${TITLE} AS "title", r."name" AS "round", ed."title" AS "edition", s."lockVersion" AS "version", s."total",
            s."remark", s."savedAt", (count(*) OVER ())::int AS "matching",
            (SELECT json_agg(json_build_object('label', c."label", 'value', ss."value", 'max', c."max") ORDER BY c."position", c."code")
               FROM "SheetScore" ss JOIN "Criterion" c ON c."id" = ss."criterionId" WHERE ss."sheetId" = s."id") AS "scores"
       FROM ${OWN}
      WHERE j."userId" = $1 AND s."state" = 'DRAFT' AND s."total" IS NOT NULL
        AND (${STANDING} = 0 OR EXISTS (SELECT 1 FROM "Rescore" m WHERE m."entryId" = a."entryId" AND m."roundId" = a."roundId" AND m."state" = 'OPEN' AND m."dueAt" > $2::timestamptz))
      ORDER BY ed."closesAt" DESC, ed."id", r."position", e."code", a."id" LIMIT $3`,
    [userId, now, limit],
  );
}

export interface UnlockedSheet {
  /** of the unlocking; null where it is not on record */
  at: Date | null;
  /** null where it was erased */
  reason: string | null;
  before: { at: Date; values: Readonly<Record<string, Points>>; remark: string; remarks: Readonly<Record<string, string>> };
}

interface UnlockedRow {
  at: Date | null;
  reason: string | null;
  lockedAt: Date;
  values: Record<string, Points>;
  remark: string;
  remarks: Record<string, string>;
}

/**
 * What stood in a sheet when it was locked last, when it was opened again and why: by the chair, or by a meeting on re-scoring.
 * Null for a sheet that never was locked. For its own judge. One statement.
 */
export async function unlockedSheet(db: Database, sheetId: string): Promise<UnlockedSheet | null> {
  const [row] = await db.query<UnlockedRow>(
    "unlocked_sheet",
    `SELECT rv."at" AS "lockedAt", rv."values", rv."remark", rv."remarks", opened."at", opened."reason"
       FROM (SELECT * FROM "SheetRevision" WHERE "sheetId" = $1::uuid AND "state" = 'LOCKED' ORDER BY "at" DESC, "version" DESC LIMIT 1) rv
       JOIN "ScoreSheet" s ON s."id" = rv."sheetId"
       JOIN "Assignment" a ON a."id" = s."assignmentId"
       LEFT JOIN LATERAL (
         SELECT u."at", t."text" AS "reason" FROM "LedgerEvent" u
           LEFT JOIN "ErasableText" t ON t."chain" = u."chain" AND t."hash" = u."data"->>'reason' AND t."erasedAt" IS NULL
          WHERE u."chain" = a."editionId"::text AND u."type" = 'SHEET_UNLOCKED' AND u."data"->>'sheet' = s."id"::text AND u."at" >= rv."at"
         UNION ALL
         SELECT m."openedAt", t."text" FROM "Rescore" m LEFT JOIN "ErasableText" t ON t."id" = m."reasonId" AND t."erasedAt" IS NULL
          WHERE m."entryId" = a."entryId" AND m."roundId" = a."roundId" AND m."openedAt" >= rv."at"
         ORDER BY 1 DESC LIMIT 1) opened ON true`,
    [sheetId],
  );
  if (!row) return null;
  const { at, reason, lockedAt, values, remark, remarks } = row;
  return { at, reason, before: { at: lockedAt, values, remark, remarks } };
}
