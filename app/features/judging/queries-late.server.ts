import { hiddenEntries } from "~/data/sheets.server";
import { lateSheetLines, type LateSheetLine } from "~/data/sheets-late.server";
import type { Actor } from "~/domain/access/roles";
import { sheetFaults, sheetTotal } from "~/domain/judging/sheet";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import type { Services } from "~/features/services";

/** Scores side by side, as plain decimal texts; null: none given. */
export interface LateScore {
  code: string;
  label: string;
  max: string;
  late: string | null;
  stored: string | null;
  remark: string;
}

export interface LateSheetView
  extends Pick<LateSheetLine, "id" | "assignmentId" | "entryId" | "entryCode" | "entryTitle" | "roundName" | "judgeCode" | "judgeName" | "receivedAt" | "deviceAt" | "state" | "sheetState"> {
  /** the viewer's own: somebody else decides on it */
  own: boolean;
  /** every criterion has a score that the rubric of today allows: only such a one can be accepted after the round */
  isComplete: boolean;
  /** null where the viewer judges the entry too and its sheets are not all locked: they decide without seeing */
  values: { scores: readonly LateScore[]; total: string; storedTotal: string | null; remark: string } | null;
  /** null while it waits */
  decision: { by: string | null; at: Date; reason: string | null } | null;
}

/**
 * What came after the rounds of an edition had closed, those that wait first, for a member of its staff; never a judge's private note,
 * nor an entry the viewer has a conflict of interest with. Two statements.
 */
export async function lateSheets(
  { db }: Pick<Services, "db">,
  view: { actor: Actor; editionId: string; state?: LateSheetLine["state"] | null; limit: number; offset: number },
): Promise<{ sheets: LateSheetView[]; total: number }> {
  const { actor, editionId, state = null, limit, offset } = view;
  const { lines, total } = await lateSheetLines(db, { editionId, viewerId: actor.userId, state, limit, offset });
  const hidden = await hiddenEntries(db.prisma, actor, editionId);
  const sheets = lines.map((line) => toView(line, line.judgeUserId === actor.userId, hidden.has(line.entryId)));
  return { sheets, total };
}

function toView(line: LateSheetLine, own: boolean, isHidden: boolean): LateSheetView {
  const criteria = line.criteria.map((criterion) => ({ ...criterion, min: null }));
  const { decidedAt, decidedBy, reason } = line;
  return {
    id: line.id,
    assignmentId: line.assignmentId,
    entryId: line.entryId,
    entryCode: line.entryCode,
    entryTitle: line.entryTitle,
    roundName: line.roundName,
    judgeCode: line.judgeCode,
    judgeName: line.judgeName,
    receivedAt: line.receivedAt,
    deviceAt: line.deviceAt,
    state: line.state,
    sheetState: line.sheetState,
    own,
    isComplete: criteria.length > 0 && sheetFaults(criteria, new Map(Object.entries(line.values)), { complete: true }).size === 0,
    values: own || !isHidden ? valuesOf(line) : null,
    decision: decidedAt && { by: decidedBy, at: decidedAt, reason },
  };
}

function valuesOf({ criteria, values, sheetScores, sheetTotal: storedTotal, remark, remarks }: LateSheetLine): LateSheetView["values"] {
  const text = (points: Points | undefined | null) => (points === undefined || points === null ? null : plainPoints(points));
  const scores = criteria.map(({ code, label, max }) => ({
    code,
    label,
    max: plainPoints(max),
    late: text(values[code]),
    stored: text(sheetScores[code]),
    remark: remarks[code] ?? "",
  }));
  const { sum } = sheetTotal(criteria.map((criterion) => ({ ...criterion, min: null })), new Map(Object.entries(values)));
  return { scores, total: plainPoints(sum), storedTotal: text(storedTotal), remark };
}
