import type { Database } from "~/data/client.server";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { ContestKind } from "~/domain/contest/edition-draft";

/** Only editions that are announced and published at `$1`: nothing else exists for the public. */
const PUBLISHED = `d."announcedAt" <= $1 AND d."publishedAt" <= $1`;

export interface ArchivedEdition {
  slug: string;
  title: string;
  kind: ContestKind;
  number: number;
  period: string;
  hostName: string;
  publishedAt: Date;
  isFinal: boolean;
  /** qualified entries, and those with a prize */
  entries: number;
  awards: number;
}

export interface ArchiveRequest {
  typed: string;
  kind: ContestKind | null;
  now: Date;
  offset: number;
  limit: number;
}

/** A page of the editions whose result is public, the latest first; behind the last page stands the last one. One statement. */
export async function archivedEditions(db: Database, { typed, kind, now, offset, limit }: ArchiveRequest): Promise<{ editions: ArchivedEdition[]; total: number }> {
  const [row] = await db.query<{ editions: (Omit<ArchivedEdition, "publishedAt"> & { publishedAt: string })[]; total: number }>(
    "archived_editions",
    `WITH found AS (
       SELECT d.* FROM "Edition" d WHERE ${PUBLISHED} AND ($3::text IS NULL OR d."kind"::text = $3)
          AND ${everyWord(`concat_ws(' ', d."title", d."hostName", d."period", d."codePrefix", d."place")`, 2)}),
          page AS (SELECT * FROM found ORDER BY "publishedAt" DESC, "number" DESC, "slug"
                   OFFSET (SELECT least($4::bigint, ((greatest(count(*), 1) - 1) / $5::bigint) * $5::bigint) FROM found) LIMIT $5)
     SELECT (SELECT coalesce(json_agg(json_build_object('slug', p."slug", 'title', p."title", 'kind', p."kind", 'number', p."number", 'period', p."period", 'hostName', p."hostName",
                      'publishedAt', p."publishedAt", 'isFinal', p."finalAt" <= $1 IS TRUE,
                      'entries', (SELECT count(*) FROM "Entry" e WHERE e."editionId" = p."id" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'),
                      'awards', (SELECT count(*) FROM "Award" a WHERE a."editionId" = p."id")) ORDER BY p."publishedAt" DESC, p."number" DESC, p."slug"), '[]') FROM page p) AS "editions",
            (SELECT count(*)::int FROM found) AS "total"`,
    [now, searchPatterns(typed), kind, offset, limit],
  );
  return { editions: (row?.editions ?? []).map((edition) => ({ ...edition, publishedAt: new Date(edition.publishedAt) })), total: row?.total ?? 0 };
}

/** Units as they are merged now: which unit stands in the end for each. */
const ROOTS = `root AS (SELECT u."id", coalesce(u."mergedIntoId", u."id") AS "root" FROM "Unit" u)`;

/** Each prize with the unit of its entry and the units of its authors, each unit once. */
const UNIT_AWARDS = `unit_award AS (
  SELECT DISTINCT r."root" AS "unitId", a."id" AS "awardId" FROM "Award" a JOIN "Edition" d ON d."id" = a."editionId" AND ${PUBLISHED}
    JOIN "EntryVersion" v ON v."entryId" = a."entryId" AND v."state" = 'SUBMITTED'
    JOIN LATERAL (SELECT v."unitId" AS "id" UNION SELECT p."unitId" FROM "EntryAuthor" p WHERE p."versionId" = v."id") w ON w."id" IS NOT NULL
    JOIN root r ON r."id" = w."id")`;

export interface HonouredUnit {
  id: string;
  name: string;
  kind: string;
  awards: number;
}

