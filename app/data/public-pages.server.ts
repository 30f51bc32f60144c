import type { Database } from "~/data/client.server";
import { FIRST_PICTURE } from "~/data/public-pictures.server";
import { searchPatterns } from "~/data/search.server";
import type { ContestKind } from "~/domain/contest/edition-draft";

/** Only awards of editions that are announced and published at `$1`: everything else does not exist for the public. */
const PUBLISHED = `d."announcedAt" <= $1 AND d."publishedAt" <= $1`;

export interface Winner {
  entryId: string;
  code: string;
  title: string;
  fieldName: string;
  unitName: string;
  tierCode: string;
  tierLabel: string;
  editionSlug: string;
  editionTitle: string;
  kind: ContestKind;
}

const WINNER = `a."entryId"::text AS "entryId", e."code", e."title", coalesce(f."name", '') AS "fieldName", e."unitName", t."code" AS "tierCode",
  t."label" AS "tierLabel", d."slug" AS "editionSlug", d."title" AS "editionTitle", d."kind"::text AS "kind"`;
const FROM_AWARDS = `"Award" a JOIN "Edition" d ON d."id" = a."editionId" JOIN "Entry" e ON e."id" = a."entryId" JOIN "PrizeTier" t ON t."id" = a."tierId"
  LEFT JOIN "Field" f ON f."id" = e."fieldId"`;

export interface RecentWinner extends Winner {
  /** first photo, to be shown where everybody agrees */
  picture: string | null;
}

/** The best of each edition published so far, latest publication first. One statement. */
export function recentWinners(db: Database, now: Date, limits: { perEdition: number; all: number }): Promise<RecentWinner[]> {
  return db.query<RecentWinner>(
    "recent_winners",
    `SELECT w.*, (SELECT ${FIRST_PICTURE} FROM "Entry" e WHERE e."id" = w."entryId"::uuid) AS "picture" FROM (
       SELECT ${WINNER}, d."publishedAt", t."position", a."rank",
              row_number() OVER (PARTITION BY d."id" ORDER BY t."position", a."rank", e."code") AS "place"
         FROM ${FROM_AWARDS} WHERE ${PUBLISHED}) w
      WHERE w."place" <= $2 ORDER BY w."publishedAt" DESC, w."position", w."rank", w."code" LIMIT $3`,
    [now, limits.perEdition, limits.all],
  );
}

export interface PublishedEntry extends Winner {
  summary: string;
  rank: number;
  rankInField: number;
  perField: boolean;
  money: number;
  publishedAt: Date;
  /** of the decision that stands */
  decisionNumber: string | null;
  decisionDate: Date | null;
  /** texts of the dossier that the edition publishes */
  parts: { key: string; kind: "TEXT" | "CHOICE" | "TABLE"; label: string; options: { key: string; label: string }[]; text: string }[];
  /** within the tier, in the order of the list */
  previous: Neighbour | null;
  next: Neighbour | null;
}

export interface Neighbour {
  code: string;
  title: string;
}

const neighbour = (step: "lag" | "lead") => `(SELECT json_build_object('code', n."code", 'title', n."title") FROM (
  SELECT y."id", ${step}(y."code") OVER o AS "code", ${step}(y."title") OVER o AS "title" FROM "Award" b JOIN "Entry" y ON y."id" = b."entryId"
   WHERE b."tierId" = a."tierId" WINDOW o AS (ORDER BY b."rank", y."code")) n WHERE n."id" = e."id" AND n."code" IS NOT NULL)`;

/** One awarded entry of a published edition by its code, or null. One statement. */
export async function publishedEntry(db: Database, code: string, now: Date): Promise<PublishedEntry | null> {
  const rows = await db.query<PublishedEntry>(
    "published_entry",
    `SELECT ${WINNER}, v."summary", a."rank", a."rankInField", d."perField", t."money", d."publishedAt",
            r."decisionNumber", r."decisionDate", ${neighbour("lag")} AS "previous", ${neighbour("lead")} AS "next",
            (SELECT coalesce(json_agg(json_build_object('key', p."key", 'kind', p."kind", 'label', p."label", 'options', p."options", 'text', v."parts" ->> p."key") ORDER BY p."position"), '[]')
               FROM "DossierPart" p WHERE p."editionId" = d."id" AND p."publishable" AND p."kind" <> 'FILE' AND coalesce(v."parts" ->> p."key", '') <> '') AS "parts"
       FROM ${FROM_AWARDS} JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
       LEFT JOIN LATERAL (SELECT s."decisionNumber", s."decisionDate" FROM "ResultDecision" s WHERE s."editionId" = d."id" AND s."state" = 'PUBLISHED' ORDER BY s."sequence" DESC LIMIT 1) r ON true
      WHERE ${PUBLISHED} AND e."code" = $2`,
    [now, code],
  );
  return rows[0] ?? null;
}

