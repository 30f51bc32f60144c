import { Prisma } from "~/data/generated/client";
import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";

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

/** All entries of an edition that take part, admitted to whatever round, by code. */
export function qualifiedEntries(reader: Reader, editionId: string): Promise<RoundEntryRow[]> {
  return reader.$queryRaw<RoundEntryRow[]>`
    SELECT e."id"::text AS "id", e."code", e."title", e."fieldId"::text AS "fieldId", coalesce(f."name", '') AS "field"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
     ORDER BY e."code"`;
}

/** Entries with running assignments in a round: these cannot leave it. */
export async function entriesAtWork(reader: Reader, roundId: string): Promise<Set<string>> {
  const rows = await reader.assignment.findMany({ where: { roundId, state: "ACTIVE" }, select: { entryId: true }, distinct: ["entryId"] });
  return new Set(rows.map((row) => row.entryId));
}

/** Entries admitted to a later round, whatever became of them. */
export async function admittedEntries(reader: Reader, roundId: string): Promise<Set<string>> {
  const rows = await reader.roundEntry.findMany({ where: { roundId }, select: { entryId: true } });
  return new Set(rows.map((row) => row.entryId));
}

/** Makes `entryIds` the entries admitted to a round. */
export async function setAdmitted(tx: Tx, roundId: string, entryIds: readonly string[], now: Date): Promise<void> {
  await tx.roundEntry.deleteMany({ where: { roundId, entryId: { notIn: [...entryIds] } } });
  await tx.roundEntry.createMany({ data: entryIds.map((entryId) => ({ roundId, entryId, at: now })), skipDuplicates: true });
}
