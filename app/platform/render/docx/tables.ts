import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import { type Head, ISSUER_PART, lettersInLine, NATIONAL_MOTTO, NATIONAL_TITLE, type PaperSection, RECIPIENTS_TITLE, roomOf, type Signature, type Signatures, type Table as PaperTable } from "../paper";
import { balancedLines, isWholeRow, runsOf } from "../words";
import { fittedColumns } from "../layout";
import { ALIGNMENT, type DocxContext, line, linesAs, picture, ruleOf } from "./blocks";
import { spacing, twips } from "./measures";

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE } as const;
const CENTER = { alignment: AlignmentType.CENTER } as const;
const EMPTY_LINES_TO_SIGN = 4;
/** Lines below the national motto, as long as it is, and below the issuing body, in millimetres. */
const MOTTO_RULE = 57;
const ISSUER_RULE = 22;
/** What the two sides of a cell without lines take of its width, in millimetres. */
const CELL_MM = 1.4;

/** Cells side by side without lines, in the given parts of the width. */
function sideBySide(cells: readonly (readonly Paragraph[])[], parts: readonly number[], section: PaperSection): Table {
  const widths = widthsOf(parts, section);
  return new Table({
    borders: NO_BORDERS,
    layout: TableLayoutType.FIXED,
    width: { size: twips(roomOf(section).width), type: WidthType.DXA },
    columnWidths: widths,
    rows: [new TableRow({ cantSplit: true, children: cells.map((children, index) => new TableCell({ borders: NO_BORDERS, margins: { left: 40, right: 40 }, width: { size: widths[index] ?? 0, type: WidthType.DXA }, children: [...children] })) })],
  });
}

function widthsOf(parts: readonly number[], section: PaperSection): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Math.floor((twips(roomOf(section).width) * part) / whole));
}

/** The national title in a table without lines, as the secretary's own templates have it. */
export function docxHead({ issuer, placeAndDate }: Head, section: PaperSection): (Table | Paragraph)[] {
  const { width } = roomOf(section);
  const part = issuer ? 1 - ISSUER_PART : 1;
  const balanced = (text: string) => balancedLines(text, lettersInLine(section).issuer);
  const title = [
    line([{ text: NATIONAL_TITLE, bold: true }], CENTER, 12),
    line([{ text: NATIONAL_MOTTO, bold: true }], CENTER, 13),
    ruleOf((width * part - CELL_MM - MOTTO_RULE) / 2),
    ...(placeAndDate ? [line(runsOf([{ text: placeAndDate, italic: true }]), { ...CENTER, spacing: { before: spacing(8) } }, 13)] : []),
  ];
  const gap = line([], { spacing: { after: spacing(4) } });
  if (!issuer) return [...title, gap];
  const body = [
    ...(issuer.parent ? balanced(issuer.parent).map((text) => line(runsOf(text), CENTER, 12)) : []),
    ...balanced(issuer.body).map((text) => line(runsOf([{ text, bold: true }]), CENTER, 12)),
    ruleOf((width * ISSUER_PART - CELL_MM - ISSUER_RULE) / 2),
    ...(issuer.number === undefined ? [] : [line(runsOf(issuer.number), { ...CENTER, spacing: { before: spacing(8) } }, 13)]),
  ];
  return [sideBySide([body, title], [ISSUER_PART, 1 - ISSUER_PART], section), gap];
}

/** A table whose header Word repeats on each page; it never stands there without a row. */
export function docxTable({ columns: asked, rows, header = true, plain = false, size, keepLast = 0, closing }: PaperTable, context: DocxContext, section: PaperSection): Table {
  const textSize = size ?? context.size - 1;
  const columns = fittedColumns(asked, roomOf(section).width, textSize);
  const widths = widthsOf(columns.map((column) => column.width), section);
  const cell = (children: Paragraph[], index: number) => new TableCell({ ...(plain ? { borders: NO_BORDERS } : {}), margins: { left: 60, right: 60, top: 20, bottom: 20 }, width: { size: widths[index] ?? 0, type: WidthType.DXA }, children });
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((column, index) => cell(linesAs([{ text: column.title, bold: true }], { ...CENTER, keepNext: rows.length > 0 }, textSize), index)) });
  const body = rows.map((row, place) => {
    const keepNext = (place >= rows.length - keepLast && place < rows.length - 1) || (place === rows.length - 1 && (closing !== undefined || context.keepNext === true));
    return new TableRow({ cantSplit: isWholeRow(row), children: columns.map((column, index) => cell(linesAs(row[index] ?? "", { alignment: ALIGNMENT[column.align ?? "left"], ...(keepNext ? { keepNext } : {}) }, textSize), index)) });
  });
  return new Table({
    ...(plain ? { borders: NO_BORDERS } : {}),
    layout: TableLayoutType.FIXED,
    width: { size: twips(roomOf(section).width), type: WidthType.DXA },
    columnWidths: widths,
    rows: [...(header ? [head] : []), ...body],
  });
}

export function docxSignatures({ columns }: Signatures, { size }: Pick<DocxContext, "size">, section: PaperSection): Table {
  const cells = columns.map((column) => ("recipients" in column ? recipients(column.recipients) : signature(column, size)));
  return sideBySide(cells, columns.map(() => 1), section);
}

function signature({ above, lines, note, image, name }: Signature, size: number): Paragraph[] {
  const room = image ? [picture(image)] : Array.from({ length: EMPTY_LINES_TO_SIGN }, () => line([], CENTER));
  return [
    ...(above === undefined ? [] : [line(runsOf([{ text: above, italic: true }]), CENTER, size - 1)]),
    ...lines.map((text) => line(runsOf([{ text, bold: true }]), CENTER, size - 1)),
    ...(note === undefined ? [] : [line(runsOf([{ text: note, italic: true }]), CENTER, size - 2)]),
    ...room,
    ...(name === undefined ? [] : [line(runsOf([{ text: name, bold: true }]), CENTER, size)]),
  ];
}

function recipients(lines: readonly string[]): Paragraph[] {
  return [line([{ text: RECIPIENTS_TITLE, bold: true, italic: true }], {}, 12), ...lines.map((text) => line(runsOf(`- ${text}`), {}, 11))];
}
