import type { Day } from "../contest/eligibility";

export type { Day };

const HOURS_AHEAD_OF_UTC = 7;
const MS_PER_HOUR = 3_600_000;

/** Which day it is in Việt Nam at a moment. */
export function dayInVietnam(moment: Date): Day {
  return new Date(moment.getTime() + HOURS_AHEAD_OF_UTC * MS_PER_HOUR).toISOString().slice(0, 10);
}

/** The day so many days after another one. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * MS_PER_HOUR).toISOString().slice(0, 10);
}

/** Full years of age on a day. Somebody born on 29 February is a year older on 1 March of other years. */
export function ageOn(birthDate: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Below this age the guardian alone decides about a child's data (Law 91/2025/QH15, article 24). */
export const AGE_OF_OWN_VOICE = 7;

/** From this age a person decides alone. */
export const AGE_OF_MAJORITY = 18;

/** An edition may let authors decide alone from this age on, not earlier: below it they are children by law. */
export const YOUNGEST_SELF_CONSENT = 16;

export function isMinorOn(birthDate: Day, day: Day): boolean {
  return ageOn(birthDate, day) < AGE_OF_MAJORITY;
}
