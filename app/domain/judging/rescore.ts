import type { Points } from "~/domain/kernel/decimal";
import { hiddenFrom, type Hidden, type SheetStanding, type Viewer } from "./visibility";

/** How a meeting on re-scoring may end. */
export type RescoreOutcome = "CHANGED" | "KEPT";

/** One sheet of the entry at the end of the meeting, beside how it stood at its opening. */
export interface RescoredSheet {
  readonly original: ReadonlyMap<string, Points>;
  readonly now: ReadonlyMap<string, Points>;
  readonly locked: boolean;
}

export type OutcomeFault = "scores_changed" | "nothing_changed" | "sheets_open";

/** Whether a sheet holds other points than the meeting found. */
export function hasChanged({ original, now }: Pick<RescoredSheet, "original" | "now">): boolean {
  return original.size !== now.size || [...original].some(([code, points]) => now.get(code) !== points);
}

/**
 * What speaks against ending a meeting so. Rule: what judges have locked stands, so scores are only KEPT where no judge locked
 * others, and only CHANGED where one did. A sheet left open goes back to its original values; while judges still have time for it
 * (`isDue` false), a meeting that CHANGED scores waits for them.
 */
export function outcomeFault(outcome: RescoreOutcome, sheets: readonly RescoredSheet[], isDue: boolean): OutcomeFault | null {
  const isChanged = sheets.some((sheet) => sheet.locked && hasChanged(sheet));
  if (outcome === "KEPT") return isChanged ? "scores_changed" : null;
  if (sheets.some(({ locked }) => !locked) && !isDue) return "sheets_open";
  return isChanged ? null : "nothing_changed";
}

/**
 * Whether the original scores of a meeting are hidden from a viewer. They were all locked when it was opened, so for the question
 * what may be seen of them those sheets count as locked, although the meeting has opened them; everything else counts as it stands.
 * @param reopened accounts of the judges whose sheets the meeting opened in `roundId`
 */
export function originalsHiddenFrom(viewer: Viewer, sheets: readonly SheetStanding[], roundId: string, reopened: ReadonlySet<string>): Hidden | null {
  const asFound = sheets.map((sheet) => (sheet.roundId === roundId && reopened.has(sheet.userId) ? { ...sheet, locked: true } : sheet));
  return hiddenFrom(viewer, asFound);
}
