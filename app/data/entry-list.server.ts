import type { Database } from "~/data/client.server";
import { everyWord, searchPatterns } from "~/data/search.server";
import { ENTRY_TABS, type EntryFilter, type EntryOrder, type EntryTab, type ListedEntry } from "~/domain/screening/entry-list";

/** The full years of age of somebody born on `birth` on a day, as domain/entry/ages counts them. */
const age = (birth: string, day: string) => `extract(year FROM age(${day}, ${birth}))`;
const CONSENT_DAY = `(c."givenAt" AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/**
 * What is unusual about each submitted entry of edition $1, by the rules of domain/screening/warnings, in one pass over the
 * edition: `counted` is the version that counts, `person` its authors with what they agreed to (domain/entry/consent).
 */
const FLAGGED = `
WITH edition AS (SELECT "id", "birthDateFrom", "birthDateTo", "createdSinceYear", "maxAuthors" FROM "Edition" WHERE "id" = $1::uuid),
counted AS MATERIALIZED (
  SELECT e."id" AS "entryId", v."id", v."createdYear", norm(e."title") AS "title"
    FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
   WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED'),
given AS (
  SELECT c."entryId", c."authorKey", bool_or(c."party" = 'SELF') AS "self", bool_or(c."party" = 'GUARDIAN') AS "guardian",
         max(${CONSENT_DAY}) FILTER (WHERE c."party" = 'SELF') AS "selfDay", min(${CONSENT_DAY}) FILTER (WHERE c."party" = 'GUARDIAN') AS "guardianDay",
         max(${CONSENT_DAY}) AS "lastDay", array_agg(${CONSENT_DAY}) AS "days"
    FROM "Consent" c WHERE c."purpose" = 'TAKE_PART' AND c."withdrawnAt" IS NULL AND c."entryId" IN (SELECT "entryId" FROM counted)
   GROUP BY c."entryId", c."authorKey"),
person AS (
  SELECT k."entryId", a."shareHundredths", a."isChief",
         coalesce(a."birthDate" < d."birthDateFrom" OR a."birthDate" > d."birthDateTo", false) AS "outside",
         coalesce(
           (g."self" AND ${age(`a."birthDate"`, `g."selfDay"`)} >= 18)
           OR (g."guardian" AND ${age(`a."birthDate"`, `g."guardianDay"`)} < 7)
           OR (g."self" AND g."guardian" AND EXISTS (SELECT 1 FROM unnest(g."days") AS given(day) WHERE ${age(`a."birthDate"`, `given.day`)} BETWEEN 7 AND 17)),
           false) AS "agreed"
    FROM counted k CROSS JOIN edition d JOIN "EntryAuthor" a ON a."versionId" = k."id"
    LEFT JOIN given g ON g."entryId" = k."entryId" AND g."authorKey" = a."key"),
people AS (
  SELECT "entryId", count(*) AS "authors", sum("shareHundredths") AS "shares", count(*) FILTER (WHERE "isChief") AS "chiefs",
         bool_or("outside") AS "outside", bool_and("agreed") AS "agreed"
    FROM person GROUP BY "entryId"),
flagged AS (
  SELECT k."entryId", array_remove(ARRAY[
           CASE WHEN p."outside" THEN 'age' END,
           CASE WHEN k."createdYear" < d."createdSinceYear" THEN 'created' END,
           CASE WHEN p."authors" > d."maxAuthors" THEN 'authors' END,
           CASE WHEN coalesce(p."shares", 0) <> 10000 AND p."authors" > 0 THEN 'shares' END,
           CASE WHEN p."chiefs" <> 1 THEN 'chief' END,
           CASE WHEN NOT p."agreed" THEN 'consent' END,
           CASE WHEN count(*) OVER (PARTITION BY k."title") > 1 THEN 'title' END], NULL) AS "warnings"
    FROM counted k CROSS JOIN edition d LEFT JOIN people p ON p."entryId" = k."entryId"),
listed AS (
  SELECT e.*, coalesce(f."warnings", '{}') AS "warnings" FROM "Entry" e LEFT JOIN flagged f ON f."entryId" = e."id" WHERE e."editionId" = $1::uuid)`;

/** $2 is now. A supplement is overdue once the second of its date is over. */
const OVERDUE = `date_trunc('second', l."supplementDueAt") < date_trunc('second', $2::timestamptz)`;

const TABS: Readonly<Record<EntryTab, string>> = {
  all: "true",
  new: `l."state" = 'SUBMITTED' AND l."screening" = 'RECEIVED'`,
  waiting: `l."state" = 'SUBMITTED' AND l."screening" = 'NEEDS_SUPPLEMENT' AND NOT coalesce(${OVERDUE}, false)`,
  overdue: `l."state" = 'SUBMITTED' AND l."screening" = 'NEEDS_SUPPLEMENT' AND ${OVERDUE}`,
  qualified: `l."state" = 'SUBMITTED' AND l."screening" = 'QUALIFIED'`,
  rejected: `l."state" = 'SUBMITTED' AND l."screening" = 'REJECTED'`,
  warnings: `l."state" = 'SUBMITTED' AND l."screening" <> 'REJECTED' AND cardinality(l."warnings") > 0`,
  drafts: `l."state" = 'DRAFT'`,
  withdrawn: `l."state" = 'WITHDRAWN'`,
};

/** $3 words, $4 field, $5 words of the unit; names $2 too, which not every tab needs. */
const FILTERED = `$2::timestamptz IS NOT NULL AND ${everyWord(`l."searchText"`, 3)} AND ($4::uuid IS NULL OR l."fieldId" = $4::uuid) AND ${everyWord(`l."unitName"`, 5)}`;

const ORDERS: Readonly<Record<EntryOrder, string>> = {
  code: `l."code"`,
  submitted: `l."submittedAt"`,
  title: `norm(l."title")`,
  unit: `norm(l."unitName")`,
  state: `(CASE l."state" WHEN 'SUBMITTED' THEN CASE l."screening" WHEN 'RECEIVED' THEN 1 WHEN 'NEEDS_SUPPLEMENT' THEN 2 WHEN 'QUALIFIED' THEN 3 ELSE 4 END WHEN 'DRAFT' THEN 5 ELSE 6 END)`,
};

const orderBy = ({ order, descending }: Pick<EntryFilter, "order" | "descending">) =>
  `${ORDERS[order]} ${descending ? "DESC" : "ASC"} NULLS LAST, l."code" NULLS LAST, l."createdAt", l."id"`;

const valuesOf = (editionId: string, { search, fieldId, unit }: EntryFilter, now: Date) => [editionId, now, searchPatterns(search), fieldId, searchPatterns(unit)];

const nameOf = ({ tab, order, descending }: EntryFilter) => `${tab}_${order}_${descending ? "down" : "up"}`;

/** One page of the entries of an edition; one statement. */
export function listEntries(db: Database, editionId: string, filter: EntryFilter, page: { offset: number; limit: number; now: Date }): Promise<ListedEntry[]> {
  return db.query<ListedEntry>(
    `entry_list_${nameOf(filter)}`,
    `${FLAGGED},
     page AS (SELECT l.*, row_number() OVER (ORDER BY ${orderBy(filter)}) AS "place" FROM listed l WHERE ${TABS[filter.tab]} AND ${FILTERED} ORDER BY "place" LIMIT $6 OFFSET $7)
     SELECT p."id"::text, p."code", p."version", p."title", p."state"::text, p."screening"::text, p."supplementDueAt", p."submittedAt", p."createdAt",
            f."name" AS "fieldName", p."unitName", p."warnings",
            coalesce((SELECT json_agg(a."fullName" ORDER BY a."position") FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
               WHERE v."entryId" = p."id" AND v."state" = 'SUBMITTED'), '[]') AS "authors"
       FROM page p LEFT JOIN "Field" f ON f."id" = p."fieldId" ORDER BY p."place"`,
    [...valuesOf(editionId, filter, page.now), page.limit, page.offset],
  );
}

/** How many entries each tab holds under the other filters; one statement. */
export async function countEntries(db: Database, editionId: string, filter: EntryFilter, now: Date): Promise<Record<EntryTab, number>> {
  const counts = ENTRY_TABS.map((tab) => `(count(*) FILTER (WHERE ${TABS[tab]}))::int AS "${tab}"`).join(", ");
  const rows = await db.query<Record<EntryTab, number>>("entry_counts", `${FLAGGED} SELECT ${counts} FROM listed l WHERE ${FILTERED}`, valuesOf(editionId, filter, now));
  return rows[0] ?? { all: 0, new: 0, waiting: 0, overdue: 0, qualified: 0, rejected: 0, warnings: 0, drafts: 0, withdrawn: 0 };
}

export interface Neighbours {
  previousId: string | null;
  nextId: string | null;
  place: number;
  total: number;
}

/** What stands before and after an entry under a filter; null where the filter doesn't hold it. One statement. */
export async function neighboursOf(db: Database, editionId: string, entryId: string, filter: EntryFilter, now: Date): Promise<Neighbours | null> {
  const rows = await db.query<Neighbours>(
    `entry_neighbours_${nameOf(filter)}`,
    `${FLAGGED},
     ranked AS (SELECT l."id", lag(l."id") OVER w AS "previousId", lead(l."id") OVER w AS "nextId", (row_number() OVER w)::int AS "place", (count(*) OVER ())::int AS "total"
                  FROM listed l WHERE ${TABS[filter.tab]} AND ${FILTERED} WINDOW w AS (ORDER BY ${orderBy(filter)}))
     SELECT "previousId"::text, "nextId"::text, "place", "total" FROM ranked WHERE "id" = $6::uuid`,
    [...valuesOf(editionId, filter, now), entryId],
  );
  return rows[0] ?? null;
}

export interface QualifiedEntry {
  id: string;
  code: string;
  title: string;
  fieldName: string | null;
  unitName: string;
}

/** All qualified entries of an edition by field and code, for the list that is posted; one statement. */
export function qualifiedEntries(db: Database, editionId: string): Promise<QualifiedEntry[]> {
  return db.query<QualifiedEntry>(
    "entries_qualified",
    `SELECT e."id"::text, e."code", e."title", f."name" AS "fieldName", e."unitName" FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
      WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' ORDER BY f."position", e."code"`,
    [editionId],
  );
}
