import { isAtOrBeforeSecond } from "./phases";

export interface RoundDates {
  code: string;
  startsAt: Date;
  endsAt: Date;
}

/** All dates of an edition that people set, in their order. */
export interface EditionDates {
  opensAt: Date;
  closesAt: Date;
  graceMinutes: number;
  screeningEndsAt: Date;
  /** in the order they are held */
  rounds: RoundDates[];
  judgingEndsAt: Date;
  /** planned date of the announcement of results; not always known */
  announcementAt: Date | null;
}

export type TimelineReason =
  | "closes_before_opens"
  | "screening_before_close"
  | "round_before_screening"
  | "round_ends_before_start"
  | "rounds_overlap"
  | "judging_before_rounds"
  | "announcement_before_judging";

export interface TimelineFault {
  /** name of the date, `rounds[1].startsAt` for those of a round */
  field: string;
  reason: TimelineReason;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The moment until which entries begun in time are still taken. */
export function graceEnd(dates: Pick<EditionDates, "closesAt" | "graceMinutes">): Date {
  return new Date(dates.closesAt.getTime() + dates.graceMinutes * MINUTE);
}

/** What contradicts itself in a timeline; nothing where every stage follows the one before. */
export function timelineFaults(dates: EditionDates): TimelineFault[] {
  const faults: TimelineFault[] = [];
  const add = (field: string, reason: TimelineReason) => faults.push({ field, reason });
  if (dates.closesAt <= dates.opensAt) add("closesAt", "closes_before_opens");
  if (dates.screeningEndsAt < graceEnd(dates)) add("screeningEndsAt", "screening_before_close");
  let before = dates.screeningEndsAt;
  dates.rounds.forEach((round, index) => {
    if (round.endsAt <= round.startsAt) add(`rounds[${index}].endsAt`, "round_ends_before_start");
    if (round.startsAt < before) add(`rounds[${index}].startsAt`, index === 0 ? "round_before_screening" : "rounds_overlap");
    before = round.endsAt;
  });
  if (dates.judgingEndsAt < before) add("judgingEndsAt", dates.rounds.length > 0 ? "judging_before_rounds" : "round_before_screening");
  if (dates.announcementAt && dates.announcementAt < dates.judgingEndsAt) add("announcementAt", "announcement_before_judging");
  return faults;
}

/** Full days, so that a stage that began at 8 in the morning still does. */
const wholeDays = (milliseconds: number) => Math.max(0, Math.ceil(milliseconds / DAY)) * DAY;
const later = (date: Date, milliseconds: number) => (milliseconds === 0 ? date : new Date(date.getTime() + milliseconds));

/**
 * The timeline after receipt is extended to `closesAt`. Later dates stay where they are as long as they fit;
 * those that would collide move by whole days, each stage keeping its length. Nothing ever moves earlier.
 */
export function extendedDates(dates: EditionDates, closesAt: Date): EditionDates {
  const end = graceEnd({ closesAt, graceMinutes: dates.graceMinutes });
  const collides = dates.screeningEndsAt <= end;
  const screeningEndsAt = later(dates.screeningEndsAt, collides ? wholeDays(closesAt.getTime() - dates.closesAt.getTime()) : 0);
  let before = screeningEndsAt;
  const rounds = dates.rounds.map((round) => {
    const shift = wholeDays(before.getTime() - round.startsAt.getTime());
    const moved = { ...round, startsAt: later(round.startsAt, shift), endsAt: later(round.endsAt, shift) };
    before = moved.endsAt;
    return moved;
  });
  const judgingShift = wholeDays(before.getTime() - dates.judgingEndsAt.getTime());
  const judgingEndsAt = later(dates.judgingEndsAt, judgingShift);
  const announcementAt = dates.announcementAt && later(dates.announcementAt, wholeDays(judgingEndsAt.getTime() - dates.announcementAt.getTime()));
  return { ...dates, closesAt, screeningEndsAt, rounds, judgingEndsAt, announcementAt };
}

export type ExtensionRefusal = "not_later" | "in_the_past";

/** Whether receipt may be extended to `to`: only to a later moment than now's deadline, and one still to come. */
export function extensionRefusal(closesAt: Date, to: Date, now: Date): ExtensionRefusal | null {
  if (to <= closesAt) return "not_later";
  return isAtOrBeforeSecond(to, now) ? "in_the_past" : null;
}

export type ChangeReason = "closes_by_extension" | "date_has_passed" | "date_in_past";

/**
 * Which changes of the dates an announced edition forbids. The deadline moves by an extension only; what has
 * happened stays; nothing is dated back. The end of a round and of judging may still be put off.
 */
export function changeFaults(stored: EditionDates, wanted: EditionDates, now: Date): { field: string; reason: ChangeReason }[] {
  const faults: { field: string; reason: ChangeReason }[] = [];
  const check = (field: string, from: Date | null, to: Date | null, mayBePutOff: boolean) => {
    if (from?.getTime() === to?.getTime()) return;
    if (from && from <= now && !(mayBePutOff && to && to > from)) faults.push({ field, reason: "date_has_passed" });
    else if (to && to <= now) faults.push({ field, reason: "date_in_past" });
  };
  if (stored.closesAt.getTime() !== wanted.closesAt.getTime()) faults.push({ field: "closesAt", reason: "closes_by_extension" });
  if (stored.graceMinutes !== wanted.graceMinutes && stored.closesAt <= now) faults.push({ field: "graceMinutes", reason: "date_has_passed" });
  check("opensAt", stored.opensAt, wanted.opensAt, false);
  check("screeningEndsAt", stored.screeningEndsAt, wanted.screeningEndsAt, false);
  wanted.rounds.forEach((round, index) => {
    const before = stored.rounds.find(({ code }) => code === round.code);
    check(`rounds[${index}].startsAt`, before?.startsAt ?? null, round.startsAt, false);
    check(`rounds[${index}].endsAt`, before?.endsAt ?? null, round.endsAt, true);
  });
  check("judgingEndsAt", stored.judgingEndsAt, wanted.judgingEndsAt, true);
  check("announcementAt", stored.announcementAt, wanted.announcementAt, true);
  return faults;
}