/** A page of the units whose entries or authors were awarded, those with most prizes first; found by former names too. One statement. */
export async function honouredUnits(db: Database, { typed, now, offset, limit }: Omit<ArchiveRequest, "kind">): Promise<{ units: HonouredUnit[]; total: number }> {
  const [row] = await db.query<{ units: HonouredUnit[]; total: number }>(
    "honoured_units",
    `WITH ${ROOTS}, ${UNIT_AWARDS},
     found AS (
       SELECT u."id", u."name", u."kind"::text AS "kind", count(*)::int AS "awards" FROM unit_award x JOIN "Unit" u ON u."id" = x."unitId"
        WHERE ${everyWord(`concat_ws(' ', u."name", (SELECT string_agg(n."name", ' ') FROM "UnitName" n WHERE n."unitId" = u."id"))`, 2)} GROUP BY u."id"),
     page AS (SELECT * FROM found ORDER BY "awards" DESC, "name", "id"
              OFFSET (SELECT least($3::bigint, ((greatest(count(*), 1) - 1) / $4::bigint) * $4::bigint) FROM found) LIMIT $4)
     SELECT (SELECT coalesce(json_agg(p ORDER BY p."awards" DESC, p."name", p."id"), '[]') FROM page p) AS "units", (SELECT count(*)::int FROM found) AS "total"`,
    [now, searchPatterns(typed), offset, limit],
  );
  return row ?? { units: [], total: 0 };
}

export interface Honour {
  entryId: string;
  code: string;
  title: string;
  unitName: string;
  tierCode: string;
  tierLabel: string;
  editionSlug: string;
  editionTitle: string;
  period: string;
}

const HONOUR = `json_build_object('entryId', e."id", 'code', e."code", 'title', e."title", 'unitName', e."unitName", 'tierCode', t."code", 'tierLabel', t."label",
  'editionSlug', d."slug", 'editionTitle', d."title", 'period', d."period")`;
const FROM_AWARD = `"Award" a JOIN "Edition" d ON d."id" = a."editionId" AND ${PUBLISHED} JOIN "Entry" e ON e."id" = a."entryId" JOIN "PrizeTier" t ON t."id" = a."tierId"`;
const IN_ORDER = `d."publishedAt" DESC, t."position", a."rank", e."code"`;

export interface UnitHonours {
  id: string;
  name: string;
  kind: string;
  /** set where the address names a unit that was merged into this one */
  isMerged: boolean;
  formerNames: string[];
  awards: Honour[];
  /** awards beside the prize tiers */
  special: { label: string; editionSlug: string; editionTitle: string; period: string }[];
  commendations: { kind: "COMMENDATION" | "MERIT"; authority: string; grounds: string; editionTitle: string; period: string; publishedAt: string }[];
}

