import { isInRound } from "~/data/assignments-rounds.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { likeWord } from "~/data/search.server";
import { titleForViewer } from "~/data/redactions.server";
import type { Points } from "~/domain/kernel/decimal";

/** Whose eyes the figures are for: entries they have a conflict of interest with are not counted. */
export interface ProgressScope {
  editionId: string;
  roundId: string;
  viewerId: string;
  /** whether this person may see scores at all */
  mayInspect: boolean;
  /** locked sheets an entry needs in this round */
  needed: number;
  /** null: judges may differ as much as they like */
  maxSpread: Points | null;
}

export interface EntryProgress {
  entryId: string;
  code: string;
  /** as the viewer may read it: without names where they judge it blind */
  title: string;
  field: string;
  locked: number;
  draft: number;
  todo: number;
  /** totals of the locked sheets by judges' codes; empty where this person may not see them (yet) */
  totals: Points[];
  /** full marks of the rubric that holds */
  fullMarks: Points | null;
  spread: Points | null;
  isSpread: boolean;
  /** a meeting on re-scoring that is open */
  meetingId: string | null;
  late: number;
  keyedOnce: number;
}

export type EntrySort = "ma" | "thieu" | "lech";
export type EntryMark = "con" | "thieu" | "lech" | "hop" | "muon";

export interface EntryFilter extends ProgressScope {
  fieldId?: string | undefined;
  words: readonly string[];
  only: EntryMark | null;
  sort: EntrySort;
  limit: number;
  offset: number;
}

/**
 * Entries of the round with their sheets counted. Scores count towards the spread as the ranking's rules say (locked sheets of running
 * assignments) and only where `domain/judging/visibility` lets this person see them.
 */
const figures = (scope: ProgressScope) => Prisma.sql`
  hidden AS (
    SELECT DISTINCT own."entryId" FROM "Assignment" own JOIN "Judge" oj ON oj."id" = own."judgeId" AND oj."userId" = ${scope.viewerId}
      JOIN "Assignment" a ON a."entryId" = own."entryId" AND a."roundId" = own."roundId" AND a."panelId" = own."panelId" AND a."state" = 'ACTIVE'
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE own."editionId" = ${scope.editionId}::uuid AND own."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED'),
  late AS (SELECT a."entryId", count(*)::int AS "n" FROM "LateSheet" l JOIN "Assignment" a ON a."id" = l."assignmentId"
            WHERE a."roundId" = ${scope.roundId}::uuid AND l."state" = 'WAITING' GROUP BY a."entryId"),
  keyed AS (SELECT a."entryId", count(DISTINCT a."id")::int AS "n" FROM "KeyedSheet" k JOIN "Assignment" a ON a."id" = k."assignmentId" AND a."state" = 'ACTIVE'
              LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
             WHERE a."roundId" = ${scope.roundId}::uuid AND s."state" IS DISTINCT FROM 'LOCKED' GROUP BY a."entryId"),
  counted AS (
    SELECT e."id", e."code", ${titleForViewer("e", scope.viewerId)} AS "title", e."fieldId", n."locked", n."draft", n."todo",
           CASE WHEN ${scope.mayInspect} AND h."entryId" IS NULL THEN n."totals" END AS "totals",
           CASE WHEN ${scope.mayInspect} AND h."entryId" IS NULL AND n."locked" > 0 THEN n."spread" END AS "spread",
           x."id" AS "meetingId", coalesce(late."n", 0) AS "late", coalesce(keyed."n", 0) AS "keyedOnce"
      FROM "Entry" e
      LEFT JOIN hidden h ON h."entryId" = e."id"
      LEFT JOIN late ON late."entryId" = e."id"
      LEFT JOIN keyed ON keyed."entryId" = e."id"
      LEFT JOIN "Rescore" x ON x."entryId" = e."id" AND x."roundId" = ${scope.roundId}::uuid AND x."state" = 'OPEN'
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "locked", count(*) FILTER (WHERE s."state" = 'DRAFT')::int AS "draft",
               count(*) FILTER (WHERE s."id" IS NULL)::int AS "todo",
               array_agg(s."total" ORDER BY j."code") FILTER (WHERE s."state" = 'LOCKED') AS "totals",
               max(s."total") FILTER (WHERE s."state" = 'LOCKED') - min(s."total") FILTER (WHERE s."state" = 'LOCKED') AS "spread"
          FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
         WHERE a."entryId" = e."id" AND a."roundId" = ${scope.roundId}::uuid AND a."state" = 'ACTIVE') n
     WHERE ${isInRound(scope.roundId)}
       AND ${inSightOf(Prisma.sql`e."id"`, scope.viewerId)})`;

