/** The unit a merged one went into in the end; the unit itself where it was never merged. */
const rootOf = (column: string) => `coalesce((SELECT r."root" FROM root r WHERE r."id" = ${column}), ${column})`;

/** The first word of a name as Vietnamese write it: the family's. */
const familyOf = (column: string) => `nullif(split_part(norm(btrim(${column})), ' ', 1), '')`;

/** Units as they are merged now. */
const UNITS = `
merged AS (
  SELECT "id", "mergedIntoId" AS "root" FROM "Unit" WHERE "mergedIntoId" IS NOT NULL
  UNION
  SELECT m."id", u."mergedIntoId" FROM merged m JOIN "Unit" u ON u."id" = m."root" WHERE u."mergedIntoId" IS NOT NULL
),
root AS (SELECT m."id", m."root" FROM merged m JOIN "Unit" u ON u."id" = m."root" WHERE u."mergedIntoId" IS NULL)`;

/** Accounts that share a contact. Only contacts the secretariat noted make such pairs: sign-in names are unique. */
const SAME_PERSON = `reach AS MATERIALIZED (
  SELECT "userId", "kind"::text AS "kind", "value" FROM "PersonContact" WHERE "kind" <> 'ADDRESS'
  UNION
  SELECT u."id", 'EMAIL', lower(u."email") FROM "User" u WHERE lower(u."email") IN (SELECT "value" FROM "PersonContact" WHERE "kind" = 'EMAIL')
  UNION
  SELECT u."id", 'PHONE', u."phone" FROM "User" u WHERE u."phone" IN (SELECT "value" FROM "PersonContact" WHERE "kind" = 'PHONE')
),
same AS MATERIALIZED (
  SELECT DISTINCT a."userId", b."userId" AS "account" FROM reach a JOIN reach b ON b."kind" = a."kind" AND b."value" = a."value" AND b."userId" <> a."userId"
)`;

/**
 * The persons to be barred, and all accounts of each: two accounts are one person where a contact the secretariat noted for one is
 * a contact or the sign-in name of the other, also by way of a third account. $1 edition, $2 persons or null. A statement of its own,
 * because nothing can guess how many rows a recursion gives, and the plan of `FOUND_CONFLICTS` hangs on that.
 */
export const PERSON_ACCOUNTS = `
WITH RECURSIVE person AS (
  SELECT u."id" FROM "User" u
   WHERE ($2::text[] IS NULL OR u."id" = ANY($2::text[]))
     AND (EXISTS (SELECT 1 FROM "Judge" j WHERE j."userId" = u."id" AND j."editionId" = $1::uuid)
       OR EXISTS (SELECT 1 FROM "Membership" m WHERE m."userId" = u."id" AND m."endedAt" IS NULL
            AND (m."role" = 'ADMINISTRATOR' OR (m."editionId" = $1::uuid AND m."role" IN ('JUDGE', 'CHAIR', 'SECRETARY', 'ORGANISER')))))
),
${SAME_PERSON},
account AS (
  SELECT "id" AS "userId", "id" AS "account" FROM person
  UNION
  SELECT l."userId", s."account" FROM account l JOIN same s ON s."userId" = l."account"
)
SELECT "userId", "account" FROM account ORDER BY 1, 2`;

/** The persons and their accounts, as `PERSON_ACCOUNTS` gave them: $4 persons, $5 an account of each. */
const ACCOUNTS = `account AS MATERIALIZED (SELECT p."userId", p."account" FROM unnest($4::text[], $5::text[]) AS p("userId", "account"))`;

