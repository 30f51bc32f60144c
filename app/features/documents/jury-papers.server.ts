import { printedRubrics, printedSheets, sealedUntil } from "~/data/jury-papers.server";
import type { EditionRow } from "~/data/editions.server";
import { ownBlindTitles } from "~/data/redactions.server";
import { peopleOfPanels } from "~/data/rescores-people.server";
import { erasableTexts, type RescoreRow } from "~/data/rescores.server";
import { hiddenEntries, scoringInput } from "~/data/sheets.server";
import { namesOf } from "~/data/users-names.server";
import { scoringProblemOfRound } from "~/domain/ranking/round-problem";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { Services } from "~/features/services";
import type { Paper } from "~/platform/render/paper";
import { rescoreMinutesPaper } from "./rescore-minutes-paper";
import { hasSheets, scoreSheetPaper, type SheetPaperSource } from "./score-sheet-paper";
import { scoreSummaryPaper } from "./score-summary-paper";

type WithDatabase = Pick<Services, "db">;

interface RoundPaper {
  edition: EditionRow;
  round: { id: string; code: string; name: string };
  /** whose eyes it is for; null: the operator of the machine, who may see all */
  viewerId: string | null;
  now: Date;
}

/** Score sheets of a round, of one judge or of all; null where there is none to print. */
export async function scoreSheets({ db }: WithDatabase, { edition, round, viewerId, now, judgeId, filled }: RoundPaper & { judgeId?: string | undefined; filled: boolean }): Promise<Paper | null> {
  const [sheets, rubrics, hidden] = await Promise.all([
    printedSheets(db.prisma, { editionId: edition.id, roundId: round.id, judgeId, viewerId }),
    printedRubrics(db.prisma, round.id),
    viewerId === null ? new Map<string, unknown>() : hiddenEntries(db.prisma, { userId: viewerId }, edition.id),
  ]);
  const source: SheetPaperSource = { edition, round, rubrics, filled, at: now, sheets: filled ? sheets.filter(({ entryId }) => !hidden.has(entryId)) : sheets };
  return hasSheets(source) ? scoreSheetPaper(source) : null;
}

/** The summary of scores of a round; null where nobody judges in it yet. */
export async function scoreSummary({ db }: WithDatabase, { edition, round, viewerId, now }: RoundPaper): Promise<Paper | null> {
  const [sheets, hidden, input] = await Promise.all([
    printedSheets(db.prisma, { editionId: edition.id, roundId: round.id, viewerId }),
    viewerId === null ? new Map<string, unknown>() : hiddenEntries(db.prisma, { userId: viewerId }, edition.id),
    scoringInput(db.prisma, edition.id, round.code),
  ]);
  if (sheets.length === 0) return null;
  const withheld = new Set(hidden.keys());
  const shown = new Set(sheets.filter(({ entryId }) => !withheld.has(entryId)).map(({ code }) => code));
  const left = new Set(input.entries.map(({ id }) => id).filter((code) => !shown.has(code)));
  const ranked = rankProblem(scoringProblemOfRound(input, left));
  const places = new Map(ranked.ok ? ranked.value.ranking.map(({ entry, rank, mean, spread }) => [entry, { rank, mean, spread }]) : []);
  return scoreSummaryPaper({ edition, round, sheets, places, withheld, at: now });
}

/** The minutes of a meeting on re-scoring that is closed. */
export async function rescoreMinutes({ db }: WithDatabase, { edition, rescore, viewerId }: Pick<RoundPaper, "edition" | "viewerId"> & { rescore: RescoreRow }): Promise<Paper | null> {
  const { closedAt, state } = rescore;
  if (closedAt === null || state === "OPEN") return null;
  const reader = db.prisma;
  const textIds = [rescore.reasonId, ...(rescore.minutesId ? [rescore.minutesId] : [])];
  const [entry, round, blind, texts, names, people, rubrics, after] = await Promise.all([
    reader.entry.findUniqueOrThrow({ where: { id: rescore.entryId }, select: { code: true, title: true, fieldId: true } }),
    reader.round.findUniqueOrThrow({ where: { id: rescore.roundId }, select: { name: true } }),
    viewerId === null ? new Map<string, string>() : ownBlindTitles(reader, { editionId: edition.id, userId: viewerId }),
    erasableTexts(reader, textIds),
    namesOf(reader, [...rescore.presentIds, rescore.closedById ?? rescore.openedById]),
    peopleOfPanels(reader, rescore),
    printedRubrics(reader, rescore.roundId),
    sealedUntil(reader, edition.id, rescore.originals.map(({ sheet }) => sheet), closedAt),
  ]);
  return rescoreMinutesPaper({
    edition,
    round,
    entry: { code: entry.code ?? "", title: blind.get(rescore.entryId) ?? entry.title },
    rescore: { ...rescore, closedAt, state },
    reason: texts.get(rescore.reasonId) ?? null,
    minutes: (rescore.minutesId && texts.get(rescore.minutesId)) ?? null,
    chair: names.get(rescore.closedById ?? rescore.openedById) ?? "",
    people,
    present: rescore.presentIds.map((id) => names.get(id) ?? ""),
    criteria: rubrics.get(entry.fieldId) ?? rubrics.get(null) ?? [],
    after,
  });
}

