const LABEL = `'Entry ' || e."id" || coalesce(' (' || e."code" || ')', '')`;
const VERSION = `'EntryVersion ' || v."id" || coalesce(' (' || e."code" || ')', '')`;
const AUTHOR = `'EntryAuthor ' || a."id" || coalesce(' (' || e."code" || ')', '')`;
const FROM_COUNTING_VERSION = `FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" AND e."state" <> 'DRAFT' AND v."state" = 'SUBMITTED'`;

/** The parties that have to agree for an author born on a day, at the age of the day of consent `c`; as `domain/entry/consent` says. */
const NEEDED = `CASE WHEN age((c."givenAt" AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, a."birthDate") >= make_interval(years => (SELECT d."selfConsentFrom" FROM "Edition" d WHERE d."id" = e."editionId")) THEN ARRAY['SELF']
  WHEN age((c."givenAt" AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, a."birthDate") < interval '7 years' THEN ARRAY['GUARDIAN'] ELSE ARRAY['GUARDIAN', 'SELF'] END`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const ENTRY_INVARIANTS = {
  /** An entry has at most one draft. */
  entry_one_draft: `SELECT ${LABEL} AS "row" FROM "Entry" e WHERE (SELECT count(*) FROM "EntryVersion" v WHERE v."entryId" = e."id" AND v."state" = 'DRAFT') > 1`,
  /** An entry that was submitted has exactly one version that counts; one that never was has none. */
  entry_one_submitted_version: `SELECT ${LABEL} AS "row" FROM "Entry" e
    WHERE (SELECT count(*) FROM "EntryVersion" v WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED') <> CASE e."state" WHEN 'DRAFT' THEN 0 ELSE 1 END`,
  /** Code and moment of submission come with the first submission. */
  entry_code: `SELECT ${LABEL} AS "row" FROM "Entry" e
    WHERE (e."state" = 'DRAFT') <> (e."code" IS NULL) OR (e."state" = 'DRAFT') <> (e."submittedAt" IS NULL) OR (e."state" = 'WITHDRAWN') <> (e."withdrawnAt" IS NOT NULL)`,
  /** A code is the edition's prefix and a number that the edition has given. */
  entry_code_of_edition: `SELECT ${LABEL} AS "row" FROM "Entry" e JOIN "Edition" d ON d."id" = e."editionId"
    WHERE e."code" IS NOT NULL AND (NOT starts_with(e."code", d."codePrefix" || '-')
       OR coalesce(substring(e."code" FROM '-([0-9]{4,9})$')::int, d."lastEntryNumber" + 1) > d."lastEntryNumber")`,
  /** Lists show title and field of the version that counts. */
  entry_shows_version: `SELECT ${LABEL} AS "row" ${FROM_COUNTING_VERSION} WHERE e."title" <> v."title" OR e."fieldId" IS DISTINCT FROM v."fieldId"`,
  /** Every field named is one of the same edition. */
  entry_field_of_edition: `SELECT ${LABEL} AS "row" FROM "Entry" e JOIN "Field" f ON f."id" = e."fieldId" WHERE f."editionId" <> e."editionId"
    UNION SELECT ${VERSION} FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" JOIN "Field" f ON f."id" = v."fieldId" WHERE f."editionId" <> e."editionId"`,
  /** A version that counts has a title, a field and at least one author. */
  version_complete: `SELECT ${VERSION} AS "row" ${FROM_COUNTING_VERSION}
    WHERE v."title" = '' OR v."fieldId" IS NULL OR NOT EXISTS (SELECT 1 FROM "EntryAuthor" a WHERE a."versionId" = v."id")`,
  /** The authors of a version that counts have exactly one chief. */
  version_one_chief: `SELECT ${VERSION} AS "row" ${FROM_COUNTING_VERSION} WHERE (SELECT count(*) FROM "EntryAuthor" a WHERE a."versionId" = v."id" AND a."isChief") <> 1`,
  /** Their shares add up to 100 %. */
  version_shares: `SELECT ${VERSION} AS "row" ${FROM_COUNTING_VERSION} WHERE (SELECT coalesce(sum(a."shareHundredths"), 0) FROM "EntryAuthor" a WHERE a."versionId" = v."id") <> 10000`,
  /** Each of them has a name and a birth date, until private data was cleared or the person erased. */
  author_named: `SELECT ${AUTHOR} AS "row" ${FROM_COUNTING_VERSION} JOIN "EntryAuthor" a ON a."versionId" = v."id" JOIN "Edition" d ON d."id" = e."editionId"
    WHERE a."fullName" = '' OR (a."birthDate" IS NULL AND d."privateClearedAt" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "Erasure" x WHERE x."entryId" = e."id" AND x."authorKey" = a."key"))`,
  /** Everybody who has to has agreed at some time that the author takes part; taken back it is history, never given it is a fault. */
  author_consent: `SELECT ${AUTHOR} AS "row" ${FROM_COUNTING_VERSION} JOIN "EntryAuthor" a ON a."versionId" = v."id"
    WHERE a."birthDate" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Consent" c WHERE c."entryId" = e."id" AND c."authorKey" = a."key" AND c."purpose" = 'TAKE_PART' AND c."party"::text = ANY (${NEEDED})
         AND NOT EXISTS (SELECT 1 FROM unnest(${NEEDED}) AS needed("party") WHERE NOT EXISTS (
           SELECT 1 FROM "Consent" o WHERE o."entryId" = e."id" AND o."authorKey" = a."key" AND o."purpose" = 'TAKE_PART' AND o."party"::text = needed."party")))`,
  /** A consent on paper has its scan, of the same edition, until what it says of the person is cleared, and says who keyed it in and when; no other has. */
  consent_paper: `SELECT 'Consent ' || c."id" AS "row" FROM "Consent" c JOIN "Entry" e ON e."id" = c."entryId" LEFT JOIN "StoredFile" s ON s."id" = c."scanFileId"
    WHERE (c."method" = 'PAPER') <> (c."recordedAt" IS NOT NULL) OR (c."method" <> 'PAPER' AND s."id" IS NOT NULL)
       OR (c."method" = 'PAPER' AND s."id" IS NULL AND c."personName" <> '')
       OR (c."method" = 'PAPER' AND (c."givenById" IS NULL OR s."editionId" <> e."editionId" OR c."givenAt" > c."recordedAt"))`,
  /** A consent is taken back after it was given, and one party agrees to a purpose once at a time. */
  consent_once: `SELECT 'Consent ' || c."id" AS "row" FROM "Consent" c
    WHERE c."withdrawnAt" < c."givenAt" OR (c."withdrawnAt" IS NULL AND EXISTS (SELECT 1 FROM "Consent" o WHERE o."id" <> c."id" AND o."entryId" = c."entryId"
      AND o."authorKey" = c."authorKey" AND o."purpose" = c."purpose" AND o."party" = c."party" AND o."withdrawnAt" IS NULL))`,
  /** Whoever took back taking part agrees to nothing else either, until they say so again. */
  consent_take_part_first: `SELECT 'Consent ' || c."id" AS "row" FROM "Consent" c
    WHERE c."withdrawnAt" IS NULL AND c."purpose" <> 'TAKE_PART' AND EXISTS (
      SELECT 1 FROM "Consent" t WHERE t."entryId" = c."entryId" AND t."authorKey" = c."authorKey" AND t."party" = c."party" AND t."purpose" = 'TAKE_PART' AND t."withdrawnAt" > c."givenAt")
      AND NOT EXISTS (SELECT 1 FROM "Consent" t WHERE t."entryId" = c."entryId" AND t."authorKey" = c."authorKey" AND t."party" = c."party" AND t."purpose" = 'TAKE_PART' AND t."withdrawnAt" IS NULL)`,
  /** The version that counts of an entry filed for others names what its authors confirm. */
  entry_filed_for_others: `SELECT ${VERSION} AS "row" ${FROM_COUNTING_VERSION} WHERE e."channel" = 'ASSISTED' AND v."confirmHash" IS NULL`,
  /** Nothing points to a unit that was merged into another. */
  entry_unit_merged: `SELECT t."row" FROM (
      SELECT ${AUTHOR} AS "row", a."unitId" FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId" JOIN "Entry" e ON e."id" = v."entryId"
      UNION ALL SELECT ${VERSION}, v."unitId" FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId"
      UNION ALL SELECT ${VERSION}, v."supervisorUnitId" FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId"
      UNION ALL SELECT ${LABEL}, e."filedByUnitId" FROM "Entry" e) t JOIN "Unit" u ON u."id" = t."unitId" WHERE u."mergedIntoId" IS NOT NULL`,
  /** An entry is screened as its last act says, and a supplement that was asked for has a date. */
  entry_screening: `SELECT ${LABEL} AS "row" FROM "Entry" e
    WHERE (e."screening" = 'NEEDS_SUPPLEMENT' AND e."supplementDueAt" IS NULL)
       OR (EXISTS (SELECT 1 FROM "ScreeningAct" s WHERE s."entryId" = e."id")
           AND NOT EXISTS (SELECT 1 FROM "ScreeningAct" s WHERE s."entryId" = e."id" AND s."to" = e."screening"
                              AND s."at" = (SELECT max(l."at") FROM "ScreeningAct" l WHERE l."entryId" = e."id")))`,
} as const;
