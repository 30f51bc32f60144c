const ASSIGNMENT = `'Assignment ' || a."id" || ' (' || coalesce(e."code", e."id"::text) || ' ' || j."code" || ')'`;
const FROM_ASSIGNMENT = `FROM "Assignment" a JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId"`;
const SHEET = `'ScoreSheet ' || s."id" || ' (' || coalesce(e."code", e."id"::text) || ' ' || j."code" || ')'`;
const FROM_SHEET = `FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" JOIN "Entry" e ON e."id" = a."entryId" JOIN "Judge" j ON j."id" = a."judgeId"`;

/** The rubric that holds for the round of assignment `a` and the field of entry `e`: the field's own, else the round's. */
const RUBRIC = `(SELECT b."id" FROM "Rubric" b WHERE b."roundId" = a."roundId" AND (b."fieldId" = e."fieldId" OR b."fieldId" IS NULL) ORDER BY b."fieldId" NULLS LAST LIMIT 1)`;
const CRITERIA = `(SELECT count(*) FROM "Criterion" c WHERE c."rubricId" = ${RUBRIC})`;
const GIVEN = `(SELECT count(*) FROM "SheetScore" g WHERE g."sheetId" = s."id")`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const JUDGING_INVARIANTS = {
  /** A panel, its round, its fields and its members belong to one edition. */
  panel_of_edition: `SELECT DISTINCT 'Panel ' || p."id" || ' (' || p."name" || ')' AS "row" FROM "Panel" p JOIN "Round" r ON r."id" = p."roundId"
    LEFT JOIN "PanelField" pf ON pf."panelId" = p."id" LEFT JOIN "Field" f ON f."id" = pf."fieldId"
    LEFT JOIN "PanelMember" m ON m."panelId" = p."id" LEFT JOIN "Judge" j ON j."id" = m."judgeId"
    WHERE r."editionId" <> p."editionId" OR f."editionId" <> p."editionId" OR j."editionId" <> p."editionId"`,
  /** An assignment, its round, panel, entry and judge belong to one edition, and the panel to the round. */
  assignment_of_edition: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT} JOIN "Round" r ON r."id" = a."roundId" JOIN "Panel" p ON p."id" = a."panelId"
    WHERE r."editionId" <> a."editionId" OR p."editionId" <> a."editionId" OR e."editionId" <> a."editionId" OR j."editionId" <> a."editionId" OR p."roundId" <> a."roundId"`,
  /** Whoever has still to score sits in the panel. */
  assignment_in_panel: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT} LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
    WHERE a."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED'
      AND NOT EXISTS (SELECT 1 FROM "PanelMember" m WHERE m."panelId" = a."panelId" AND m."judgeId" = a."judgeId")`,
  /** The panel of a running assignment serves the field of the entry. */
  assignment_field: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT}
    WHERE a."state" = 'ACTIVE' AND NOT EXISTS (SELECT 1 FROM "PanelField" f WHERE f."panelId" = a."panelId" AND f."fieldId" = e."fieldId")`,
  /** Nobody is assigned against a conflict of interest that stands. */
  assignment_conflict: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT}
    WHERE a."state" = 'ACTIVE' AND EXISTS (SELECT 1 FROM "Conflict" c WHERE c."entryId" = a."entryId" AND c."userId" = j."userId" AND c."liftedAt" IS NULL)`,
  /** A judge has an entry at most once in a round. */
  assignment_once: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT} WHERE a."state" = 'ACTIVE' AND EXISTS (
      SELECT 1 FROM "Assignment" o WHERE o."roundId" = a."roundId" AND o."entryId" = a."entryId" AND o."judgeId" = a."judgeId" AND o."state" = 'ACTIVE' AND o."id" <> a."id")`,
  /** Only entries that were submitted are assigned, in later rounds only those that were admitted. */
  assignment_admitted: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT} JOIN "Round" r ON r."id" = a."roundId"
    WHERE a."state" = 'ACTIVE' AND (e."state" = 'DRAFT'
       OR (r."position" > (SELECT min(o."position") FROM "Round" o WHERE o."editionId" = r."editionId")
           AND NOT EXISTS (SELECT 1 FROM "RoundEntry" x WHERE x."roundId" = a."roundId" AND x."entryId" = a."entryId")))`,
  /** What was revoked has its moment, what runs has none. */
  assignment_revoked_at: `SELECT ${ASSIGNMENT} AS "row" ${FROM_ASSIGNMENT} WHERE (a."state" = 'REVOKED') <> (a."revokedAt" IS NOT NULL)`,
  /** Only what is declared or guessed was ever lifted by a person. */
  conflict_lifted_by: `SELECT 'Conflict ' || c."id" || ' (' || c."kind" || ')' AS "row" FROM "Conflict" c
    WHERE c."liftedById" IS NOT NULL AND c."kind" NOT IN ('DECLARED', 'FORMER_UNIT', 'FAMILY', 'COAUTHOR')`,
  /** Conflicts stand between people and entries of the edition they name. */
  conflict_of_edition: `SELECT 'Conflict ' || c."id" AS "row" FROM "Conflict" c JOIN "Entry" e ON e."id" = c."entryId" WHERE e."editionId" <> c."editionId"`,
  /** The grounds of a conflict stand among the erasable texts. */
  conflict_note: `SELECT 'Conflict ' || c."id" AS "row" FROM "Conflict" c WHERE c."noteId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."id" = c."noteId")`,
  /** Scores are given for the criteria that hold for the round and the field, and for no others. */
  score_of_rubric: `SELECT 'SheetScore ' || s."id" || ' ' || c."code" AS "row" ${FROM_SHEET} JOIN "SheetScore" g ON g."sheetId" = s."id" JOIN "Criterion" c ON c."id" = g."criterionId"
    WHERE c."rubricId" IS DISTINCT FROM ${RUBRIC}`,
  /** Every score is within its range and on its step. */
  score_on_step: `SELECT 'SheetScore ' || g."sheetId" || ' ' || c."code" AS "row" FROM "SheetScore" g JOIN "Criterion" c ON c."id" = g."criterionId"
    WHERE g."value" < 0 OR g."value" > c."max" OR g."value" % c."step" <> 0`,
  /** A locked sheet lacks no score. */
  sheet_complete: `SELECT ${SHEET} AS "row" ${FROM_SHEET} WHERE s."state" = 'LOCKED' AND ${GIVEN} <> ${CRITERIA}`,
  /** The total is the sum of all scores; while one is missing there is none. */
  sheet_total: `SELECT ${SHEET} AS "row" ${FROM_SHEET}
    WHERE s."total" IS DISTINCT FROM CASE WHEN ${GIVEN} = ${CRITERIA} THEN (SELECT sum(g."value") FROM "SheetScore" g WHERE g."sheetId" = s."id") END`,
  /** A locked sheet has the moment it was locked, another has none. */
  sheet_locked_at: `SELECT ${SHEET} AS "row" ${FROM_SHEET} WHERE (s."state" = 'LOCKED') <> (s."lockedAt" IS NOT NULL)`,
  /** The last state that was kept of a sheet is the one that stands. */
  sheet_revision: `SELECT ${SHEET} AS "row" ${FROM_SHEET}
    WHERE NOT EXISTS (SELECT 1 FROM "SheetRevision" v WHERE v."sheetId" = s."id" AND v."state" = s."state"
      AND (v."version" = s."lockVersion" OR (v."version" = 0 AND v."at" = (SELECT max(l."at") FROM "SheetRevision" l WHERE l."sheetId" = s."id")))
      AND v."values" = (SELECT coalesce(jsonb_object_agg(c."code", g."value"), '{}') FROM "SheetScore" g JOIN "Criterion" c ON c."id" = g."criterionId" WHERE g."sheetId" = s."id"))`,
  /** No state of a sheet was kept under a version it has not reached, nor two different ones under the same. */
  sheet_revision_version: `SELECT 'SheetRevision ' || v."id" AS "row" FROM "SheetRevision" v JOIN "ScoreSheet" s ON s."id" = v."sheetId"
    WHERE v."version" < 0 OR v."version" > s."lockVersion" OR (v."version" > 0 AND EXISTS (
      SELECT 1 FROM "SheetRevision" o WHERE o."sheetId" = v."sheetId" AND o."version" = v."version"
         AND (o."values" <> v."values" OR o."remarks" <> v."remarks" OR o."remark" <> v."remark" OR o."privateNote" <> v."privateNote")))`,
  /** What came late waits, or somebody decided on it at some moment with a reason; what was accepted became a sheet. */
  late_sheet: `SELECT 'LateSheet ' || l."id" AS "row" FROM "LateSheet" l
    WHERE num_nonnulls(l."decidedById", l."decidedAt", l."reasonId") <> CASE WHEN l."state" = 'WAITING' THEN 0 ELSE 3 END
       OR (l."reasonId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."id" = l."reasonId"))
       OR (l."state" = 'ACCEPTED' AND NOT EXISTS (SELECT 1 FROM "ScoreSheet" s WHERE s."assignmentId" = l."assignmentId"))`,
  /** Nobody keys in what they wrote as a judge on paper themselves. */
  keyed_sheet: `SELECT 'KeyedSheet ' || k."id" AS "row" FROM "KeyedSheet" k JOIN "Assignment" a ON a."id" = k."assignmentId" JOIN "Judge" j ON j."id" = a."judgeId"
    WHERE j."userId" = k."keyedById"`,
  /** A meeting on scores that is closed has whoever closed it, when, and its minutes among the erasable texts; an open one has none of it. */
  rescore_closed: `SELECT 'Rescore ' || r."id" AS "row" FROM "Rescore" r
    WHERE num_nonnulls(r."closedById", r."closedAt", r."minutesId") <> CASE WHEN r."state" = 'OPEN' THEN 0 ELSE 3 END
       OR (r."minutesId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "ErasableText" t WHERE t."id" = r."minutesId"))`,
  /** At most one meeting on the scores of an entry is open in a round. */
  rescore_one_open: `SELECT 'Rescore ' || r."id" AS "row" FROM "Rescore" r
    WHERE r."state" = 'OPEN' AND EXISTS (SELECT 1 FROM "Rescore" o WHERE o."entryId" = r."entryId" AND o."roundId" = r."roundId" AND o."state" = 'OPEN' AND o."id" <> r."id")`,
} as const;
