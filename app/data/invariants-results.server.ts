const DECISION = `'ResultDecision ' || r."id" || ' (' || d."slug" || ')'`;
const FROM_DECISION = `FROM "ResultDecision" r JOIN "Edition" d ON d."id" = r."editionId"`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const RESULT_INVARIANTS = {
  /** The chair's choice names a tier, a field and entries of its edition and of its tied group, and a reason that was kept. */
  choice_of_edition: `SELECT 'PrizeChoice ' || p."id" AS "row" FROM "PrizeChoice" p JOIN "PrizeTier" t ON t."id" = p."tierId" LEFT JOIN "Field" f ON f."id" = p."fieldId"
    WHERE t."editionId" <> p."editionId" OR f."editionId" <> p."editionId"
       OR (SELECT count(*) FROM "Entry" e WHERE e."id" = ANY (p."entryIds") AND e."editionId" = p."editionId") <> cardinality(p."entryIds")
       OR NOT p."groupIds" @> p."entryIds" OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = p."reasonId")`,
  /** A vote is one of its meeting's edition, with hands that can be, carried as its rule says, about a tier, a field, an award and entries of the edition, with a question that was kept. */
  vote_counted: `SELECT 'Vote ' || v."id" AS "row" FROM "Vote" v JOIN "RankingMeeting" m ON m."id" = v."meetingId"
      LEFT JOIN "PrizeTier" t ON t."id" = v."tierId" LEFT JOIN "Field" f ON f."id" = v."fieldId" LEFT JOIN "SpecialAward" s ON s."id" = v."specialAwardId"
    WHERE m."editionId" <> v."editionId" OR t."editionId" <> v."editionId" OR f."editionId" <> v."editionId" OR s."editionId" <> v."editionId"
       OR v."present" < 1 OR v."inFavour" < 0 OR v."against" < 0 OR v."inFavour" + v."against" > v."present"
       OR v."carried" <> (CASE v."rule" WHEN 'TWO_THIRDS' THEN 3 * v."inFavour" >= 2 * v."present" ELSE 2 * v."inFavour" > v."present" END)
       OR (v."subject" IN ('TIE', 'QUOTA')) <> (v."tierId" IS NOT NULL) OR (v."subject" = 'QUOTA') <> (v."quota" IS NOT NULL) OR (v."subject" = 'SPECIAL_AWARD') <> (v."specialAwardId" IS NOT NULL)
       OR (SELECT count(*) FROM "Entry" e WHERE e."id" = ANY (v."entryIds") AND e."editionId" = v."editionId") <> cardinality(v."entryIds")
       OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = v."questionId")`,
  /** A choice that follows a vote stands exactly as long as the vote, which was carried, and says the same. */
  choice_by_vote: `SELECT 'PrizeChoice ' || p."id" AS "row" FROM "PrizeChoice" p JOIN "Vote" v ON v."id" = p."voteId"
    WHERE v."editionId" <> p."editionId" OR v."subject" <> 'TIE' OR NOT v."carried" OR (v."revokedAt" IS NULL) <> (p."revokedAt" IS NULL)
       OR v."tierId" <> p."tierId" OR v."fieldId" IS DISTINCT FROM p."fieldId" OR NOT (v."entryIds" @> p."entryIds" AND p."entryIds" @> v."entryIds")
    UNION ALL SELECT 'QuotaChoice ' || q."id" FROM "QuotaChoice" q JOIN "Vote" v ON v."id" = q."voteId"
    WHERE v."editionId" <> q."editionId" OR v."subject" <> 'QUOTA' OR NOT v."carried" OR (v."revokedAt" IS NULL) <> (q."revokedAt" IS NULL) OR v."tierId" <> q."tierId" OR v."quota" IS DISTINCT FROM q."quota"
    UNION ALL SELECT 'Vote ' || v."id" FROM "Vote" v
    WHERE v."carried" AND v."subject" IN ('TIE', 'QUOTA') AND NOT EXISTS (SELECT 1 FROM "PrizeChoice" p WHERE p."voteId" = v."id") AND NOT EXISTS (SELECT 1 FROM "QuotaChoice" q WHERE q."voteId" = v."id")`,
  /** Of a tier of the edition fewer prizes are given than its rules provide for, by one choice at a time. */
  quota_choice: `SELECT 'QuotaChoice ' || q."id" AS "row" FROM "QuotaChoice" q JOIN "PrizeTier" t ON t."id" = q."tierId"
    WHERE t."editionId" <> q."editionId" OR q."quota" < 0 OR NOT EXISTS (SELECT 1 FROM "ErasableText" x WHERE x."id" = q."reasonId")
       OR (q."revokedAt" IS NULL AND (q."quota" >= t."quota" OR EXISTS (SELECT 1 FROM "QuotaChoice" o WHERE o."tierId" = q."tierId" AND o."id" <> q."id" AND o."revokedAt" IS NULL)))`,
  /** Nobody is both present in and absent from a ranking meeting; one that was closed had somebody there. */
  ranking_meeting: `SELECT 'RankingMeeting ' || m."id" AS "row" FROM "RankingMeeting" m
    WHERE m."presentIds" && m."absentIds" OR (m."closedAt" IS NULL) <> (m."closedById" IS NULL) OR (m."closedAt" IS NOT NULL AND cardinality(m."presentIds") = 0)`,
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
  /** Issued papers in force have a name of their own in their kind, and a number of their own in its year. */
  paper_issued_once: `SELECT 'IssuedPaper ' || p."id" AS "row" FROM "IssuedPaper" p WHERE p."revokedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "IssuedPaper" o WHERE o."editionId" = p."editionId" AND o."revokedAt" IS NULL AND o."id" <> p."id"
         AND (o."kind" = p."kind" AND o."name" = p."name" OR o."number" = p."number" AND date_part('year', o."date") = date_part('year', p."date")))`,
  /** What an issued paper's row says of hash, number, day and state is what the record says. */
  paper_as_issued: `WITH issued AS (
      SELECT l."data" ->> 'paper' AS "id", l."chain", l."data" ->> 'hash' AS "hash", l."data" ->> 'number' AS "number", l."data" ->> 'date' AS "date",
             EXISTS (SELECT 1 FROM "LedgerEvent" r WHERE r."chain" = l."chain" AND r."type" = 'PAPER_REVOKED' AND r."data" ->> 'paper' = l."data" ->> 'paper') AS "revoked"
        FROM "LedgerEvent" l WHERE l."type" = 'PAPER_ISSUED')
    SELECT 'IssuedPaper ' || coalesce(p."id"::text, i."id") AS "row" FROM "IssuedPaper" p FULL JOIN issued i ON i."id" = p."id"::text AND i."chain" = p."editionId"::text
    WHERE p."id" IS NULL OR i."id" IS NULL
       OR (p."hash" <> i."hash" AND NOT EXISTS (SELECT 1 FROM "LedgerEvent" c WHERE c."chain" = i."chain" AND c."type" = 'PAPERS_CLEANED'
             AND c."data" -> 'papers' @> jsonb_build_array(jsonb_build_object('paper', i."id", 'hash', p."hash")))) OR p."number" IS DISTINCT FROM i."number" OR p."date"::text IS DISTINCT FROM i."date" OR (p."revokedAt" IS NOT NULL) <> i."revoked"`,
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
