import type { Database } from "./client.server";

export interface LoadableSheet {
  /** of the assignment */
  id: string;
  code: string;
}

/** No judge has more entries in a day; the rest is loaded after these are done. */
const MOST = 200;

/**
 * The sheets a judge may still have to fill, by edition and code: not locked, of rounds that are not over. Codes only: what else may be
 * told of an entry is decided where its page is made. One statement.
 */
export function loadableSheets(db: Database, userId: string, now: Date): Promise<LoadableSheet[]> {
  return db.query<LoadableSheet>(
    "loadable_sheets",
    `SELECT a."id"::text AS "id", coalesce(e."code", '') AS "code"
       FROM "Judge" j
       JOIN "Assignment" a ON a."judgeId" = j."id" AND a."state" = 'ACTIVE'
       JOIN "Round" r ON r."id" = a."roundId" AND r."endsAt" >= $2::timestamptz
       JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
       LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
      WHERE j."userId" = $1 AND s."state" IS DISTINCT FROM 'LOCKED'
      ORDER BY r."endsAt", a."editionId", e."code", a."id" LIMIT ${MOST}`,
    [userId, now],
  );
}
