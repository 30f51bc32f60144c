import { dayInVietnam, type Day } from "~/domain/entry/ages";

const DAY = 24 * 60 * 60_000;
const HOUR = 60 * 60_000;
const HOURS_AHEAD_OF_UTC = 7;

/** Days counted from the day of loading, with the clock of Việt Nam. */
export class Calendar {
  private readonly midnight: number;

  constructor(readonly now: Date) {
    this.midnight = Date.parse(`${dayInVietnam(now)}T00:00:00Z`) - HOURS_AHEAD_OF_UTC * HOUR;
  }

  /** So many days from today, at this hour: 16.5 is half past four in the afternoon. */
  at(day: number, hour = 8): Date {
    return new Date(this.midnight + day * DAY + hour * HOUR);
  }

  day(day: number): Day {
    return dayInVietnam(this.at(day));
  }

  year(day = 0): number {
    return Number(this.day(day).slice(0, 4));
  }

  /** The birth date of somebody who is `age` on the given day, and was born `daysAgo` days before a birthday. */
  bornFor(age: number, day: number, daysAgo: number): Day {
    const birthday = this.day(day - 1 - (daysAgo % 360));
    const born = `${Number(birthday.slice(0, 4)) - age}${birthday.slice(4)}`;
    return born.endsWith("02-29") ? `${born.slice(0, 8)}28` : born;
  }
}
