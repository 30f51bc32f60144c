import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import { ALIKE_TITLE } from "~/domain/duplicates/grounds";

/** By what an awarded entry of another edition is like this one. */
export type AwardedGround = "account" | "person" | "title";

export interface AwardedBefore {
  entryId: string;
  code: string;
  title: string;
  editionTitle: string;
  period: string;
  /** the prize, or what the contest below awarded before it sent the entry up */
  award: string;
  /** the award was given by another instance, from which the entry came */
  isFromBelow: boolean;
  grounds: AwardedGround[];
  /** authors of both, as the awarded entry names them */
  names: string[];
}

const MOST = 20;

/**
 * Entries of other editions of this instance that were awarded, there or in the contest below that sent them, and that share an author
 * with this one (the same account, or the same name, marks and case aside, and birth date) or have a title like its. Without those the
 * viewer has an interest in. Once private data of an edition was cleared, birth dates find nobody there any more: accounts and titles
 * do. One statement.
 */
export function awardedBefore(db: Database, { entryId, viewerId, now }: { entryId: string; viewerId: string; now: Date }): Promise<AwardedBefore[]> {
  return db.query<AwardedBefore>(
    "awarded_before",
    `WITH own AS (SELECT e."id", e."editionId", e."titleFolded", v."id" AS "versionId" FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED' WHERE e."id" = $1::uuid),
     mine AS (SELECT a."userId", norm(btrim(a."fullName")) AS "name", a."birthDate" FROM own o JOIN "EntryAuthor" a ON a."versionId" = o."versionId"),
     awarded AS (
       SELECT e."id", e."code", e."title", e."titleFolded", d."title" AS "editionTitle", d."period", d."opensAt", t."label" AS "award", false AS "isFromBelow"
         FROM own o, "Award" w JOIN "Entry" e ON e."id" = w."entryId" JOIN "Edition" d ON d."id" = w."editionId" AND d."publishedAt" <= $3::timestamptz JOIN "PrizeTier" t ON t."id" = w."tierId" WHERE d."id" <> o."editionId"
       UNION ALL
       SELECT e."id", e."code", e."title", e."titleFolded", d."title", d."period", d."opensAt", g."awardLabel", true
         FROM own o, "EntryOrigin" g JOIN "Entry" e ON e."id" = g."entryId" AND e."state" = 'SUBMITTED' JOIN "Edition" d ON d."id" = e."editionId" WHERE g."awardLabel" <> '' AND d."id" <> o."editionId"),
     person AS (
       SELECT w."id", w."isFromBelow", bool_or(m."userId" IS NOT NULL AND m."userId" = a."userId") AS "byAccount",
              bool_or(m."birthDate" = a."birthDate" AND m."name" = norm(btrim(a."fullName"))) AS "byPerson", array_agg(DISTINCT a."fullName") AS "names"
         FROM awarded w JOIN "EntryVersion" v ON v."entryId" = w."id" AND v."state" = 'SUBMITTED' JOIN "EntryAuthor" a ON a."versionId" = v."id"
         JOIN mine m ON (m."userId" IS NOT NULL AND m."userId" = a."userId") OR (m."birthDate" = a."birthDate" AND m."name" = norm(btrim(a."fullName")))
        GROUP BY w."id", w."isFromBelow")
     SELECT w."id"::text AS "entryId", coalesce(w."code", '') AS "code", w."title", w."editionTitle", w."period", w."award", w."isFromBelow",
            array_remove(ARRAY[CASE WHEN p."byAccount" THEN 'account' END, CASE WHEN p."byPerson" AND p."byAccount" IS NOT TRUE THEN 'person' END,
                               CASE WHEN similarity(w."titleFolded", o."titleFolded") * 10000 >= ${ALIKE_TITLE} THEN 'title' END], NULL) AS "grounds",
            coalesce(p."names", '{}') AS "names"
       FROM own o, awarded w LEFT JOIN person p ON p."id" = w."id" AND p."isFromBelow" = w."isFromBelow"
      WHERE (p."id" IS NOT NULL OR similarity(w."titleFolded", o."titleFolded") * 10000 >= ${ALIKE_TITLE}) AND ${inSight(`w."id"`, "$2")}
      ORDER BY similarity(w."titleFolded", o."titleFolded") DESC, w."opensAt" DESC, w."code" LIMIT ${MOST}`,
    [entryId, viewerId, now],
  );
}
