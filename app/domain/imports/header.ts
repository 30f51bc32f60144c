import { COLUMNS, columnOf, type ColumnName } from "./columns";
import type { ImportProblem } from "./problems";
import { type Cell, lineOf, type Table } from "./values";

/** Where each column of the contract stands, and how its header is written. */
export interface Header {
  positions: ReadonlyMap<ColumnName, number>;
  written: ReadonlyMap<ColumnName, string>;
}

const HEADER_ROW = 1;

/** Reads the header. Unknown, repeated and missing columns are problems, so that nothing is lost in silence. */
export function readHeader(table: Table): { header: Header; problems: ImportProblem[] } {
  const cells = table[0] ?? [];
  const positions = new Map<ColumnName, number>();
  const written = new Map<ColumnName, string>();
  const problems: ImportProblem[] = [];
  const report = (code: ImportProblem["code"], column: ColumnName | null, header: string | null, row = HEADER_ROW) => problems.push({ row, column, header, code });
  cells.forEach((cell, position) => {
    const text = lineOf(cell);
    if (text === "") return;
    const column = columnOf(text);
    if (column === "idle") return;
    if (column === null) report("column_unknown", null, text);
    else if (positions.has(column)) report("column_twice", column, text);
    else {
      positions.set(column, position);
      if (text !== column) written.set(column, text);
    }
  });
  if (positions.size === 0) return { header: { positions, written }, problems: [{ row: HEADER_ROW, column: null, header: null, code: "no_header" }] };
  for (const { name, required } of COLUMNS) if (required && !positions.has(name)) report("column_missing", name, null);
  return { header: { positions, written }, problems: [...problems, ...unnamedColumns(table)] };
}

/** Columns with cells but without a header. */
function unnamedColumns(table: Table): ImportProblem[] {
  const head = table[0] ?? [];
  const seen = new Set<number>();
  return table.slice(1).flatMap((row, index) =>
    row.flatMap((cell: Cell, position): ImportProblem[] => {
      if (seen.has(position) || lineOf(head[position]) !== "" || lineOf(cell) === "") return [];
      seen.add(position);
      return [{ row: index + 2, column: null, header: columnLetters(position), code: "column_unnamed" }];
    }),
  );
}

/** The letters over a column: 0 is A, 26 is AA. */
export function columnLetters(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (position % 26));
}
