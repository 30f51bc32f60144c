import { strFromU8 } from "fflate";

/** Rows of one column that were made one cell; both counted from 0. */
export interface MergedDown {
  column: number;
  firstRow: number;
  lastRow: number;
}

/** By the name of the sheet. */
export type MergedCells = ReadonlyMap<string, readonly MergedDown[]>;

/** More merged cells than any list of entries has; what is beyond keeps its value in the first row. */
const MOST_MERGED = 20_000;
const MOST_FILLED = 200_000;

const SHEET = /<(?:\w+:)?sheet\b([^<>]*)>/g;
const RELATION = /<(?:\w+:)?Relationship\b([^<>]*)>/g;
const MERGE = /<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? "";
const columnNumber = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => ENTITIES[name] ?? "");

/** Cells merged over several rows of one column, of every sheet of an unpacked workbook. */
export function mergedCells(parts: Readonly<Record<string, Uint8Array>>): MergedCells {
  const text = (name: string) => (parts[name] ? strFromU8(parts[name]) : "");
  const files = new Map([...text("xl/_rels/workbook.xml.rels").matchAll(RELATION)].map(([, tag = ""]) => [attribute(tag, "Id"), attribute(tag, "Target")]));
  const found = new Map<string, MergedDown[]>();
  for (const [, tag = ""] of text("xl/workbook.xml").matchAll(SHEET)) {
    const target = files.get(attribute(tag, "r:id")) ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    found.set(decoded(attribute(tag, "name")), mergedIn(text(path)));
  }
  return found;
}

function mergedIn(xml: string): MergedDown[] {
  const merged: MergedDown[] = [];
  for (const [, from = "", first = "", to = "", last = ""] of xml.matchAll(MERGE)) {
    if (from === to && Number(last) > Number(first)) merged.push({ column: columnNumber(from), firstRow: Number(first) - 1, lastRow: Number(last) - 1 });
    if (merged.length >= MOST_MERGED) break;
  }
  return merged;
}

/** The rows with the value of a cell merged downwards in each row it covers, as people read it; a number of the entry stands beside each author so. */
export function filledDown<Cell>(rows: Cell[][], merged: readonly MergedDown[]): Cell[][] {
  let left = MOST_FILLED;
  for (const { column, firstRow, lastRow } of merged) {
    const value = rows[firstRow]?.[column];
    if (value === null || value === undefined) continue;
    for (let row = firstRow + 1; row <= Math.min(lastRow, rows.length - 1) && left > 0; row += 1, left -= 1) {
      const cells = rows[row];
      if (cells && column < cells.length) cells[column] = value;
    }
  }
  return rows;
}
