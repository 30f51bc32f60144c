const PART = `'DossierPart ' || p."id" || ' (' || p."key" || ')'`;
const VERSION = `'EntryVersion ' || v."id" || coalesce(' (' || e."code" || ')', '')`;
const ENTRY_FILE = `'EntryFile ' || f."id" || coalesce(' (' || e."code" || ')', '')`;
const STORED_FILE = `'StoredFile ' || s."id"`;
const FROM_ENTRY_FILE = `FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId" JOIN "Entry" e ON e."id" = v."entryId"`;
/** Parts of versions that count, with what stands in them. */
const FROM_VALUES = `FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" AND v."state" = 'SUBMITTED' JOIN "DossierPart" p ON p."editionId" = e."editionId"`;
const KEYS = `coalesce((SELECT array_agg(o->>'key') FROM jsonb_array_elements(p."options") AS o), '{}'::text[])`;

/** Parts of dossiers and the files in them. Each statement gives the rows that break the invariant, named in the column `row`. */
export const FILE_INVARIANTS = {
  /** Only choices and tables have options, each with a key of its own; only file parts take files. */
  part_shape: `SELECT ${PART} AS "row" FROM "DossierPart" p
    WHERE (p."kind" IN ('TEXT', 'FILE') AND jsonb_array_length(p."options") > 0)
       OR cardinality(${KEYS}) <> (SELECT count(DISTINCT k) FROM unnest(${KEYS}) AS k)
       OR (p."kind" <> 'FILE' AND (cardinality(p."families") > 0 OR p."maxFiles" > 0 OR p."acceptsLink"))`,
  /** What stands in a version that counts, stands in parts of its edition. */
  version_parts_of_edition: `SELECT ${VERSION} AS "row" FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" AND v."state" = 'SUBMITTED'
    WHERE EXISTS (SELECT 1 FROM jsonb_each_text(v."parts") AS t WHERE t.value <> '' AND NOT EXISTS (
      SELECT 1 FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."key" = t.key))`,
  /** An answer is one of those offered. */
  version_choice_offered: `SELECT ${VERSION} AS "row" ${FROM_VALUES} AND p."kind" = 'CHOICE'
    WHERE coalesce(v."parts"->>p."key", '') <> '' AND NOT (v."parts"->>p."key") = ANY (${KEYS})`,
  /** A commitment that was affirmed has its moment, its person and its wording; a draft has affirmed nothing. */
  version_commitment: `SELECT ${VERSION} AS "row" FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId"
    WHERE (v."commitmentVersion" IS NULL) <> (v."committedAt" IS NULL) OR (v."commitmentVersion" IS NULL) <> (v."committedById" IS NULL)
       OR (v."state" = 'DRAFT' AND v."commitmentVersion" IS NOT NULL)
       OR (v."commitmentVersion" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "CommitmentText" c WHERE c."editionId" = e."editionId" AND c."version" = v."commitmentVersion"))`,
  /** A file lies in a file part of its entry's edition. */
  entry_file_part: `SELECT ${ENTRY_FILE} AS "row" ${FROM_ENTRY_FILE}
    WHERE NOT EXISTS (SELECT 1 FROM "DossierPart" p WHERE p."editionId" = e."editionId" AND p."key" = f."partKey" AND p."kind" = 'FILE')`,
  /** The bytes of a file are those that were declared, and belong to the same edition. */
  entry_file_bytes: `SELECT ${ENTRY_FILE} AS "row" ${FROM_ENTRY_FILE} JOIN "StoredFile" s ON s."id" = f."fileId"
    WHERE s."size" <> f."size" OR s."sha256" IS DISTINCT FROM f."sha256" OR s."editionId" <> e."editionId"`,
  /** What counts at the deadline: every file that was submitted was declared by its hash. */
  entry_file_declared: `SELECT ${ENTRY_FILE} AS "row" ${FROM_ENTRY_FILE} AND v."state" = 'SUBMITTED' WHERE f."sha256" IS NULL`,
  /** Files are waited for until a date only where some are not here. */
  entry_files_due: `SELECT 'Entry ' || e."id" || coalesce(' (' || e."code" || ')', '') AS "row" FROM "Entry" e
    WHERE e."filesDueAt" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "EntryVersion" v JOIN "EntryFile" f ON f."versionId" = v."id" WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND f."fileId" IS NULL)`,
  /** What blind judges see in the place of a file, or do not see, is a file of that version; the other one belongs to the same edition. */
  redacted_file: `SELECT 'RedactedFile ' || r."versionId" || ' ' || r."fileKey" AS "row"
     FROM "RedactedFile" r JOIN "EntryVersion" v ON v."id" = r."versionId" JOIN "Entry" e ON e."id" = v."entryId" LEFT JOIN "StoredFile" s ON s."id" = r."fileId"
    WHERE s."editionId" <> e."editionId" OR NOT EXISTS (SELECT 1 FROM "EntryFile" f WHERE f."versionId" = r."versionId" AND f."key" = r."fileKey")`,
  /** Nothing that others see was made of a file that waits or was given up; names in the store are used once, but that the copy may be all that was kept of its file. */
  stored_file_variants: `SELECT ${STORED_FILE} AS "row" FROM "StoredFile" s JOIN "FileVariant" x ON x."fileId" = s."id"
    WHERE s."processing" <> 'DONE' OR EXISTS (SELECT 1 FROM "StoredFile" o WHERE o."storageName" = x."storageName" AND NOT (o."id" = x."fileId" AND x."kind" = 'CLEAN'))`,
} as const;