/** What is known of each person by any of their accounts: names, telephone numbers, mail addresses, addresses. */
const KNOWN = `
known_name AS MATERIALIZED (SELECT DISTINCT l."userId", norm(u."name") AS "name", ${familyOf(`u."name"`)} AS "family" FROM account l JOIN "User" u ON u."id" = l."account"),
known_phone AS MATERIALIZED (
  SELECT l."userId", phone_digits(u."phone") AS "phone" FROM account l JOIN "User" u ON u."id" = l."account" WHERE u."phone" IS NOT NULL
  UNION
  SELECT l."userId", phone_digits(c."value") FROM account l JOIN "PersonContact" c ON c."userId" = l."account" AND c."kind" = 'PHONE'
),
known_mail AS MATERIALIZED (
  SELECT l."userId", mail_key(u."email") AS "mail" FROM account l JOIN "User" u ON u."id" = l."account"
  UNION
  SELECT l."userId", mail_key(c."value") FROM account l JOIN "PersonContact" c ON c."userId" = l."account" AND c."kind" = 'EMAIL'
),
known_home AS MATERIALIZED (
  SELECT DISTINCT l."userId", address_key(c."value") AS "home" FROM account l JOIN "PersonContact" c ON c."userId" = l."account" AND c."kind" = 'ADDRESS'
)`;

/** The entries in question. */
const ENTRIES = `
counted AS MATERIALIZED (
  SELECT e."id" AS "entryId", v."id", v."unitId", e."filedByUnitId", v."supervisorUnitId", v."supervisorUnitName"
    FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
   WHERE e."editionId" = $1::uuid AND ($2::uuid IS NULL OR e."id" = $2::uuid)
)`;

/** The authors of submitted entries, of any edition, that are the persons themselves, and those who wrote with them. */
const OWN_ENTRIES = `
own_author AS MATERIALIZED (
  SELECT x."userId", x."authorId", v."id" AS "versionId", v."entryId", v."unitId", x."unitId" AS "authorUnitId" FROM (
    SELECT l."userId", a."id" AS "authorId", a."versionId", a."unitId" FROM account l JOIN "EntryAuthor" a ON a."userId" = l."account"
    UNION SELECT k."userId", a."id", a."versionId", a."unitId" FROM known_phone k JOIN "EntryAuthor" a ON phone_digits(a."phone") = k."phone"
    UNION SELECT k."userId", a."id", a."versionId", a."unitId" FROM known_mail k JOIN "EntryAuthor" a ON mail_key(a."email") = k."mail"
  ) x JOIN "EntryVersion" v ON v."id" = x."versionId" AND v."state" = 'SUBMITTED'
),
fellow AS MATERIALIZED (
  SELECT DISTINCT o."userId", o."entryId", a."userId" AS "account", phone_digits(a."phone") AS "phone", mail_key(a."email") AS "mail"
    FROM own_author o JOIN "EntryAuthor" a ON a."versionId" = o."versionId"
   WHERE NOT EXISTS (SELECT 1 FROM own_author m WHERE m."userId" = o."userId" AND m."authorId" = a."id")
)`;

/** Units of the persons: those of today, and those they belonged to before. The unit that hosts the edition is none of them. */
const PERSON_UNITS = `
person_unit AS MATERIALIZED (
  SELECT DISTINCT l."userId", ${rootOf(`held."unitId"`)} AS "unitId" FROM account l JOIN (
    SELECT "userId", "unitId" FROM "Judge" WHERE "editionId" = $1::uuid
    UNION ALL
    SELECT "userId", "unitId" FROM "Membership" WHERE "endedAt" IS NULL
  ) held ON held."userId" = l."account" WHERE held."unitId" IS NOT NULL
),
former_unit AS MATERIALIZED (
  SELECT l."userId", ${rootOf(`j."unitId"`)} AS "unitId" FROM account l JOIN "Judge" j ON j."userId" = l."account" AND j."editionId" <> $1::uuid WHERE j."unitId" IS NOT NULL
  UNION SELECT l."userId", ${rootOf(`m."unitId"`)} FROM account l JOIN "Membership" m ON m."userId" = l."account" AND m."endedAt" IS NOT NULL WHERE m."unitId" IS NOT NULL
  UNION SELECT "userId", ${rootOf(`"unitId"`)} FROM own_author WHERE "unitId" IS NOT NULL
  UNION SELECT "userId", ${rootOf(`"authorUnitId"`)} FROM own_author WHERE "authorUnitId" IS NOT NULL
  EXCEPT SELECT "userId", "unitId" FROM person_unit
),
unit_name AS MATERIALIZED (
  SELECT pu."userId", norm(u."name") AS "name" FROM person_unit pu JOIN "Unit" u ON u."id" = pu."unitId"
  UNION
  SELECT pu."userId", norm(n."name") FROM person_unit pu JOIN "UnitName" n ON n."unitId" = pu."unitId"
)`;

