const DECISION = `'ResultDecision ' || r."id" || ' (' || d."slug" || ')'`;
const FROM_DECISION = `FROM "ResultDecision" r JOIN "Edition" d ON d."id" = r."editionId"`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const RESULT_INVARIANTS = {
  /** The chair's choice names a tier, a field and entries of its edition, and a reason that was kept. */
  choice_of_edition: `SELECT 'PrizeChoice ' || p."id" AS "row" FROM "PrizeChoice" p JOIN "PrizeTier" t ON t."id" = p."tierId" LEFT JOIN "Field" f ON f."id" = p."fieldId"
    WHERE t."editionId" <> p."editionId" OR f."editionId" <> p."editionId"
       OR (SELECT count(*) FROM "Entry" e WHERE e."id" = ANY (p."entryIds") AND e."editionId" = p."editionId") <> cardinality(p."entryIds")
       OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = p."reasonId")`,
  /** A decision has gone through every step before the one it stands at. */
  decision_steps: `SELECT ${DECISION} AS "row" ${FROM_DECISION}
    WHERE (r."state" <> 'PROPOSED') <> (r."approvedAt" IS NOT NULL AND r."approvedById" IS NOT NULL)
       OR (r."state" IN ('SIGNED', 'PUBLISHED')) <> (r."decisionNumber" IS NOT NULL AND r."decisionDate" IS NOT NULL)
       OR (r."state" = 'PUBLISHED') <> (r."publishedAt" IS NOT NULL AND r."publishedById" IS NOT NULL)`,
  /** Whoever approved a result is not who proposed it. */
  decision_approver: `SELECT ${DECISION} AS "row" ${FROM_DECISION} WHERE r."approvedById" = r."proposedById"`,
  /** An edition is published by a published decision, and by nothing else; it ends after that. */
  edition_published: `SELECT 'Edition ' || d."id" || ' (' || d."slug" || ')' AS "row" FROM "Edition" d LEFT JOIN "ResultDecision" r ON r."editionId" = d."id" AND r."state" = 'PUBLISHED' AND r."sequence" = 1
    WHERE (d."publishedAt" IS NOT NULL) <> (r."id" IS NOT NULL) OR d."publishedAt" <> r."publishedAt" OR (d."finalAt" IS NOT NULL AND d."publishedAt" IS NULL)`,
  /** Awards are given in the edition of their entry and tier. */
  award_of_edition: `SELECT 'Award ' || a."id" AS "row" FROM "Award" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "PrizeTier" t ON t."id" = a."tierId"
    WHERE e."editionId" <> a."editionId" OR t."editionId" <> a."editionId"`,
  /** The awards are those of the answer that was sealed, in tier, rank and mean; none where nothing is published. */
  award_as_decided: `WITH decided AS (
      SELECT r."editionId", x."entry", x."prize", x."rank", x."mean" FROM "ResultDecision" r
        CROSS JOIN LATERAL jsonb_to_recordset(r."answer" -> 'ranking') AS x("entry" text, "prize" text, "rank" int, "mean" text)
       WHERE r."state" = 'PUBLISHED' AND x."prize" IS NOT NULL
         AND r."sequence" = (SELECT max(l."sequence") FROM "ResultDecision" l WHERE l."editionId" = r."editionId" AND l."state" = 'PUBLISHED')),
    given AS (
      SELECT a."editionId", e."code" AS "entry", t."code" AS "prize", a."rank", a."mean" FROM "Award" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "PrizeTier" t ON t."id" = a."tierId")
    SELECT 'Award (' || o."slug" || ' ' || coalesce(w."entry", '?') || ' ' || w."prize" || ')' AS "row"
      FROM ((TABLE decided EXCEPT TABLE given) UNION ALL (TABLE given EXCEPT TABLE decided)) w JOIN "Edition" o ON o."id" = w."editionId"`,
} as const;
