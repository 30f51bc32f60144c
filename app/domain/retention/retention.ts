/**
 * How long private data of entrants is kept: so many months after the result is final (where it is not, after it was published; where
 * nothing was published, after the end of judging). The law asks for an end, not for a number: the number is the edition's.
 */
export const FEWEST_MONTHS = 3;
export const MOST_MONTHS = 120;

/** Days before the end from which the secretary's desk says what will go. */
export const NOTICE_DAYS = 30;

/** The furthest a secretary may postpone the end at one time, in days from today. */
export const MOST_POSTPONED_DAYS = 366;

/** What stands where a name stood that is kept no longer. */
export const NAME_GONE = "(đã xóa)";

const MS_PER_DAY = 86_400_000;

export interface RetentionTimes {
  judgingEndsAt: Date;
  publishedAt: Date | null;
  finalAt: Date | null;
  retentionMonths: number;
  /** not before this moment, because somebody postponed it */
  retentionPostponedTo: Date | null;
  /** when it was done; null: not yet */
  privateClearedAt: Date | null;
}

/** The same day so many months later, or the last day of a month that is shorter; the time of day stays. */
export function monthsAfter(moment: Date, months: number): Date {
  const first = new Date(moment);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(moment.getUTCDate(), lastDay));
  return first;
}

/** From when private data of an edition is cleared. */
export function clearingMoment({ judgingEndsAt, publishedAt, finalAt, retentionMonths, retentionPostponedTo }: RetentionTimes): Date {
  const byRule = monthsAfter(finalAt ?? publishedAt ?? judgingEndsAt, retentionMonths);
  return retentionPostponedTo !== null && retentionPostponedTo > byRule ? retentionPostponedTo : byRule;
}

export type RetentionStage = "kept" | "announced" | "due" | "cleared";

/** Where an edition stands: `announced` in the thirty days before, `due` from the moment on until the job has done it. */
export function retentionStage(times: RetentionTimes, now: Date): RetentionStage {
  if (times.privateClearedAt !== null) return "cleared";
  const at = clearingMoment(times).getTime();
  if (at <= now.getTime()) return "due";
  return at - NOTICE_DAYS * MS_PER_DAY <= now.getTime() ? "announced" : "kept";
}

export type PostponeRefusal = "already_cleared" | "date_past" | "date_too_far";

/** Why the end may not be postponed to a moment; null where it may. */
export function postponeRefusal(times: RetentionTimes, to: Date, now: Date): PostponeRefusal | null {
  if (times.privateClearedAt !== null) return "already_cleared";
  if (to <= now || to <= clearingMoment({ ...times, retentionPostponedTo: null })) return "date_past";
  return to.getTime() - Math.max(now.getTime(), clearingMoment(times).getTime()) > MOST_POSTPONED_DAYS * MS_PER_DAY ? "date_too_far" : null;
}
