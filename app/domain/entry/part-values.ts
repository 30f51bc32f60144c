import type { PartOption } from "../contest/rules";

/** One row of a table by the keys of its columns; empty cells are left out. */
export type TableRow = Readonly<Record<string, string>>;

type Columns = readonly Pick<PartOption, "key">[];

/** A table of a dossier has at most this many rows. */
export const MOST_TABLE_ROWS = 60;

/** What is read of a sent or stored table beyond the limit, so that too long a one is shown and said rather than cut. */
const MOST_READ_ROWS = 500;

/**
 * The rows a TABLE part holds: JSON text, one object a row. Never throws: a text that is no table is one row with it in the
 * first column, so that nothing anybody wrote disappears; cells of unknown columns are left out.
 */
export function readTable(text: string, columns: Columns): TableRow[] {
  const first = columns[0];
  if (text === "" || !first) return [];
  const stored = parsed(text);
  return Array.isArray(stored) ? tidyRows(stored, columns) : [{ [first.key]: text }];
}

/** The text a TABLE part stores, "" where every cell is empty. Rows without a filled cell are left out. */
export function writeTable(rows: readonly TableRow[], columns: Columns): string {
  const filled = tidyRows(rows, columns);
  return filled.length === 0 ? "" : JSON.stringify(filled);
}

/** The answer a CHOICE part holds; null where none was given or the edition no longer offers it. */
export function chosenOption<Option extends PartOption>(text: string, options: readonly Option[]): Option | null {
  return options.find(({ key }) => key === text) ?? null;
}

/** A part's value as text for reading and comparing: the label of a choice, a table line by line with its columns named. */
export function plainPartText(part: { kind: string; options: readonly PartOption[] }, text: string): string {
  if (part.kind === "CHOICE") return chosenOption(text, part.options)?.label ?? text;
  if (part.kind !== "TABLE") return text;
  const line = (row: TableRow) => part.options.flatMap(({ key, label }) => (row[key] ? [`${label}: ${row[key]}`] : [])).join("; ");
  return readTable(text, part.options).map(line).join("\n");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function tidyRows(rows: readonly unknown[], columns: Columns): TableRow[] {
  return rows.slice(0, MOST_READ_ROWS).flatMap((row) => {
    if (typeof row !== "object" || row === null) return [];
    const cells = columns.flatMap(({ key }): [string, string][] => {
      const cell: unknown = Object.hasOwn(row, key) ? (row as Record<string, unknown>)[key] : "";
      return typeof cell === "string" && cell !== "" ? [[key, cell]] : [];
    });
    return cells.length === 0 ? [] : [Object.fromEntries(cells)];
  });
}
