import type { Database } from "~/data/client.server";
import type { StoredRow } from "~/domain/ledger/standing-rows";

interface Row {
  kind: "assignment" | "conflict";
  id: string;
  standing: boolean;
  /** round of an assignment, kind of a conflict */
  what: string;
  entry: string[];
  judge: string[];
}

/** Assignments and conflicts of an edition by id, also such that join something that is gone, to be compared with the record. */
export async function standingRows(db: Database, editionId: string): Promise<Record<"assignments" | "conflicts", Map<string, StoredRow>>> {
  const rows = await db.query<Row>(
    "ledger_standing_rows",
    `SELECT 'assignment' AS "kind", a."id"::text AS "id", a."state" = 'ACTIVE' AS "standing", coalesce(r."code", a."roundId"::text) AS "what",
            array_remove(ARRAY[e."code", a."entryId"::text], NULL) AS "entry", array_remove(ARRAY[j."code", a."judgeId"::text], NULL) AS "judge"
       FROM "Assignment" a LEFT JOIN "Round" r ON r."id" = a."roundId" LEFT JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "Judge" j ON j."id" = a."judgeId"
      WHERE a."editionId" = $1::uuid
     UNION ALL
     SELECT 'conflict', c."id"::text, c."liftedAt" IS NULL, c."kind"::text,
            array_remove(ARRAY[e."code", c."entryId"::text], NULL), array_remove(ARRAY[j."code", c."userId"], NULL)
       FROM "Conflict" c LEFT JOIN "Entry" e ON e."id" = c."entryId" LEFT JOIN "Judge" j ON j."userId" = c."userId" AND j."editionId" = c."editionId"
      WHERE c."editionId" = $1::uuid`,
    [editionId],
  );
  const mapOf = (kind: Row["kind"]) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ id, standing, what, entry, judge }): [string, StoredRow] => [id, { standing, names: [[what], entry, judge] }]));
  return { assignments: mapOf("assignment"), conflicts: mapOf("conflict") };
}

/** Entries admitted to the rounds of an edition, by codes. */
export async function admittedRows(db: Database, editionId: string): Promise<Map<string, string[]>> {
  const rows = await db.query<{ round: string; entries: string[] }>(
    "ledger_admissions",
    `SELECT r."code" AS "round", array_agg(coalesce(e."code", x."entryId"::text) ORDER BY e."code") AS "entries"
       FROM "RoundEntry" x JOIN "Round" r ON r."id" = x."roundId" LEFT JOIN "Entry" e ON e."id" = x."entryId" WHERE r."editionId" = $1::uuid GROUP BY r."code"`,
    [editionId],
  );
  return new Map(rows.map(({ round, entries }) => [round, entries]));
}
