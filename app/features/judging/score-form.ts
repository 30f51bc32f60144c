import { sheetFaults, type SheetFault } from "~/domain/judging/sheet";
import { parsePoints, type Points } from "~/domain/kernel/decimal";
import type { Criterion } from "~/domain/scoring/problem";
import { parseDecimal } from "~/i18n/parse";

/** Most characters of a remark. */
export const REMARK_LENGTH = 4000;

/** Text without control characters; line ends and tabs stay. */
export const withoutControls = (typed: string) => typed.replace(/\p{Cc}/gu, (character) => ("\n\r\t".includes(character) ? character : ""));

/** A remark as typed, brought to NFC with plain line ends. */
export const readRemark = (typed: string) => withoutControls(typed).normalize("NFC").replaceAll("\r\n", "\n").trim();

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
    const text = withoutControls(typed.get(code) ?? "").normalize("NFKC").trim();
    if (text === "") continue;
    const plain = parseDecimal(text);
    const points = plain === null ? null : parsePoints(plain);
    if (points === null) unread.set(code, "NOT_A_NUMBER");
    else scores.set(code, points);
  }
  return { scores, faults: new Map([...sheetFaults(criteria, scores, { complete }), ...unread]) };
}
