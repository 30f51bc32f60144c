import { isAtOrBeforeSecond, phaseAt, type ReceiptRefusal, type ReceiptWindow } from "../contest/phases";
import { dayInVietnam, type Day } from "./ages";

/**
 * Whether a dossier that came on paper may be keyed in at `now`. What counts is the day of its postmark (for one handed over, the day
 * it was): in time up to and including the day receipt closes, as the notices of the contests say ("tính theo dấu bưu điện"). It can be
 * keyed in until screening ends. @returns null when it may, else the reason.
 */
export function paperRefusal(window: ReceiptWindow, postmarkedOn: Day, now: Date): ReceiptRefusal | null {
  const phase = phaseAt(window, now);
  if (phase === "DRAFT" || phase === "ANNOUNCED") return "not_open";
  if (phase !== "OPEN" && phase !== "SCREENING") return "deadline_passed";
  return postmarkedOn <= dayInVietnam(window.closesAt) ? null : "deadline_passed";
}

/** The last day on which a dossier on paper may carry its postmark, and the last moment it can be keyed in. */
export function paperUntil(window: Pick<ReceiptWindow, "closesAt" | "screeningEndsAt">, now: Date): { postmark: Day; isOver: boolean } {
  return { postmark: dayInVietnam(window.closesAt), isOver: !isAtOrBeforeSecond(now, window.screeningEndsAt) };
}
