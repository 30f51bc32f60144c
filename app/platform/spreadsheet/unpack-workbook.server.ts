import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { columnLetters } from "~/domain/imports/header";
import { type MergedCells, mergedCells } from "./merged-cells.server";

/** Bounds of what a workbook may unpack to; a small file can hold a very large one. */
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_FILES = 500;
/** The last row and column that may hold something. */
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 300;

export class TooLargeError extends Error {}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
const NEEDED = /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/.*|xl\/worksheets\/[^/]+\.xml)$/i;

/**
 * The parts of a workbook that hold text and numbers, packed anew without compression, after their size was checked: what
 * reads them afterwards meets neither a bomb nor a table of a billion empty cells. Cells whose formula failed or was never
 * computed become texts that say so (`#REF!`, `#FORMULA!`), because the reader would take them for empty. Cells merged downwards
 * are told beside it: the reader gives their value to the first row alone.
 * @throws TooLargeError, and an Error for what is no XML
 */
export function unpackWorkbook(bytes: Uint8Array): { bytes: Uint8Array; merged: MergedCells } {
  let files = 0;
  let size = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      files += 1;
      if (files > MOST_FILES) throw new TooLargeError("files");
      if (!NEEDED.test(name) && !/\.xml$/i.test(name)) return false;
      // fflate fills a buffer of just this size, so that a file that lies about it is cut, not followed.
      size += originalSize;
      if (size > MOST_BYTES) throw new TooLargeError("bytes");
      return true;
    },
  });
  if (Object.values(parts).some((content) => UNCLOSED_TAG.test(strFromU8(content)))) throw new Error("a tag within a tag");
  const tidied = Object.entries(parts).map(([name, content]) => [name, SHEET.test(name) ? strToU8(tidySheet(strFromU8(content))) : content] as const);
  return { bytes: zipSync(Object.fromEntries(tidied), { level: 0 }), merged: mergedCells(parts) };
}

/** No XML a spreadsheet writes; readers take time that grows with the square of its length. */
const UNCLOSED_TAG = /<[^<>]*(?:<|$)/;
const EMPTY_CELL = /<(?:\w+:)?c\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?c>)/g;
const EMPTY_ROW = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const FAILED_CELL = /(<(?:\w+:)?c\b[^<>]*\bt=)(["'])e\2/g;
const FORMULA_ONLY = /<((?:\w+:)?)c\b([^<>]*)>\s*(<(?:\w+:)?f\b(?:[^<>]*\/>|[^<>]*>[^<]*<\/(?:\w+:)?f>))\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g;
const PLACE = /<(?:\w+:)?(?:c|row)\b[^<>]*\br=["']([A-Z]*)(\d+)["']/g;

function tidySheet(xml: string): string {
  const tidied = (UNPLACED.test(xml) ? withPlaces(xml) : xml)
    .replace(EMPTY_CELL, "")
    .replace(EMPTY_ROW, "")
    .replace(FAILED_CELL, "$1$2str$2")
    .replace(FORMULA_ONLY, (_cell, prefix: string, attributes: string, formula: string) => {
      const untyped = attributes.replace(/\bt=(["'])\w*\1/, "");
      return `<${prefix}c${untyped} t="str">${formula}<${prefix}v>#FORMULA!</${prefix}v></${prefix}c>`;
    });
  for (const [, letters = "", row = "0"] of tidied.matchAll(PLACE)) {
    if (Number(row) > MOST_ROWS || columnNumber(letters) > MOST_COLUMNS) throw new TooLargeError("cells");
  }
  return tidied;
}

const UNPLACED = /<(?:\w+:)?(?:c|row)\b(?![^<>]*\br=["'])/;

/** Gives rows and cells the places that some writers leave out, because they follow from their order; the reader asks for them. */
function withPlaces(xml: string): string {
  let [row, column] = [0, 0];
  return xml.replace(/<((?:\w+:)?)(row|c)\b([^<>]*?)(\/?)>/g, (tag, prefix: string, name: string, attributes: string, end: string) => {
    const place = /\br=["']([A-Z]*)(\d+)["']/.exec(attributes);
    if (name === "row") [row, column] = [place ? Number(place[2]) : row + 1, 0];
    else column = place ? columnNumber(place[1] ?? "") : column + 1;
    return place ? tag : `<${prefix}${name} r="${name === "c" ? columnLetters(column - 1) : ""}${row}"${attributes}${end}>`;
  });
}

const columnNumber = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
