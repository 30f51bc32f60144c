const MEMBERSHIP = `'Membership ' || m."id" || ' (' || m."role" || ')'`;
const UNIT = `'Unit ' || u."id" || ' (' || u."name" || ')'`;
const MESSAGE = `'OutboxMessage ' || o."id" || ' (' || o."template" || ')'`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const PEOPLE_INVARIANTS = {
  /** An account that signs in by telephone has the placeholder address of its number. */
  user_telephone: `SELECT 'User ' || u."id" AS "row" FROM "User" u
    WHERE (u."phone" IS NOT NULL AND u."email" <> substr(u."phone", 2) || '@phone.invalid') OR (u."phone" IS NULL AND u."email" LIKE '%@phone.invalid')`,
  /** Addresses are stored in lower case, or the same person could have two accounts. */
  user_address: `SELECT 'User ' || u."id" AS "row" FROM "User" u WHERE u."email" <> lower(u."email")`,
  /** Contacts are kept in the one form by which they are compared. */
  contact_form: `SELECT 'PersonContact ' || c."id" || ' (' || c."kind" || ')' AS "row" FROM "PersonContact" c
    WHERE (c."kind" = 'EMAIL' AND (c."value" <> lower(btrim(c."value")) OR position('@' IN c."value") < 2 OR c."value" LIKE '%@phone.invalid'))
       OR (c."kind" = 'PHONE' AND c."value" !~ '^\\+84[2-9][0-9]{8,9}$')
       OR (c."kind" = 'ADDRESS' AND (c."value" = '' OR c."value" <> btrim(c."value") OR length(c."value") > 200))`,
  /** Administrators belong to no edition, everybody else to one. */
  membership_edition: `SELECT ${MEMBERSHIP} AS "row" FROM "Membership" m WHERE (m."role" = 'ADMINISTRATOR') <> (m."editionId" IS NULL)`,
  /** A school's account acts for a unit that stands in the register. */
  membership_unit: `SELECT ${MEMBERSHIP} AS "row" FROM "Membership" m LEFT JOIN "Unit" u ON u."id" = m."unitId"
    WHERE m."endedAt" IS NULL AND ((m."role" = 'SCHOOL' AND u."id" IS NULL) OR u."mergedIntoId" IS NOT NULL)`,
  /** Nobody holds the same role twice. */
  membership_once: `SELECT ${MEMBERSHIP} AS "row" FROM "Membership" m WHERE m."endedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "Membership" o WHERE o."id" <> m."id" AND o."endedAt" IS NULL AND o."userId" = m."userId" AND o."role" = m."role"
         AND o."editionId" IS NOT DISTINCT FROM m."editionId" AND o."unitId" IS NOT DISTINCT FROM m."unitId")`,
  /** Judges belong to units that stand in the register. */
  judge_unit: `SELECT 'Judge ' || j."id" || ' (' || j."code" || ')' AS "row" FROM "Judge" j JOIN "Unit" u ON u."id" = j."unitId" WHERE u."mergedIntoId" IS NOT NULL`,
  /** A used invitation says by whom. */
  invitation_used: `SELECT 'Invitation ' || i."id" AS "row" FROM "Invitation" i WHERE (i."usedAt" IS NULL) <> (i."usedById" IS NULL)`,
  /** A merged unit leads straight to one that stands, and keeps nothing of its own. */
  unit_merged: `SELECT ${UNIT} AS "row" FROM "Unit" u JOIN "Unit" t ON t."id" = u."mergedIntoId"
    WHERE t."mergedIntoId" IS NOT NULL OR u."parentId" IS NOT NULL OR EXISTS (SELECT 1 FROM "UnitName" n WHERE n."unitId" = u."id")
       OR EXISTS (SELECT 1 FROM "Unit" c WHERE c."parentId" = u."id")`,
  /** No unit stands below itself. */
  unit_circle: `WITH RECURSIVE up AS (
      SELECT "id" AS "start", "parentId" FROM "Unit" WHERE "parentId" IS NOT NULL
      UNION SELECT up."start", p."parentId" FROM up JOIN "Unit" p ON p."id" = up."parentId" WHERE p."parentId" IS NOT NULL)
    SELECT ${UNIT} AS "row" FROM up JOIN "Unit" u ON u."id" = up."start" WHERE up."parentId" = up."start"`,
  /** A message is sent by mail to an address or handed over, and knows when and how it left. */
  message_state: `SELECT ${MESSAGE} AS "row" FROM "OutboxMessage" o
    WHERE (o."channel" = 'MAIL' AND position('@' IN o."recipient") = 0)
       OR (o."channel" = 'HAND_OVER' AND o."state" IN ('SENT', 'FAILED'))
       OR (o."state" = 'SENT') <> (o."carrier" IS NOT NULL AND o."sentAt" IS NOT NULL AND o."state" <> 'HANDED_OVER')
       OR (o."state" = 'HANDED_OVER' AND o."sentAt" IS NULL)`,
} as const;
