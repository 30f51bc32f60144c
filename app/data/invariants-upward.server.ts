/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const UPWARD_INVARIANTS = {
  /** An entry stands on the list of its own edition, once. */
  nomination_once: `SELECT 'Nomination ' || n."id" AS "row" FROM "Nomination" n JOIN "Entry" e ON e."id" = n."entryId"
    WHERE e."editionId" <> n."editionId" OR e."code" IS NULL
       OR (n."withdrawnAt" IS NULL AND EXISTS (SELECT 1 FROM "Nomination" o WHERE o."entryId" = n."entryId" AND o."id" <> n."id" AND o."withdrawnAt" IS NULL))`,
  /** A package left from the edition of the nominations in it, and is on record there. */
  package_sent: `SELECT 'SentPackage ' || s."id" AS "row" FROM "SentPackage" s
    WHERE EXISTS (SELECT 1 FROM "Nomination" n WHERE n."packageId" = s."id" AND n."editionId" <> s."editionId")
       OR NOT EXISTS (SELECT 1 FROM "LedgerEvent" l WHERE l."chain" = s."editionId"::text AND l."type" = 'PACKAGE_SENT' AND l."data"->>'manifest' = s."manifest")`,
  /** An entry from below came in a package into its own edition, and both codes are on record. */
  entry_origin: `SELECT 'EntryOrigin ' || o."entryId" AS "row" FROM "EntryOrigin" o JOIN "Entry" e ON e."id" = o."entryId" JOIN "ReceivedPackage" p ON p."id" = o."packageId"
    WHERE e."editionId" <> p."editionId"
       OR NOT EXISTS (SELECT 1 FROM "LedgerEvent" l WHERE l."chain" = p."editionId"::text AND l."type" = 'PACKAGE_RECEIVED' AND l."data"->>'package' = p."id"::text
                         AND l."data"->'entries' @> jsonb_build_array(jsonb_build_object('entry', e."code", 'origin', o."code")))`,
  /** A consent given below came with the entry, and is to taking part. */
  consent_passed: `SELECT 'Consent ' || c."id" AS "row" FROM "Consent" c
    WHERE c."method" = 'PACKAGE' AND (c."purpose" <> 'TAKE_PART' OR NOT EXISTS (SELECT 1 FROM "EntryOrigin" o WHERE o."entryId" = c."entryId"))`,
} as const;
