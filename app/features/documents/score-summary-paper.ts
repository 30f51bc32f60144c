import type { EditionRow } from "~/data/editions.server";
import type { PrintedSheet } from "~/data/jury-papers.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { formatsFor } from "~/i18n/formats";
import { printedJury } from "~/i18n/vi/printed-jury";
import type { Paper } from "~/platform/render/paper";
import { letterhead } from "./score-sheet-paper";

const texts = printedJury.summary;
const formats = formatsFor("vi");

/** What the rules of ranking say of an entry in this round alone; texts are plain decimals. */
export interface SummaryPlace {
  rank: number | null;
  mean: string | null;
  spread: string | null;
}

interface SummarySource {
  edition: EditionRow;
  round: { name: string };
  sheets: readonly PrintedSheet[];
  /** by code of the entry */
  places: ReadonlyMap<string, SummaryPlace>;
  /** ids of entries whose scores may not be seen */
  withheld: ReadonlySet<string>;
  at: Date;
}

/** "Bảng tổng hợp điểm": every entry of a round with each judge's total on record, mean, spread and rank, best first. */
export function scoreSummaryPaper({ edition, round, sheets, places, withheld, at }: SummarySource): Paper {
  const entries = [...new Map(sheets.map((sheet) => [sheet.entryId, sheet])).values()];
  const placeOf = (code: string): SummaryPlace => places.get(code) ?? { rank: null, mean: null, spread: null };
  const ordered = entries.toSorted((a, b) => (placeOf(a.code).rank ?? Infinity) - (placeOf(b.code).rank ?? Infinity) || (a.code < b.code ? -1 : 1));
  const number = (text: string | null) => (text === null ? texts.none : formats.decimal(text));
  return {
    title: `${texts.title} – ${round.name} – ${edition.title}`,
    at,
    fontSize: 13,
    sections: [
      {
        orientation: "landscape",
        blocks: [
          letterhead(edition, { day: dayInVietnam(at) }),
          { kind: "heading", level: "title", text: texts.title },
          { kind: "heading", level: "subtitle", text: `${round.name} – ${edition.title}` },
          {
            kind: "table",
            size: 11,
            columns: [
              { title: texts.columns.number, width: 3, align: "center" },
              { title: texts.columns.code, width: 13, align: "left" },
              { title: texts.columns.title[edition.kind], width: 22, align: "left" },
              { title: texts.columns.field, width: 14, align: "left" },
              { title: texts.columns.scores, width: 17, align: "left" },
              { title: texts.columns.mean, width: 8, align: "center" },
              { title: texts.columns.spread, width: 8, align: "center" },
              { title: texts.columns.rank, width: 6, align: "center" },
            ],
            rows: ordered.map((entry, index) => {
              const isWithheld = withheld.has(entry.entryId);
              const { rank, mean, spread } = isWithheld ? { rank: null, mean: null, spread: null } : placeOf(entry.code);
              const totals = sheets.flatMap(({ entryId, judgeCode, sealed }) => (entryId === entry.entryId && sealed ? [`${judgeCode}: ${formats.decimal(sealed.total)}`] : []));
              return [
                String(index + 1),
                entry.code,
                entry.title,
                entry.field,
                isWithheld ? [{ text: texts.withheld, italic: true }] : totals.join("\n") || texts.none,
                isWithheld || mean !== null ? [{ text: number(mean), bold: true }] : [{ text: texts.incomplete, italic: true }],
                number(spread),
                rank === null ? texts.none : String(rank),
              ];
            }),
          },
          { kind: "paragraph", text: [{ text: texts.rankNote, italic: true }], indent: false, tight: true, size: 12 },
          {
            kind: "signatures",
            columns: [
              { lines: texts.secretary, note: printedJury.sheet.signNote },
              { lines: texts.chair, note: printedJury.sheet.signNote },
            ],
          },
        ],
      },
    ],
  };
}
