import { roundsAndFields } from "~/data/panels.server";
import { entryOfEdition, entryProgress, judgeProgress, type EntryProgress, type JudgeProgress, type RoundProgress } from "~/data/sheets-progress.server";
import { visibleSheets, type VisibleEntry } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { plainPoints } from "~/domain/kernel/decimal";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { chooseRound, PAGE_SIZE, type ListQuery } from "./queries-assignments.server";

export interface ProgressView {
  rounds: { code: string; name: string }[];
  round: { id: string; code: string; name: string; endsAt: Date; isOver: boolean };
  fields: { id: string; name: string }[];
  judges: JudgeProgress[];
  judgeTotal: number;
  judgePage: number;
  overall: RoundProgress;
  rows: EntryProgress[];
  total: number;
  page: number;
}

/** How far a round is, by judge and by entry, without what the viewer has a conflict of interest with. Three statements. */
export async function progressView(
  { db }: Pick<Services, "db">,
  { actor, editionId, query, judgePage, now }: { actor: Actor; editionId: string; query: ListQuery; judgePage: number; now: Date },
): Promise<Result<ProgressView, "not_found">> {
  const { rounds, fields } = await roundsAndFields(db.prisma, editionId);
  const round = chooseRound(rounds, query.round);
  if (!round) return refused("not_found");
  const scope = { roundId: round.id, viewerId: actor.userId };
  const byJudge = await judgeProgress(db.prisma, { ...scope, limit: PAGE_SIZE, offset: (judgePage - 1) * PAGE_SIZE });
  const fieldId = query.field !== null && isUuid(query.field) ? query.field : undefined;
  const filter = { ...scope, fieldId, open: query.only === "con", limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE };
  const { rows, total } = await entryProgress(db.prisma, filter);
  return ok({
    rounds: rounds.map(({ code, name }) => ({ code, name })),
    round: { id: round.id, code: round.code, name: round.name, endsAt: round.endsAt, isOver: round.endsAt < now },
    fields: fields.map(({ id, name }) => ({ id, name })),
    judges: byJudge.judges,
    judgeTotal: byJudge.total,
    judgePage,
    overall: byJudge.overall,
    rows,
    total,
    page: query.page,
  });
}

export interface EntrySheetsView {
  code: string;
  title: string;
  hidden: VisibleEntry["hidden"];
  sheets: {
    assignmentId: string;
    round: string;
    isOver: boolean;
    judge: string;
    own: boolean;
    state: "DRAFT" | "LOCKED" | null;
    lockedAt: Date | null;
    /** plain decimal text; null where the viewer may not see it or it is not complete */
    total: string | null;
  }[];
}

/**
 * The sheets of one entry as the viewer may see them: totals only for whoever may inspect scores at all. An entry the viewer has a
 * conflict of interest with is not found. Two statements.
 */
export async function entrySheetsView(
  { db }: Pick<Services, "db">,
  { actor, editionId, entryId, mayInspect, now }: { actor: Actor; editionId: string; entryId: string; mayInspect: boolean; now: Date },
): Promise<Result<EntrySheetsView, "not_found">> {
  const entry = isUuid(entryId) ? await entryOfEdition(db.prisma, { editionId, entryId, viewerId: actor.userId }) : null;
  if (!entry) return refused("not_found");
  const visible = (await visibleSheets(db.prisma, actor, { editionId, entryIds: [entryId] })).get(entryId);
  return ok({
    ...entry,
    hidden: visible?.hidden ?? null,
    sheets: (visible?.sheets ?? []).map((sheet) => {
      const { assignmentId, own, state, lockedAt, scores, judgeCode, judgeName } = sheet;
      const total = mayInspect ? (scores?.total ?? null) : null;
      return {
        assignmentId,
        own,
        state,
        lockedAt,
        judge: `${judgeCode} ${judgeName}`,
        round: sheet.roundName,
        isOver: sheet.roundEndsAt < now,
        total: total === null ? null : plainPoints(total),
      };
    }),
  });
}
