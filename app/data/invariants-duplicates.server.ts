const LABEL = `'Entry ' || e."id" || coalesce(' (' || e."code" || ')', '')`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const DUPLICATE_INVARIANTS = {
  /** Title and search text are kept folded beside the originals. */
  entry_folded: `SELECT ${LABEL} AS "row" FROM "Entry" e WHERE e."titleFolded" <> norm(e."title") OR e."searchFolded" <> norm(e."searchText")`,
  /** A print is made of a version of its entry. */
  duplicate_print: `SELECT 'EntryPrint ' || p."entryId" AS "row" FROM "EntryPrint" p JOIN "Entry" e ON e."id" = p."entryId"
    WHERE p."editionId" <> e."editionId" OR NOT EXISTS (SELECT 1 FROM "EntryVersion" v WHERE v."id" = p."versionId" AND v."entryId" = e."id")`,
  /** Whoever decided about two entries said why. */
  duplicate_verdict: `SELECT 'DuplicateVerdict ' || u."entryId" || ' ' || u."otherEntryId" AS "row" FROM "DuplicateVerdict" u
    WHERE u."noteId" IS NULL OR NOT EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."id" = u."noteId")`,
} as const;
