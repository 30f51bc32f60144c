import type { EditionDates } from "./timeline";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Vietnam has one zone without summer time. */
const ZONE = 7 * HOUR;

/** `hour` o'clock in Vietnam, `days` days after the day `moment` falls on there. */
function vietnamTime(moment: Date, days: number, hour: number): Date {
  const midnight = Math.floor((moment.getTime() + ZONE) / DAY) * DAY - ZONE;
  return new Date(midnight + days * DAY + hour * HOUR);
}

const OPENS_IN = 7;
const RECEIPT_DAYS = 90;
const SCREENING_DAYS = 14;
const FIRST_ROUND_DAYS = 14;
const BETWEEN_ROUNDS = 3;
const OTHER_ROUND_DAYS = 5;
const UNTIL_ANNOUNCEMENT = 10;
const GRACE_MINUTES = 30;
const MORNING = 8;
const EVENING = 17;

/**
 * A timeline to begin with: receipt for three months from next week, two weeks each for screening and the first round,
 * days in working hours of Vietnam. Every date of it can be changed.
 */
export function proposedDates(now: Date, roundCodes: readonly string[]): EditionDates {
  let day = OPENS_IN + RECEIPT_DAYS + SCREENING_DAYS;
  const rounds = roundCodes.map((code, index) => {
    const first = day + (index === 0 ? 1 : BETWEEN_ROUNDS);
    day = first + (index === 0 ? FIRST_ROUND_DAYS : OTHER_ROUND_DAYS);
    return { code, startsAt: vietnamTime(now, first, MORNING), endsAt: vietnamTime(now, day, EVENING) };
  });
  return {
    opensAt: vietnamTime(now, OPENS_IN, MORNING),
    closesAt: vietnamTime(now, OPENS_IN + RECEIPT_DAYS, EVENING),
    graceMinutes: GRACE_MINUTES,
    screeningEndsAt: vietnamTime(now, OPENS_IN + RECEIPT_DAYS + SCREENING_DAYS, EVENING),
    rounds,
    judgingEndsAt: vietnamTime(now, day, EVENING),
    announcementAt: vietnamTime(now, day + UNTIL_ANNOUNCEMENT, MORNING),
  };
}
