import { CsvError, parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/universal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { filledDown } from "./merged-cells.server";
import { TooLargeError, unpackWorkbook } from "./unpack-workbook.server";

/** A cell as it was read: days have no time of day and no zone. */
export type TableCell = string | number | boolean | { day: string } | null;

export interface TableSheet {
  name: string;
  rows: TableCell[][];
}

export type TableReason = "empty" | "old_workbook" | "not_workbook" | "too_large" | "not_utf8" | "csv_quotes";

/** A file of rows and columns: the sheets of an .xlsx workbook, or the one of a CSV. What it is shows in its first bytes, not in its name. */
export async function readTable(bytes: Uint8Array, isHeader: (text: string) => boolean): Promise<Result<TableSheet[], TableReason, { line?: number }>> {
  if (bytes.length === 0) return refused("empty");
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused("old_workbook");
  return startsWith(bytes, [0x50, 0x4b]) ? readXlsx(bytes) : readCsv(bytes, isHeader);
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);

async function readXlsx(bytes: Uint8Array): Promise<Result<TableSheet[], TableReason>> {
  try {
    const { bytes: unpacked, merged } = unpackWorkbook(bytes);
    const { buffer, byteOffset, byteLength } = unpacked;
    const sheets = await readWorkbook(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, { trim: false });
    return ok(sheets.map(({ sheet, data }) => ({ name: sheet, rows: filledDown(data.map((row) => row.map(cellOf)), merged.get(sheet) ?? []) })));
  } catch (error) {
    return refused(error instanceof TooLargeError ? "too_large" : "not_workbook");
  }
}

function cellOf(value: unknown): TableCell {
  if (value instanceof Date) return { day: dayOf(value) };
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** The reader gives dates as UTC moments; a hair below midnight (floating point of the serial number) belongs to the next day. */
function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : new Date(date.getTime() + 500).toISOString().slice(0, 10);
}

const DELIMITERS = [",", ";", "\t"] as const;
const MOST_CSV_ROWS = 60_000;

function readCsv(bytes: Uint8Array, isHeader: (text: string) => boolean): Result<TableSheet[], TableReason, { line?: number }> {
  const text = decode(bytes);
  if (text === null) return refused("not_utf8");
  // Excel's own first line "sep=;" is no row of the table.
  const body = text.replace(/^sep=.\r?\n/i, "");
  if (body.trim() === "") return refused("empty");
  const known = (delimiter: string) => (firstRecord(body, delimiter) ?? []).filter(isHeader).length;
  const delimiter = [...DELIMITERS].sort((a, b) => known(b) - known(a))[0] ?? ",";
  try {
    const rows: string[][] = parse(body, { delimiter, relax_column_count: true, skip_empty_lines: false, to: MOST_CSV_ROWS + 1, max_record_size: 1_000_000 });
    return rows.length > MOST_CSV_ROWS ? refused("too_large") : ok([{ name: "", rows }]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    return refused("csv_quotes", line === undefined ? {} : { line });
  }
}

function firstRecord(text: string, delimiter: string): string[] | null {
  try {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, to: 1, max_record_size: 1_000_000 });
    return rows[0] ?? null;
  } catch {
    return null;
  }
}

/** UTF-8 with or without a byte order mark; null for every other encoding (also UTF-16, which Excel calls "Unicode text"). */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.slice(0, 2000).includes("\0") ? null : text;
  } catch {
    return null;
  }
}
