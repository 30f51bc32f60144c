import type { Reader } from "~/data/editions.server";
import type { Day } from "~/domain/entry/ages";

/** An entry that was handed in, as far as special awards look at it. */
export interface CountedEntryRow {
  id: string;
  code: string;
  unitId: string | null;
  isQualified: boolean;
  authors: { key: string; name: string; birthDate: Day | null; account: string | null }[];
}

/**
 * Every entry of the edition that was handed in and not withdrawn, its unit as the register has it now (a merged unit is the one it went
 * into), with its authors. One statement.
 */
export function countedEntries(reader: Reader, editionId: string): Promise<CountedEntryRow[]> {
  return reader.$queryRaw<CountedEntryRow[]>`
    SELECT e."id"::text AS "id", e."code", coalesce(u."mergedIntoId", u."id")::text AS "unitId", e."screening" = 'QUALIFIED' AS "isQualified",
           coalesce((SELECT json_agg(json_build_object('key', a."key", 'name', a."fullName", 'birthDate', to_char(a."birthDate", 'YYYY-MM-DD'), 'account', a."userId") ORDER BY a."position", a."key")
             FROM "EntryAuthor" a WHERE a."versionId" = v."id"), '[]') AS "authors"
      FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' LEFT JOIN "Unit" u ON u."id" = v."unitId"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."code" IS NOT NULL ORDER BY e."code"`;
}

/** Names of units. One statement. */
export async function unitNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.unit.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface GivenRow {
  id: string;
  specialAwardId: string;
  unitId: string | null;
  entryId: string | null;
  authorKey: string | null;
  recipientName: string | null;
  madeAt: Date;
  madeBy: string | null;
  /** null: none was needed, or it was erased */
  reason: string | null;
  hasVote: boolean;
  revokedAt: Date | null;
  revokedReason: string | null;
}

/** Everything ever given of these awards, revoked too, in order. One statement. */
export function givenRows(reader: Reader, awardIds: readonly string[]): Promise<GivenRow[]> {
  return reader.$queryRaw<GivenRow[]>`
    SELECT g."id"::text AS "id", g."specialAwardId"::text AS "specialAwardId", coalesce(u."mergedIntoId", g."unitId")::text AS "unitId", g."entryId"::text AS "entryId",
           g."authorKey"::text AS "authorKey", g."recipientName", g."madeAt", n."name" AS "madeBy", r."text" AS "reason", g."voteId" IS NOT NULL AS "hasVote", g."revokedAt", w."text" AS "revokedReason"
      FROM "SpecialAwardGiven" g LEFT JOIN "Unit" u ON u."id" = g."unitId" LEFT JOIN "User" n ON n."id" = g."madeById"
      LEFT JOIN "ErasableText" r ON r."id" = g."reasonId" AND r."erasedAt" IS NULL LEFT JOIN "ErasableText" w ON w."id" = g."revokeReasonId" AND w."erasedAt" IS NULL
     WHERE g."specialAwardId" = ANY(${[...awardIds]}::uuid[]) ORDER BY g."madeAt", g."id"`;
}

/** A vote that was carried for this award and not revoked, the latest; null: none. */
export async function carriedVote(reader: Reader, awardId: string, entryId: string | null): Promise<string | null> {
  const votes = await reader.vote.findMany({ where: { specialAwardId: awardId, subject: "SPECIAL_AWARD", carried: true, revokedAt: null }, orderBy: { recordedAt: "desc" }, select: { id: true, entryIds: true } });
  return votes.find(({ entryIds }) => entryIds.length === 0 || (entryId !== null && entryIds.includes(entryId)))?.id ?? null;
}
