import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { judgedTitle, titleFor } from "~/data/redactions.server";
import type { RescoreState } from "~/data/generated/enums";
import type { SheetStanding } from "~/domain/judging/visibility";

/** Where every running assignment of an entry stands, in all rounds, with the code of its judge. */
export interface CodedStanding extends SheetStanding {
  judge: string;
  judgeName: string;
}

export function standingsOf(reader: Reader, entryIds: readonly string[]): Promise<(CodedStanding & { entryId: string })[]> {
  return reader.$queryRaw<(CodedStanding & { entryId: string })[]>`
    SELECT a."entryId"::text AS "entryId", a."roundId"::text AS "roundId", a."panelId"::text AS "panelId", j."userId", j."code" AS "judge", u."name" AS "judgeName",
           coalesce(s."state" = 'LOCKED', false) AS "locked"
      FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."entryId" = ANY(${[...entryIds]}::uuid[]) AND a."state" = 'ACTIVE' ORDER BY j."code"`;
}

export interface RescoreLine {
  id: string;
  entryId: string;
  code: string;
  title: string;
  round: string;
  state: RescoreState;
  openedAt: Date;
  dueAt: Date;
  closedAt: Date | null;
  /** sheets it opened, and how many of them are locked again */
  sheets: number;
  locked: number;
}

/** Meetings of an edition, open ones first, without entries the viewer has a conflict of interest with. One statement. */
export async function rescoreLines(
  db: Database,
  filter: { editionId: string; viewerId: string; limit: number; offset: number },
): Promise<{ rows: RescoreLine[]; total: number }> {
  const rows = await db.query<RescoreLine & { total: number }>(
    "rescore_lines",
    `SELECT x."id"::text AS "id", x."entryId"::text AS "entryId", coalesce(e."code", '') AS "code", r."name" AS "round",
            ${titleFor("e", "$2")} AS "title", x."state"::text AS "state",
            x."openedAt", x."dueAt", x."closedAt", jsonb_array_length(x."originals") AS "sheets", (count(*) OVER ())::int AS "total",
            (SELECT count(*) FROM "Assignment" a JOIN "ScoreSheet" s ON s."assignmentId" = a."id" AND s."state" = 'LOCKED'
              WHERE a."entryId" = x."entryId" AND a."roundId" = x."roundId" AND a."state" = 'ACTIVE')::int AS "locked"
       FROM "Rescore" x JOIN "Entry" e ON e."id" = x."entryId" JOIN "Round" r ON r."id" = x."roundId"
      WHERE x."editionId" = $1::uuid
        AND ${inSight(`x."entryId"`, "$2")}
      ORDER BY x."state" = 'OPEN' DESC, x."openedAt" DESC LIMIT $3 OFFSET $4`,
    [filter.editionId, filter.viewerId, filter.limit, filter.offset],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export interface OwnRescoreRow {
  id: string;
  entryId: string;
  roundId: string;
  assignmentId: string;
  code: string;
  /** without names in a blind round */
  title: string;
  edition: string;
  round: string;
  dueAt: Date;
  reason: string | null;
  originals: unknown;
}

/** Open meetings on entries a person judges, in whose originals the person's own sheet is. */
export function openRescoresOfJudge(db: Database, userId: string): Promise<OwnRescoreRow[]> {
  return db.query<OwnRescoreRow>(
    "open_rescores_of_judge",
    `SELECT x."id"::text AS "id", x."entryId"::text AS "entryId", x."roundId"::text AS "roundId", a."id"::text AS "assignmentId", coalesce(e."code", '') AS "code",
            ${judgedTitle("e", "r")} AS "title", ed."title" AS "edition", r."name" AS "round", x."dueAt", CASE WHEN t."erasedAt" IS NULL THEN t."text" END AS "reason", x."originals"
       FROM "Judge" j JOIN "Assignment" a ON a."judgeId" = j."id" AND a."state" = 'ACTIVE'
       JOIN "Rescore" x ON x."entryId" = a."entryId" AND x."roundId" = a."roundId" AND x."state" = 'OPEN'
       JOIN "Entry" e ON e."id" = x."entryId" JOIN "Round" r ON r."id" = x."roundId" JOIN "Edition" ed ON ed."id" = x."editionId"
       LEFT JOIN "ErasableText" t ON t."id" = x."reasonId"
      WHERE j."userId" = $1 AND x."originals" @> jsonb_build_array(jsonb_build_object('assignment', a."id"::text))
        AND ${inSight(`x."entryId"`, "$1")}
      ORDER BY x."dueAt", e."code"`,
    [userId],
  );
}
