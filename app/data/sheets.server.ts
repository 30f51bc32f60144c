import { inConflictOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import type { SheetState } from "~/data/generated/enums";
import { hiddenFrom, mayReadScores, type Hidden, type SheetStanding } from "~/domain/judging/visibility";
import { UNITS_PER_POINT, type Points } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";

/** One sheet of an entry as a viewer may see it. */
export interface VisibleSheet {
  assignmentId: string;
  roundId: string;
  roundCode: string;
  roundName: string;
  roundEndsAt: Date;
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
  roundName: string;
  roundEndsAt: Date;
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
           r."code" AS "roundCode", r."name" AS "roundName", r."endsAt" AS "roundEndsAt", j."code" AS "judgeCode", j."userId", u."name" AS "judgeName",
           ${inConflictOf(Prisma.sql`a."entryId"`, viewer.userId)} AS "inConflict",
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
  const { assignmentId, roundId, roundCode, roundName, roundEndsAt, judgeCode, judgeName, state, lockedAt, total } = row;
  const scores = { total, byCriterion: new Map(Object.entries(row.scores ?? {})), remark: row.remark ?? "" };
  const own = row.userId === viewerId;
  return { assignmentId, roundId, roundCode, roundName, roundEndsAt, judgeCode, judgeName, own, state, lockedAt, scores: readable && state ? scores : null };
}

/**
 * The entries of an edition whose scores, means and ranks a viewer may not see, and why: for every screen that shows results
 * before they are public. Entries that are not named may be shown. One statement; holds conflicts also where nobody judges.
 */
export async function hiddenEntries(reader: Reader, viewer: { userId: string }, editionId: string): Promise<Map<string, Hidden>> {
  const rows = await reader.$queryRawUnsafe<{ entryId: string; why: Hidden }[]>(`${hiddenFromViewer("$1", "$2")} ORDER BY "why" DESC`, editionId, viewer.userId);
  return new Map(rows.map((row) => [row.entryId, row.why]));
}

/**
 * SQL of the same, as a statement to be selected from: columns `entryId` and `why`.
 * @param edition,viewer parameters with the ids of the edition and of the account
 */
export const hiddenFromViewer = (edition: string, viewer: string): string => `
    SELECT DISTINCT c."entryId"::text AS "entryId", 'conflict' AS "why" FROM "Conflict" c
     WHERE c."editionId" = ${edition}::uuid AND c."userId" = ${viewer} AND c."liftedAt" IS NULL
    UNION ALL
    SELECT DISTINCT own."entryId"::text, 'judging' FROM "Assignment" own
      JOIN "Judge" j ON j."id" = own."judgeId" AND j."userId" = ${viewer}
      JOIN "Assignment" a ON a."entryId" = own."entryId" AND a."roundId" = own."roundId" AND a."panelId" = own."panelId" AND a."state" = 'ACTIVE'
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
     WHERE own."editionId" = ${edition}::uuid AND own."state" = 'ACTIVE' AND s."state" IS DISTINCT FROM 'LOCKED'`;

/** Everything the ranking depends on but the chair's choices; ids are the codes of entries, judges, fields and rounds. */
export type ScoringInput = Omit<ScoringProblem, "choices">;

type RulesRow = Pick<ScoringInput["rules"], "decimals" | "minJudges" | "maxSpread" | "tieBreak" | "perField" | "prizes"> & Pick<ScoringInput, "rounds" | "rubrics">;

/** An entry with one of its sheets; an entry without sheets has one row without. */
type EntryRow = { id: string; field: string } & (
  | { judge: string; round: string; state: SheetState; scores: Record<string, Points> | null }
  | { judge: null; round: null; state: null; scores: null }
);

/**
 * The scoring problem of an edition as the database holds it: entries that were submitted, found qualified and not withdrawn;
 * sheets of running assignments only. Rounds without weight decide only who goes on, so they are left out with their rubrics and
 * sheets, unless `round` names one to be looked at by itself: then the problem is that round alone, with the whole weight. Two statements whatever the size, in an order that does not depend on storage.
 * For the whole edition, so only for whoever may see all of it; screens filter by `hiddenEntries`.
 */
export async function scoringInput(reader: Reader, editionId: string, round: string | null = null): Promise<ScoringInput> {
  const { rounds: all, rubrics: written, ...rules } = await rulesOf(reader, editionId);
  const rounds = round === null ? all.filter(({ weight }) => weight > 0) : all.flatMap(({ code }) => (code === round ? [{ code, weight: UNITS_PER_POINT }] : []));
  const isCounted = (code: string | null) => rounds.some((counted) => counted.code === code);
  const rubrics = written.filter((rubric) => isCounted(rubric.round));
  const rows = await entriesWithSheets(reader, editionId);
  const entries = new Map(rows.map(({ id, field }) => [id, { id, field }]));
  const sheets = rows.flatMap(({ id, judge, round, state, scores }) =>
    judge === null || !isCounted(round) ? [] : [{ entry: id, judge, round, state, scores: new Map(Object.entries(scores ?? {})) }],
  );
  const position = new Map(rounds.map(({ code }, index) => [code, index]));
  sheets.sort((a, b) => (position.get(a.round) ?? 0) - (position.get(b.round) ?? 0));
  return { rubrics, rules, rounds, entries: [...entries.values()], sheets };
}

async function rulesOf(reader: Reader, editionId: string): Promise<RulesRow> {
  const [row] = await reader.$queryRaw<RulesRow[]>`
    SELECT ed."decimals", ed."minJudges", ed."maxSpread", ed."tieBreak", ed."perField",
           coalesce((SELECT json_agg(json_build_object('tier', t."code", 'quota', coalesce((SELECT min(q."quota") FROM "QuotaChoice" q WHERE q."tierId" = t."id" AND q."revokedAt" IS NULL), t."quota"), 'minScore', t."minScore") ORDER BY t."position", t."code")
                       FROM "PrizeTier" t WHERE t."editionId" = ed."id"), '[]') AS "prizes",
           coalesce((SELECT json_agg(json_build_object('code', r."code", 'weight', r."weight") ORDER BY r."position", r."code")
                       FROM "Round" r WHERE r."editionId" = ed."id"), '[]') AS "rounds",
           coalesce((SELECT json_agg(json_build_object('round', r."code", 'field', f."code", 'criteria',
                              (SELECT json_agg(json_build_object('code', c."code", 'label', c."label", 'max', c."max", 'step', c."step", 'min', c."min")
                                               ORDER BY c."position", c."code") FROM "Criterion" c WHERE c."rubricId" = rb."id"))
                            ORDER BY r."position", r."code", f."position" NULLS FIRST, f."code")
                       FROM "Rubric" rb JOIN "Round" r ON r."id" = rb."roundId" LEFT JOIN "Field" f ON f."id" = rb."fieldId"
                      WHERE r."editionId" = ed."id" AND EXISTS (SELECT 1 FROM "Criterion" c WHERE c."rubricId" = rb."id")), '[]') AS "rubrics"
      FROM "Edition" ed WHERE ed."id" = ${editionId}::uuid`;
  if (!row) throw new Error(`no edition ${editionId}`);
  return row;
}

function entriesWithSheets(reader: Reader, editionId: string): Promise<EntryRow[]> {
  return reader.$queryRaw<EntryRow[]>`
    SELECT e."code" AS "id", coalesce(f."code", '') AS "field", j."code" AS "judge", r."code" AS "round", s."state"::text AS "state",
           (SELECT json_object_agg(c."code", ss."value") FROM "SheetScore" ss JOIN "Criterion" c ON c."id" = ss."criterionId"
             WHERE ss."sheetId" = s."id") AS "scores"
      FROM "Entry" e
      LEFT JOIN "Field" f ON f."id" = e."fieldId"
      LEFT JOIN ("Assignment" a JOIN "ScoreSheet" s ON s."assignmentId" = a."id" JOIN "Judge" j ON j."id" = a."judgeId" JOIN "Round" r ON r."id" = a."roundId")
        ON a."entryId" = e."id" AND a."editionId" = e."editionId" AND a."state" = 'ACTIVE'
     WHERE e."editionId" = ${editionId}::uuid AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED' AND e."code" IS NOT NULL
     ORDER BY e."code", j."code"`;
}
