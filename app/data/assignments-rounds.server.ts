import { inSightOf } from "~/data/conflicts.server";
import { Prisma } from "~/data/generated/client";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { titleForViewer } from "~/data/redactions.server";

/** An entry that is judged in a round. */
export interface RoundEntryRow {
  id: string;
  code: string;
  title: string;
  fieldId: string | null;
  field: string;
}

/**
 * The condition that entry `e` is judged in the round: it was submitted, found qualified and not withdrawn, and, after the first
 * round of the edition, was admitted.
 */
export function isInRound(roundId: string): Prisma.Sql {
  return Prisma.sql`(e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
    AND e."editionId" = (SELECT "editionId" FROM "Round" WHERE "id" = ${roundId}::uuid)
    AND (NOT EXISTS (SELECT 1 FROM "Round" r, "Round" earlier WHERE r."id" = ${roundId}::uuid AND earlier."editionId" = r."editionId"
                        AND earlier."position" < r."position")
         OR EXISTS (SELECT 1 FROM "RoundEntry" re WHERE re."roundId" = ${roundId}::uuid AND re."entryId" = e."id")))`;
}

/** All entries that are judged in a round, by code. */
export function entriesOfRound(reader: Reader, roundId: string): Promise<RoundEntryRow[]> {
  return reader.$queryRaw<RoundEntryRow[]>`
    SELECT e."id"::text AS "id", e."code", e."title", e."fieldId"::text AS "fieldId", coalesce(f."name", '') AS "field"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId" WHERE ${isInRound(roundId)} ORDER BY e."code"`;
}

/** An entry that may be admitted to a round. */
export interface CandidateRow extends RoundEntryRow {
  isAdmitted: boolean;
  /** is being judged in the round and cannot leave it */
  isAtWork: boolean;
  /** false: the viewer has a conflict of interest with it, and neither sees nor changes it */
  isInSight: boolean;
  /** is judged in the round before */
  isJudgedBefore: boolean;
}

/** All entries of an edition that take part, by code, with how they stand to a round and the one before, and whether the viewer may know of them. One statement. */
export function candidatesFor(reader: Reader, query: { editionId: string; roundId: string; previousId: string; viewerId: string }): Promise<CandidateRow[]> {
  const { editionId, roundId, previousId, viewerId } = query;
  return reader.$queryRaw<CandidateRow[]>`
    SELECT e."id"::text AS "id", e."code", ${titleForViewer("e", viewerId)} AS "title", e."fieldId"::text AS "fieldId", coalesce(f."name", '') AS "field",
           EXISTS (SELECT 1 FROM "RoundEntry" re WHERE re."roundId" = ${roundId}::uuid AND re."entryId" = e."id") AS "isAdmitted",
           EXISTS (SELECT 1 FROM "Assignment" a WHERE a."roundId" = ${roundId}::uuid AND a."entryId" = e."id" AND a."state" = 'ACTIVE') AS "isAtWork",
           ${inSightOf(Prisma.sql`e."id"`, viewerId)} AS "isInSight", ${isInRound(previousId)} AS "isJudgedBefore"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
     ORDER BY e."code"`;
}

/** Makes the ticked ones of `candidates` the entries admitted to a round; those that no longer take part stay as they are. */
export async function setAdmitted(tx: Tx, roundId: string, candidates: readonly CandidateRow[], admitted: ReadonlySet<string>, now: Date): Promise<void> {
  const leaving = candidates.filter((entry) => entry.isAdmitted && !admitted.has(entry.id)).map(({ id }) => id);
  const coming = candidates.filter((entry) => !entry.isAdmitted && admitted.has(entry.id));
  await tx.roundEntry.deleteMany({ where: { roundId, entryId: { in: leaving } } });
  await tx.roundEntry.createMany({ data: coming.map(({ id }) => ({ roundId, entryId: id, at: now })), skipDuplicates: true });
}
