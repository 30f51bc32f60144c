const AUTHOR = `'EntryAuthor ' || a."id" || coalesce(' (' || e."code" || ')', '')`;
const PRIVATE = `(a."birthDate" IS NOT NULL OR a."sex" IS NOT NULL OR a."occupation" || a."className" || a."phone" || a."address" || a."email" || a."guardianName" || a."guardianPhone" <> '')`;
const FROM_AUTHOR = `FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId" JOIN "Entry" e ON e."id" = v."entryId"`;

/** What was cleared or erased stays so. Each statement gives the rows that break the invariant, named in the column `row`. */
export const RETENTION_INVARIANTS = {
  /** Once private data of an edition was cleared, its authors have none, and only versions that count are left. */
  private_cleared: `SELECT ${AUTHOR} AS "row" ${FROM_AUTHOR} JOIN "Edition" d ON d."id" = e."editionId" AND d."privateClearedAt" IS NOT NULL WHERE ${PRIVATE} OR v."state" <> 'SUBMITTED'
    UNION SELECT 'Consent ' || c."id" FROM "Consent" c JOIN "Entry" e ON e."id" = c."entryId" JOIN "Edition" d ON d."id" = e."editionId" AND d."privateClearedAt" IS NOT NULL
     WHERE c."scanFileId" IS NOT NULL AND c."givenAt" < d."privateClearedAt"`,
  /** Of photos and films in an edition whose figures were kept only the copies that were public are there; figures are kept where private data was cleared. */
  kept_in_public: `SELECT 'EntryFile ' || f."id" AS "row" FROM "EditionStatistics" k JOIN "Entry" e ON e."editionId" = k."editionId" JOIN "EntryVersion" v ON v."entryId" = e."id"
      JOIN "EntryFile" f ON f."versionId" = v."id" JOIN "StoredFile" s ON s."id" = f."fileId"
     WHERE NOT EXISTS (SELECT 1 FROM "FileVariant" x WHERE x."fileId" = s."id" AND x."kind" = 'CLEAN' AND x."storageName" = s."storageName")
    UNION SELECT 'EditionStatistics ' || k."editionId" FROM "EditionStatistics" k JOIN "Edition" d ON d."id" = k."editionId" WHERE d."privateClearedAt" IS NULL`,
  /** Private data is cleared once, and only where judging is over. */
  private_cleared_late: `SELECT 'Edition ' || d."id" || ' (' || d."slug" || ')' AS "row" FROM "Edition" d WHERE d."privateClearedAt" < d."judgingEndsAt" OR d."retentionMonths" < 1`,
  /** An author who was erased has neither a birth date nor contacts, in no version. */
  erased_author: `SELECT ${AUTHOR} AS "row" ${FROM_AUTHOR} JOIN "Erasure" x ON x."entryId" = e."id" AND x."authorKey" = a."key" WHERE ${PRIVATE} OR a."userId" IS NOT NULL`,
  /** An account that was erased can sign in no more. */
  erased_account: `SELECT 'User ' || u."id" AS "row" FROM "User" u JOIN "Erasure" x ON x."userId" = u."id" AND x."entryId" IS NULL
    WHERE u."phone" IS NOT NULL OR u."email" NOT LIKE '%@erased.invalid' OR EXISTS (SELECT 1 FROM "Account" a WHERE a."userId" = u."id") OR EXISTS (SELECT 1 FROM "Session" s WHERE s."userId" = u."id")
       OR EXISTS (SELECT 1 FROM "PersonContact" c WHERE c."userId" = u."id")`,
  /** A certificate whose name was erased proves nobody's name any more. */
  erased_certificate: `SELECT 'Certificate ' || c."id" AS "row" FROM "Certificate" c WHERE c."erasedAt" IS NOT NULL AND (c."signedText" <> '' OR c."signature" <> '')`,
  /** What somebody asked about their data was kept, and is due after it was asked. */
  data_request: `SELECT 'DataRequest ' || r."id" AS "row" FROM "DataRequest" r
    WHERE NOT EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."id" = r."textId") OR r."dueOn" <= (r."askedAt" AT TIME ZONE 'Asia/Ho_Chi_Minh')::date OR (r."answeredAt" IS NULL) <> (r."answeredById" IS NULL)`,
} as const;
