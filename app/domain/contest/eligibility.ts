/** Days are written `2026-11-22`, so that they compare as text and know no time zone. */
export type Day = string;

/** The days between which an author must be born; a missing bound is open. */
export interface BirthWindow {
  birthDateFrom: Day | null;
  birthDateTo: Day | null;
}

/** Whether a birth date lies in the window, both ends included. */
export function isBornWithin(birthDate: Day, window: BirthWindow): boolean {
  return (window.birthDateFrom === null || birthDate >= window.birthDateFrom) && (window.birthDateTo === null || birthDate <= window.birthDateTo);
}

/** Whether a solution made in `year` is young enough (`since`: the first year that counts; null: every year does). */
export function isCreatedSince(year: number, since: number | null): boolean {
  return since === null || year >= since;
}

/**
 * The birth-date window the youth contest uses (6 to 19 years): from 31 July nineteen years before
 * to 31 July six years before the year in which receipt closes.
 */
export function youthBirthWindow(closingYear: number): { birthDateFrom: Day; birthDateTo: Day } {
  return { birthDateFrom: `${closingYear - 19}-07-31`, birthDateTo: `${closingYear - 6}-07-31` };
}

/** How many years back a technical solution may have been made and applied. */
const TECHNICAL_YEARS = 5;

/** The first year of creation the technical contest admits, by the year in which receipt opens. */
export function technicalCreatedSince(openingYear: number): number {
  return openingYear - TECHNICAL_YEARS;
}