/** Everything a unit was honoured with, former names and merged units included; null where there is no such unit. One statement. */
export async function unitHonours(db: Database, id: string, now: Date): Promise<UnitHonours | null> {
  const [row] = await db.query<UnitHonours>(
    "unit_honours",
    `WITH ${ROOTS}, ${UNIT_AWARDS}, asked AS (SELECT r."root" FROM root r WHERE r."id" = $2::uuid)
     SELECT u."id"::text AS "id", u."name", u."kind"::text AS "kind", u."id" <> $2::uuid AS "isMerged",
            (SELECT coalesce(array_agg(DISTINCT n."name" ORDER BY n."name"), '{}') FROM (SELECT "name" FROM "UnitName" WHERE "unitId" = u."id" UNION SELECT "name" FROM "Unit" WHERE "mergedIntoId" = u."id") n
              WHERE n."name" <> u."name") AS "formerNames",
            (SELECT coalesce(json_agg(${HONOUR} ORDER BY ${IN_ORDER}), '[]') FROM unit_award x JOIN ${FROM_AWARD} ON x."awardId" = a."id" WHERE x."unitId" = u."id") AS "awards",
            (SELECT coalesce(json_agg(json_build_object('label', s."label", 'editionSlug', d."slug", 'editionTitle', d."title", 'period', d."period") ORDER BY d."publishedAt" DESC, s."position", g."id"), '[]')
               FROM "SpecialAwardGiven" g JOIN root r ON r."id" = g."unitId" AND r."root" = u."id" JOIN "SpecialAward" s ON s."id" = g."specialAwardId" JOIN "Edition" d ON d."id" = s."editionId" AND ${PUBLISHED}
              WHERE g."revokedAt" IS NULL) AS "special",
            (SELECT coalesce(json_agg(json_build_object('kind', c."kind", 'authority', y."name", 'grounds', coalesce(x."text", ''), 'editionTitle', d."title", 'period', d."period", 'publishedAt', c."publishedAt")
                      ORDER BY c."publishedAt" DESC, c."id"), '[]')
               FROM "Commendation" c JOIN root r ON r."id" = c."unitId" AND r."root" = u."id" JOIN "Edition" d ON d."id" = c."editionId" AND d."announcedAt" <= $1
               JOIN "CommendationAuthority" y ON y."id" = c."authorityId" LEFT JOIN "ErasableText" x ON x."id" = c."groundsId" AND x."erasedAt" IS NULL
              WHERE c."state" = 'PUBLISHED' AND c."publishedAt" <= $1 AND c."recipientKind" <> 'PERSON') AS "commendations"
       FROM "Unit" u JOIN asked ON asked."root" = u."id"`,
    [now, id],
  );
  return row ?? null;
}

export interface PersonAward extends Honour {
  authorKey: string;
  birthDate: string | null;
}

/**
 * Awards of the person behind an author: of this entry, and, where the author has an account, of every entry of which the account is an
 * author. A name or a day of birth never makes two authors one person. Whether the names may be shown is for the rules of consent. One
 * statement.
 */
export function personAwards(db: Database, authorKey: string, now: Date): Promise<PersonAward[]> {
  return db.query<PersonAward>(
    "person_awards",
    `WITH asked AS (
       SELECT DISTINCT p."key", p."userId" FROM "EntryAuthor" p JOIN "EntryVersion" v ON v."id" = p."versionId" AND v."state" = 'SUBMITTED'
         JOIN "Award" a ON a."entryId" = v."entryId" JOIN "Edition" d ON d."id" = a."editionId" AND ${PUBLISHED} WHERE p."key" = $2::uuid)
     SELECT e."id"::text AS "entryId", e."code", e."title", e."unitName", t."code" AS "tierCode", t."label" AS "tierLabel", d."slug" AS "editionSlug", d."title" AS "editionTitle", d."period",
            p."key"::text AS "authorKey", to_char(p."birthDate", 'YYYY-MM-DD') AS "birthDate"
       FROM ${FROM_AWARD} JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" p ON p."versionId" = v."id"
      WHERE EXISTS (SELECT 1 FROM asked k WHERE k."key" = p."key" OR (k."userId" IS NOT NULL AND k."userId" = p."userId"))
      ORDER BY ${IN_ORDER}`,
    [now, authorKey],
  );
}

/** Special awards of these authors, of published editions; one statement. */
export function specialOfAuthors(db: Database, authors: readonly { entryId: string; authorKey: string }[], now: Date): Promise<{ label: string; editionSlug: string; editionTitle: string; period: string }[]> {
  return db.query(
    "special_of_authors",
    `SELECT s."label", d."slug" AS "editionSlug", d."title" AS "editionTitle", d."period" FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId"
       JOIN "Edition" d ON d."id" = s."editionId" AND ${PUBLISHED}
      WHERE g."revokedAt" IS NULL AND EXISTS (SELECT 1 FROM unnest($2::uuid[], $3::uuid[]) AS k("entryId", "key") WHERE k."entryId" = g."entryId" AND k."key" = g."authorKey")
      ORDER BY d."publishedAt" DESC, s."position", g."id"`,
    [now, authors.map(({ entryId }) => entryId), authors.map(({ authorKey }) => authorKey)],
  );
}
