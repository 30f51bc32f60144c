import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { WAITING_REQUESTS } from "~/data/personal-data.server";
import { isLetterInSight } from "~/data/outbox-list.server";
import { isBlindChecked } from "~/data/redactions.server";
import type { DeskCounts } from "~/domain/contest/desk";

export interface FieldCount {
  id: string;
  code: string;
  name: string;
  entries: number;
}

/**
 * All counts of a desk in one statement. `roundId` is the round whose judges are looked at (null: none).
 * Whoever has not given a code to an entry yet has not submitted it: drafts are counted apart.
 */
export async function deskCounts(db: Database, request: { editionId: string; roundId: string | null; viewerId: string; now: Date }): Promise<DeskCounts> {
  const rows = await db.query<DeskCounts>(
    "desk_counts",
    `WITH e AS (
       SELECT count(*) FILTER (WHERE "state" = 'DRAFT') AS drafts,
              count(*) FILTER (WHERE "state" = 'WITHDRAWN') AS withdrawn,
              count(*) FILTER (WHERE "state" = 'SUBMITTED' AND "screening" = 'RECEIVED') AS received,
              count(*) FILTER (WHERE "state" = 'SUBMITTED' AND "screening" = 'NEEDS_SUPPLEMENT') AS supplement,
              count(*) FILTER (WHERE "state" = 'SUBMITTED' AND "screening" = 'NEEDS_SUPPLEMENT' AND date_trunc('second', "supplementDueAt") < date_trunc('second', $3::timestamptz)) AS overdue,
              count(*) FILTER (WHERE "state" = 'SUBMITTED' AND "screening" = 'QUALIFIED') AS qualified,
              count(*) FILTER (WHERE "state" = 'SUBMITTED' AND "screening" = 'REJECTED') AS rejected
         FROM "Entry" WHERE "editionId" = $1 AND ${inSight(`"Entry"."id"`, "$4")}),
     a AS (
       SELECT a."entryId", a."judgeId", s."state"
         FROM "Assignment" a JOIN "Entry" n ON n."id" = a."entryId" AND n."state" = 'SUBMITTED'
         LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
        WHERE a."editionId" = $1 AND a."roundId" = $2 AND a."state" = 'ACTIVE' AND ${inSight(`a."entryId"`, "$4")}),
     u AS (
       SELECT count(*) AS unassigned FROM "Entry" n JOIN "Edition" d ON d."id" = n."editionId" JOIN "Round" r ON r."id" = $2
         LEFT JOIN (SELECT "entryId", count(*) AS judges FROM a GROUP BY "entryId") h ON h."entryId" = n."id"
        WHERE n."editionId" = $1 AND n."state" = 'SUBMITTED' AND n."screening" = 'QUALIFIED' AND ${inSight(`n."id"`, "$4")}
          AND (NOT EXISTS (SELECT 1 FROM "Round" b WHERE b."editionId" = $1 AND b."position" < r."position")
               OR EXISTS (SELECT 1 FROM "RoundEntry" x WHERE x."roundId" = $2 AND x."entryId" = n."id"))
          AND coalesce(h.judges, 0) < coalesce(r."judgesPerEntry", d."judgesPerEntry"))
     SELECT e.drafts::int AS "drafts", e.received::int AS "received", e.supplement::int AS "supplement", e.overdue::int AS "overdue",
            e.qualified::int AS "qualified", e.rejected::int AS "rejected", e.withdrawn::int AS "withdrawn", u.unassigned::int AS "unassigned",
            (SELECT count(*) FROM a WHERE "state" = 'LOCKED')::int AS "sheetsLocked",
            (SELECT count(*) FROM a WHERE "state" = 'DRAFT')::int AS "sheetsBegun",
            (SELECT count(*) FROM a WHERE "state" IS NULL)::int AS "sheetsToBegin",
            (SELECT count(DISTINCT "judgeId") FROM a WHERE "state" IS DISTINCT FROM 'LOCKED')::int AS "judgesBehind",
            (SELECT count(*) FROM "Entry" n JOIN "EntryVersion" v ON v."entryId" = n."id" AND v."state" = 'SUBMITTED'
              WHERE n."editionId" = $1 AND n."state" = 'SUBMITTED' AND n."screening" = 'QUALIFIED' AND ${inSight(`n."id"`, "$4")} AND NOT ${isBlindChecked("v")}
                AND EXISTS (SELECT 1 FROM "Assignment" x JOIN "Round" r ON r."id" = x."roundId" AND r."blind" WHERE x."entryId" = n."id" AND x."state" = 'ACTIVE'))::int AS "blindWaiting",
            (SELECT count(*) FROM "LateSheet" l JOIN "Assignment" x ON x."id" = l."assignmentId" WHERE x."editionId" = $1 AND l."state" = 'WAITING' AND ${inSight(`x."entryId"`, "$4")})::int AS "lateSheets",
            (SELECT count(*) FROM "Rescore" x WHERE x."editionId" = $1 AND x."state" = 'OPEN' AND ${inSight(`x."entryId"`, "$4")})::int AS "openRescores",
            (SELECT count(*) FROM "Appeal" p WHERE p."editionId" = $1 AND p."state" = 'RECEIVED' AND ${inSight(`p."entryId"`, "$4")})::int AS "openAppeals",
            (SELECT count(*) FROM "ResultDecision" rd WHERE rd."editionId" = $1 AND rd."stoppedAt" IS NOT NULL)::int AS "stoppedPublications",
            (SELECT count(*) FROM "Commendation" cm WHERE cm."editionId" = $1 AND (cm."state" = 'PROPOSED' OR cm."state" = 'SIGNED' AND EXISTS (SELECT 1 FROM "Edition" ce WHERE ce."id" = $1 AND ce."publishedAt" <= $3)))::int AS "commendations",
            ${WAITING_REQUESTS("$4")}::int AS "dataRequests",
            (SELECT count(*) FROM "OutboxMessage" m WHERE m."editionId" = $1 AND m."state" IN ('PENDING', 'FAILED') AND ${isLetterInSight("$4")})::int AS "mails",
            (SELECT count(*) FROM "OutboxMessage" m WHERE m."editionId" = $1 AND m."state" = 'HELD' AND ${isLetterInSight("$4")})::int AS "heldMails"
       FROM e, u`,
    [request.editionId, request.roundId, request.now, request.viewerId],
  );
  const [counts] = rows;
  if (!counts) throw new Error("counting gave no row");
  return counts;
}

/** Submitted entries of each field that the viewer may see, in the fields' order. */
export function entriesPerField(db: Database, editionId: string, viewerId: string): Promise<FieldCount[]> {
  return db.query<FieldCount>(
    "desk_entries_per_field",
    `SELECT f."id"::text AS "id", f."code", f."name", count(e."id")::int AS "entries"
       FROM "Field" f LEFT JOIN "Entry" e ON e."fieldId" = f."id" AND e."editionId" = f."editionId" AND e."state" = 'SUBMITTED' AND ${inSight(`e."id"`, "$2")}
      WHERE f."editionId" = $1 GROUP BY f."id" ORDER BY f."position", f."code"`,
    [editionId, viewerId],
  );
}
