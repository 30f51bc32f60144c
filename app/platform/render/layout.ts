import { type Block, type Table, type TableColumn, type Words } from "./paper";
import { isWholeRow, linesOf } from "./words";

/** Widths of letters as parts of their size, on the safe side: no face has to be loaded to plan a page. */
const WIDE = 0.72;
const NARROW = 0.5;
const POINT_MM = 25.4 / 72;
/** Padding and lines of a cell, in millimetres on both sides together. */
const CELL_SIDES = 2.8;
/** No column claims more of the table than this for one word of its title. */
const MOST_OF_TABLE = 0.3;

const widthOf = (text: string, size: number): number => [...text].reduce((sum, letter) => sum + (letter !== letter.toLocaleLowerCase("vi") ? WIDE : NARROW), 0) * size * POINT_MM;

/**
 * The columns of a table with widths in millimetres in which no word of a title is torn apart ("STT"): what a narrow one needs more is
 * taken from the others.
 * @param room width of the table in millimetres
 */
export function fittedColumns(columns: readonly TableColumn[], room: number, size: number): TableColumn[] {
  const least = columns.map(({ title }) => Math.min(room * MOST_OF_TABLE, CELL_SIDES + Math.max(0, ...title.split(/\s+/u).map((word) => widthOf(word, size)))));
  const isTight = columns.map(() => false);
  for (;;) {
    const free = room - sum(least.filter((_, index) => isTight[index]));
    const parts = sum(columns.flatMap(({ width }, index) => (isTight[index] ? [] : [width])));
    const given = columns.map(({ width }, index) => (isTight[index] ? (least[index] ?? 0) : (free * width) / parts));
    const short = given.findIndex((width, index) => !isTight[index] && width < (least[index] ?? 0));
    if (short < 0 || sum(least) > room) return columns.map((column, index) => ({ ...column, width: given[index] ?? column.width }));
    isTight[short] = true;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

const LINE = 1.25;
const GAP = 8;
const ROW_SIDES = 5;
const ROOM_TO_SIGN = 72;
/** Nothing asks for more of a page than this: what is larger begins where it can and is torn. */
const MOST_OF_PAGE = 0.45;

interface Page {
  /** of body text, in points */
  size: number;
  /** between the margins, in points */
  width: number;
  height: number;
}

/** Height in points that the beginning of these blocks needs so that nothing of it stands alone at the foot of a page: headings with what follows, a table's head with its first row. */
export function heightTogether(blocks: readonly Block[], page: Page): number {
  return Math.min(page.height * MOST_OF_PAGE, begin(blocks, page));
}

function begin(blocks: readonly Block[], page: Page): number {
  const [block, ...rest] = blocks;
  if (!block) return 0;
  return isLeading(block, rest[0]) ? whole(block, page) + begin(rest, page) : beginOf(block, page);
}

/** Whether a block stays on the page of the one behind it: headings, and what is said of a table before it. */
export const isLeading = (block: Block, next: Block | undefined): boolean => block.kind === "heading" || (block.kind === "paragraph" && (block.keepWithNext === true || next?.kind === "table"));

/** What of one block must not be torn from its beginning. */
function beginOf(block: Block, page: Page): number {
  switch (block.kind) {
    case "table":
      return tableBegin(block, page);
    case "paragraph":
    case "article":
      return Math.min(whole(block, page), 2 * page.size * LINE + GAP);
    default:
      return whole(block, page);
  }
}

/** The head and the first row; all of a table that stays on one page. */
export function tableBegin(table: Table, page: Page): number {
  const { rows, keepLast = 0 } = table;
  const isTogether = keepLast >= rows.length && rows.every(isWholeRow);
  return headHeight(table, page) + (isTogether ? sum(rows.map((row) => rowHeight(table, row, page))) + sum((table.closing ?? []).map((one) => whole(one, page))) : rowHeight(table, rows[0] ?? [], page)) + GAP;
}

const headHeight = (table: Table, page: Page): number => (table.header === false ? 0 : rowHeight(table, table.columns.map(({ title }) => title), page));

function rowHeight({ columns, size: given }: Table, row: readonly Words[], page: Page): number {
  const size = given ?? page.size - 1;
  const all = sum(columns.map(({ width }) => width));
  const lines = columns.map(({ width }, index) => linesIn(row[index] ?? "", (page.width * width) / all - CELL_SIDES / POINT_MM, size));
  return Math.max(1, ...lines) * size * LINE + ROW_SIDES;
}

/** Lines that a text takes in a width of so many points, on the safe side. */
export function linesIn(words: Words, width: number, size: number): number {
  const room = Math.max(size, width);
  return sum(linesOf(words).map((runs) => Math.max(1, Math.ceil((sum(runs.map(({ text }) => text.length)) * size * NARROW) / room))));
}

function whole(block: Block, page: Page): number {
  const { size, width } = page;
  switch (block.kind) {
    case "heading":
      return linesIn(block.text, width, size) * size * LINE + GAP;
    case "paragraph":
      return linesIn(block.text, width, block.size ?? size) * (block.size ?? size) * LINE + GAP;
    case "article":
      return (1 + linesIn(block.text, width, size)) * size * LINE + 2 * GAP;
    case "table":
      return headHeight(block, page) + sum(block.rows.map((row) => rowHeight(block, row, page))) + sum((block.closing ?? []).map((one) => whole(one, page))) + GAP;
    case "signatures":
      return Math.max(0, ...block.columns.map((column) => ("recipients" in column ? (column.recipients.length + 1) * size : (column.lines.length + 2) * size * LINE + ROOM_TO_SIGN)));
    case "group":
      return sum(block.blocks.map((one) => whole(one, page)));
    case "image":
      return block.height / POINT_MM + 2 * GAP;
    case "qr":
      return block.size / POINT_MM + 2 * GAP;
    case "head":
      return 6 * size * LINE;
    case "pageBreak":
      return 0;
  }
}
