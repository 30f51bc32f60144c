import { isAtOrBeforeSecond } from "../contest/phases";
import { addDays, dayInVietnam } from "../entry/ages";

/** Working days of offices end at five. */
const END_OF_WORKING_DAY = "17:00:00+07:00";

/** Days in which an appeal is answered (docs/decisions, "Embargo, appeals and corrections"). */
export const ANSWER_DAYS = 15;

/** Days for appeals where the rules say nothing else. */
export const DEFAULT_APPEAL_DAYS = 15;

/** Most days a contest may take appeals. */
export const MOST_APPEAL_DAYS = 90;

/**
 * The last second in which appeals are taken: five in the afternoon of the day `days` days after the day (in Việt Nam) on which the decision
 * now in force was published. No days: none are taken.
 */
export function appealsEnd(publishedAt: Date, days: number): Date | null {
  return days <= 0 ? null : new Date(`${addDays(dayInVietnam(publishedAt), days)}T${END_OF_WORKING_DAY}`);
}

/** Whether appeals are taken at `now`; there is no grace. */
export function takesAppeals(end: Date | null, now: Date): boolean {
  return end !== null && isAtOrBeforeSecond(now, end);
}

/** The last day on which an appeal filed at `filedAt` should be answered, ISO. */
export function answerDueOn(filedAt: Date): string {
  return addDays(dayInVietnam(filedAt), ANSWER_DAYS);
}

const DAY = 86_400_000;

/** Days left to answer on the day of `now`; negative when it is overdue. */
export function daysToAnswer(filedAt: Date, now: Date): number {
  return Math.round((Date.parse(answerDueOn(filedAt)) - Date.parse(dayInVietnam(now))) / DAY);
}

/** An appeal as people name it: the code of the entry and how many there were of it, "CX-TN-014/KN1". Says nothing of others' appeals. */
export function appealNumber(entryCode: string, number: number): string {
  return `${entryCode}/KN${number}`;
}
