import type { ColumnName } from "./columns";

export type ProblemCode =
  // the header
  | "no_header"
  | "column_missing"
  | "column_unknown"
  | "column_twice"
  | "column_unnamed"
  | "no_rows"
  | "too_many_rows"
  // a cell
  | "missing"
  | "too_long"
  | "old_font"
  | "formula_error"
  | "not_a_day"
  | "day_in_future"
  | "not_a_month"
  | "not_a_share"
  | "share_zero"
  | "not_yes_no"
  | "not_owner_kind"
  | "not_sex"
  | "not_phone"
  | "not_email"
  | "unknown_field"
  | "other_contest"
  // an entry
  | "contradicts"
  | "group_needed"
  | "shares_sum"
  | "one_chief"
  | "author_twice"
  | "ref_taken";

/** What is taken over, but has to be seen to before the draft can be submitted. */
export type NoteCode = "phone_kept" | "too_many_authors";

interface Finding<Code> {
  /** row as in the sheet: the header is 1 */
  row: number;
  /** column of the contract */
  column: ColumnName | null;
  /** the header as it stands in the file, where it isn't the name of the contract */
  header: string | null;
  code: Code;
  /** what stands there */
  value?: string;
  /** a limit, a sum in hundredths, the row it contradicts */
  amount?: number;
}

/** One thing wrong with a table, and where. */
export type ImportProblem = Finding<ProblemCode>;
export type ImportNote = Finding<NoteCode>;
