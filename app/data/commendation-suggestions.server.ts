import type { Reader } from "~/data/editions.server";

/** A unit or a supervisor whom the published result speaks for. */
export interface Suggestion {
  key: string;
  kind: "UNIT" | "SUPERVISOR";
  name: string;
  /** unit of the supervisor */
  detail: string;
  entries: number;
  awarded: number;
  /** the best prize */
  prize: string;
}

const MOST = 20;

/**
 * Units with awarded entries, and supervisors of awarded entries, those with most of them first; nobody before the result of the edition
 * is published. One statement.
 */
export function commendationSuggestions(reader: Reader, editionId: string): Promise<Suggestion[]> {
  return reader.$queryRaw<Suggestion[]>`
    WITH entry AS (
      SELECT e."id", coalesce(u."mergedIntoId", u."id") AS "unitId", trim(v."supervisorName") AS "supervisor", coalesce(nullif(v."supervisorUnitName", ''), v."unitName") AS "supervisorUnit",
             t."position", t."label"
        FROM "Entry" e JOIN "Edition" d ON d."id" = e."editionId" AND d."publishedAt" IS NOT NULL JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
        LEFT JOIN "Unit" u ON u."id" = v."unitId" LEFT JOIN "Award" a ON a."entryId" = e."id" LEFT JOIN "PrizeTier" t ON t."id" = a."tierId"
       WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED')
    (SELECT 'unit-' || n."unitId" AS "key", 'UNIT' AS "kind", u."name", '' AS "detail", count(*)::int AS "entries", count(n."label")::int AS "awarded",
            coalesce((array_agg(n."label" ORDER BY n."position" NULLS LAST))[1], '') AS "prize"
       FROM entry n JOIN "Unit" u ON u."id" = n."unitId" GROUP BY n."unitId", u."name" HAVING count(n."label") > 0 ORDER BY 6 DESC, 5 DESC, norm(u."name") LIMIT ${MOST})
    UNION ALL
    (SELECT 'nguoi-' || md5(min(n."supervisor") || ' ' || min(n."supervisorUnit")), 'SUPERVISOR', min(n."supervisor"), min(n."supervisorUnit"), count(*)::int, count(n."label")::int,
            coalesce((array_agg(n."label" ORDER BY n."position" NULLS LAST))[1], '')
       FROM entry n WHERE n."supervisor" <> '' GROUP BY norm(n."supervisor"), norm(n."supervisorUnit") HAVING count(n."label") > 0
      ORDER BY 6 DESC, min(n."position"), 3 LIMIT ${MOST})`;
}
