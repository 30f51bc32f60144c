import type { Database, Tx } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";

/** A typed name as the list groups it: without regard to case and to blanks. */
const groupOf = (column: string) => `lower(btrim(regexp_replace(normalize(${column}, NFC), '\\s+', ' ', 'g')))`;

/**
 * Every place where a unit was typed and none is linked: the entry's own, its authors', its supervisor's, in the versions
 * that count and in drafts, of entries that were not withdrawn and that the viewer $1 may see.
 */
const TYPED = `
  SELECT v."entryId", v."unitName" AS "name", 'entry' AS "place" FROM version v WHERE v."unitId" IS NULL AND v."unitName" <> ''
  UNION ALL
  SELECT v."entryId", a."unitName", 'author' FROM version v JOIN "EntryAuthor" a ON a."versionId" = v."id" WHERE a."unitId" IS NULL AND a."unitName" <> ''
  UNION ALL
  SELECT v."entryId", v."supervisorUnitName", 'supervisor' FROM version v WHERE v."supervisorUnitId" IS NULL AND v."supervisorUnitName" <> ''`;

const VERSIONS = `version AS (
  SELECT v.* FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" WHERE v."state" IN ('SUBMITTED', 'DRAFT') AND e."state" <> 'WITHDRAWN' AND ${inSight(`e."id"`, "$1")})`;

export interface UnmatchedName {
  /** the most frequent writing */
  name: string;
  entries: number;
  authors: number;
  supervisors: number;
  suggestions: { id: string; name: string; kind: string }[];
}

const MIN_LIKENESS = 0.3;

/** One page of the typed names that stand for no unit, the most frequent first, each with the units most like it. */
export async function unmatchedNames(db: Database, { viewerId, page, pageSize }: { viewerId: string; page: number; pageSize: number }): Promise<{ rows: UnmatchedName[]; total: number }> {
  const [rows, total] = await Promise.all([
    db.query<UnmatchedName>(
      "units_unmatched",
      `WITH ${VERSIONS}, typed AS (${TYPED}),
       grouped AS (
         SELECT mode() WITHIN GROUP (ORDER BY "name") AS "name",
                count(DISTINCT "entryId")::int AS "entries",
                count(*) FILTER (WHERE "place" = 'author')::int AS "authors",
                count(*) FILTER (WHERE "place" = 'supervisor')::int AS "supervisors",
                ${groupOf(`"name"`)} AS "key"
           FROM typed GROUP BY ${groupOf(`"name"`)} ORDER BY 2 DESC, 5 LIMIT $2 OFFSET $3)
       SELECT g."name", g."entries", g."authors", g."supervisors",
              coalesce((SELECT json_agg(json_build_object('id', s."id", 'name', s."name", 'kind', s."kind") ORDER BY s."likeness" DESC, s."name")
                 FROM (SELECT u."id", u."name", u."kind",
                              greatest(similarity(norm(u."name"), norm(g."name")),
                                coalesce((SELECT max(similarity(norm(n."name"), norm(g."name"))) FROM "UnitName" n WHERE n."unitId" = u."id"), 0)) AS "likeness"
                         FROM "Unit" u WHERE u."mergedIntoId" IS NULL ORDER BY "likeness" DESC, u."name" LIMIT 3) s
                WHERE s."likeness" >= ${MIN_LIKENESS}), '[]') AS "suggestions"
         FROM grouped g ORDER BY g."entries" DESC, g."key"`,
      [viewerId, pageSize, (page - 1) * pageSize],
    ),
    countUnmatched(db, viewerId),
  ]);
  return { rows, total };
}

/** How many different typed names stand for no unit. */
export async function countUnmatched(db: Database, viewerId: string): Promise<number> {
  const [count] = await db.query<{ n: number }>(
    "units_unmatched_count",
    `WITH ${VERSIONS}, typed AS (${TYPED}) SELECT count(DISTINCT ${groupOf(`"name"`)})::int AS n FROM typed`,
    [viewerId],
  );
  return count?.n ?? 0;
}

/** How many submitted entries of an edition that the viewer may see name a unit that is not linked: statistics count them for none. */
export async function countUnmatchedEntries(db: Database, { editionId, viewerId }: { editionId: string; viewerId: string }): Promise<number> {
  const [count] = await db.query<{ n: number }>(
    "entries_unmatched_count",
    `SELECT count(*)::int AS n FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
      WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND v."unitId" IS NULL AND btrim(v."unitName") <> '' AND ${inSight(`e."id"`, "$2")}`,
    [editionId, viewerId],
  );
  return count?.n ?? 0;
}

/**
 * Links every unlinked place with this typed name to the unit; what was typed stays as it is.
 * Returns how many places were linked.
 */
export async function linkTypedName(tx: Tx, typedName: string, unitId: string): Promise<number> {
  const live = `EXISTS (SELECT 1 FROM "Entry" e WHERE e."id" = v."entryId" AND e."state" <> 'WITHDRAWN') AND v."state" IN ('SUBMITTED', 'DRAFT')`;
  const same = (column: string) => `${groupOf(column)} = ${groupOf("$2")}`;
  const entries = await tx.$executeRawUnsafe(
    `UPDATE "EntryVersion" v SET "unitId" = $1::uuid WHERE v."unitId" IS NULL AND v."unitName" <> '' AND ${same(`v."unitName"`)} AND ${live}`,
    unitId,
    typedName,
  );
  const supervisors = await tx.$executeRawUnsafe(
    `UPDATE "EntryVersion" v SET "supervisorUnitId" = $1::uuid
      WHERE v."supervisorUnitId" IS NULL AND v."supervisorUnitName" <> '' AND ${same(`v."supervisorUnitName"`)} AND ${live}`,
    unitId,
    typedName,
  );
  const authors = await tx.$executeRawUnsafe(
    `UPDATE "EntryAuthor" a SET "unitId" = $1::uuid FROM "EntryVersion" v
      WHERE v."id" = a."versionId" AND a."unitId" IS NULL AND a."unitName" <> '' AND ${same(`a."unitName"`)} AND ${live}`,
    unitId,
    typedName,
  );
  return entries + supervisors + authors;
}

/** Editions whose conflicts may change because units changed: those that have entries and no published result. */
export async function editionsInWork(tx: Tx): Promise<string[]> {
  const rows = await tx.edition.findMany({ where: { publishedAt: null, entries: { some: {} } }, select: { id: true }, orderBy: { id: "asc" } });
  return rows.map(({ id }) => id);
}
