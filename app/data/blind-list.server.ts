import { IN_BLIND_ROUND } from "~/data/blind-dossiers.server";
import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { isBlindChecked } from "~/data/redactions.server";
import { everyFoldedWord, searchPatterns } from "~/data/search.server";

/** `waiting`: to be looked at by a person, or not searched yet; `checked`: blind judges see it. */
export type BlindTab = "waiting" | "checked";

export interface BlindRow {
  id: string;
  code: string;
  title: string;
  field: string;
  /** null: not searched yet */
  found: number | null;
  open: number | null;
  redacted: number;
  /** judges wait for it: it is assigned in a blind round */
  isAssigned: boolean;
  checkedAt: Date | null;
  /** null: by the system */
  checkedBy: string | null;
}

/** Entries of edition $1 that blind judges are to see; those person $2 has a conflict of interest with are left out. */
const LISTED = `listed AS (
  SELECT e."id", e."code", e."title", e."fieldId", e."searchFolded", v."id" AS "versionId", s."found", s."open", b."checkedAt", u."name" AS "checkedBy",
         EXISTS (SELECT 1 FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" AND r."blind" WHERE a."entryId" = e."id" AND a."state" = 'ACTIVE') AS "isAssigned"
    FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' JOIN "Edition" d ON d."id" = e."editionId"
    LEFT JOIN "BlindScan" s ON s."versionId" = v."id" LEFT JOIN "BlindCheck" b ON b."versionId" = v."id" AND ${isBlindChecked("v")} LEFT JOIN "User" u ON u."id" = b."checkedById"
   WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND ${IN_BLIND_ROUND}
     AND ${inSight(`e."id"`, "$2")})`;

interface ListRequest {
  editionId: string;
  userId: string;
  search: string;
}

/** One page of a tab: of those that wait the ones judges wait for first. One statement. */
export function listBlind(db: Database, { editionId, userId, search }: ListRequest, tab: BlindTab, page: { offset: number; limit: number }): Promise<BlindRow[]> {
  return db.query<BlindRow>(
    "blind_list",
    `WITH ${LISTED}
     SELECT l."id"::text AS "id", coalesce(l."code", '') AS "code", l."title", coalesce(f."name", '') AS "field", l."found", l."open", l."isAssigned", l."checkedAt", l."checkedBy",
            ((SELECT count(*) FROM "RedactedPart" p WHERE p."versionId" = l."versionId") + (SELECT count(*) FROM "RedactedFile" x WHERE x."versionId" = l."versionId"))::int AS "redacted"
       FROM listed l LEFT JOIN "Field" f ON f."id" = l."fieldId"
      WHERE (l."checkedAt" IS NOT NULL) = $3::boolean AND ${everyFoldedWord(`l."searchFolded"`, 4)}
      ORDER BY l."isAssigned" DESC, l."open" = 0, l."code", l."id" LIMIT $5 OFFSET $6`,
    [editionId, userId, tab === "checked", searchPatterns(search), page.limit, page.offset],
  );
}

export interface BlindCounts {
  waiting: number;
  checked: number;
  /** of those that wait, not searched yet */
  unsearched: number;
}

/** How many entries each tab holds. One statement. */
export async function countBlind(db: Database, { editionId, userId, search }: ListRequest): Promise<BlindCounts> {
  const rows = await db.query<BlindCounts>(
    "blind_counts",
    `WITH ${LISTED}
     SELECT (count(*) FILTER (WHERE l."checkedAt" IS NULL))::int AS "waiting", (count(*) FILTER (WHERE l."checkedAt" IS NOT NULL))::int AS "checked",
            (count(*) FILTER (WHERE l."checkedAt" IS NULL AND l."found" IS NULL))::int AS "unsearched"
       FROM listed l WHERE ${everyFoldedWord(`l."searchFolded"`, 3)}`,
    [editionId, userId, searchPatterns(search)],
  );
  return rows[0] ?? { waiting: 0, checked: 0, unsearched: 0 };
}
