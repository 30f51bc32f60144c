import { isInRound } from "~/data/assignments-rounds.server";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

/** Whose eyes the figures are for: entries they have a conflict of interest with are not counted. */
export interface ProgressScope {
  roundId: string;
  viewerId: string;
}

/** Entry `e` is judged in the round and the viewer has no conflict of interest with it. */
const isCounted = ({ roundId, viewerId }: ProgressScope) => Prisma.sql`(${isInRound(roundId)}
  AND NOT EXISTS (SELECT 1 FROM "Conflict" c WHERE c."entryId" = e."id" AND c."userId" = ${viewerId} AND c."liftedAt" IS NULL))`;

export interface JudgeProgress {
  judgeId: string;
  code: string;
  name: string;
  locked: number;
  draft: number;
  todo: number;
  lastSavedAt: Date | null;
}

export interface RoundProgress {
  locked: number;
  draft: number;
  todo: number;
}

/** How far the judges of a round are, one page by code, with the sums over all of them and their number. One statement. */
export async function judgeProgress(
  reader: Reader,
  scope: ProgressScope & { limit: number; offset: number },
): Promise<{ judges: JudgeProgress[]; total: number; overall: RoundProgress }> {
  const rows = await reader.$queryRaw<(JudgeProgress & { total: number; allLocked: number; allDraft: number; allTodo: number })[]>`
    WITH counted AS (
      SELECT a."judgeId", count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "locked", count(*) FILTER (WHERE s."state" = 'DRAFT')::int AS "draft",
             count(*) FILTER (WHERE s."id" IS NULL)::int AS "todo", max(s."savedAt") AS "lastSavedAt"
        FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
       WHERE a."roundId" = ${scope.roundId}::uuid AND a."state" = 'ACTIVE' AND ${isCounted(scope)} GROUP BY a."judgeId")
    SELECT j."id"::text AS "judgeId", j."code", u."name", n."locked", n."draft", n."todo", n."lastSavedAt", (count(*) OVER ())::int AS "total",
           (sum(n."locked") OVER ())::int AS "allLocked", (sum(n."draft") OVER ())::int AS "allDraft", (sum(n."todo") OVER ())::int AS "allTodo"
      FROM counted n JOIN "Judge" j ON j."id" = n."judgeId" JOIN "User" u ON u."id" = j."userId"
     ORDER BY j."code" LIMIT ${scope.limit} OFFSET ${scope.offset}`;
  const [first] = rows;
  return {
    judges: rows.map(({ judgeId, code, name, locked, draft, todo, lastSavedAt }) => ({ judgeId, code, name, locked, draft, todo, lastSavedAt })),
    total: first?.total ?? 0,
    overall: { locked: first?.allLocked ?? 0, draft: first?.allDraft ?? 0, todo: first?.allTodo ?? 0 },
  };
}

export interface EntryProgress {
  entryId: string;
  code: string;
  title: string;
  field: string;
  locked: number;
  draft: number;
  todo: number;
}

export interface EntryProgressFilter extends ProgressScope {
  fieldId?: string | undefined;
  /** only entries whose sheets are not all locked, or that have none */
  open: boolean;
  limit: number;
  offset: number;
}

const SHEETS = (roundId: string) => Prisma.sql`"Assignment" a LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
  WHERE a."entryId" = e."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE'`;

/** How far the entries of a round are, one page; the total beside it (0 beyond the last page). One statement. */
export async function entryProgress(reader: Reader, filter: EntryProgressFilter): Promise<{ rows: EntryProgress[]; total: number }> {
  const parts = [isCounted(filter)];
  if (filter.fieldId) parts.push(Prisma.sql`e."fieldId" = ${filter.fieldId}::uuid`);
  if (filter.open) parts.push(Prisma.sql`(SELECT count(*) = 0 OR bool_or(s."state" IS DISTINCT FROM 'LOCKED') FROM ${SHEETS(filter.roundId)})`);
  const rows = await reader.$queryRaw<(EntryProgress & { total: number })[]>`
    WITH page AS (
      SELECT e."id", e."code", e."title", e."fieldId", (count(*) OVER ())::int AS "total"
        FROM "Entry" e WHERE ${Prisma.join(parts, " AND ")} ORDER BY e."code" LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT e."id"::text AS "entryId", e."code", e."title", coalesce(f."name", '') AS "field", n."locked", n."draft", n."todo", e."total"
      FROM page e LEFT JOIN "Field" f ON f."id" = e."fieldId"
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "locked", count(*) FILTER (WHERE s."state" = 'DRAFT')::int AS "draft",
               count(*) FILTER (WHERE s."id" IS NULL)::int AS "todo" FROM ${SHEETS(filter.roundId)}) n
     ORDER BY e."code"`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export interface UnfinishedJudge {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  locale: string;
  open: number;
}

/** Judges of a round with sheets not locked yet, without those who got the same letter since `since`. */
export function unfinishedJudges(tx: Tx, scope: { editionId: string; roundId: string; template: string; since: Date }): Promise<UnfinishedJudge[]> {
  return tx.$queryRaw<UnfinishedJudge[]>`
    SELECT u."id" AS "userId", u."name", u."email", u."phone", u."locale", count(*)::int AS "open"
      FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."roundId" = ${scope.roundId}::uuid AND a."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED' AND ${isInRound(scope.roundId)}
       AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" m WHERE m."userId" = u."id" AND m."editionId" = ${scope.editionId}::uuid
                          AND m."template" = ${scope.template} AND m."createdAt" > ${scope.since})
     GROUP BY u."id", u."name", u."email", u."phone", u."locale", j."code" ORDER BY j."code"`;
}

/** Reminders of one edition are written one after the other, so that a double click writes each once. */
export async function lockReminders(tx: Tx, editionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reminders of ' || ${editionId}, 0))`;
}

/** Code and title of a submitted entry of the edition, unless the viewer has a conflict of interest with it. */
export async function entryOfEdition(
  reader: Reader,
  { editionId, entryId, viewerId }: { editionId: string; entryId: string; viewerId: string },
): Promise<{ code: string; title: string } | null> {
  const conflicts = { none: { userId: viewerId, liftedAt: null } };
  const entry = await reader.entry.findFirst({ where: { id: entryId, editionId, code: { not: null }, conflicts }, select: { code: true, title: true } });
  return entry?.code ? { code: entry.code, title: entry.title } : null;
}
