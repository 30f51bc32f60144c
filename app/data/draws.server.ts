import type { Reader } from "~/data/editions.server";

/** A draw as the record has it; the cap as a decimal text. */
export interface DrawRow {
  id: string;
  /** when it began */
  at: Date;
  maxChance: string;
  seed: number;
  /** which draw of the round it is, counted from 1 */
  draws: number;
  appliedAt: Date | null;
  hasFile: boolean;
}

/** The draws of a round that were begun, the latest first, at most 50. One statement. */
export function begunDraws(reader: Reader, editionId: string, round: string): Promise<DrawRow[]> {
  return reader.$queryRaw<DrawRow[]>`
    SELECT e."data"->>'draw' AS "id", e."at", e."data"->>'maxChance' AS "maxChance", (e."data"->>'seed')::float8 AS "seed", (row_number() OVER (ORDER BY e."seq"))::int AS "draws",
           (SELECT min(a."at") FROM "LedgerEvent" a WHERE a."chain" = e."chain" AND a."type" = 'ASSIGNMENTS_DRAWN' AND a."data"->>'draw' = e."data"->>'draw') AS "appliedAt",
           EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."chain" = e."chain" AND t."hash" = e."data"->>'problem' AND t."erasedAt" IS NULL) AS "hasFile"
      FROM "LedgerEvent" e WHERE e."chain" = ${editionId} AND e."type" = 'ASSIGNMENT_DRAW_BEGUN' AND e."data"->>'round' = ${round} ORDER BY e."seq" DESC LIMIT 50`;
}

/** The problem of a draw that was begun, unless it was erased. One statement. */
export async function problemOfDraw(reader: Reader, editionId: string, draw: string): Promise<{ round: string; seed: string; text: string } | null> {
  const [row] = await reader.$queryRaw<{ round: string; seed: string; text: string }[]>`
    SELECT e."data"->>'round' AS "round", e."data"->>'seed' AS "seed", t."text"
      FROM "LedgerEvent" e JOIN "ErasableText" t ON t."chain" = e."chain" AND t."hash" = e."data"->>'problem' AND t."erasedAt" IS NULL
     WHERE e."chain" = ${editionId} AND e."type" = 'ASSIGNMENT_DRAW_BEGUN' AND e."data"->>'draw' = ${draw}`;
  return row ?? null;
}

/** The codes of the rounds of which a plan was drawn and applied. One statement. */
export async function drawnRounds(reader: Reader, editionId: string): Promise<ReadonlySet<string>> {
  const rows = await reader.$queryRaw<{ round: string }[]>`
    SELECT DISTINCT "data"->>'round' AS "round" FROM "LedgerEvent" WHERE "chain" = ${editionId} AND "type" = 'ASSIGNMENTS_DRAWN'`;
  return new Set(rows.map(({ round }) => round));
}
