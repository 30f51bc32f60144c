const MINUTE = 60_000;

/** Pauses after each failed try: a minute at first, a day at last; about two and a half days in all. */
const PAUSES = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60].map((minutes) => minutes * MINUTE);

/** When a mail that failed `attempts` times is tried again; null when it is given up. */
export function nextMailTry(attempts: number, now: Date): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}
