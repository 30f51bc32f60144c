import type { Reader } from "~/data/editions.server";

export interface ClosingFacts {
  appeals: number;
  /** upheld, wholly or in part */
  upheld: number;
  rounds: { name: string; judges: number; entries: number; sheets: number }[];
}

/** What happened in an edition besides its result, by numbers alone. One statement. */
export async function closingFacts(reader: Reader, editionId: string): Promise<ClosingFacts> {
  const [row] = await reader.$queryRaw<ClosingFacts[]>`
    SELECT (SELECT count(*)::int FROM "Appeal" p WHERE p."editionId" = ${editionId}::uuid AND p."state" <> 'WITHDRAWN') AS "appeals",
           (SELECT count(*)::int FROM "Appeal" p WHERE p."editionId" = ${editionId}::uuid AND p."state" <> 'WITHDRAWN' AND p."outcome" IN ('UPHELD', 'PARTLY_UPHELD')) AS "upheld",
           coalesce((SELECT json_agg(x ORDER BY x."position") FROM (
              SELECT r."name", r."position", count(DISTINCT a."judgeId")::int AS "judges", count(DISTINCT a."entryId")::int AS "entries", count(s."id")::int AS "sheets"
                FROM "Round" r LEFT JOIN "Assignment" a ON a."roundId" = r."id" AND a."state" = 'ACTIVE'
                LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id" AND s."state" = 'LOCKED'
               WHERE r."editionId" = ${editionId}::uuid GROUP BY r."id") x), '[]') AS "rounds"`;
  return row ?? { appeals: 0, upheld: 0, rounds: [] };
}
