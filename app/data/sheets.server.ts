import type { Reader } from "~/data/editions.server";
import type { SheetState } from "~/data/generated/enums";
import { hiddenFrom, mayReadScores, type Hidden, type SheetStanding } from "~/domain/judging/visibility";
import type { Points } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";

/** One sheet of an entry as a viewer may see it. */
export interface VisibleSheet {
  assignmentId: string;
  roundId: string;
  roundCode: string;
  judgeCode: string;
  judgeName: string;
  /** the viewer's own */
  own: boolean;
  /** null: not begun */
  state: SheetState | null;
  lockedAt: Date | null;
  /** null where the viewer may not read this sheet's scores (yet) */
  scores: { total: Points | null; byCriterion: ReadonlyMap<string, Points>; remark: string } | null;
}

export interface VisibleEntry {
  entryId: string;
  /** `judging`: the viewer judges it and the panel's sheets are not all locked; only the own sheet carries scores */
  hidden: Exclude<Hidden, "conflict"> | null;
  sheets: readonly VisibleSheet[];
}

interface SheetRow extends SheetStanding {
  assignmentId: string;
  entryId: string;
  roundCode: string;
  judgeCode: string;
  judgeName: string;
  inConflict: boolean;
  state: SheetState | null;
  lockedAt: Date | null;
  total: Points | null;
  remark: string | null;
  scores: Record<string, Points> | null;
}

/**
 * The sheets of running assignments, projected for one viewer: scores only of sheets that `domain/judging/visibility` lets them
 * read. Entries the viewer has a conflict of interest with are left out altogether. One statement.
 * @param scope `entryIds` narrows it; without it the whole edition.
 */
export async function visibleSheets(
  reader: Reader,
  viewer: { userId: string },
  scope: { editionId: string; entryIds?: readonly string[] },
): Promise<Map<string, VisibleEntry>> {
  const entryIds = scope.entryIds ? [...scope.entryIds] : null;
  const rows = await reader.$queryRaw<SheetRow[]>`
    SELECT a."id"::text AS "assignmentId", a."entryId"::text AS "entryId", a."roundId"::text AS "roundId", a."panelId"::text AS "panelId",
           r."code" AS "roundCode", j."code" AS "judgeCode", j."userId", u."name" AS "judgeName",
           EXISTS (SELECT 1 FROM "Conflict" c WHERE c."entryId" = a."entryId" AND c."userId" = ${viewer.userId} AND c."liftedAt" IS NULL) AS "inConflict",
           coalesce(s."state" = 'LOCKED', false) AS "locked", s."state"::text AS "state", s."lockedAt", s."total", s."remark",
           (SELECT json_object_agg(c."code", ss."value") FROM "SheetScore" ss JOIN "Criterion" c ON c."id" = ss."criterionId"
             WHERE ss."sheetId" = s."id") AS "scores"
      FROM "Assignment" a
      JOIN "Round" r ON r."id" = a."roundId"
      JOIN "Judge" j ON j."id" = a."judgeId"
      JOIN "User" u ON u."id" = j."userId"
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE a."editionId" = ${scope.editionId}::uuid AND a."state" = 'ACTIVE'
       AND (${entryIds}::uuid[] IS NULL OR a."entryId" = ANY(${entryIds}::uuid[]))
     ORDER BY a."entryId", r."position", j."code"`;
  const visible = new Map<string, VisibleEntry>();
  for (const [entryId, sheets] of groupByEntry(rows)) {
    const who = { userId: viewer.userId, inConflict: sheets.some((sheet) => sheet.inConflict) };
    const hidden = hiddenFrom(who, sheets);
    if (hidden === "conflict") continue;
    visible.set(entryId, { entryId, hidden, sheets: sheets.map((row) => toVisible(row, viewer.userId, mayReadScores(who, row, hidden))) });
  }
  return visible;
}

function groupByEntry<Row extends { entryId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.entryId);
    if (group) group.push(row);
    else groups.set(row.entryId, [row]);
  }
  return groups;
}

function toVisible(row: SheetRow, viewerId: string, readable: boolean): VisibleSheet {
  const { assignmentId, roundId, roundCode, judgeCode, judgeName, state, lockedAt, total } = row;
  const scores = { total, byCriterion: new Map(Object.entries(row.scores ?? {})), remark: row.remark ?? "" };
  const own = row.userId === viewerId;
  return { assignmentId, roundId, roundCode, judgeCode, judgeName, own, state, lockedAt, scores: readable && state ? scores : null };
}

/**
 * The entries of an edition whose scores, means and ranks a viewer may not see, and why: for every screen that shows results
 * before they are public. Entries that are not named may be shown. One statement; holds conflicts also where nobody judges.
 */
