import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { everyFoldedWord, everyWord, searchPatterns } from "~/data/search.server";
import { ENTRY_TABS, type EntryFilter, type EntryOrder, type EntryTab, type ListedEntry } from "~/domain/screening/entry-list";

/** The full years of age of somebody born on `birth` on a day, as domain/entry/ages counts them. */
const age = (birth: string, day: string) => `extract(year FROM age(${day}, ${birth}))`;
const CONSENT_DAY = `(c."givenAt" AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/**
 * Whether everybody who has to has agreed to author `a` of entry `l` of the edition `d` taking part, by the rules of domain/entry/consent. Looked up
 * author by author, so that the plan needs no statistics to be fast.
 */
const AGREED = `LEFT JOIN LATERAL (
  SELECT coalesce(bool_or(c."party" = 'SELF' AND ${age(`a."birthDate"`, CONSENT_DAY)} >= d."selfConsentFrom")
                  OR bool_or(c."party" = 'GUARDIAN' AND ${age(`a."birthDate"`, CONSENT_DAY)} < 7)
                  OR (bool_or(c."party" = 'SELF') AND bool_or(c."party" = 'GUARDIAN') AND bool_or(${age(`a."birthDate"`, CONSENT_DAY)} >= 7 AND ${age(`a."birthDate"`, CONSENT_DAY)} < d."selfConsentFrom")), false) AS "agreed"
    FROM "Consent" c WHERE c."entryId" = l."id" AND c."authorKey" = a."key" AND c."purpose" = 'TAKE_PART' AND c."withdrawnAt" IS NULL) g ON true`;

/**
 * Whether author `a` of entry `l` confirmed what version `v` says, by the rules of domain/entry/confirmation: the last answer of each
 * party to just this content, none of them asking for a correction.
 */
const CONFIRMED = `coalesce((SELECT bool_and(k."remark" = '') FROM (
  SELECT DISTINCT ON (c."party") c."remark" FROM "AuthorConfirmation" c
   WHERE c."entryId" = l."id" AND c."authorKey" = a."key" AND c."contentHash" = v."confirmHash" ORDER BY c."party", c."at" DESC, c."id" DESC) k), false)`;

/** A look-alike of entry `l` on which nobody has decided yet, among the entries the viewer $6 may see. */
const LOOKS_ALIKE = [["entryId", "otherEntryId"], ["otherEntryId", "entryId"]]
  .map(([side, other]) => `EXISTS (SELECT 1 FROM "DuplicatePair" q WHERE q."${side}" = l."id" AND ${inSight(`q."${other}"`, "$6")} AND NOT EXISTS (
     SELECT 1 FROM "DuplicateVerdict" u WHERE u."entryId" = q."entryId" AND u."otherEntryId" = q."otherEntryId"))`)
  .join(" OR ");

/** Another submitted entry of the edition that the viewer $6 may see has the same title. */
const IS_NAMESAKE = `EXISTS (SELECT 1 FROM "Entry" x WHERE x."titleFolded" = l."titleFolded" AND x."editionId" = l."editionId" AND x."id" <> l."id" AND x."state" = 'SUBMITTED' AND ${inSight(`x."id"`, "$6")})`;

/** What is unusual about the submitted entry `l` of the edition `d`, by the rules of domain/screening/warnings; nothing for others. */
const WARNINGS = `LEFT JOIN LATERAL (
  SELECT array_remove(ARRAY[
           CASE WHEN bool_or(a."birthDate" < d."birthDateFrom" OR a."birthDate" > d."birthDateTo") THEN 'age' END,
           CASE WHEN v."createdYear" < d."createdSinceYear" THEN 'created' END,
           CASE WHEN count(a."id") > d."maxAuthors" THEN 'authors' END,
           CASE WHEN count(a."id") > 0 AND sum(a."shareHundredths") <> 10000 THEN 'shares' END,
           CASE WHEN count(a."id") > 0 AND count(*) FILTER (WHERE a."isChief") <> 1 THEN 'chief' END,
           CASE WHEN count(a."id") > 0 AND NOT bool_and(g."agreed") THEN 'consent' END,
           CASE WHEN l."channel" IN ('ASSISTED', 'WORKBOOK') AND NOT bool_and(${CONFIRMED}) THEN 'unconfirmed' END,
           CASE WHEN ${IS_NAMESAKE} THEN 'title' END,
           CASE WHEN ${LOOKS_ALIKE} THEN 'duplicate' END], NULL) AS "list"
    FROM "EntryVersion" v LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" ${AGREED}
   WHERE v."entryId" = l."id" AND v."state" = 'SUBMITTED' AND l."state" = 'SUBMITTED'
   GROUP BY v."id") w ON true`;

/**
 * Whether entry `l` of the edition `d` is a draft with a child's data to which no guardian agreed, by the rules of
 * domain/entry/retention. Staff see nothing of it but that it is there.
 */
const UNCONSENTED = `(l."state" = 'DRAFT' AND EXISTS (
  SELECT 1 FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id" ${AGREED}
   WHERE v."entryId" = l."id" AND v."state" = 'DRAFT'
     AND CASE WHEN a."birthDate" IS NULL THEN d."kind" = 'YOUTH' AND a."fullName" <> ''
              ELSE NOT g."agreed" AND ${age(`a."birthDate"`, `($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`)} < d."selfConsentFrom"
                   AND NOT EXISTS (SELECT 1 FROM "Consent" c WHERE c."entryId" = l."id" AND c."authorKey" = a."key" AND c."purpose" = 'TAKE_PART'
                                      AND c."party" = 'GUARDIAN' AND c."withdrawnAt" IS NULL) END))`;

/** The entries of edition $1 that the viewer $6 may see, and what of them staff may not; $2 is now. */
const ENTRIES = `
WITH entries AS (SELECT l.*, ${UNCONSENTED} AS "isUnconsented" FROM "Edition" d JOIN "Entry" l ON l."editionId" = d."id" WHERE d."id" = $1::uuid AND ${inSight(`l."id"`, "$6")})`;

/** With warnings for every entry of the edition; needed only to filter or count by them. */
const WARNED = `${ENTRIES}, listed AS (SELECT l.*, coalesce(w."list", '{}') AS "warnings" FROM entries l JOIN "Edition" d ON d."id" = l."editionId" ${WARNINGS})`;

/** What a tab is read from. */
const sourceOf = ({ tab }: Pick<EntryFilter, "tab">) => (tab === "warnings" ? WARNED : `${ENTRIES}, listed AS (SELECT * FROM entries)`);

/** $2 is now. A supplement is overdue once the second of its date is over. */
const OVERDUE = `date_trunc('second', l."supplementDueAt") < date_trunc('second', $2::timestamptz)`;

const TABS: Readonly<Record<EntryTab, string>> = {
  all: "true",
  new: `l."state" = 'SUBMITTED' AND l."screening" = 'RECEIVED'`,
  waiting: `l."state" = 'SUBMITTED' AND l."screening" = 'NEEDS_SUPPLEMENT' AND NOT coalesce(${OVERDUE}, false)`,
  overdue: `l."state" = 'SUBMITTED' AND l."screening" = 'NEEDS_SUPPLEMENT' AND ${OVERDUE}`,
  filesAwaited: `l."state" = 'SUBMITTED' AND l."filesDueAt" >= $2::timestamptz`,
  filesOverdue: `l."state" = 'SUBMITTED' AND l."filesDueAt" < $2::timestamptz`,
  qualified: `l."state" = 'SUBMITTED' AND l."screening" = 'QUALIFIED'`,
  rejected: `l."state" = 'SUBMITTED' AND l."screening" = 'REJECTED'`,
  warnings: `l."state" = 'SUBMITTED' AND l."screening" <> 'REJECTED' AND cardinality(l."warnings") > 0`,
  drafts: `l."state" = 'DRAFT'`,
  withdrawn: `l."state" = 'WITHDRAWN'`,
};

/** A text of the entry, empty where staff may not see it. */
const shown = (column: string) => `CASE WHEN l."isUnconsented" THEN '' ELSE ${column} END`;

/** $3 words, $4 field, $5 words of the unit; names $2 too, which not every tab needs. */
const FILTERED = `$2::timestamptz IS NOT NULL AND ${everyFoldedWord(shown(`l."searchFolded"`), 3)} AND ($4::uuid IS NULL OR l."fieldId" = $4::uuid) AND (cardinality($5::text[]) = 0 OR ${everyWord(shown(`l."unitName"`), 5)}) AND ($4::uuid IS NULL OR NOT l."isUnconsented")`;

const ORDERS: Readonly<Record<EntryOrder, string>> = {
  code: `l."code"`,
  submitted: `l."submittedAt"`,
  title: shown(`l."titleFolded"`),
  unit: `norm(${shown(`l."unitName"`)})`,
  state: `(CASE l."state" WHEN 'SUBMITTED' THEN CASE l."screening" WHEN 'RECEIVED' THEN 1 WHEN 'NEEDS_SUPPLEMENT' THEN 2 WHEN 'QUALIFIED' THEN 3 ELSE 4 END WHEN 'DRAFT' THEN 5 ELSE 6 END)`,
};

const orderBy = ({ order, descending }: Pick<EntryFilter, "order" | "descending">) =>
  `${ORDERS[order]} ${descending ? "DESC" : "ASC"} NULLS LAST, l."code" NULLS LAST, l."createdAt", l."id"`;

/** Whose list it is: entries in which the person has an interest are not in it. */
interface Look {
  viewerId: string;
  now: Date;
}

const valuesOf = (editionId: string, { search, fieldId, unit }: EntryFilter, { viewerId, now }: Look) => [editionId, now, searchPatterns(search), fieldId, searchPatterns(unit), viewerId];

const nameOf = ({ tab, order, descending }: EntryFilter) => `${tab}_${order}_${descending ? "down" : "up"}`;

/** One page of the entries of an edition; one statement. */
export function listEntries(db: Database, editionId: string, filter: EntryFilter, page: Look & { offset: number; limit: number }): Promise<ListedEntry[]> {
  return db.query<ListedEntry>(
    `entry_list_${nameOf(filter)}`,
    `${sourceOf(filter)},
     page AS (SELECT l.*, row_number() OVER (ORDER BY ${orderBy(filter)}) AS "place" FROM listed l WHERE ${TABS[filter.tab]} AND ${FILTERED} ORDER BY "place" LIMIT $7 OFFSET $8)
     SELECT l."id"::text, l."code", l."version", ${shown(`l."title"`)} AS "title", l."isUnconsented", l."state"::text, l."screening"::text, l."supplementDueAt", l."submittedAt", l."createdAt",
            CASE WHEN l."isUnconsented" THEN NULL ELSE f."name" END AS "fieldName", ${shown(`l."unitName"`)} AS "unitName", coalesce(w."list", '{}') AS "warnings",
            coalesce((SELECT json_agg(a."fullName" ORDER BY a."position") FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id"
               WHERE v."entryId" = l."id" AND v."state" = 'SUBMITTED'), '[]') AS "authors"
       FROM page l JOIN "Edition" d ON d."id" = l."editionId" LEFT JOIN "Field" f ON f."id" = l."fieldId" ${WARNINGS} ORDER BY l."place"`,
    [...valuesOf(editionId, filter, page), page.limit, page.offset],
  );
}

export type TabCounts = Record<Exclude<EntryTab, "warnings">, number> & {
  /** null where another tab is open: it takes looking at every entry of the edition */
  warnings: number | null;
};

/** How many entries each tab holds under the other filters; one statement. */
export async function countEntries(db: Database, editionId: string, filter: EntryFilter, look: Look): Promise<TabCounts> {
  const isCounted = (tab: EntryTab) => tab !== "warnings" || filter.tab === "warnings";
  const counts = ENTRY_TABS.map((tab) => `${isCounted(tab) ? `(count(*) FILTER (WHERE ${TABS[tab]}))::int` : "NULL::int"} AS "${tab}"`).join(", ");
  const name = `entry_counts_${filter.tab === "warnings" ? "warned" : "plain"}`;
  const rows = await db.query<TabCounts>(name, `${sourceOf(filter)} SELECT ${counts} FROM listed l WHERE ${FILTERED}`, valuesOf(editionId, filter, look));
  const [counted] = rows;
  if (!counted) throw new Error("a count without a row");
  return counted;
}

export interface Neighbours {
  previousId: string | null;
  nextId: string | null;
  /** null where the filter no longer holds the entry, as after an act on it */
  place: number | null;
  total: number;
}

/** What stands before and after an entry under a filter, also where it has just left it; null for no entry of the edition. One statement. */
export async function neighboursOf(db: Database, editionId: string, entryId: string, filter: EntryFilter, look: Look): Promise<Neighbours | null> {
  const rows = await db.query<Neighbours>(
    `entry_neighbours_${nameOf(filter)}`,
    `${sourceOf(filter)},
     marked AS (SELECT l.*, coalesce(${TABS[filter.tab]} AND ${FILTERED}, false) AS "isWithin" FROM listed l),
     ranked AS (SELECT l."id", l."isWithin", lag(l."id") OVER w AS "previousId", lead(l."id") OVER w AS "nextId", (row_number() OVER w)::int AS "place",
                       (count(*) FILTER (WHERE l."isWithin") OVER ())::int AS "total"
                  FROM marked l WHERE l."isWithin" OR l."id" = $7::uuid WINDOW w AS (ORDER BY ${orderBy(filter)}))
     SELECT "previousId"::text, "nextId"::text, CASE WHEN "isWithin" THEN "place" END AS "place", "total" FROM ranked WHERE "id" = $7::uuid`,
    [...valuesOf(editionId, filter, look), entryId],
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

/** All qualified entries of an edition by field and code, for the list that is posted: the same whoever prints it; one statement. */
export function qualifiedEntries(db: Database, editionId: string): Promise<QualifiedEntry[]> {
  return db.query<QualifiedEntry>(
    "entries_qualified",
    `SELECT e."id"::text, e."code", e."title", f."name" AS "fieldName", e."unitName" FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
      WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' ORDER BY f."position", e."code"`,
    [editionId],
  );
}
