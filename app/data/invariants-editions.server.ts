const LABEL = `'Edition ' || d."id" || ' (' || d."slug" || ')'`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const EDITION_INVARIANTS = {
  /** The weights of the rounds of an announced edition add up to the whole. */
  edition_round_weights: `SELECT ${LABEL} AS "row" FROM "Edition" d
    WHERE d."announcedAt" IS NOT NULL AND (SELECT coalesce(sum(r."weight"), 0) FROM "Round" r WHERE r."editionId" = d."id") <> 10000`,
  /** Rounds end after they start. */
  round_dates: `SELECT 'Round ' || r."id" || ' (' || d."slug" || ' ' || r."code" || ')' AS "row" FROM "Round" r JOIN "Edition" d ON d."id" = r."editionId" WHERE r."endsAt" <= r."startsAt"`,
  /** A rubric for one field belongs to a round of the same edition. */
  rubric_of_edition: `SELECT 'Rubric ' || b."id" || ' (' || r."code" || ')' AS "row" FROM "Rubric" b JOIN "Round" r ON r."id" = b."roundId" JOIN "Field" f ON f."id" = b."fieldId"
    WHERE f."editionId" <> r."editionId"`,
  /** In an announced edition every field has criteria in every round. */
  edition_rubrics: `SELECT 'Round ' || r."id" || ' (' || d."slug" || ' ' || r."code" || ', ' || f."code" || ')' AS "row"
    FROM "Edition" d JOIN "Round" r ON r."editionId" = d."id" JOIN "Field" f ON f."editionId" = d."id"
    WHERE d."announcedAt" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Rubric" b JOIN "Criterion" c ON c."rubricId" = b."id" WHERE b."roundId" = r."id" AND (b."fieldId" = f."id" OR b."fieldId" IS NULL))`,
  /** The least mean of a criterion lies within its range. */
  criterion_min: `SELECT 'Criterion ' || c."id" || ' (' || c."code" || ')' AS "row" FROM "Criterion" c WHERE c."min" IS NOT NULL AND (c."min" < 0 OR c."min" > c."max")`,
  /** An edition that was extended closes when its last extension says. */
  edition_extension: `SELECT ${LABEL} AS "row" FROM "Edition" d
    WHERE EXISTS (SELECT 1 FROM "EditionExtension" x WHERE x."editionId" = d."id")
      AND d."closesAt" <> (SELECT max(x."toAt") FROM "EditionExtension" x WHERE x."editionId" = d."id")`,
  /** The host is a unit that still stands in the register. */
  edition_host_merged: `SELECT ${LABEL} AS "row" FROM "Edition" d JOIN "Unit" u ON u."id" = d."hostUnitId" WHERE u."mergedIntoId" IS NOT NULL`,
} as const;
