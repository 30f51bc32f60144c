import { isoInVietnam } from "~/domain/kernel/vietnam-time";

/** One prize as the public reads it. Members and their order are those of the contract ("…/ket-qua.json"). */
export interface ResultAward {
  tier: string;
  tierLabel: string;
  code: string;
  title: string;
  /** name of the field */
  field: string;
  unit: string;
  /** only the names whose publication is agreed to */
  authors: string[];
  mean: string;
  /** over all entries, as the ranking has it; pages show the rank within the field where prizes are per field */
  rank: number;
}

/** The result of an edition as a file. */
export interface ResultFile {
  /** slug */
  edition: string;
  /** number and date (ISO day) of the signed decision; null as long as there is none */
  decision: { number: string | null; date: string | null };
  /** published: hash of the event by which the result in force was published, or became final (`publicHead`); before that the ledger's newest hash, null while it is empty */
  ledgerHead: string | null;
  /** false once the result is final */
  provisional: boolean;
  awards: ResultAward[];
}

export const RESULT_COLUMNS = ["tier", "tierLabel", "code", "title", "field", "unit", "authors", "mean", "rank"] as const satisfies readonly (keyof ResultAward)[];

/** The file as text: the same bytes at its address and from the command line. */
export function resultJson(file: ResultFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

const BOM = "\uFEFF";

/** A spreadsheet would run a cell that begins like a formula: an apostrophe in front makes it text (OWASP, "CSV injection"). */
export function harmlessCell(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(value: string | number): string {
  const text = typeof value === "number" ? String(value) : harmlessCell(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV for people's spreadsheets: UTF-8 with BOM, commas, what holds a comma or a semicolon in quotes. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return BOM + rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** The cells of one award in the order of `RESULT_COLUMNS`; several authors in one cell. */
export function awardCells(award: ResultAward): (string | number)[] {
  return RESULT_COLUMNS.map((column) => {
    const value = award[column];
    return Array.isArray(value) ? value.join("; ") : value;
  });
}

/** The awards of a result as CSV, one a row. */
export function resultCsv(file: ResultFile): string {
  return csvText([RESULT_COLUMNS, ...file.awards.map(awardCells)]);
}

/** The planned moment of publication as files say it. */
export function plannedMoment(plannedAt: Date | null | undefined): string | null {
  return plannedAt ? isoInVietnam(plannedAt) : null;
}
