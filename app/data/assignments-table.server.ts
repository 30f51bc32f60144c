import { isInRound, type RoundEntryRow } from "~/data/assignments-rounds.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { SheetState } from "~/data/generated/enums";
import { likeWord } from "~/data/search.server";

export interface AssignedJudge {
  id: string;
  judgeId: string;
  code: string;
  name: string;
  /** null: not begun */
  state: SheetState | null;
}

export interface AssignmentTableRow extends RoundEntryRow {
  assigned: AssignedJudge[];
}

export interface AssignmentFilter {
  roundId: string;
  /** whose page it is: entries they have a conflict of interest with are not there */
  viewerId: string;
  fieldId?: string | undefined;
  /** words of title or code, without diacritics */
  words?: readonly string[] | undefined;
  /** only entries with fewer judges than this */
  fewerThan?: number | undefined;
  limit: number;
  offset: number;
}

function condition({ roundId, viewerId, fieldId, words = [], fewerThan }: AssignmentFilter): Prisma.Sql {
  const parts = [isInRound(roundId), inSightOf(Prisma.sql`e."id"`, viewerId)];
  if (fieldId) parts.push(Prisma.sql`e."fieldId" = ${fieldId}::uuid`);
  for (const word of words) parts.push(Prisma.sql`norm(e."title" || ' ' || coalesce(e."code", '')) LIKE norm(${likeWord(word)})`);
  if (fewerThan !== undefined) {
    parts.push(Prisma.sql`(SELECT count(*) FROM "Assignment" a WHERE a."entryId" = e."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE') < ${fewerThan}`);
  }
  return Prisma.join(parts, " AND ");
}

