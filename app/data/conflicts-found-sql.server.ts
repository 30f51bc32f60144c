/** Telephone numbers as people write them, brought to digits with a leading 0; null where there is no whole number. */
const digits = (column: string) =>
  `nullif(regexp_replace(regexp_replace(normalize(${column}, NFKC), '[^0-9]', '', 'g'), '^(0084|84)', '0'), '')`;

/** The unit a merged one went into in the end; the unit itself where it was never merged. */
const rootOf = (column: string) => `coalesce((SELECT r."root" FROM root r WHERE r."id" = ${column}), ${column})`;

/**
 * Every difference between the running found conflicts and what the rules say now.
 * $1 edition, $2 entry or null, $3 person or null. Rows without `conflictId` are to be recorded, the others to be lifted.
 */
export const FOUND_CONFLICTS = `
WITH RECURSIVE merged AS (
  SELECT "id", "mergedIntoId" AS "root" FROM "Unit" WHERE "mergedIntoId" IS NOT NULL
  UNION
  SELECT m."id", u."mergedIntoId" FROM merged m JOIN "Unit" u ON u."id" = m."root" WHERE u."mergedIntoId" IS NOT NULL
),
root AS (SELECT m."id", m."root" FROM merged m JOIN "Unit" u ON u."id" = m."root" WHERE u."mergedIntoId" IS NULL),
edition AS (SELECT "id", ${rootOf(`"hostUnitId"`)} AS "host" FROM "Edition" WHERE "id" = $1::uuid),
person AS (
  SELECT u."id", norm(u."name") AS "name", ${digits(`coalesce(u."phone", '')`)} AS "phone",
         CASE WHEN u."email" LIKE '%.invalid' THEN NULL ELSE lower(u."email") END AS "email", j."code"
    FROM "User" u LEFT JOIN "Judge" j ON j."userId" = u."id" AND j."editionId" = $1::uuid
   WHERE ($3::text IS NULL OR u."id" = $3::text)
     AND (j."id" IS NOT NULL OR EXISTS (
       SELECT 1 FROM "Membership" m WHERE m."userId" = u."id" AND m."editionId" = $1::uuid AND m."endedAt" IS NULL
          AND m."role" IN ('JUDGE', 'CHAIR', 'SECRETARY', 'ORGANISER')))
),
person_unit AS (
  SELECT DISTINCT held."userId", ${rootOf(`held."unitId"`)} AS "unitId" FROM (
    SELECT "userId", "unitId" FROM "Judge" WHERE "editionId" = $1::uuid
    UNION ALL
    SELECT "userId", "unitId" FROM "Membership" WHERE "endedAt" IS NULL
  ) held JOIN person p ON p."id" = held."userId" WHERE held."unitId" IS NOT NULL
),
unit_name AS (
  SELECT pu."userId", norm(u."name") AS "name" FROM person_unit pu JOIN "Unit" u ON u."id" = pu."unitId"
  UNION
  SELECT pu."userId", norm(n."name") FROM person_unit pu JOIN "UnitName" n ON n."unitId" = pu."unitId"
),
counted AS (
  SELECT e."id" AS "entryId", v."id", v."unitId", e."filedByUnitId", v."supervisorUnitId", v."supervisorUnitName",
         ${digits(`v."supervisorPhone"`)} AS "supervisorDigits", norm(v."supervisorName") AS "supervisorFolded"
    FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
   WHERE e."editionId" = $1::uuid AND ($2::uuid IS NULL OR e."id" = $2::uuid)
),
author AS (
  SELECT c."entryId", a."userId", a."guardianUserId", a."unitId", ${digits(`a."phone"`)} AS "phone",
         nullif(lower(trim(a."email")), '') AS "email", ${digits(`a."guardianPhone"`)} AS "guardianPhone"
    FROM counted c JOIN "EntryAuthor" a ON a."versionId" = c."id"
),
entry_unit AS (
  SELECT DISTINCT t."entryId", ${rootOf(`t."unitId"`)} AS "unitId" FROM (
    SELECT "entryId", "unitId" FROM author
    UNION ALL SELECT "entryId", "unitId" FROM counted
    UNION ALL SELECT "entryId", "supervisorUnitId" FROM counted
    UNION ALL SELECT "entryId", "filedByUnitId" FROM counted
  ) t WHERE t."unitId" IS NOT NULL
),
found AS (
  SELECT a."entryId", p."id" AS "userId", 'AUTHOR' AS "kind" FROM author a JOIN person p ON p."id" = a."userId"
  UNION SELECT a."entryId", p."id", 'AUTHOR' FROM author a JOIN person p ON p."phone" = a."phone"
  UNION SELECT a."entryId", p."id", 'AUTHOR' FROM author a JOIN person p ON p."email" = a."email"
  UNION SELECT c."entryId", p."id", 'SUPERVISOR' FROM counted c JOIN person p ON p."phone" = c."supervisorDigits"
  UNION SELECT c."entryId", p."id", 'SUPERVISOR' FROM counted c JOIN person p ON p."name" = c."supervisorFolded"
    WHERE EXISTS (SELECT 1 FROM person_unit pu WHERE pu."userId" = p."id" AND pu."unitId" = ${rootOf(`c."supervisorUnitId"`)})
       OR EXISTS (SELECT 1 FROM unit_name n WHERE n."userId" = p."id" AND n."name" = norm(c."supervisorUnitName"))
  UNION SELECT a."entryId", p."id", 'GUARDIAN' FROM author a JOIN person p ON p."id" = a."guardianUserId"
  UNION SELECT a."entryId", p."id", 'GUARDIAN' FROM author a JOIN person p ON p."phone" = a."guardianPhone"
  UNION SELECT eu."entryId", pu."userId", 'SAME_UNIT' FROM entry_unit eu JOIN person_unit pu ON pu."unitId" = eu."unitId"
    WHERE eu."unitId" IS DISTINCT FROM (SELECT "host" FROM edition)
),
standing AS (
  SELECT "id", "entryId", "userId", "kind"::text AS "kind" FROM "Conflict"
   WHERE "editionId" = $1::uuid AND "liftedAt" IS NULL AND "createdById" IS NULL AND "kind" <> 'DECLARED'
     AND ($2::uuid IS NULL OR "entryId" = $2::uuid) AND ($3::text IS NULL OR "userId" = $3::text)
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
