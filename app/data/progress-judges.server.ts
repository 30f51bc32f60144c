import { isInRound } from "~/data/assignments-rounds.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { likeWord } from "~/data/search.server";

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

export type JudgeSort = "ma" | "cham";

interface JudgeFilter {
  roundId: string;
  /** entries this person has a conflict of interest with are not counted */
  viewerId: string;
  words: readonly string[];
  sort: JudgeSort;
  limit: number;
  offset: number;
}

const ORDER: Readonly<Record<JudgeSort, Prisma.Sql>> = {
  ma: Prisma.sql`b."code"`,
  cham: Prisma.sql`b."draft" + b."todo" DESC, b."code"`,
};

/** How far the judges of a round are, one page, with the sums over all of them (searched for or not) and the number found. One statement. */
export async function judgeProgress(reader: Reader, filter: JudgeFilter): Promise<{ judges: JudgeProgress[]; total: number; overall: RoundProgress }> {
  const found = filter.words.map((word) => Prisma.sql`norm(b."code" || ' ' || b."name") LIKE norm(${likeWord(word)})`);
  const rows = await reader.$queryRaw<((JudgeProgress | { judgeId: null }) & { total: number; allLocked: number; allDraft: number; allTodo: number })[]>`
    WITH counted AS (
      SELECT a."judgeId", count(*) FILTER (WHERE s."state" = 'LOCKED')::int AS "locked", count(*) FILTER (WHERE s."state" = 'DRAFT')::int AS "draft",
             count(*) FILTER (WHERE s."id" IS NULL)::int AS "todo", max(s."savedAt") AS "lastSavedAt"
        FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
       WHERE a."roundId" = ${filter.roundId}::uuid AND a."state" = 'ACTIVE' AND ${isInRound(filter.roundId)}
         AND ${inSightOf(Prisma.sql`e."id"`, filter.viewerId)}
       GROUP BY a."judgeId"),
    named AS (SELECT n.*, j."code", u."name" FROM counted n JOIN "Judge" j ON j."id" = n."judgeId" JOIN "User" u ON u."id" = j."userId"),
    page AS (SELECT b.*, (count(*) OVER ())::int AS "total" FROM named b WHERE ${Prisma.join([Prisma.sql`true`, ...found], " AND ")}
              ORDER BY ${ORDER[filter.sort]} LIMIT ${filter.limit} OFFSET ${filter.offset})
    SELECT b."judgeId"::text AS "judgeId", b."code", b."name", b."locked", b."draft", b."todo", b."lastSavedAt", coalesce(b."total", 0) AS "total", s."allLocked", s."allDraft", s."allTodo"
      FROM (SELECT coalesce(sum("locked"), 0)::int AS "allLocked", coalesce(sum("draft"), 0)::int AS "allDraft", coalesce(sum("todo"), 0)::int AS "allTodo" FROM counted) s
      LEFT JOIN page b ON true ORDER BY ${ORDER[filter.sort]}`;
  const [first] = rows;
  return {
    judges: rows.flatMap((row) => {
      if (row.judgeId === null) return [];
      const { judgeId, code, name, locked, draft, todo, lastSavedAt } = row as JudgeProgress;
      return [{ judgeId, code, name, locked, draft, todo, lastSavedAt }];
    }),
    total: first?.total ?? 0,
    overall: { locked: first?.allLocked ?? 0, draft: first?.allDraft ?? 0, todo: first?.allTodo ?? 0 },
  };
}
