import { CORRECTION_OPEN } from "~/data/results.server";

const DECISION = `'ResultDecision ' || r."id" || ' (' || d."slug" || ')'`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const STAGE_INVARIANTS = {
  /** A minute is set by somebody, for a decision that is signed or was published then; none stands where the publication was stopped. */
  decision_schedule: `SELECT ${DECISION} AS "row" FROM "ResultDecision" r JOIN "Edition" d ON d."id" = r."editionId"
    WHERE (r."publishAt" IS NOT NULL AND (r."scheduledById" IS NULL OR r."state" NOT IN ('SIGNED', 'PUBLISHED') OR r."stoppedAt" IS NOT NULL OR r."publishedAt" < r."publishAt"))
       OR (r."stoppedAt" IS NOT NULL AND r."state" <> 'SIGNED')`,
  /** Decisions count up without gaps; the first is the result, every later one completes a correction of the same edition. */
  decision_sequence: `SELECT ${DECISION} AS "row" FROM "ResultDecision" r JOIN "Edition" d ON d."id" = r."editionId" LEFT JOIN "ResultCorrection" c ON c."id" = r."correctionId"
    WHERE (r."sequence" = 1) <> (r."correctionId" IS NULL) OR c."editionId" <> r."editionId" OR c."abandonedAt" IS NOT NULL
       OR r."sequence" <> 1 + (SELECT count(*) FROM "ResultDecision" b WHERE b."editionId" = r."editionId" AND b."sequence" < r."sequence" AND b."state" = 'PUBLISHED')`,
  /** A result is corrected after it is published and before it is official, one correction at a time, for entries of its edition and a reason that was kept. */
  correction_of_edition: `SELECT 'ResultCorrection ' || c."id" AS "row" FROM "ResultCorrection" c JOIN "Edition" d ON d."id" = c."editionId"
    WHERE d."publishedAt" IS NULL OR c."openedAt" < d."publishedAt" OR cardinality(c."entryIds") = 0
       OR (SELECT count(*) FROM "Entry" e WHERE e."id" = ANY (c."entryIds") AND e."editionId" = c."editionId") <> cardinality(c."entryIds")
       OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = c."reasonId")
       OR (${CORRECTION_OPEN("c")} AND (d."finalAt" IS NOT NULL
           OR EXISTS (SELECT 1 FROM "ResultCorrection" o WHERE o."editionId" = c."editionId" AND o."id" <> c."id" AND ${CORRECTION_OPEN("o")})))`,
  /** An appeal is about an entry of its edition, after publication; it is answered with outcome, text, person and moment, or with none of them. */
  appeal_answer: `SELECT 'Appeal ' || a."id" AS "row" FROM "Appeal" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "Edition" d ON d."id" = a."editionId"
    WHERE e."editionId" <> a."editionId" OR d."publishedAt" IS NULL OR a."filedAt" < d."publishedAt"
       OR (a."state" = 'ANSWERED') <> (a."outcome" IS NOT NULL AND a."answerId" IS NOT NULL AND a."answeredById" IS NOT NULL AND a."answeredAt" IS NOT NULL)
       OR (a."state" <> 'ANSWERED' AND coalesce(a."answerId"::text, a."answeredById", a."correctionId"::text) IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = a."groundsId")`,
  /** Appeals of an entry are numbered from 1 without gaps. */
  appeal_number: `SELECT 'Appeal of entry ' || coalesce(e."code", e."id"::text) AS "row" FROM "Appeal" a JOIN "Entry" e ON e."id" = a."entryId"
    GROUP BY e."id" HAVING min(a."number") <> 1 OR max(a."number") <> count(*)`,
  /** A result is official only with every appeal answered. */
  final_answered: `SELECT 'Edition ' || d."id" || ' (' || d."slug" || ')' AS "row" FROM "Edition" d
    WHERE d."finalAt" IS NOT NULL AND EXISTS (SELECT 1 FROM "Appeal" a WHERE a."editionId" = d."id" AND a."state" = 'RECEIVED')`,
} as const;
