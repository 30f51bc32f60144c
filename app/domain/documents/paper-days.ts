import { dayInVietnam, type Day } from "../entry/ages";

/** First and last day a paper may bear, both included. */
export interface PaperDays {
  from: Day;
  to: Day;
}

const YEARS_BEFORE_OPENING = 2;

/**
 * The days an official paper of an edition may bear: from two years before the day the edition opens, which leaves room for the
 * decisions that found it (committee, rules), until today. Days are those of Vietnam.
 */
export function daysToIssue(opensAt: Date, now: Date): PaperDays {
  const opening = dayInVietnam(opensAt);
  const from = `${Number(opening.slice(0, 4)) - YEARS_BEFORE_OPENING}${opening.slice(4)}`;
  return { from: from.endsWith("-02-29") ? from.replace(/29$/, "28") : from, to: dayInVietnam(now) };
}

/** A letter to an authority is written after the edition opened (its day in Vietnam), and not later than today. */
export const daysToSend = (opensAt: Date, now: Date): PaperDays => ({ from: dayInVietnam(opensAt), to: dayInVietnam(now) });

/**
 * The same for the decision of the authority. Not bound to the day of the letter, which cannot be put right once it is sent; a day that
 * stands recorded may stay while only the number is put right.
 * @param recorded the day that stands recorded; null before
 */
export function daysToSign(opensAt: Date, recorded: Day | null, now: Date): PaperDays {
  const days = daysToSend(opensAt, now);
  return recorded !== null && recorded < days.from ? { ...days, from: recorded } : days;
}

export type DayFault = "date_too_early" | "date_in_future";

/** Why a paper may not bear this day; null where it may. */
export function dayFault(day: Day, { from, to }: PaperDays): DayFault | null {
  if (day > to) return "date_in_future";
  return day < from ? "date_too_early" : null;
}
