import { roundsOf } from "~/data/panels.server";
import { rescoresOfEdition } from "~/data/rescores.server";
import { hiddenEntries } from "~/data/sheets.server";
import { judgesOfRoundAtWork } from "~/data/jury-papers-judges.server";
import { printedJury } from "~/i18n/vi/printed-jury";
import { rescoreMinutes, scoreSheets, scoreSummary } from "../jury-papers.server";
import type { DocumentKind } from "./kind";

const { fileName, kinds } = printedJury;

function sheetKind(key: "score-sheet" | "score-sheet-filled", filled: boolean): DocumentKind {
  return {
    key,
    title: kinds[key],
    formats: ["pdf", "docx"],
    async *papers({ services, edition, now, viewerId = null }) {
      for (const round of await roundsOf(services.db.prisma, edition.id)) {
        for (const judge of await judgesOfRoundAtWork(services.db.prisma, round.id)) {
          const paper = await scoreSheets(services, { edition, round, viewerId, now, judgeId: judge.id, filled });
          if (paper) yield { name: `${filled ? fileName.filled : fileName.blank}-${round.code}-${judge.code}`, paper };
        }
      }
    },
  };
}

/** Blank score sheets, one document for each judge in each round. */
export const scoreSheetsBlank = sheetKind("score-sheet", false);

/** Locked score sheets with what the record says, one document for each judge in each round. */
export const scoreSheetsFilled = sheetKind("score-sheet-filled", true);

/** The summary of scores of every round. */
export const scoreSummaries: DocumentKind = {
  key: "score-summary",
  title: kinds["score-summary"],
  formats: ["pdf", "docx"],
  async *papers({ services, edition, now, viewerId = null }) {
    for (const round of await roundsOf(services.db.prisma, edition.id)) {
      const paper = await scoreSummary(services, { edition, round, viewerId, now });
      if (paper) yield { name: `${fileName.summary}-${round.code}`, paper };
    }
  },
};

/** The minutes of every closed meeting on re-scoring. */
export const rescoreMinutesKind: DocumentKind = {
  key: "rescore-minutes",
  title: kinds["rescore-minutes"],
  formats: ["pdf", "docx"],
  async *papers({ services, edition, viewerId = null }) {
    const hidden = viewerId === null ? new Map<string, unknown>() : await hiddenEntries(services.db.prisma, { userId: viewerId }, edition.id);
    for (const { code, number, ...rescore } of await rescoresOfEdition(services.db.prisma, edition.id)) {
      if (hidden.has(rescore.entryId)) continue;
      const paper = await rescoreMinutes(services, { edition, rescore, viewerId });
      if (paper) yield { name: `${fileName.minutes}-${code}-${number}`, paper };
    }
  },
};
