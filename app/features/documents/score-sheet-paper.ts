import type { EditionRow } from "~/data/editions.server";
import type { PrintedCriterion, PrintedSheet } from "~/data/jury-papers.server";
import { paperDate } from "~/domain/documents/paper-date";
import { formatsFor } from "~/i18n/formats";
import { printedJury } from "~/i18n/vi/printed-jury";
import type { Block, Head, Paper } from "~/platform/render/paper";

const texts = printedJury.sheet;
const formats = formatsFor("vi");

export interface SheetPaperSource {
  edition: EditionRow;
  round: { name: string };
  sheets: readonly PrintedSheet[];
  /** by field, under null those of the whole round */
  rubrics: ReadonlyMap<string | null, readonly PrintedCriterion[]>;
  /** with the scores on record, or empty to be filled in by hand */
  filled: boolean;
  at: Date;
}

/** "Phiếu chấm điểm": a section a sheet; entries without a rubric are left out. */
export function scoreSheetPaper(source: SheetPaperSource): Paper {
  const pages = source.sheets.flatMap((sheet) => {
    const criteria = source.rubrics.get(sheet.fieldId) ?? source.rubrics.get(null) ?? [];
    return criteria.length === 0 || (source.filled && !sheet.sealed) ? [] : [sheetBlocks(source, sheet, criteria)];
  });
  return {
    title: `${texts.title} – ${source.round.name} – ${source.edition.title}`,
    at: source.at,
    fontSize: 13,
    // Laying out a section grows faster than its length: all sheets in one took minutes.
    sections: pages.map((blocks) => ({ blocks })),
    sectionsApart: true,
  };
}

/** Whether anything of this source would be printed. */
export const hasSheets = ({ sheets, filled }: Pick<SheetPaperSource, "sheets" | "filled">): boolean => sheets.some(({ sealed }) => !filled || sealed !== null);

export function letterhead(edition: EditionRow, extra: { number?: string; day?: string | null } = {}): Head {
  const issuer = { parent: edition.letterheadParent.toLocaleUpperCase("vi"), body: edition.letterheadBody.toLocaleUpperCase("vi"), ...(extra.number === undefined ? {} : { number: extra.number }) };
  const day = extra.day === undefined ? undefined : paperDate(extra.day);
  return { kind: "head", issuer, ...(day === undefined ? {} : { placeAndDate: edition.place === "" ? day : `${edition.place}, ${day}` }) };
}

function sheetBlocks({ edition, round, filled }: SheetPaperSource, sheet: PrintedSheet, criteria: readonly PrintedCriterion[]): Block[] {
  const sealed = filled ? sheet.sealed : null;
  const remark = filled ? sheet.remark : "";
  return [
    letterhead(edition),
    { kind: "heading", level: "title", text: texts.title },
    { kind: "heading", level: "subtitle", text: `${round.name} – ${edition.title}` },
    facts(edition, sheet),
    scores(sheet, criteria, filled),
    // Nobody signs an empty page.
    {
      kind: "group",
      blocks: [
        { kind: "paragraph", text: [{ text: texts.remark, bold: true }], indent: false, tight: true, keepWithNext: true },
        ...(remark === "" ? dottedLines(filled ? 1 : 3) : [{ kind: "paragraph", text: remark } satisfies Block]),
        { kind: "paragraph", text: [{ text: sealed ? [texts.locked(formats.dateTime(sealed.at)), ...(sheet.channel === "PAPER" ? [texts.onPaper] : []), texts.seal(sealed.seq, sealed.hash.slice(0, 16))].join(". ") : `${steps(criteria)} ${texts.correction}`, italic: true }], indent: false, tight: true, size: 11 },
        {
          kind: "signatures",
          columns: [
            { lines: [""] },
            { above: edition.place === "" ? paperDate(null) : `${edition.place}, ${paperDate(null)}`, lines: texts.sign, note: texts.signNote, name: sheet.judgeName },
          ],
        },
      ],
    },
  ];
}

function dottedLines(count: number): Block[] {
  return Array.from({ length: count }, () => ({ kind: "paragraph", text: printedJury.longDots, indent: false, tight: true, align: "left" }));
}

function facts(edition: EditionRow, sheet: PrintedSheet): Block {
  const rows: [string, string][] = [
    [texts.fact.code, sheet.code],
    [texts.fact.title[edition.kind], sheet.title || printedJury.dots],
    [texts.fact.field, sheet.field],
    [texts.fact.judge, `${sheet.judgeCode} – ${sheet.judgeName}`],
  ];
  return {
    kind: "table",
    header: false,
    plain: true,
    size: 12,
    columns: [
      { title: "", width: 1 },
      { title: "", width: 3 },
    ],
    rows: rows.map(([label, value]) => [[{ text: label, italic: true }], [{ text: value, bold: label === texts.fact.code }]]),
  };
}

function scores(sheet: PrintedSheet, criteria: readonly PrintedCriterion[], filled: boolean): Block {
  const sealed = filled ? sheet.sealed : null;
  const total = criteria.reduce((sum, { max }) => sum + max, 0);
  const scoreOf = (code: string) => {
    const text = sealed?.scores[code];
    return text === undefined ? "" : formats.decimal(text);
  };
  return {
    kind: "table",
    size: filled ? 12 : 11,
    columns: [
      { title: texts.columns.number, width: 3, align: "center" },
      { title: texts.columns.criterion, width: filled ? 18 : 27, align: "left" },
      { title: texts.columns.max, width: 5, align: "center" },
      { title: texts.columns.score, width: 6, align: "center" },
      { title: texts.columns.remark, width: filled ? 16 : 9, align: "left" },
    ],
    rows: [
      ...criteria.map((criterion, index) => [
        String(index + 1),
        criterionWords(criterion, filled),
        formats.score(criterion.max),
        [{ text: scoreOf(criterion.code), bold: true }],
        filled ? (sheet.remarks[criterion.code] ?? "") : "",
      ]),
      ["", [{ text: texts.total, bold: true }], [{ text: formats.score(total), bold: true }], [{ text: sealed ? formats.decimal(sealed.total) : "", bold: true }], ""],
    ],
  };
}

/** On an empty sheet with what which score means; a locked one is short. */
function criterionWords({ label, bands }: PrintedCriterion, filled: boolean) {
  const range = (from: number, to: number) => (from === to ? formats.score(from) : texts.range(formats.score(from), formats.score(to)));
  const meanings = bands.map(({ from, to, text }) => texts.band(range(from, to), text.replace(/[.;\s]+$/u, "")));
  return [{ text: label, bold: true }, ...(filled || meanings.length === 0 ? [] : [{ text: `\n${meanings.join("; ")}.`, italic: true }])];
}

/** The step all criteria share in one line, else each with its own. */
function steps(criteria: readonly PrintedCriterion[]): string {
  const all = new Set(criteria.map(({ step }) => step));
  const [only] = all;
  return all.size === 1 && only !== undefined ? texts.step(formats.score(only)) : criteria.map(({ label, step }) => `${label}: ${texts.step(formats.score(step))}`).join(" ");
}
