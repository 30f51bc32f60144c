import type { Reader } from "~/data/editions.server";

/** Rows that are the erased person's own: whoever is named there is no namesake. */
export interface OwnRows {
  /** entries whose texts lose the name in any case */
  entryIds: readonly string[];
  authors: readonly { entryId: string; authorKey: string }[];
  userIds: readonly string[];
}

interface Asked {
  editionId: string;
  /** names with the pattern that finds each */
  names: readonly { name: string; pattern: string }[];
  own: OwnRows;
}

/** Which of the names somebody else in the edition has too: authors, guardians, supervisors, people commended or given awards, committees, staff and judges. One statement. */
export async function namesOfOthers(reader: Reader, { editionId, names, own }: Asked): Promise<string[]> {
  const keys = [own.authors.map(({ entryId }) => entryId), own.authors.map(({ authorKey }) => authorKey)] as const;
  const userIds = [...own.userIds];
  const rows = await reader.$queryRaw<{ name: string }[]>`
    WITH others AS (
      SELECT unnest(ARRAY[a."fullName", CASE WHEN coalesce(a."guardianUserId", '') = ANY(${userIds}::text[]) THEN '' ELSE a."guardianName" END]) AS "who"
        FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" JOIN "EntryAuthor" a ON a."versionId" = v."id"
       WHERE e."editionId" = ${editionId}::uuid AND NOT EXISTS (SELECT 1 FROM unnest(${keys[0]}::uuid[], ${keys[1]}::uuid[]) AS o("entryId", "key") WHERE o."entryId" = e."id" AND o."key" = a."key")
      UNION SELECT v."supervisorName" FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" WHERE e."editionId" = ${editionId}::uuid AND e."id" <> ALL(${[...own.entryIds]}::uuid[])
      UNION SELECT "recipientName" FROM "Commendation" WHERE "editionId" = ${editionId}::uuid AND "recipientKind" = 'PERSON'
      UNION SELECT g."recipientName" FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId" WHERE s."editionId" = ${editionId}::uuid AND g."entryId" IS NULL AND g."recipientName" IS NOT NULL
      UNION SELECT "name" FROM "CommitteeMember" WHERE "editionId" = ${editionId}::uuid AND coalesce("userId", '') <> ALL(${userIds}::text[])
      UNION SELECT u."name" FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."editionId" = ${editionId}::uuid AND m."role" <> 'ENTRANT' AND u."id" <> ALL(${userIds}::text[]))
    SELECT n."name" FROM unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ pattern }) => pattern)}::text[]) AS n("name", "pattern")
     WHERE EXISTS (SELECT 1 FROM others WHERE others."who" ~ n."pattern")`;
  return rows.map(({ name }) => name);
}

/** Which of the names another account has too. One statement. */
export async function namesOfOtherAccounts(reader: Reader, { names, userId }: { names: Asked["names"]; userId: string }): Promise<string[]> {
  const rows = await reader.$queryRaw<{ name: string }[]>`
    SELECT n."name" FROM unnest(${names.map(({ name }) => name)}::text[], ${names.map(({ pattern }) => pattern)}::text[]) AS n("name", "pattern")
     WHERE EXISTS (SELECT 1 FROM "User" u WHERE u."id" <> ${userId} AND u."name" ~ n."pattern")`;
  return rows.map(({ name }) => name);
}

/** Where a name stands in an edition outside entries. */
export interface NamePlaces {
  /** papers as issued, by number or name */
  papers: string[];
  letters: number;
  /** texts on record */
  texts: number;
  /** commendations and special awards */
  honours: number;
}

/** Where the pattern finds something in an edition outside entries. One statement. */
export async function placesOfName(reader: Reader, editionId: string, pattern: string): Promise<NamePlaces> {
  const [row] = await reader.$queryRaw<NamePlaces[]>`
    SELECT coalesce((SELECT array_agg(coalesce("number", "name") ORDER BY "issuedAt", "id") FROM "IssuedPaper" WHERE "editionId" = ${editionId}::uuid AND "content"::text ~ ${pattern}), '{}') AS "papers",
           (SELECT count(*)::int FROM "OutboxMessage" WHERE "editionId" = ${editionId}::uuid AND concat_ws(' ', "recipientName", "subject", "body") ~ ${pattern}) AS "letters",
           (SELECT count(*)::int FROM "ErasableText" WHERE "chain" = ${editionId}::text AND "erasedAt" IS NULL AND "text" ~ ${pattern}) AS "texts",
           (SELECT count(*)::int FROM "Commendation" WHERE "editionId" = ${editionId}::uuid AND "recipientKind" = 'PERSON' AND "recipientName" ~ ${pattern})
         + (SELECT count(*)::int FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId" WHERE s."editionId" = ${editionId}::uuid AND g."recipientName" ~ ${pattern}) AS "honours"`;
  if (!row) throw new Error("no row");
  return row;
}
