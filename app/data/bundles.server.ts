import type { Database } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { ChainEvent } from "~/domain/ledger/chain";

/** Standing assignments of an edition by codes, in a fixed order. */
export function assignmentCodes(db: Database, editionId: string): Promise<{ round: string; entry: string; judge: string }[]> {
  return db.query(
    "bundle_assignments",
    `SELECT r."code" AS "round", e."code" AS "entry", j."code" AS "judge"
       FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId"
      WHERE a."editionId" = $1::uuid AND a."state" = 'ACTIVE' ORDER BY r."position", e."code", j."code"`,
    [editionId],
  );
}

/** Standing conflicts of the edition's judges by codes, in a fixed order. */
export function conflictCodes(db: Database, editionId: string): Promise<{ entry: string; judge: string; kind: string }[]> {
  return db.query(
    "bundle_conflicts",
    `SELECT e."code" AS "entry", j."code" AS "judge", c."kind"::text AS "kind"
       FROM "Conflict" c JOIN "Entry" e ON e."id" = c."entryId" JOIN "Judge" j ON j."userId" = c."userId" AND j."editionId" = c."editionId"
      WHERE c."editionId" = $1::uuid AND c."liftedAt" IS NULL AND e."code" IS NOT NULL ORDER BY e."code", j."code", c."kind"`,
    [editionId],
  );
}

/** All events of an edition's chain in their order. */
export async function chainOf(db: Database, editionId: string): Promise<ChainEvent[]> {
  const rows = await db.query<Omit<ChainEvent, "at"> & { at: Date }>(
    "bundle_events",
    `SELECT "seq", "at", "type", "actor", "data", "prev", "hash" FROM "LedgerEvent" WHERE "chain" = $1 ORDER BY "seq"`,
    [editionId],
  );
  return rows.map(({ seq, at, type, actor, data, prev, hash }) => ({ seq, at: at.toISOString(), type, actor, data, prev, hash }));
}

/** Signs of the decisions that were published before the one with this number in the sequence, first the oldest. */
export function earlierDecisions(reader: Reader, editionId: string, sequence: number) {
  return reader.resultDecision.findMany({
    where: { editionId, state: "PUBLISHED", sequence: { lt: sequence } },
    orderBy: { sequence: "asc" },
    select: { sealedHash: true, decisionNumber: true, decisionDate: true },
  });
}

/** True where a conflict of interest of this person with any entry of the edition stands. */
export async function isInConflictAnywhere(reader: Reader, editionId: string, userId: string): Promise<boolean> {
  return (await reader.conflict.count({ where: { editionId, userId, liftedAt: null } })) > 0;
}
