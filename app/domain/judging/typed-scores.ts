import { parsePoints, type Points } from "../kernel/decimal";
import type { Criterion } from "../scoring/problem";
import { sheetFaults, type SheetFault } from "./sheet";

/** Most characters of the remark on an entry, and of a judge's private note. */
export const REMARK_LENGTH = 4000;

/** Most characters of the remark on one criterion. */
export const CRITERION_REMARK_LENGTH = 2000;

/** No score has more characters, spaces around it included. */
const SCORE_LENGTH = 40;

/** Text without control characters and halves of characters; line ends and tabs stay. */
export const withoutControls = (typed: string) => typed.replace(/[\p{Cc}\p{Cs}]/gu, (character) => ("\n\r\t".includes(character) ? character : ""));

/** A remark as typed, brought to NFC with plain line ends. */
export const readRemark = (typed: string) => withoutControls(typed).normalize("NFC").replaceAll("\r\n", "\n").trim();

/**
 * A typed score: `34,5`, `34.5` or `34` with spaces around, also in the wide digits of other keyboards. Null for an empty field,
 * `NOT_A_NUMBER` for anything else. A thousands mark is not read: `1.234` is one point and a bit.
 */
export function readTypedScore(typed: string): Points | "NOT_A_NUMBER" | null {
  if (typed.length > SCORE_LENGTH) return typed.trim() === "" ? null : "NOT_A_NUMBER";
  const text = withoutControls(typed).normalize("NFKC").trim();
  return text === "" ? null : (parsePoints(text.replace(",", ".")) ?? "NOT_A_NUMBER");
}

export type ScoreFieldFault = SheetFault | "NOT_A_NUMBER";

export interface ReadScores {
  scores: ReadonlyMap<string, Points>;
  /** by criterion code */
  faults: ReadonlyMap<string, ScoreFieldFault>;
}

/**
 * Reads typed scores (decimal comma or point) by criterion code. Empty fields are missing criteria, which only a `complete` sheet
 * minds.
 */
export function readScores(criteria: readonly Criterion[], typed: ReadonlyMap<string, string>, complete: boolean): ReadScores {
  const scores = new Map<string, Points>();
  const unread = new Map<string, ScoreFieldFault>();
  for (const { code } of criteria) {
    const points = readTypedScore(typed.get(code) ?? "");
    if (points === "NOT_A_NUMBER") unread.set(code, points);
    else if (points !== null) scores.set(code, points);
  }
  return { scores, faults: new Map([...sheetFaults(criteria, scores, { complete }), ...unread]) };
}
