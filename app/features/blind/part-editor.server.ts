import { captionKey, SUMMARY_KEY, TITLE_KEY } from "~/data/redactions.server";
import type { FindingKind } from "~/domain/blind/identity";
import { replaceFindings } from "~/domain/blind/passages";
import type { PartOption } from "~/domain/contest/rules";
import { readTable, writeTable } from "~/domain/entry/part-values";
import type { SearchedEntry } from "./check-entries.server";
import { cellKey, currentText } from "./shown-texts.server";

/** A piece of a part's text that can be typed over. */
export interface EditorField {
  /** of the text it stands for: the key of the part, or of a cell */
  key: string;
  /** of the column; "" outside tables */
  column: string;
  /** counted from 1; null outside tables */
  row: number | null;
  text: string;
}

export interface PartEditor {
  partKey: string;
  /** null: plain text */
  columns: readonly PartOption[] | null;
  /** as submitted */
  original: string;
  /** as blind judges see it now */
  current: string;
  fields: EditorField[];
}

/** What of an entry can be typed over under a key: title, summary, a text, a table cell by cell, a caption; null for anything else. */
export function editorOf({ dossier }: Pick<SearchedEntry, "dossier">, partKey: string): PartEditor | null {
  const rule = dossier.rules.find(({ key }) => key === partKey);
  const original = originalOf(dossier, partKey);
  if (original === null) return null;
  const current = currentText(dossier, partKey, original);
  if (rule?.kind !== "TABLE") return { partKey, columns: null, original, current, fields: [{ key: partKey, column: "", row: null, text: current }] };
  const fields = readTable(current, rule.options).flatMap((row, at) =>
    rule.options.flatMap(({ key, label }): EditorField[] => (row[key] ? [{ key: cellKey(partKey, at, key), column: label, row: at + 1, text: row[key] }] : [])),
  );
  return { partKey, columns: rule.options, original, current, fields };
}

function originalOf({ title, summary, parts, rules, files }: SearchedEntry["dossier"], partKey: string): string | null {
  if (partKey === TITLE_KEY) return title;
  if (partKey === SUMMARY_KEY) return summary;
  const file = files.find(({ key }) => captionKey(key) === partKey);
  if (file) return file.caption;
  const rule = rules.find(({ key }) => key === partKey);
  return rule && (rule.kind === "TEXT" || rule.kind === "TABLE") ? (parts[partKey] ?? "") : null;
}

/** The text of a part after some of its fields were typed over; the others stay. */
export function writeEditor({ partKey, columns, current }: PartEditor, typed: ReadonlyMap<string, string>): string {
  if (columns === null) return typed.get(partKey) ?? current;
  const rows = readTable(current, columns).map((row, at) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, typed.get(cellKey(partKey, at, column)) ?? cell])));
  return writeTable(rows, columns);
}

/** What to write in the place of what was found and not called harmless. */
export function proposedText({ findings }: Pick<SearchedEntry, "findings">, field: EditorField, placeholder: Readonly<Record<FindingKind, string>>): string {
  return replaceFindings(field.text, findings.filter(({ section, isHarmless }) => section === field.key && !isHarmless), placeholder);
}
