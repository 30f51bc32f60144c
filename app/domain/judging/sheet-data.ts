import type { StoredSheet } from "./sheet-save";

/** What a judge enters on a sheet, as typed. */
export interface SheetValues {
  /** by criterion id; empty: no score */
  scores: Readonly<Record<string, string>>;
  /** by criterion id */
  remarks: Readonly<Record<string, string>>;
  /** on the whole entry */
  remark: string;
  /** for the judge's own eyes */
  note: string;
}

/** How what is typed is kept at this moment. */
export type SavingState = "unsaved" | "saving" | "device" | "server" | "faulty" | "locked" | "conflict" | "late" | "refused" | "signed_out";

export interface SheetDataCriterion {
  id: string;
  code: string;
  label: string;
  /** plain decimal texts */
  max: string;
  step: string;
  min: string | null;
  partKey: string | null;
}

/** Words the script of the page shows; `%s` stands for a time, a number or a name. */
export interface SheetTexts {
  states: Readonly<Record<SavingState, string>>;
  /** the same with the time */
  statesAt: Readonly<Partial<Record<SavingState, string>>>;
  /** saved nowhere yet */
  never: string;
  faults: { NOT_A_NUMBER: string; OUT_OF_RANGE: string; OFF_STEP: string; MISSING: string; UNKNOWN: string; too_long: string; criterion_too_long: string };
  missing: string;
  missingOne: string;
  wrong: string;
  wrongOne: string;
  complete: string;
  signIn: string;
}

/** What the page hands to its script, as JSON in `script[data-sheet]`. */
export interface SheetData {
  assignment: string;
  userId: string;
  /** of the entry */
  entry: string;
  version: number;
  state: StoredSheet["state"] | null;
  /** the server takes scores: false where the form only stands there with what it did not take */
  isOpen: boolean;
  /** ISO 8601, of what is stored */
  savedAt: string | null;
  criteria: readonly SheetDataCriterion[];
  /** at the server when the page was made */
  stored: SheetValues;
  saveUrl: string;
  signInUrl: string;
  locale: "vi" | "en";
  decimalMark: "," | ".";
  texts: SheetTexts;
}
