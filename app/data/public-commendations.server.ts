import type { Database } from "~/data/client.server";
import type { CommendationKind } from "~/data/generated/enums";
import { everyWord, searchPatterns } from "~/data/search.server";
import type { RecipientKind } from "~/domain/commendations/states";

/** A commendation as everybody may read it. */
export interface PublicCommendation {
  id: string;
  kind: CommendationKind;
  recipientKind: RecipientKind;
  name: string;
  detail: string;
  /** null: erased */
  grounds: string | null;
  authority: string;
  decisionNumber: string;
  decisionDate: Date;
  editionTitle: string;
}

/** Published ones of editions whose result is public at `$1`: nothing else exists for the public. */
const PUBLISHED = `c."state" = 'PUBLISHED' AND c."publishedAt" <= $1 AND d."announcedAt" <= $1 AND d."publishedAt" <= $1`;
const FROM = `"Commendation" c JOIN "Edition" d ON d."id" = c."editionId" JOIN "CommendationLetter" l ON l."id" = c."letterId"
  JOIN "CommendationAuthority" a ON a."id" = c."authorityId" LEFT JOIN "ErasableText" g ON g."id" = c."groundsId" AND g."erasedAt" IS NULL`;
const NAMED = `(c."recipientKind" <> 'PERSON' OR c."mayPublish")`;
const AUTHORITY = `coalesce(l."authorityAsSigned"->>'name', a."name")`;
const YEAR = `extract(year FROM l."decisionDate")::int`;

export interface PublicCommendationFilter {
  now: Date;
  year: number | null;
  search: string;
  page: number;
  pageSize: number;
}

/**
 * One page of those who were commended, the latest decision first; nobody is found or listed whose name may not be shown. `total` is that of
 * all pages; behind the last page stands the last one. One statement.
 */
export async function publicCommendations(db: Database, { now, year, search, page, pageSize }: PublicCommendationFilter): Promise<{ rows: PublicCommendation[]; total: number; page: number }> {
  const [found] = await db.query<{ rows: (Omit<PublicCommendation, "decisionDate"> & { decisionDate: string })[]; total: number }>(
    "public_commendations",
    `WITH found AS (
       SELECT c."id"::text AS "id", c."kind"::text AS "kind", c."recipientKind"::text AS "recipientKind", c."recipientName" AS "name", c."recipientDetail" AS "detail", g."text" AS "grounds",
              ${AUTHORITY} AS "authority", l."decisionNumber", l."decisionDate", d."title" AS "editionTitle", c."kind" AS "k", c."recipientKind" AS "r"
         FROM ${FROM} WHERE ${PUBLISHED} AND ${NAMED} AND ($2::int IS NULL OR ${YEAR} = $2::int)
          AND ${everyWord(`concat_ws(' ', c."recipientName", c."recipientDetail", ${AUTHORITY}, g."text")`, 3)}),
     page AS (SELECT * FROM found ORDER BY "decisionDate" DESC, "k" DESC, "r", norm("name"), "id"
              OFFSET (SELECT least($4::bigint, ((greatest(count(*), 1) - 1) / $5::bigint) * $5::bigint) FROM found) LIMIT $5)
     SELECT (SELECT coalesce(json_agg(p ORDER BY p."decisionDate" DESC, p."k" DESC, p."r", norm(p."name"), p."id"), '[]') FROM page p) AS "rows", (SELECT count(*)::int FROM found) AS "total"`,
    [now, year, searchPatterns(search), (page - 1) * pageSize, pageSize],
  );
  const total = found?.total ?? 0;
  const rows = (found?.rows ?? []).map(({ id, kind, recipientKind, name, detail, grounds, authority, decisionNumber, decisionDate, editionTitle }) => ({ id, kind, recipientKind, name, detail, grounds, authority, decisionNumber, decisionDate: new Date(decisionDate), editionTitle }));
  return { rows, total, page: Math.min(page, Math.max(1, Math.ceil(total / pageSize))) };
}

/** A commendation as its code tells of it. */
export interface CheckedCommendation extends Omit<PublicCommendation, "id"> {
  code: string;
  bookNumber: string | null;
  /** dropped after it had been published: it holds no longer */
  isDropped: boolean;
  /** the name may be shown to everybody */
  isNamed: boolean;
}

/** The commendation that bears this code, once it is public; also one that was dropped afterwards. One statement. */
export async function commendationByCode(db: Database, code: string, now: Date): Promise<CheckedCommendation | null> {
  const [row] = await db.query<CheckedCommendation>(
    "commendation_by_code",
    `SELECT c."code", c."kind"::text AS "kind", c."recipientKind"::text AS "recipientKind", c."recipientName" AS "name", c."recipientDetail" AS "detail", g."text" AS "grounds", c."bookNumber",
            ${AUTHORITY} AS "authority", l."decisionNumber", l."decisionDate", d."title" AS "editionTitle", c."state" = 'DROPPED' AS "isDropped", ${NAMED} AS "isNamed"
       FROM ${FROM} WHERE c."code" = $2 AND (${PUBLISHED} OR (c."state" = 'DROPPED' AND c."publishedAt" <= $1))`,
    [now, code],
  );
  return row ?? null;
}

/** The years in which somebody was commended, the latest first, with how many are counted without a name. One statement. */
export function commendationYears(db: Database, now: Date): Promise<{ year: number; named: number; unnamed: number }[]> {
  return db.query<{ year: number; named: number; unnamed: number }>(
    "commendation_years",
    `SELECT ${YEAR} AS "year", (count(*) FILTER (WHERE ${NAMED}))::int AS "named", (count(*) FILTER (WHERE NOT ${NAMED}))::int AS "unnamed"
       FROM ${FROM} WHERE ${PUBLISHED} GROUP BY 1 ORDER BY 1 DESC`,
    [now],
  );
}