/** How many qualified entries each field of an edition had, in the order of the fields. One statement. */
export function entriesPerField(db: Database, editionId: string): Promise<{ name: string; entries: number }[]> {
  return db.query<{ name: string; entries: number }>(
    "entries_per_field",
    `SELECT f."name", count(e."id")::int AS "entries" FROM "Field" f
       LEFT JOIN "Entry" e ON e."fieldId" = f."id" AND e."state" = 'SUBMITTED' AND (e."screening" = 'QUALIFIED' OR EXISTS (SELECT 1 FROM "Award" w WHERE w."entryId" = e."id"))
      WHERE f."editionId" = $1::uuid GROUP BY f."id" ORDER BY f."position", f."code"`,
    [editionId],
  );
}

export interface PublicExtension {
  editionId: string;
  fromAt: Date;
  toAt: Date;
  reason: string;
  at: Date;
}

/** Extensions of receipt of these editions, newest first; who made them is nobody's business. One statement. */
export function publicExtensions(db: Database, editionIds: readonly string[]): Promise<PublicExtension[]> {
  return db.query<PublicExtension>(
    "public_extensions",
    `SELECT "editionId"::text AS "editionId", "fromAt", "toAt", "reason", "at" FROM "EditionExtension" WHERE "editionId" = ANY($1::uuid[]) ORDER BY "at" DESC, "id"`,
    [[...editionIds]],
  );
}

/**
 * Published entries one of whose authors' names holds one of the words typed: candidates only. Whether the name may be
 * shown is for the rules of consent to say. One statement.
 */
export async function winnersWithNameLike(db: Database, typed: string, now: Date): Promise<string[]> {
  const rows = await db.query<{ entryId: string }>(
    "winners_with_name_like",
    `SELECT DISTINCT a."entryId"::text AS "entryId" FROM "Award" a JOIN "Edition" d ON d."id" = a."editionId"
       JOIN "EntryVersion" v ON v."entryId" = a."entryId" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" p ON p."versionId" = v."id"
      WHERE ${PUBLISHED} AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS word WHERE norm(p."fullName") LIKE norm(word))`,
    [now, searchPatterns(typed)],
  );
  return rows.map(({ entryId }) => entryId);
}

/** A name that may be shown, of an author of the entry. */
export interface ShownName {
  entryId: string;
  name: string;
}

/**
 * Winners that hold every word typed in title, code, unit, field, prize or one of the names given as showable.
 * `total` is that of all pages; behind the last page stands the last one. One statement.
 */
export async function findWinners(
  db: Database,
  request: { typed: string; names: readonly ShownName[]; now: Date; offset: number; limit: number },
): Promise<{ winners: Winner[]; total: number }> {
  const { typed, names, now, offset, limit } = request;
  const rows = await db.query<{ winners: Winner[]; total: number }>(
    "find_winners",
    `WITH shown AS (SELECT n."entryId", string_agg(n."name", ' ') AS "names" FROM unnest($3::uuid[], $4::text[]) AS n("entryId", "name") GROUP BY 1),
          found AS (
       SELECT ${WINNER}, d."publishedAt", t."position", a."rank" FROM ${FROM_AWARDS} LEFT JOIN shown s ON s."entryId" = a."entryId"
        WHERE ${PUBLISHED} AND cardinality($2::text[]) > 0 AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS word
                WHERE NOT norm(concat_ws(' ', e."title", e."code", e."unitName", f."name", t."label", s."names")) LIKE norm(word))),
          page AS (SELECT * FROM found ORDER BY "publishedAt" DESC, "position", "rank", "code"
                   OFFSET (SELECT least($5::bigint, ((greatest(count(*), 1) - 1) / $6::bigint) * $6::bigint) FROM found) LIMIT $6)
     SELECT (SELECT coalesce(json_agg(p ORDER BY p."publishedAt" DESC, p."position", p."rank", p."code"), '[]') FROM page p) AS "winners",
            (SELECT count(*)::int FROM found) AS "total"`,
    [now, searchPatterns(typed), names.map(({ entryId }) => entryId), names.map(({ name }) => name), offset, limit],
  );
  return rows[0] ?? { winners: [], total: 0 };
}

export interface FoundEdition {
  slug: string;
  title: string;
  hostName: string;
  kind: ContestKind;
  opensAt: Date;
  publishedAt: Date | null;
}

/** Announced editions that hold every word typed in title, host, period or the name of the contest, newest first. One statement. */
export function findEditions(db: Database, typed: string, now: Date, limit: number): Promise<FoundEdition[]> {
  return db.query<FoundEdition>(
    "find_editions",
    `SELECT "slug", "title", "hostName", "kind"::text AS "kind", "opensAt", "publishedAt" FROM "Edition" d
      WHERE "announcedAt" <= $1 AND cardinality($2::text[]) > 0 AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS word
              WHERE NOT norm(concat_ws(' ', d."title", d."hostName", d."period", d."codePrefix")) LIKE norm(word))
      ORDER BY "opensAt" DESC, "number" DESC, "slug" LIMIT $3`,
    [now, searchPatterns(typed), limit],
  );
}

/** How many editions are announced. One statement. */
export async function countAnnounced(db: Database, now: Date): Promise<number> {
  const rows = await db.query<{ total: number }>("count_announced", `SELECT count(*)::int AS "total" FROM "Edition" WHERE "announcedAt" <= $1`, [now]);
  return rows[0]?.total ?? 0;
}
