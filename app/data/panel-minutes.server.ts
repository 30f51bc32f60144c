import type { Reader } from "~/data/editions.server";
import type { RescoreState } from "~/data/generated/enums";

/** What one panel did in its round, by codes. */
export interface PanelAtWork {
  panelId: string;
  /** running assignments of the panel */
  assignmentIds: string[];
  /** standing conflicts of interest of members with entries of the panel's fields that take part in its round */
  interests: { judge: string; entryId: string; code: string }[];
  rescores: { entryId: string; code: string; state: RescoreState }[];
}

/** Every panel of an edition with its work, conflicts and meetings on re-scoring. One statement. */
export function panelsAtWork(reader: Reader, editionId: string): Promise<PanelAtWork[]> {
  return reader.$queryRaw<PanelAtWork[]>`
    SELECT p."id"::text AS "panelId",
           coalesce((SELECT array_agg(a."id"::text) FROM "Assignment" a WHERE a."panelId" = p."id" AND a."state" = 'ACTIVE'), '{}') AS "assignmentIds",
           coalesce((SELECT json_agg(c ORDER BY c."judge", c."code") FROM (
              SELECT DISTINCT j."code" AS "judge", e."id"::text AS "entryId", e."code" FROM "PanelMember" m JOIN "Judge" j ON j."id" = m."judgeId"
                JOIN "Conflict" k ON k."userId" = j."userId" AND k."editionId" = p."editionId" AND k."liftedAt" IS NULL
                JOIN "Entry" e ON e."id" = k."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
                JOIN "PanelField" pf ON pf."panelId" = p."id" AND pf."fieldId" = e."fieldId"
               WHERE m."panelId" = p."id" AND (r."position" = (SELECT min("position") FROM "Round" WHERE "editionId" = p."editionId")
                      OR EXISTS (SELECT 1 FROM "RoundEntry" q WHERE q."roundId" = p."roundId" AND q."entryId" = e."id"))) c), '[]') AS "interests",
           coalesce((SELECT json_agg(json_build_object('entryId', e."id", 'code', e."code", 'state', x."state") ORDER BY e."code", x."openedAt")
              FROM "Rescore" x JOIN "Entry" e ON e."id" = x."entryId" WHERE x."roundId" = p."roundId"
                AND EXISTS (SELECT 1 FROM "Assignment" a WHERE a."panelId" = p."id" AND a."entryId" = x."entryId")), '[]') AS "rescores"
      FROM "Panel" p JOIN "Round" r ON r."id" = p."roundId" WHERE p."editionId" = ${editionId}::uuid`;
}
