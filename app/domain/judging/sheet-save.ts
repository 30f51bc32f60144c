import type { ScoreFieldFault } from "./typed-scores";

/** Most saves one request carries. */
export const MOST_SAVES = 200;

/**
 * One save of one score sheet as a judge's device sends it. A field (criterion) that is not named stays as it is stored; an empty one
 * is removed.
 */
export interface SheetSave {
  /** a UUID made on the device for this very save: sent again it changes nothing and gets the same answer */
  id: string;
  /** UUID of the assignment */
  assignment: string;
  /** version of the sheet that the judge saw; 0 where there was none */
  base: number;
  /**
   * id of the save this one was written on top of on the same device, where its answer is not known yet. Is that one still the last
   * word on the sheet, there is no conflict, whatever `base` says.
   */
  after?: string | null;
  /** scores as typed, by criterion id */
  scores: Readonly<Record<string, string>>;
  /** remarks by criterion id */
  remarks: Readonly<Record<string, string>>;
  /** on the whole entry */
  remark: string;
  /** for the judge's own eyes */
  note: string;
  /** what the clock of the device says, ISO 8601: kept and shown, never compared with */
  deviceAt: string | null;
}

/** A sheet as it stands at the server. Points are plain decimal texts: `34.5`. */
export interface StoredSheet {
  version: number;
  state: "DRAFT" | "LOCKED";
  /** by criterion id */
  scores: Readonly<Record<string, string>>;
  /** by criterion id */
  remarks: Readonly<Record<string, string>>;
  remark: string;
  note: string;
  /** ISO 8601 */
  savedAt: string;
}

export type TextFault = "too_long" | "unknown";

/** What of a save could not be taken; what stood there before still stands. */
export interface SaveFaults {
  /** by criterion id */
  scores?: Readonly<Record<string, ScoreFieldFault | "UNKNOWN">>;
  /** by criterion id */
  remarks?: Readonly<Record<string, TextFault>>;
  remark?: "too_long";
  note?: "too_long";
}

/**
 * Why nothing of a save was stored. Saving the same again may succeed later only after `not_open` and `wrong_phase` (the round
 * begins, a date is moved), `sheet_locked` (the chair opens it again) and `failed` (the server stumbled).
 */
export type SaveRefusal =
  | "malformed"
  | "not_found"
  | "forbidden"
  | "gone"
  | "conflict_of_interest"
  | "entry_left"
  | "no_rubric"
  | "sheet_locked"
  | "not_open"
  | "wrong_phase"
  /** the id stands for another save already */
  | "id_taken"
  /** more late sheets wait for this assignment than anybody writes */
  | "too_many"
  | "result_proposed"
  | "failed";

/** What became of one save. */
export type SheetAnswer = { id: string } & (
  | { outcome: "saved"; version: number; savedAt: string; faults?: SaveFaults }
  /** the sheet changed elsewhere since `base`; nothing was stored, the judge chooses */
  | { outcome: "conflict"; stored: StoredSheet; faults?: SaveFaults }
  /** the round has closed: kept, the chair decides */
  | { outcome: "late"; savedAt: string; faults?: SaveFaults; stored?: StoredSheet }
  | { outcome: "refused"; reason: SaveRefusal; stored?: StoredSheet }
);

/** The body of a request and of its answer: one answer for each save, in the same order. */
export interface SheetSaves {
  /** whose sheets the device means; another account that is signed in by now gets 401 and nothing is stored or refused */
  by?: string;
  saves: readonly SheetSave[];
}
export interface SheetAnswers {
  answers: readonly SheetAnswer[];
}