/** One page of the entries of a round with the judges assigned to each; the total beside it (0 beyond the last page). One statement. */
export async function assignmentTable(reader: Reader, filter: AssignmentFilter): Promise<{ rows: AssignmentTableRow[]; total: number }> {
  const rows = await reader.$queryRaw<(AssignmentTableRow & { total: number })[]>`
    WITH page AS (
      SELECT e."id", e."code", e."title", e."fieldId", (count(*) OVER ())::int AS "total"
        FROM "Entry" e WHERE ${condition(filter)} ORDER BY e."code" LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT page."id"::text AS "id", page."code", page."title", page."fieldId"::text AS "fieldId", coalesce(f."name", '') AS "field", page."total",
           coalesce((SELECT json_agg(json_build_object('id', a."id", 'judgeId', j."id", 'code', j."code", 'name', u."name", 'state', s."state") ORDER BY j."code")
                       FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
                       LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
                      WHERE a."entryId" = page."id" AND a."roundId" = ${filter.roundId}::uuid AND a."state" = 'ACTIVE'), '[]') AS "assigned"
      FROM page LEFT JOIN "Field" f ON f."id" = page."fieldId" ORDER BY page."code"`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export interface JudgeLoad {
  code: string;
  name: string;
  load: number;
}

/** The judges of a round who judge most, by the entries the viewer may know of, and how many judges it has. One statement. */
export async function largestLoads(reader: Reader, { roundId, viewerId }: { roundId: string; viewerId: string }, limit: number): Promise<{ loads: JudgeLoad[]; judges: number }> {
  const rows = await reader.$queryRaw<(JudgeLoad & { judges: number })[]>`
    WITH load AS (
      SELECT a."judgeId", count(*)::int AS "load" FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" AND r."editionId" = a."editionId"
       WHERE a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE' AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)} GROUP BY a."judgeId"),
    seat AS (
      SELECT m."judgeId" FROM "PanelMember" m JOIN "Panel" p ON p."id" = m."panelId" WHERE p."roundId" = ${roundId}::uuid
      UNION SELECT "judgeId" FROM load)
    SELECT j."code", u."name", coalesce(load."load", 0) AS "load", (count(*) OVER ())::int AS "judges"
      FROM seat JOIN "Judge" j ON j."id" = seat."judgeId" JOIN "User" u ON u."id" = j."userId" LEFT JOIN load ON load."judgeId" = j."id"
     ORDER BY "load" DESC, j."code" LIMIT ${limit}`;
  return { loads: rows.map(({ code, name, load }) => ({ code, name, load })), judges: rows[0]?.judges ?? 0 };
}

/** A judge of a round: the panels they sit in, the fields these serve, how much they judge already, and what they must not. */
export interface RoundJudge {
  id: string;
  code: string;
  name: string;
  maxLoad: number | null;
  /** judges no more, and is given nothing */
  hasLeft: boolean;
  /** running assignments in this round */
  load: number;
  panels: { id: string; fieldIds: string[] }[];
  /** entries with which a conflict of interest stands */
  barredFrom: string[];
}

/**
 * Everybody who sits in a panel of the round or still judges in it, by code; panels by name. One statement.
 * @param viewerId whose page it is for: their loads are told without entries the viewer has a conflict of interest with
 */
export function judgesOfRound(reader: Reader, roundId: string, viewerId = ""): Promise<RoundJudge[]> {
  return reader.$queryRaw<RoundJudge[]>`
    SELECT j."id"::text AS "id", j."code", u."name", j."maxLoad", j."leftAt" IS NOT NULL AS "hasLeft",
           (SELECT count(*)::int FROM "Assignment" a WHERE a."judgeId" = j."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE'
                                                                      AND ${inSightOf(Prisma.sql`a."entryId"`, viewerId)}) AS "load",
           coalesce((SELECT json_agg(json_build_object('id', p."id", 'fieldIds',
                       coalesce((SELECT json_agg(pf."fieldId" ORDER BY pf."fieldId") FROM "PanelField" pf WHERE pf."panelId" = p."id"), '[]'))
                     ORDER BY p."name", p."id")
              FROM "PanelMember" m JOIN "Panel" p ON p."id" = m."panelId" WHERE m."judgeId" = j."id" AND p."roundId" = ${roundId}::uuid), '[]') AS "panels",
           ARRAY(SELECT DISTINCT c."entryId"::text FROM "Conflict" c
                  WHERE c."editionId" = j."editionId" AND c."userId" = j."userId" AND c."liftedAt" IS NULL ORDER BY 1) AS "barredFrom"
      FROM "Judge" j JOIN "User" u ON u."id" = j."userId"
     WHERE EXISTS (SELECT 1 FROM "PanelMember" m JOIN "Panel" p ON p."id" = m."panelId" WHERE m."judgeId" = j."id" AND p."roundId" = ${roundId}::uuid)
        OR EXISTS (SELECT 1 FROM "Assignment" a WHERE a."judgeId" = j."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE')
     ORDER BY j."code"`;
}

/** An entry of a round with the judges it has. */
export interface AssignedEntry extends RoundEntryRow {
  judgeIds: string[];
}

/** All entries of a round with the judges they have, by code. One statement. */
export function assignedEntries(reader: Reader, roundId: string): Promise<AssignedEntry[]> {
  return reader.$queryRaw<AssignedEntry[]>`
    SELECT e."id"::text AS "id", e."code", e."title", e."fieldId"::text AS "fieldId", coalesce(f."name", '') AS "field",
           ARRAY(SELECT a."judgeId"::text FROM "Assignment" a WHERE a."entryId" = e."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE'
                  ORDER BY 1) AS "judgeIds"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId" WHERE ${isInRound(roundId)} ORDER BY e."code"`;
}

/** Running assignments of an entry in a round, with the state of their sheets. */
export function activeAssignments(reader: Reader, roundId: string, entryId: string): Promise<AssignedJudge[]> {
  return reader.$queryRaw<AssignedJudge[]>`
    SELECT a."id"::text AS "id", j."id"::text AS "judgeId", j."code", u."name", s."state"::text AS "state"
      FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE' AND a."entryId" = ${entryId}::uuid
     ORDER BY j."code"`;
}
