/**
 * The phase of an edition. The first six follow from dates and the clock, the last two from acts
 * (publication, and the end of the appeals window).
 */
export const PHASES = ["DRAFT", "ANNOUNCED", "OPEN", "SCREENING", "JUDGING", "DECIDING", "PUBLISHED", "FINAL"] as const;
export type Phase = (typeof PHASES)[number];

/** The dates a phase is derived from. `null` means that the act has not happened. */
export interface EditionTimeline {
  announcedAt: Date | null;
  opensAt: Date;
  closesAt: Date;
  screeningEndsAt: Date;
  judgingEndsAt: Date;
  publishedAt: Date | null;
  finalAt: Date | null;
}

/**
 * The phase at the moment `now`. A moment equal to a limit belongs to the later phase,
 * except receipt, which is still open in the very second `closesAt` names ("đến 17:00:00").
 */
export function phaseAt(timeline: EditionTimeline, now: Date): Phase {
  if (timeline.finalAt && timeline.finalAt <= now) return "FINAL";
  if (timeline.publishedAt && timeline.publishedAt <= now) return "PUBLISHED";
  if (!timeline.announcedAt || timeline.announcedAt > now) return "DRAFT";
  if (now < timeline.opensAt) return "ANNOUNCED";
  if (isAtOrBeforeSecond(now, timeline.closesAt)) return "OPEN";
  if (now < timeline.screeningEndsAt) return "SCREENING";
  if (now < timeline.judgingEndsAt) return "JUDGING";
  return "DECIDING";
}

/** True up to and including the last millisecond of the second that `limit` names. */
export function isAtOrBeforeSecond(now: Date, limit: Date): boolean {
  return Math.floor(now.getTime() / 1000) <= Math.floor(limit.getTime() / 1000);
}

export interface ReceiptWindow extends EditionTimeline {
  graceMinutes: number;
}

export type ReceiptRefusal = "not_open" | "deadline_passed";

/**
 * Whether an entry begun at `begunAt` may be submitted or changed at `now`.
 * Receipt runs from `opensAt` to `closesAt`; in the grace that follows only entries begun before `closesAt` are taken.
 * @returns null when it may, else the reason.
 */
export function receiptRefusal(window: ReceiptWindow, begunAt: Date, now: Date): ReceiptRefusal | null {
  const phase = phaseAt(window, now);
  if (phase === "DRAFT" || phase === "ANNOUNCED") return "not_open";
  if (phase === "OPEN") return null;
  const graceEnd = new Date(window.closesAt.getTime() + window.graceMinutes * 60_000);
  const begunInTime = isAtOrBeforeSecond(begunAt, window.closesAt);
  const published = phase === "PUBLISHED" || phase === "FINAL";
  return !published && begunInTime && window.graceMinutes > 0 && isAtOrBeforeSecond(now, graceEnd) ? null : "deadline_passed";
}
