const GIVEN = `'SpecialAwardGiven ' || g."id" || ' (' || d."slug" || ')' AS "row" FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId" JOIN "Edition" d ON d."id" = s."editionId"`;
const COMMENDATION = `'Commendation ' || c."id" || ' (' || d."slug" || ')' AS "row" FROM "Commendation" c JOIN "Edition" d ON d."id" = c."editionId" LEFT JOIN "CommendationLetter" l ON l."id" = c."letterId"`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const HONOUR_INVARIANTS = {
  /** A special award is given to a unit, to an author of an entry of its edition, or to a name: exactly one of them; what was taken back says why. */
  special_award_recipient: `SELECT ${GIVEN} LEFT JOIN "Entry" e ON e."id" = g."entryId"
    WHERE num_nonnulls(g."unitId", g."authorKey", g."recipientName") <> 1 OR (g."authorKey" IS NULL) <> (g."entryId" IS NULL) OR e."editionId" <> s."editionId"
       OR (g."revokedAt" IS NOT NULL) <> (g."revokedById" IS NOT NULL AND g."revokeReasonId" IS NOT NULL)`,
  /** No more have a special award than it says. */
  special_award_quota: `SELECT 'SpecialAward ' || s."id" || ' (' || d."slug" || ' ' || s."code" || ')' AS "row" FROM "SpecialAward" s JOIN "Edition" d ON d."id" = s."editionId"
    WHERE s."quota" < (SELECT count(*) FROM "SpecialAwardGiven" g WHERE g."specialAwardId" = s."id" AND g."revokedAt" IS NULL)`,
  /** A commendation has gone through every step before the one it stands at: in a letter of its edition and authority, sent, signed, published; dropped with a reason. */
  commendation_steps: `SELECT ${COMMENDATION} LEFT JOIN "ErasableText" g ON g."id" = c."groundsId"
    WHERE g."id" IS NULL OR l."editionId" <> c."editionId" OR l."authorityId" <> c."authorityId"
       OR (c."state" = 'PROPOSED' AND l."number" IS NOT NULL) OR (c."state" IN ('SENT', 'SIGNED', 'PUBLISHED') AND (l."number" IS NULL OR l."date" IS NULL))
       OR (c."state" IN ('SIGNED', 'PUBLISHED') AND (l."decisionNumber" IS NULL OR l."decisionDate" IS NULL OR l."authorityAsSigned" IS NULL))
       OR (c."state" = 'PUBLISHED' AND c."publishedAt" IS NULL) OR (c."state" IN ('PROPOSED', 'SENT', 'SIGNED') AND c."publishedAt" IS NOT NULL)
       OR (c."state" = 'DROPPED') <> (c."reasonId" IS NOT NULL)`,
  /** The screen of a ceremony was led on only where a result was approved, which the record says. */
  ceremony_step: `SELECT 'Ceremony ' || c."editionId" || ' (' || d."slug" || ')' AS "row" FROM "Ceremony" c JOIN "Edition" d ON d."id" = c."editionId"
    WHERE c."step" < 0 OR (c."step" > 0 AND NOT EXISTS (SELECT 1 FROM "LedgerEvent" l WHERE l."chain" = c."editionId"::text AND l."type" = 'RESULT_APPROVED'))`,
} as const;
