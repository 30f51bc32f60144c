import type { Database } from "~/data/client.server";
import { inSight } from "~/data/conflicts.server";
import type { LateState, SheetState } from "~/data/generated/enums";
import { titleFor } from "~/data/redactions.server";
import { rubricOf } from "~/data/sheets-judge.server";
import type { Points } from "~/domain/kernel/decimal";

/** One late sheet on the list for staff: without the judge's private note. */
export interface LateSheetLine {
  id: string;
  assignmentId: string;
  entryId: string;
  entryCode: string;
  /** as the viewer may read it: without names where they judge it blind */
  entryTitle: string;
  roundName: string;
  judgeCode: string;
  judgeName: string;
  judgeUserId: string;
  receivedAt: Date;
  /** what the clock of the device said; it may be wrong */
  deviceAt: Date | null;
  state: LateState;
  /** by criterion code */
  values: Record<string, Points>;
  remark: string;
  /** by criterion code */
  remarks: Record<string, string>;
  /** of the rubric that holds, in its order */
  criteria: { code: string; label: string; max: Points; step: Points }[];
  /** the sheet as it stands beside it */
  sheetState: SheetState | null;
  sheetTotal: Points | null;
  sheetScores: Record<string, Points>;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** null where there is none, or it was erased */
  reason: string | null;
}

interface LateScope {
  editionId: string;
  /** entries this person has a conflict of interest with are left out */
  viewerId: string;
  /** null: all */
  state: LateState | null;
  limit: number;
  offset: number;
}

/** Late sheets of an edition, those that wait first; the number of all beside them (0 beyond the last page). One statement. */
export async function lateSheetLines(db: Database, { editionId, viewerId, state, limit, offset }: LateScope): Promise<{ lines: LateSheetLine[]; total: number }> {
  const rows = await db.query<LateSheetLine & { total: number }>(
    "late_sheet_lines",
    `SELECT l."id"::text AS "id", a."id"::text AS "assignmentId", e."id"::text AS "entryId", coalesce(e."code", '') AS "entryCode", ${titleFor("e", "$2")} AS "entryTitle",
            r."name" AS "roundName", j."code" AS "judgeCode", u."name" AS "judgeName", j."userId" AS "judgeUserId", l."receivedAt", l."deviceAt",
            l."state"::text AS "state", l."values", l."remark", l."remarks",
            coalesce((SELECT json_agg(json_build_object('code', c."code", 'label', c."label", 'max', c."max", 'step', c."step") ORDER BY c."position", c."code")
                        FROM "Criterion" c WHERE c."rubricId" = ${rubricOf(`a."roundId"`, `e."fieldId"`)}), '[]') AS "criteria",
            s."state"::text AS "sheetState", s."total" AS "sheetTotal",
            coalesce((SELECT json_object_agg(c."code", g."value") FROM "SheetScore" g JOIN "Criterion" c ON c."id" = g."criterionId" WHERE g."sheetId" = s."id"), '{}') AS "sheetScores",
            d."name" AS "decidedBy", l."decidedAt", CASE WHEN t."erasedAt" IS NULL THEN t."text" END AS "reason", (count(*) OVER ())::int AS "total"
       FROM "LateSheet" l
       JOIN "Assignment" a ON a."id" = l."assignmentId"
       JOIN "Entry" e ON e."id" = a."entryId"
       JOIN "Round" r ON r."id" = a."roundId"
       JOIN "Judge" j ON j."id" = a."judgeId"
       JOIN "User" u ON u."id" = j."userId"
       LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
       LEFT JOIN "User" d ON d."id" = l."decidedById"
       LEFT JOIN "ErasableText" t ON t."id" = l."reasonId"
      WHERE a."editionId" = $1::uuid AND ($3::text IS NULL OR l."state"::text = $3)
        AND ${inSight(`a."entryId"`, "$2")}
      ORDER BY (l."state" <> 'WAITING'), l."receivedAt" DESC, l."id" LIMIT $4 OFFSET $5`,
    [editionId, viewerId, state, limit, offset],
  );
  return { lines: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}