export async function hiddenEntries(reader: Reader, viewer: { userId: string }, editionId: string): Promise<Map<string, Hidden>> {
  const rows = await reader.$queryRaw<{ entryId: string; why: Hidden }[]>`
    SELECT DISTINCT c."entryId"::text AS "entryId", 'conflict' AS "why" FROM "Conflict" c
     WHERE c."editionId" = ${editionId}::uuid AND c."userId" = ${viewer.userId} AND c."liftedAt" IS NULL
    UNION ALL
    SELECT DISTINCT own."entryId"::text, 'judging' FROM "Assignment" own
      JOIN "Judge" j ON j."id" = own."judgeId" AND j."userId" = ${viewer.userId}
      JOIN "Assignment" a ON a."entryId" = own."entryId" AND a."roundId" = own."roundId" AND a."panelId" = own."panelId" AND a."state" = 'ACTIVE'
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE own."editionId" = ${editionId}::uuid AND own."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED'
     ORDER BY "why" DESC`;
  return new Map(rows.map((row) => [row.entryId, row.why]));
}

/** Everything the ranking depends on but the chair's choices; ids are the codes of entries, judges, fields and rounds. */
export type ScoringInput = Omit<ScoringProblem, "choices">;

interface RubricRow {
  round: string;
  field: string | null;
  criteria: { code: string; label: string; max: Points; step: Points; min: Points | null }[];
}

interface InputSheetRow {
  entry: string;
  judge: string;
  round: string;
  state: SheetState;
  scores: Record<string, Points> | null;
}

/**
 * The scoring problem of an edition as the database holds it: entries that were submitted, found qualified and not withdrawn;
 * sheets of running assignments only. Six statements whatever the size, in an order that does not depend on storage.
 * For the whole edition, so only for whoever may see all of it; screens filter by `hiddenEntries`.
 */
export async function scoringInput(reader: Reader, editionId: string): Promise<ScoringInput> {
  const edition = await reader.edition.findUniqueOrThrow({
    where: { id: editionId },
    select: { decimals: true, minJudges: true, maxSpread: true, tieBreak: true, perField: true },
  });
  const rounds = await reader.round.findMany({ where: { editionId }, orderBy: [{ position: "asc" }, { code: "asc" }], select: { code: true, weight: true } });
  const tiers = await reader.prizeTier.findMany({ where: { editionId }, orderBy: [{ position: "asc" }, { code: "asc" }], select: { code: true, quota: true, minScore: true } });
  const prizes = tiers.map(({ code, quota, minScore }) => ({ tier: code, quota, minScore }));
  return {
    rubrics: await rubricsOf(reader, editionId),
    rules: { ...edition, prizes },
    rounds,
    entries: await entriesOf(reader, editionId),
    sheets: await sheetsOf(reader, editionId),
  };
}

function rubricsOf(reader: Reader, editionId: string): Promise<RubricRow[]> {
  return reader.$queryRaw<RubricRow[]>`
    SELECT r."code" AS "round", f."code" AS "field",
           json_agg(json_build_object('code', c."code", 'label', c."label", 'max', c."max", 'step', c."step", 'min', c."min")
                    ORDER BY c."position", c."code") AS "criteria"
      FROM "Rubric" rb JOIN "Round" r ON r."id" = rb."roundId" LEFT JOIN "Field" f ON f."id" = rb."fieldId"
      JOIN "Criterion" c ON c."rubricId" = rb."id"
     WHERE r."editionId" = ${editionId}::uuid
     GROUP BY rb."id", r."position", r."code", f."position", f."code"
     ORDER BY r."position", r."code", f."position" NULLS FIRST, f."code"`;
}

function entriesOf(reader: Reader, editionId: string): Promise<{ id: string; field: string }[]> {
  return reader.$queryRaw<{ id: string; field: string }[]>`
    SELECT e."code" AS "id", coalesce(f."code", '') AS "field" FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId"
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
     ORDER BY e."code"`;
}

async function sheetsOf(reader: Reader, editionId: string): Promise<ScoringInput["sheets"]> {
  const rows = await reader.$queryRaw<InputSheetRow[]>`
    SELECT e."code" AS "entry", j."code" AS "judge", r."code" AS "round", s."state"::text AS "state",
           json_object_agg(c."code", ss."value") FILTER (WHERE c."code" IS NOT NULL) AS "scores"
      FROM "Assignment" a
      JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
      JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
      JOIN "Judge" j ON j."id" = a."judgeId"
      JOIN "Round" r ON r."id" = a."roundId"
      LEFT JOIN "SheetScore" ss ON ss."sheetId" = s."id"
      LEFT JOIN "Criterion" c ON c."id" = ss."criterionId"
     WHERE a."editionId" = ${editionId}::uuid AND a."state" = 'ACTIVE'
     GROUP BY e."code", j."code", r."position", r."code", s."id", s."state"
     ORDER BY r."position", e."code", j."code"`;
  return rows.map(({ scores, ...sheet }) => ({ ...sheet, scores: new Map(Object.entries(scores ?? {})) }));
}
