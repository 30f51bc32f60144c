import type { Run, Words } from "./paper";

/** Control characters, marks of direction, half surrogates and non-characters: no font draws them, XML forbids some. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** Text as it is printed: composed (NFC), tabs as spaces, without what cannot be seen. Line breaks stay. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replace(/\t/g, " ")
    .split("\n")
    .map((line) => line.replace(UNPRINTABLE, "").normalize("NFC"))
    .join("\n");
}

/** The runs of a text, printable. */
export function runsOf(words: Words): Run[] {
  return typeof words === "string" ? [{ text: printable(words) }] : words.map((run) => ({ ...run, text: printable(run.text) }));
}

/** Lines of a text as runs of their own; empty ones are left out, except where nothing else is there. */
export function linesOf(words: Words): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runsOf(words)) {
    run.text.split("\n").forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...run, text });
    });
  }
  const full = lines.filter((line) => line.some((run) => run.text.trim() !== ""));
  return full.length > 0 ? full : [[]];
}

/** Text in pieces of at most `limit` characters, cut at spaces where there are any: laying out costs more than the length. */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const space = rest.lastIndexOf(" ", limit);
    const cut = space > limit / 2 ? space : wholeCharacters(rest, limit);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...found, rest];
}

/** A length that cuts no character of two halves in two. */
function wholeCharacters(text: string, length: number): number {
  const code = text.charCodeAt(length - 1);
  return code >= 0xd800 && code < 0xdc00 ? length - 1 : length;
}

/** A row with more text than this in one cell may be cut by the end of a page. */
const WHOLE_ROW = 600;
const LETTERS_OF_LINE = 40;

/** Whether the row of a table stays on one page. */
export function isWholeRow(row: readonly Words[]): boolean {
  return row.every((words) => runsOf(words).reduce((sum, run) => sum + run.text.length + LETTERS_OF_LINE * run.text.split("\n").length, 0) <= WHOLE_ROW);
}

/** A centred text in as few lines of at most `limit` characters as it takes, all of about the same length: no single word stands alone below. Line breaks stay. */
export function balancedLines(text: string, limit: number): string[] {
  return text.split("\n").flatMap((line) => balancedLine(line, limit));
}

function balancedLine(text: string, limit: number): string[] {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  const length = words.join(" ").length;
  if (length <= limit) return [words.join(" ")];
  for (let width = Math.ceil(length / Math.ceil(length / limit)); width < limit; width += 1) {
    const lines = filled(words, width);
    if (lines.length <= Math.ceil(length / limit)) return lines;
  }
  return filled(words, limit);
}

function filled(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