const isSpread = ({ maxSpread }: ProgressScope) => Prisma.sql`coalesce(p."spread" > ${maxSpread}::int, false)`;

function markCondition(filter: EntryFilter): Prisma.Sql | null {
  switch (filter.only) {
    case "con":
      return Prisma.sql`(p."draft" + p."todo" > 0 OR p."locked" = 0)`;
    case "thieu":
      return Prisma.sql`p."locked" < ${filter.needed}`;
    case "lech":
      return isSpread(filter);
    case "hop":
      return Prisma.sql`p."meetingId" IS NOT NULL`;
    case "muon":
      return Prisma.sql`p."late" > 0`;
    case null:
      return null;
  }
}

const ORDER: Readonly<Record<EntrySort, Prisma.Sql>> = {
  ma: Prisma.sql`p."code"`,
  thieu: Prisma.sql`p."locked", p."draft", p."code"`,
  lech: Prisma.sql`p."spread" DESC NULLS LAST, p."code"`,
};

/** How far the entries of a round are, one page; the total beside it (0 beyond the last page). One statement. */
export async function entryProgress(reader: Reader, filter: EntryFilter): Promise<{ rows: EntryProgress[]; total: number }> {
  const parts = [Prisma.sql`true`];
  if (filter.fieldId) parts.push(Prisma.sql`p."fieldId" = ${filter.fieldId}::uuid`);
  for (const word of filter.words) parts.push(Prisma.sql`norm(p."title" || ' ' || p."code") LIKE norm(${likeWord(word)})`);
  const mark = markCondition(filter);
  if (mark) parts.push(mark);
  const rows = await reader.$queryRaw<(EntryProgress & { total: number })[]>`
    WITH ${figures(filter)},
    page AS (SELECT p.*, ${isSpread(filter)} AS "isSpread", (count(*) OVER ())::int AS "total" FROM counted p
              WHERE ${Prisma.join(parts, " AND ")} ORDER BY ${ORDER[filter.sort]} LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT p."id"::text AS "entryId", p."code", p."title", coalesce(f."name", '') AS "field", p."locked", p."draft", p."todo", coalesce(p."totals", '{}') AS "totals",
           (SELECT sum(c."max")::int FROM "Criterion" c WHERE c."rubricId" = (
              SELECT rb."id" FROM "Rubric" rb WHERE rb."roundId" = ${filter.roundId}::uuid AND (rb."fieldId" = p."fieldId" OR rb."fieldId" IS NULL)
               ORDER BY rb."fieldId" NULLS LAST LIMIT 1)) AS "fullMarks",
           p."spread", p."isSpread", p."meetingId"::text AS "meetingId", p."late", p."keyedOnce", p."total"
      FROM page p LEFT JOIN "Field" f ON f."id" = p."fieldId" ORDER BY ${ORDER[filter.sort]}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** What the chair should look at in a round, counted. */
export interface RoundMarks {
  entries: number;
  thin: number;
  spread: number;
  meetings: number;
  late: number;
  keyedOnce: number;
}

/** One statement. */
export async function roundMarks(reader: Reader, scope: ProgressScope): Promise<RoundMarks> {
  const [row] = await reader.$queryRaw<RoundMarks[]>`
    WITH ${figures(scope)}
    SELECT count(*)::int AS "entries", count(*) FILTER (WHERE p."locked" < ${scope.needed})::int AS "thin", count(*) FILTER (WHERE ${isSpread(scope)})::int AS "spread",
           count(p."meetingId")::int AS "meetings", coalesce(sum(p."late"), 0)::int AS "late", coalesce(sum(p."keyedOnce"), 0)::int AS "keyedOnce"
      FROM counted p`;
  if (!row) throw new Error("counting gave no row");
  return row;
}
