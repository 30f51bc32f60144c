import type { EditionRow } from "~/data/editions.server";
import { perEntryIn, roundsAndFields } from "~/data/panels.server";
import { entryProgress, roundMarks, type EntryMark, type EntryProgress, type EntrySort, type RoundMarks } from "~/data/progress-entries.server";
import { judgeProgress, type JudgeProgress, type JudgeSort, type RoundProgress } from "~/data/progress-judges.server";
import { entryOfEdition } from "~/data/sheets-progress.server";
import { visibleSheets, type VisibleEntry } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { plainPoints } from "~/domain/kernel/decimal";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { chooseRound, PAGE_SIZE, pageOf, wordsOf } from "./queries-assignments.server";

const MARKS: readonly EntryMark[] = ["con", "thieu", "lech", "hop", "muon"];
const ENTRY_SORTS: readonly EntrySort[] = ["ma", "thieu", "lech"];
const JUDGE_SORTS: readonly JudgeSort[] = ["ma", "cham"];

/** What an address asks of the progress page; values checked here. */
export interface ProgressQuery {
  round: string | null;
  field: string | null;
  words: string[];
  only: EntryMark | null;
  sort: EntrySort;
  page: number;
  judgeWords: string[];
  judgeSort: JudgeSort;
  judgePage: number;
}

export function progressQuery(search: URLSearchParams): ProgressQuery {
  const oneOf = <T extends string>(known: readonly T[], name: string) => known.find((value) => value === search.get(name));
  return {
    round: search.get("vong"),
    field: search.get("linh-vuc"),
    words: wordsOf(search.get("q")),
    only: oneOf(MARKS, "chi") ?? null,
    sort: oneOf(ENTRY_SORTS, "xep") ?? "ma",
    page: pageOf(search),
    judgeWords: wordsOf(search.get("tim-gk")),
    judgeSort: oneOf(JUDGE_SORTS, "xep-gk") ?? "ma",
    judgePage: pageOf(search, "gk"),
  };
}

/** An entry's line; points are plain decimal texts. */
export type EntryLine = Omit<EntryProgress, "totals" | "spread" | "fullMarks"> & { totals: string[]; spread: string | null; fullMarks: string | null };

export interface ProgressView {
  rounds: { code: string; name: string }[];
  round: { id: string; code: string; name: string; endsAt: Date; isOver: boolean };
  fields: { id: string; name: string }[];
  judges: JudgeProgress[];
  judgeTotal: number;
  judgePage: number;
  overall: RoundProgress;
  marks: RoundMarks;
  needed: number;
  rows: EntryLine[];
  total: number;
  page: number;
}

interface ProgressRequest {
  actor: Actor;
  edition: Pick<EditionRow, "id" | "judgesPerEntry" | "maxSpread">;
  query: ProgressQuery;
  mayInspect: boolean;
  now: Date;
}

/** How far a round is, by judge and by entry, without what the viewer has a conflict of interest with. Four statements. */
export async function progressView({ db }: Pick<Services, "db">, { actor, edition, query, mayInspect, now }: ProgressRequest): Promise<Result<ProgressView, "not_found">> {
  const { rounds, fields } = await roundsAndFields(db.prisma, edition.id);
  const round = chooseRound(rounds, query.round);
  if (!round) return refused("not_found");
  const needed = perEntryIn(round, edition);
  const scope = { editionId: edition.id, roundId: round.id, viewerId: actor.userId, mayInspect, needed, maxSpread: edition.maxSpread };
  const fieldId = query.field !== null && isUuid(query.field) ? query.field : undefined;
  const { words, only, sort } = query;
  const [byJudge, marks, { rows, total }] = await Promise.all([
    judgeProgress(db.prisma, { roundId: round.id, viewerId: actor.userId, words: query.judgeWords, sort: query.judgeSort, limit: PAGE_SIZE, offset: (query.judgePage - 1) * PAGE_SIZE }),
    roundMarks(db.prisma, scope),
    entryProgress(db.prisma, { ...scope, fieldId, words, only, sort, limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
  ]);
  return ok({
    rounds: rounds.map(({ code, name }) => ({ code, name })),
    round: { id: round.id, code: round.code, name: round.name, endsAt: round.endsAt, isOver: round.endsAt < now },
    fields: fields.map(({ id, name }) => ({ id, name })),
    judges: byJudge.judges,
    judgeTotal: byJudge.total,
    judgePage: query.judgePage,
    overall: byJudge.overall,
    marks,
    needed,
    rows: rows.map((row) => ({ ...row, totals: row.totals.map(plainPoints), spread: row.spread === null ? null : plainPoints(row.spread), fullMarks: row.fullMarks === null ? null : plainPoints(row.fullMarks) })),
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
    roundId: string;
    round: string;
    /** the round has ended */
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
        roundId: sheet.roundId,
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
