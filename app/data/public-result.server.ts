import type { Database } from "~/data/client.server";
import { publicDecisionPaper } from "~/data/issued-papers.server";
import { FIRST_PICTURE } from "~/data/public-pictures.server";

export interface ResultSurroundings {
  /** prize tiers of the rules that nobody got */
  emptyTiers: { code: string; label: string }[];
  ceremonyAt: Date | null;
  ceremonyPlace: string | null;
  /** the decision on the awards was issued on paper and stands */
  hasDecisionPaper: boolean;
  /** first photo of each awarded entry by its id, to be shown where everybody agrees */
  pictures: Readonly<Record<string, string>>;
}

/** What stands around the list of a published result. One statement. */
export async function resultSurroundings(db: Database, editionId: string): Promise<ResultSurroundings> {
  const rows = await db.query<ResultSurroundings>(
    "result_surroundings",
    `SELECT (SELECT coalesce(json_agg(json_build_object('code', t."code", 'label', t."label") ORDER BY t."position"), '[]') FROM "PrizeTier" t
              WHERE t."editionId" = d."id" AND t."quota" > 0 AND NOT EXISTS (SELECT 1 FROM "Award" a WHERE a."tierId" = t."id")) AS "emptyTiers",
            c."at" AS "ceremonyAt", c."place" AS "ceremonyPlace",
            EXISTS (${publicDecisionPaper(`d."id"`)}) AS "hasDecisionPaper",
            (SELECT coalesce(json_object_agg(w."id", w."picture") FILTER (WHERE w."picture" IS NOT NULL), '{}') FROM (
               SELECT e."id", ${FIRST_PICTURE} AS "picture" FROM "Award" a JOIN "Entry" e ON e."id" = a."entryId" WHERE a."editionId" = d."id") w) AS "pictures"
       FROM "Edition" d LEFT JOIN "Ceremony" c ON c."editionId" = d."id" WHERE d."id" = $1::uuid`,
    [editionId],
  );
  return rows[0] ?? { emptyTiers: [], ceremonyAt: null, ceremonyPlace: null, hasDecisionPaper: false, pictures: {} };
}
