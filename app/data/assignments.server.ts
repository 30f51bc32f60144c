import type { Tx } from "~/data/client.server";
import { appendToLedger } from "~/data/ledger.server";

/** A judge, an entry and the panel on whose behalf the judge judges it. */
export interface PairToAssign {
  entryId: string;
  judgeId: string;
  panelId: string;
}

/** The codes of one assignment, as events name it. */
export interface NamedAssignment {
  id: string;
  round: string;
  entry: string;
  judge: string;
}

/**
 * Waits for every other transaction that assigns one of these persons to the entry or records a conflict between them.
 * Always in the same order, so that two of them cannot wait for each other.
 */
export async function lockPairs(tx: Tx, pairs: readonly { entryId: string; userId: string }[]): Promise<void> {
  await tx.$executeRaw`
    SELECT lock_pair(p."entryId", p."userId") FROM (
      SELECT DISTINCT ON (pair_lock_key("entryId", "userId")) "entryId", "userId"
        FROM unnest(${pairs.map((pair) => pair.entryId)}::uuid[], ${pairs.map((pair) => pair.userId)}::text[]) AS g("entryId", "userId")
       ORDER BY pair_lock_key("entryId", "userId")) p`;
}

/** Changes of the assignments of one round wait for each other until the transaction ends. */
export async function lockAssignmentsOfRound(tx: Tx, roundId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('assignments of ' || ${roundId}, 0))`;
}

interface Assigning {
  editionId: string;
  roundId: string;
  pairs: readonly PairToAssign[];
  actorId: string;
  now: Date;
}

/**
 * Assigns judges to entries and puts it on record. The database refuses a pair in conflict (SQLSTATE SC001) and a pair that is
 * assigned already in the round (unique violation).
 */
export async function makeAssignments(tx: Tx, { editionId, roundId, pairs, actorId, now }: Assigning): Promise<NamedAssignment[]> {
  if (pairs.length === 0) return [];
  const entries = pairs.map((pair) => pair.entryId);
  const judges = pairs.map((pair) => pair.judgeId);
  const people = await tx.$queryRaw<{ entryId: string; userId: string }[]>`
    SELECT p."entryId"::text AS "entryId", j."userId" FROM unnest(${entries}::uuid[], ${judges}::uuid[]) AS p("entryId", "judgeId")
      JOIN "Judge" j ON j."id" = p."judgeId"`;
  await lockPairs(tx, people);
  const made = await tx.$queryRaw<NamedAssignment[]>`
    WITH made AS (
      INSERT INTO "Assignment" ("id", "editionId", "roundId", "panelId", "entryId", "judgeId", "createdById", "createdAt")
      SELECT gen_random_uuid(), ${editionId}::uuid, ${roundId}::uuid, p."panelId", p."entryId", p."judgeId", ${actorId}, ${now}
        FROM unnest(${entries}::uuid[], ${judges}::uuid[], ${pairs.map((pair) => pair.panelId)}::uuid[]) AS p("entryId", "judgeId", "panelId")
      RETURNING "id", "roundId", "entryId", "judgeId")
    SELECT made."id"::text AS "id", r."code" AS "round", coalesce(e."code", e."id"::text) AS "entry", j."code" AS "judge"
      FROM made JOIN "Round" r ON r."id" = made."roundId" JOIN "Entry" e ON e."id" = made."entryId" JOIN "Judge" j ON j."id" = made."judgeId"
     ORDER BY "entry", "judge"`;
  await record(tx, "ASSIGNMENT_MADE", made, { editionId, actorId, now });
  return made;
}

interface Revoking {
  editionId: string;
  ids: readonly string[];
  /** the acting user, or "system" where a rule revokes */
  actorId: string;
  now: Date;
}

/** Takes running assignments back and puts it on record; their sheets stay but count no longer. Those revoked already are passed over. */
export async function revokeAssignments(tx: Tx, { editionId, ids, actorId, now }: Revoking): Promise<NamedAssignment[]> {
  if (ids.length === 0) return [];
  const revoked = await tx.$queryRaw<NamedAssignment[]>`
    WITH revoked AS (
      UPDATE "Assignment" SET "state" = 'REVOKED', "revokedAt" = ${now}, "revokedById" = ${actorId}
       WHERE "id" = ANY(${[...ids]}::uuid[]) AND "editionId" = ${editionId}::uuid AND "state" = 'ACTIVE'
      RETURNING "id", "roundId", "entryId", "judgeId")
    SELECT revoked."id"::text AS "id", r."code" AS "round", coalesce(e."code", e."id"::text) AS "entry", j."code" AS "judge"
      FROM revoked JOIN "Round" r ON r."id" = revoked."roundId" JOIN "Entry" e ON e."id" = revoked."entryId"
      JOIN "Judge" j ON j."id" = revoked."judgeId"
     ORDER BY "entry", "judge"`;
  await record(tx, "ASSIGNMENT_REVOKED", revoked, { editionId, actorId, now });
  return revoked;
}

async function record(
  tx: Tx,
  type: "ASSIGNMENT_MADE" | "ASSIGNMENT_REVOKED",
  assignments: readonly NamedAssignment[],
  { editionId, actorId, now }: { editionId: string; actorId: string; now: Date },
): Promise<void> {
  await appendToLedger(
    tx,
    assignments.map(({ id, round, entry, judge }) => ({
      type,
      data: { assignment: id, round, entry, judge },
      actor: actorId,
      at: now,
      editionId,
    })),
  );
}
