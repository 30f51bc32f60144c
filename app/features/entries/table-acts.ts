import type { PartRule } from "~/domain/contest/rules";
import { cellField } from "~/domain/entry/completeness";
import type { Draft } from "~/domain/entry/draft";
import { readTable } from "~/domain/entry/part-values";
import { addedRowOf, readDescription } from "./draft-forms";

/** Names the table that shows more empty rows: `?dong=materials`. */
export const ADDED_ROW = "dong";

/** Where the page comes back to after "Thêm dòng": the first empty row of that table; nowhere after other buttons. */
export function placeOfAddedRow(form: FormData, parts: readonly Pick<PartRule, "key" | "kind" | "options">[], draft: Draft): { anchor?: string; query?: string } {
  const part = parts.find(({ key, kind }) => kind === "TABLE" && key === addedRowOf(form));
  if (!part) return {};
  const typed = readDescription(form, parts)(draft).parts[part.key] ?? "";
  const row = readTable(typed, part.options).length;
  return { anchor: cellField(part.key, row, part.options[0]?.key ?? ""), query: `${ADDED_ROW}=${encodeURIComponent(part.key)}` };
}