/** The units of the persons that stand behind entries; `held_unit` has every id under which one of them may stand there. */
const ENTRY_UNITS = `
held_unit AS MATERIALIZED (
  SELECT p."unitId" AS "id", p."unitId" FROM (SELECT "unitId" FROM person_unit UNION SELECT "unitId" FROM former_unit) p
  UNION
  SELECT r."id", r."root" FROM root r WHERE r."root" IN (SELECT "unitId" FROM person_unit UNION SELECT "unitId" FROM former_unit)
),
entry_unit AS MATERIALIZED (
  SELECT c."entryId", h."unitId" FROM held_unit h JOIN "EntryAuthor" a ON a."unitId" = h."id" JOIN counted c ON c."id" = a."versionId"
  UNION SELECT c."entryId", h."unitId" FROM held_unit h JOIN counted c ON c."unitId" = h."id"
  UNION SELECT c."entryId", h."unitId" FROM held_unit h JOIN counted c ON c."supervisorUnitId" = h."id"
  UNION SELECT c."entryId", h."unitId" FROM held_unit h JOIN counted c ON c."filedByUnitId" = h."id"
)`;

/**
 * Addresses behind entries that are the address of a person: the same, or one is the beginning of the other, which starts with the
 * number of a house ("12 Trần Phú" and "12 Trần Phú, Cẩm Xuyên").
 */
const HOMES = `
beginning AS (
  SELECT h."userId", array_to_string((string_to_array(h."home", ' '))[1:n], ' ') AS "home"
    FROM known_home h CROSS JOIN LATERAL generate_series(3, cardinality(string_to_array(h."home", ' ')) - 1) n WHERE h."home" ~ '^[0-9]'
),
neighbour AS MATERIALIZED (
  SELECT h."userId", a."id", a."versionId", a."fullName", a."guardianName" FROM (SELECT * FROM known_home UNION SELECT * FROM beginning) h
    JOIN "EntryAuthor" a ON address_key(a."address") COLLATE "C" = h."home" AND a."address" <> ''
  UNION
  SELECT h."userId", a."id", a."versionId", a."fullName", a."guardianName" FROM known_home h
    JOIN "EntryAuthor" a ON a."address" <> '' AND address_key(a."address") COLLATE "C" > h."home" || ' ' AND address_key(a."address") COLLATE "C" < h."home" || '!'
   WHERE h."home" ~ '^[0-9]' AND cardinality(string_to_array(h."home", ' ')) >= 3
),
near AS MATERIALIZED (SELECT n."userId", c."entryId", n."fullName", n."guardianName" FROM neighbour n JOIN counted c ON c."id" = n."versionId"),
household AS MATERIALIZED (
  SELECT n."userId", n."entryId", f."family" FROM near n
   CROSS JOIN LATERAL (VALUES (${familyOf(`n."fullName"`)}), (${familyOf(`n."guardianName"`)})) f("family") WHERE f."family" IS NOT NULL
)`;

