/** Where one running assignment of an entry stands. */
export interface SheetStanding {
  readonly roundId: string;
  readonly panelId: string;
  /** the account of the judge */
  readonly userId: string;
  readonly locked: boolean;
}

export interface Viewer {
  readonly userId: string;
  /** a conflict of interest stands between the viewer and the entry */
  readonly inConflict: boolean;
}

/** Why a viewer sees no scores of an entry but their own. */
export type Hidden = "conflict" | "judging";

/**
 * Whether the scores of one entry are hidden from a viewer, given all its running assignments in all rounds.
 *
 * Rule (issue 2, "Judging"): whoever judges an entry, chair included, sees no other score of it, of whatever round, before all
 * sheets that their panel holds on it in that round are locked. A conflict of interest bars from the entry altogether, own sheets
 * included. Draft scores are nobody's but their judge's: that is for `mayReadScores`.
 */
export function hiddenFrom(viewer: Viewer, sheets: readonly SheetStanding[]): Hidden | null {
  if (viewer.inConflict) return "conflict";
  const own = sheets.filter((sheet) => sheet.userId === viewer.userId);
  const isOpen = own.some(({ roundId, panelId }) =>
    sheets.some((sheet) => sheet.roundId === roundId && sheet.panelId === panelId && !sheet.locked),
  );
  return isOpen ? "judging" : null;
}

/** Whether the viewer may read the scores of this one sheet of an entry that is `hidden` from them or not. */
export function mayReadScores(viewer: Viewer, sheet: SheetStanding, hidden: Hidden | null): boolean {
  if (hidden === "conflict") return false;
  if (sheet.userId === viewer.userId) return true;
  return hidden === null && sheet.locked;
}
