import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { likeWord } from "~/data/search.server";
import { hiddenFromViewer } from "~/data/sheets.server";
import type { Points } from "~/domain/kernel/decimal";

export interface KeyedRow {
  by: string;
  name: string;
  at: Date;
  values: ReadonlyMap<string, Points>;
  remark: string;
}

/** SQL: no conflict of interest stands between the person who keyed in the row `t` and the entry: nothing else counts or is shown. */
const isImpartial = (entry: string) => inSight(entry, `t."keyedById"`);

/** What was keyed in for an assignment, the oldest first, but for people who have a conflict of interest with the entry by now. */
export async function keyedOf(reader: Reader, assignmentId: string): Promise<KeyedRow[]> {
  const rows = await reader.$queryRaw<{ by: string; name: string; at: Date; values: Record<string, Points>; remark: string }[]>`
    SELECT t."keyedById" AS "by", u."name", t."at", t."values", t."remark"
      FROM "KeyedSheet" t JOIN "User" u ON u."id" = t."keyedById" JOIN "Assignment" a ON a."id" = t."assignmentId"
     WHERE t."assignmentId" = ${assignmentId}::uuid AND ${Prisma.raw(isImpartial(`a."entryId"`))} ORDER BY t."at", t."id"`;
  return rows.map((row) => ({ ...row, values: new Map(Object.entries(row.values)) }));
}

/** Keeps what a person keyed in, in the place of what the same person keyed in before. */
export async function keepKeyed(tx: Tx, row: { assignmentId: string; keyedById: string; at: Date; values: ReadonlyMap<string, Points>; remark: string }): Promise<void> {
  const { assignmentId, keyedById, at, remark } = row;
  const values = Object.fromEntries(row.values);
  await tx.keyedSheet.upsert({
    where: { assignmentId_keyedById: { assignmentId, keyedById } },
    create: { assignmentId, keyedById, at, values, remark },
    update: { at, values, remark },
  });
}

export interface PaperLine {
  assignmentId: string;
  code: string;
  title: string;
  judge: string;
  /** people who keyed it in so far, and whether the viewer is one of them */
  keyed: number;
  own: boolean;
  state: "DRAFT" | "LOCKED" | null;
  channel: "ONLINE" | "PAPER" | null;
}

export type PaperMark = "hai" | "khac" | "chua" | "xong";

interface PaperFilter {
  editionId: string;
  roundId: string;
  viewerId: string;
  words: readonly string[];
  only: PaperMark | null;
  limit: number;
  offset: number;
}

/**
 * Sheets of a round that may come on paper, one page: those nobody has locked, and those locked from paper. Without the viewer's own
 * sheets and entries whose scores the viewer may not read (`hiddenEntries`). One statement.
 */
export async function paperLines(db: Database, filter: PaperFilter): Promise<{ rows: PaperLine[]; total: number }> {
  const rows = await db.query<PaperLine & { total: number }>(
    "paper_sheet_lines",
    `WITH lines AS (
       SELECT a."id"::text AS "assignmentId", e."code", e."title", j."code" || ' ' || u."name" AS "judge", s."state"::text AS "state", s."channel"::text AS "channel",
              (SELECT count(*) FROM "KeyedSheet" t WHERE t."assignmentId" = a."id" AND ${isImpartial(`e."id"`)})::int AS "keyed",
              EXISTS (SELECT 1 FROM "KeyedSheet" t WHERE t."assignmentId" = a."id" AND t."keyedById" = $2) AS "own"
         FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
         JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
         LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
        WHERE a."roundId" = $1::uuid AND a."state" = 'ACTIVE' AND j."userId" <> $2 AND (s."state" IS DISTINCT FROM 'LOCKED' OR s."channel" = 'PAPER')
          AND e."id"::text NOT IN (SELECT h."entryId" FROM (${hiddenFromViewer("$7", "$2")}) h)
          AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) w WHERE norm(e."title" || ' ' || e."code" || ' ' || j."code" || ' ' || u."name") NOT LIKE norm(w)))
     SELECT l.*, (count(*) OVER ())::int AS "total" FROM lines l
      WHERE CASE $4::text WHEN 'hai' THEN l."keyed" = 1 AND NOT l."own" AND l."state" IS DISTINCT FROM 'LOCKED' WHEN 'khac' THEN l."keyed" >= 2 AND l."state" IS DISTINCT FROM 'LOCKED'
                          WHEN 'chua' THEN l."keyed" = 0 AND l."state" IS DISTINCT FROM 'LOCKED' WHEN 'xong' THEN l."state" = 'LOCKED' ELSE true END
      ORDER BY l."state" = 'LOCKED' NULLS FIRST, l."keyed" DESC, l."code", l."judge" LIMIT $5 OFFSET $6`,
    [filter.roundId, filter.viewerId, filter.words.map(likeWord), filter.only, filter.limit, filter.offset, filter.editionId],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