/** Who is of a person's family by the first word of the name, and shares a home or a telephone number with them. */
const FAMILY = `
  SELECT h."entryId", k."userId", 'FAMILY' AS "kind" FROM household h JOIN known_name k ON k."userId" = h."userId" AND k."family" = h."family"
  UNION SELECT c."entryId", p."userId", 'FAMILY' FROM known_phone p JOIN "EntryAuthor" a ON phone_digits(a."phone") = p."phone" JOIN counted c ON c."id" = a."versionId"
    JOIN known_name k ON k."userId" = p."userId" AND k."family" = ${familyOf(`a."fullName"`)} AND k."name" <> norm(btrim(a."fullName"))
  UNION SELECT c."entryId", p."userId", 'FAMILY' FROM known_phone p JOIN "EntryAuthor" a ON phone_digits(a."guardianPhone") = p."phone" JOIN counted c ON c."id" = a."versionId"
    JOIN known_name k ON k."userId" = p."userId" AND k."family" IN (${familyOf(`a."guardianName"`)}, ${familyOf(`a."fullName"`)})
  UNION SELECT c."entryId", p."userId", 'FAMILY' FROM known_phone p JOIN "EntryVersion" v ON phone_digits(v."supervisorPhone") = p."phone" JOIN counted c ON c."id" = v."id"
    JOIN known_name k ON k."userId" = p."userId" AND k."family" = ${familyOf(`v."supervisorName"`)} AND k."name" <> norm(btrim(v."supervisorName"))`;

const SUPERVISOR = `
  SELECT c."entryId", p."userId", 'SUPERVISOR' AS "kind" FROM known_phone p JOIN "EntryVersion" v ON phone_digits(v."supervisorPhone") = p."phone" JOIN counted c ON c."id" = v."id"
  UNION SELECT c."entryId", k."userId", 'SUPERVISOR' FROM known_name k JOIN "EntryVersion" v ON norm(v."supervisorName") = k."name" AND v."supervisorName" <> '' JOIN counted c ON c."id" = v."id"
    WHERE EXISTS (SELECT 1 FROM person_unit pu WHERE pu."userId" = k."userId" AND pu."unitId" = ${rootOf(`c."supervisorUnitId"`)})
       OR EXISTS (SELECT 1 FROM unit_name n WHERE n."userId" = k."userId" AND n."name" = norm(c."supervisorUnitName"))`;

const COAUTHOR = `
  SELECT c."entryId", f."userId", 'COAUTHOR' AS "kind" FROM fellow f JOIN "EntryAuthor" a ON a."userId" = f."account" JOIN counted c ON c."id" = a."versionId" AND c."entryId" <> f."entryId"
  UNION SELECT c."entryId", f."userId", 'COAUTHOR' FROM fellow f JOIN "EntryAuthor" a ON phone_digits(a."phone") = f."phone" JOIN counted c ON c."id" = a."versionId" AND c."entryId" <> f."entryId"
  UNION SELECT c."entryId", f."userId", 'COAUTHOR' FROM fellow f JOIN "EntryAuthor" a ON mail_key(a."email") = f."mail" JOIN counted c ON c."id" = a."versionId" AND c."entryId" <> f."entryId"`;

/** What was declared for one account holds for the other accounts of the same person. */
const DECLARED_FOR_ANOTHER_ACCOUNT = `
  SELECT d."entryId", l."userId", 'DECLARED' AS "kind" FROM account l
    JOIN "Conflict" d ON d."userId" = l."account" AND d."userId" <> l."userId" AND d."kind" = 'DECLARED' AND d."liftedAt" IS NULL AND d."createdById" IS NOT NULL
    JOIN counted c ON c."entryId" = d."entryId"
   WHERE NOT EXISTS (SELECT 1 FROM "Conflict" o WHERE o."entryId" = d."entryId" AND o."userId" = l."userId" AND o."kind" = 'DECLARED'
                        AND o."liftedAt" IS NULL AND o."createdById" IS NOT NULL)`;

