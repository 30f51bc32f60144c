import type { Day } from "./ages";
import { type GivenConsent, type Judged, partiesMissing } from "./consent";

/**
 * How long a draft with a child's data is kept while no guardian has agreed: nobody may hold a child's data without that
 * (Law 91/2025/QH15, article 24), but a family needs time to answer. Nothing is ever deleted without a warning a week before.
 */
export const UNCONSENTED_DRAFT_DAYS = 30;
export const WARNING_DAYS = 7;

const MS_PER_DAY = 86_400_000;
const after = (moment: Date, days: number) => new Date(moment.getTime() + days * MS_PER_DAY);

export interface DraftAuthorFacts {
  key: string;
  fullName: string;
  birthDate: Day | null;
}

/**
 * Whether a draft holds data of a minor to whose taking part no guardian has agreed. Who has no birth date yet is taken for a minor
 * in a contest for children and young people, and for an adult elsewhere.
 */
export function lacksGuardian(
  authors: readonly DraftAuthorFacts[],
  consentsOf: (key: string) => readonly GivenConsent[],
  { isYouthContest, ...judged }: Judged & { isYouthContest: boolean },
): boolean {
  return authors.some(({ key, fullName, birthDate }) => {
    if (birthDate === null) return isYouthContest && fullName !== "";
    return partiesMissing(birthDate, "TAKE_PART", consentsOf(key), judged).includes("GUARDIAN");
  });
}

export interface DraftTimes {
  begunAt: Date;
  /** when its owner was told that it goes; null: not yet, or a consent came in between */
  warnedAt: Date | null;
}

/** When a draft that lacks the guardian's consent goes: thirty days after it was begun, and never within a week of the warning. */
export function purgeMoment({ begunAt, warnedAt }: DraftTimes, now: Date): Date {
  const byAge = after(begunAt, UNCONSENTED_DRAFT_DAYS);
  const byWarning = after(warnedAt ?? now, WARNING_DAYS);
  return byAge > byWarning ? byAge : byWarning;
}

/** It is time to tell its owner. */
export function isWarningDue({ begunAt, warnedAt }: DraftTimes, now: Date): boolean {
  return warnedAt === null && now >= after(begunAt, UNCONSENTED_DRAFT_DAYS - WARNING_DAYS);
}

/** Its time is over: from this moment on the draft is gone for everybody, also where it still waits for being deleted. */
export function isPurgeDue(times: DraftTimes, now: Date): boolean {
  return times.warnedAt !== null && purgeMoment(times, now) <= now;
}
