import { isInRound } from "~/data/assignments-rounds.server";
import { inSightOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";
import { judgedTitle } from "~/data/redactions.server";
import type { Points } from "~/domain/kernel/decimal";

/** A criterion as a score sheet prints it. */
export interface PrintedCriterion {
  code: string;
  label: string;
  max: Points;
  step: Points;
  bands: readonly { from: Points; to: Points; text: string }[];
}

/** One running assignment as papers need it. */
export interface PrintedSheet {
  assignmentId: string;
  entryId: string;
  code: string;
  /** as the judges may read it: in a blind round without names, "" before it was checked */
  title: string;
  field: string;
  fieldId: string | null;
  judgeCode: string;
  judgeName: string;
  remark: string;
  remarks: Record<string, string>;
  channel: "ONLINE" | "PAPER" | null;
  /** what the record says was locked; null where the sheet is not locked */
  sealed: SealedSheet | null;
}

/** The last SHEET_LOCKED of a sheet: decimal texts, moment, and where in the chain it stands. */
export interface SealedSheet {
  scores: Readonly<Record<string, string>>;
  total: string;
  at: string;
  seq: number;
  hash: string;
}

interface SheetScope {
  editionId: string;
  roundId: string;
  judgeId?: string | undefined;
  /** entries this person has a conflict of interest with are left out; null: the operator of the machine */
  viewerId: string | null;
}

/** Running assignments of a round by judge and entry. Scores are those of the record, not of the rows. One statement. */
export function printedSheets(reader: Reader, { editionId, roundId, judgeId, viewerId }: SheetScope): Promise<PrintedSheet[]> {
  const ofJudge = judgeId === undefined ? Prisma.sql`true` : Prisma.sql`j."id" = ${judgeId}::uuid`;
  return reader.$queryRaw<PrintedSheet[]>`
    WITH sealed AS (
      SELECT DISTINCT ON (v."data"->>'sheet') v."data"->>'sheet' AS "sheet", v."data", v."at", v."seq", v."hash" FROM "LedgerEvent" v
       WHERE v."chain" = ${editionId} AND v."type" = 'SHEET_LOCKED' ORDER BY v."data"->>'sheet', v."seq" DESC)
    SELECT a."id"::text AS "assignmentId", e."id"::text AS "entryId", e."code", ${Prisma.raw(judgedTitle("e", "r"))} AS "title", coalesce(f."name", '') AS "field", e."fieldId"::text AS "fieldId",
           j."code" AS "judgeCode", u."name" AS "judgeName", coalesce(s."remark", '') AS "remark", coalesce(s."remarks", '{}') AS "remarks", s."channel"::text AS "channel",
           CASE WHEN s."state" = 'LOCKED' AND l."sheet" IS NOT NULL
                THEN jsonb_build_object('scores', l."data"->'scores', 'total', l."data"->>'total', 'at', l."at", 'seq', l."seq", 'hash', l."hash") END AS "sealed"
      FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" JOIN "Entry" e ON e."id" = a."entryId" LEFT JOIN "Field" f ON f."id" = e."fieldId"
      JOIN "Judge" j ON j."id" = a."judgeId" JOIN "User" u ON u."id" = j."userId"
      LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id" LEFT JOIN sealed l ON l."sheet" = s."id"::text
     WHERE a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE' AND ${isInRound(roundId)} AND ${ofJudge}
       AND ${inSightOf(Prisma.sql`e."id"`, viewerId)}
     ORDER BY j."code", e."code"`;
}

/** The rubrics of a round: criteria by field, under null those of the whole round. One statement. */
export async function printedRubrics(reader: Reader, roundId: string): Promise<Map<string | null, PrintedCriterion[]>> {
  const rubrics = await reader.rubric.findMany({
    where: { roundId },
    select: { fieldId: true, criteria: { orderBy: [{ position: "asc" }, { code: "asc" }], select: { code: true, label: true, max: true, step: true, bands: true } } },
  });
  return new Map(rubrics.map(({ fieldId, criteria }) => [fieldId, criteria.map((criterion) => ({ ...criterion, bands: (criterion.bands ?? []) as unknown as PrintedCriterion["bands"] }))]));
}

/** What was recorded of the sheets of a meeting when it was closed: the last SHEET_LOCKED of each until then. */
export async function sealedUntil(reader: Reader, editionId: string, sheetIds: readonly string[], until: Date): Promise<Map<string, Omit<SealedSheet, "at">>> {
  const rows = await reader.$queryRaw<{ sheet: string; scores: Record<string, string>; total: string; seq: number; hash: string }[]>`
    SELECT DISTINCT ON (v."data"->>'sheet') v."data"->>'sheet' AS "sheet", v."data"->'scores' AS "scores", v."data"->>'total' AS "total", v."seq", v."hash" FROM "LedgerEvent" v
     WHERE v."chain" = ${editionId} AND v."type" = 'SHEET_LOCKED' AND v."data"->>'sheet' = ANY(${[...sheetIds]}::text[]) AND v."at" <= ${until}
     ORDER BY v."data"->>'sheet', v."seq" DESC`;
  return new Map(rows.map(({ sheet, ...row }) => [sheet, row]));
}