/**
 * Every difference between the running found conflicts and what the rules say now.
 * $1 edition, $2 entry or null, $3 persons or null, $4 and $5 their accounts. Rows without `conflictId` are to be recorded, the others to be lifted.
 * What a person lifted stays lifted: only what is a guess can be (domain/judging/conflict-rules).
 */
export const FOUND_CONFLICTS = `
WITH RECURSIVE ${[UNITS, ACCOUNTS, KNOWN, ENTRIES, OWN_ENTRIES, PERSON_UNITS, ENTRY_UNITS, HOMES].join(",")},
found AS (
  SELECT g."entryId", g."userId", g."kind" FROM (
    SELECT c."entryId", o."userId", 'AUTHOR' AS "kind" FROM own_author o JOIN counted c ON c."id" = o."versionId"
    UNION SELECT c."entryId", l."userId", 'GUARDIAN' FROM account l JOIN "EntryAuthor" a ON a."guardianUserId" = l."account" JOIN counted c ON c."id" = a."versionId"
    UNION SELECT c."entryId", p."userId", 'GUARDIAN' FROM known_phone p JOIN "EntryAuthor" a ON phone_digits(a."guardianPhone") = p."phone" JOIN counted c ON c."id" = a."versionId"
    UNION SELECT eu."entryId", pu."userId", 'SAME_UNIT' FROM entry_unit eu JOIN person_unit pu ON pu."unitId" = eu."unitId"
      WHERE eu."unitId" IS DISTINCT FROM (SELECT ${rootOf(`"hostUnitId"`)} FROM "Edition" WHERE "id" = $1::uuid)
    UNION SELECT eu."entryId", fu."userId", 'FORMER_UNIT' FROM entry_unit eu JOIN former_unit fu ON fu."unitId" = eu."unitId"
      WHERE eu."unitId" IS DISTINCT FROM (SELECT ${rootOf(`"hostUnitId"`)} FROM "Edition" WHERE "id" = $1::uuid)
        AND NOT EXISTS (SELECT 1 FROM own_author o WHERE o."userId" = fu."userId" AND o."entryId" = eu."entryId")
    UNION ${SUPERVISOR}
    UNION ${FAMILY}
    UNION ${COAUTHOR}
    UNION ${DECLARED_FOR_ANOTHER_ACCOUNT}
  ) g
  WHERE NOT EXISTS (SELECT 1 FROM "Conflict" w WHERE w."entryId" = g."entryId" AND w."userId" = g."userId" AND w."kind"::text = g."kind"
                       AND w."liftedById" IS NOT NULL AND w."kind" IN ('FORMER_UNIT', 'FAMILY', 'COAUTHOR'))
),
standing AS (
  SELECT "id", "entryId", "userId", "kind"::text AS "kind" FROM "Conflict"
   WHERE "editionId" = $1::uuid AND "liftedAt" IS NULL AND "createdById" IS NULL
     AND ($2::uuid IS NULL OR "entryId" = $2::uuid) AND ($3::text[] IS NULL OR "userId" = ANY($3::text[]))
),
difference AS (
  SELECT s."id" AS "conflictId", coalesce(f."entryId", s."entryId") AS "entryId", coalesce(f."userId", s."userId") AS "userId",
         coalesce(f."kind", s."kind") AS "kind"
    FROM found f FULL JOIN standing s ON s."entryId" = f."entryId" AND s."userId" = f."userId" AND s."kind" = f."kind"
   WHERE f."entryId" IS NULL OR s."id" IS NULL
)
SELECT d."conflictId"::text AS "conflictId", d."entryId"::text AS "entryId", d."userId", d."kind",
       coalesce(e."code", e."id"::text) AS "entry", coalesce(j."code", d."userId") AS "judge"
  FROM difference d JOIN "Entry" e ON e."id" = d."entryId"
  LEFT JOIN "Judge" j ON j."userId" = d."userId" AND j."editionId" = $1::uuid
 ORDER BY "entry", "judge", d."kind"`;
