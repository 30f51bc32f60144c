import type { ImportNote, ImportProblem } from "~/domain/imports/problems";
import type { ImportsMessages } from "~/i18n/vi/imports";

/** How numbers are written in the reader's language. */
export interface NumberFormats {
  integer: (value: number) => string;
  share: (hundredths: number) => string;
}

/** The shares of cells in percent format add up to 1, in hundredths of a percent. */
const ONE = 100;

/** What is wrong in words, without the place: "chưa điền". */
export function problemText(texts: ImportsMessages, formats: NumberFormats, { code, value = "", amount = 0 }: ImportProblem): string {
  const { problem } = texts;
  switch (code) {
    case "shares_sum":
      return amount === ONE ? problem.shares_as_fractions : problem.shares_sum(formats.share(amount));
    case "too_long":
    case "too_many_rows":
    case "group_needed":
    case "one_chief":
      return problem[code](formats.integer(amount));
    case "contradicts":
      return problem.contradicts(String(amount));
    default: {
      const text = problem[code];
      return typeof text === "string" ? text : text(quoted(value));
    }
  }
}

export function noteText(texts: ImportsMessages, formats: NumberFormats, { code, value = "", amount = 0 }: ImportNote): string {
  return code === "phone_kept" ? texts.note.phone_kept(quoted(value)) : texts.note.too_many_authors(formats.integer(amount));
}

const quoted = (value: string) => `“${value.replace(/\s+/g, " ")}”`;

/** The column as the reader finds it: by its name in the contract, with the header of the file where that is another. */
export function columnText(texts: ImportsMessages, { column, header }: Pick<ImportProblem, "column" | "header">): string | null {
  if (column === null) return header === null ? null : `“${header}”`;
  return header === null ? column : texts.writtenColumn(header, column);
}

/** One line: "dòng 5, cột birthDate: chưa điền". */
export function problemLine(texts: ImportsMessages, formats: NumberFormats, problem: ImportProblem): string {
  return `${texts.place(problem.row, columnText(texts, problem))}: ${problemText(texts, formats, problem)}`;
}

export function noteLine(texts: ImportsMessages, formats: NumberFormats, note: ImportNote): string {
  return `${texts.place(note.row, columnText(texts, note))}: ${noteText(texts, formats, note)}`;
}
