import type { ColumnName } from "~/domain/imports/columns";
import { type ImportRules, readEntries } from "~/domain/imports/read-entries";
import type { Cell } from "~/domain/imports/values";

export type Row = Partial<Record<ColumnName, Cell>>;

export const RULES: ImportRules = {
  fields: [
    { id: "f1", code: "PM", name: "Phần mềm tin học" },
    { id: "f2", code: "MT", name: "Sản phẩm thân thiện với môi trường" },
  ],
  isThisContest: (word) => word === "YOUTH",
  maxAuthors: 5,
  summaryLength: 300,
  today: "2026-11-22",
};

/** A right row of an entry with one author. */
export const ROW: Row = {
  ref: "HS1",
  title: "Máy gieo lạc",
  field: "PM",
  ownerKind: "INDIVIDUAL",
  authorName: "Trần Văn Minh",
  birthDate: "05/09/2012",
  share: "100",
  isChief: "1",
};

/** The table with a header of the contract's names, one row for each given. */
export function tableOf(rows: readonly Row[], columns?: readonly string[]): Cell[][] {
  const names = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [[...names], ...rows.map((row) => names.map((name) => row[name as ColumnName] ?? null))];
}

/** Problems of rows as "row column code". */
export function problemsOf(rows: readonly Row[], rules: ImportRules = RULES, known?: ReadonlySet<string>): string[] {
  return readEntries(tableOf(rows), rules, known).problems.map(({ row, column, code }) => `${row} ${column ?? "-"} ${code}`);
}
