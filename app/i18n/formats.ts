import type { Locale } from "./locale";
import { type Messages, messagesFor } from "./messages";

/** Every time is shown in Vietnam's zone, wherever reader and server are. */
export const timeZone = "Asia/Ho_Chi_Minh";

/** A moment: a `Date`, an ISO text, or milliseconds. A day without time (`2026-11-22`, a database date) is one too. */
export type Moment = Date | string | number;

// en-GB because its parts come in our order and with leading zeros in every ICU version.
const dayFormat = new Intl.DateTimeFormat("en-GB", { timeZone, day: "2-digit", month: "2-digit", year: "numeric" });
const clockFormat = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekdayFormat = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "short" });
const weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const collators = { vi: new Intl.Collator("vi", { numeric: true }), en: new Intl.Collator("en", { numeric: true }) };
const numbers = { vi: new Intl.NumberFormat("de-DE"), en: new Intl.NumberFormat("en-GB") };
const marks = { vi: { decimal: ",", group: "." }, en: { decimal: ".", group: "," } };

const toDate = (moment: Moment) => (moment instanceof Date ? moment : new Date(moment));

/** 1/10,000 of a point is the unit of stored scores; 1/100 of a percent that of shares. */
const scoreDigits = 4;
const shareDigits = 2;

/** `345000` with 4 digits becomes `34.5`; exact, no floating point. `digits` fixes the places shown (cut, never rounded). */
export function plainDecimal(scaled: number | bigint, scale: number, digits?: number): string {
  const negative = scaled < 0;
  const text = (negative ? -BigInt(scaled) : BigInt(scaled)).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = scale === 0 ? "" : text.slice(-scale);
  const shown = digits === undefined ? fraction.replace(/0+$/, "") : fraction.padEnd(digits, "0").slice(0, digits);
  return (negative ? "-" : "") + whole + (shown === "" ? "" : `.${shown}`);
}

function spanText(milliseconds: number, time: Messages["common"]["time"]): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return time.lessThanMinute;
  if (minutes < 60) return time.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? time.hours(hours) : time.days(Math.floor(hours / 24));
}

const date = (moment: Moment) => dayFormat.format(toDate(moment));
const clock = (moment: Moment) => clockFormat.format(toDate(moment));

function makeDates(messages: Messages) {
  const { time } = messages.common;
  return {
    /** `22/11/2026` */
    date,
    /** `20:41` */
    time: clock,
    /** `20:41 22/11/2026` */
    dateTime: (moment: Moment) => `${clock(moment)} ${date(moment)}`,
    /** `ngày 22 tháng 11 năm 2026`, as on official papers */
    longDate: (moment: Moment) => {
      const [day = 0, month = 0, year = 0] = date(moment).split("/").map(Number);
      return time.longDate(day, month, year);
    },
    /** `Chủ nhật` */
    weekday: (moment: Moment) => time.weekdays[weekdayNames.indexOf(weekdayFormat.format(toDate(moment)))] ?? "",
    /** `01/09/2026 – 30/01/2027` */
    range: (from: Moment, to: Moment) => `${date(from)} – ${date(to)}`,
    /** `còn 3 ngày`; below 48 hours in hours, below one in minutes; `đã hết hạn` from the moment itself on. Never overstates. */
    remaining: (until: Moment, now: Moment) => {
      const span = toDate(until).getTime() - toDate(now).getTime();
      return span <= 0 ? time.over : time.left(spanText(span, time));
    },
    /** `3 ngày trước`, `vừa xong` */
    ago: (moment: Moment, now: Moment) => {
      const span = toDate(now).getTime() - toDate(moment).getTime();
      return span < 60_000 ? time.justNow : time.ago(spanText(span, time));
    },
  };
}

function makeNumbers(locale: Locale, messages: Messages) {
  const mark = marks[locale];
  const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark.group);
  const decimal = (plain: string) => {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
    if (!match) return plain;
    const [, sign = "", whole = "", fraction = ""] = match;
    return sign + grouped(whole) + (fraction && mark.decimal + fraction);
  };
  const integer = (value: number) => numbers[locale].format(value);
  return {
    /** `1.234` */
    integer,
    /** A plain decimal text (`86.33`) with the mark of the language (`86,33`); keeps its digits. */
    decimal,
    /** The same for a form field: without thousands marks, which would be read back as decimal marks. */
    typedDecimal: (plain: string) => plain.replace(".", mark.decimal),
    /** A score in 1/10,000 of a point: `345000` is `34,5`; with `digits` always that many places. */
    score: (scaled: number | bigint, digits?: number) => decimal(plainDecimal(scaled, scoreDigits, digits)),
    /** A share in 1/100 of a percent: `3333` is `33,33 %`. */
    share: (hundredths: number) => `${decimal(plainDecimal(hundredths, shareDigits))} %`,
    /** Part of a whole, rounded down to full percent, so that 100 % means all of them. */
    percent: (part: number, whole: number) => `${whole === 0 ? 0 : Math.floor((part * 100) / whole)} %`,
    /** `25.000.000 đ` */
    money: (dong: number) => `${integer(dong)} đ`,
    /** `5,2 MB`, powers of 1,000 */
    fileSize: (bytes: number) => {
      const units = ["B", "kB", "MB", "GB", "TB"];
      const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
      const tenths = Math.round((bytes / 1000 ** step) * 10);
      return `${decimal(plainDecimal(tenths, 1))} ${units[step] ?? "B"}`;
    },
    /** `A, B và C` */
    list: (items: readonly string[]) =>
      items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${messages.common.and} ${items.at(-1) ?? ""}`,
    /** Order of the language's alphabet, numbers by value. */
    compare: (a: string, b: string) => collators[locale].compare(a, b),
  };
}

function makeFormats(locale: Locale) {
  const messages = messagesFor(locale);
  return { ...makeDates(messages), ...makeNumbers(locale, messages) };
}

export type Formats = ReturnType<typeof makeFormats>;

const byLocale: Record<Locale, Formats> = { vi: makeFormats("vi"), en: makeFormats("en") };

/** Dates, times, scores, money as `locale` writes them; dates and times alike in both. */
export function formatsFor(locale: Locale): Formats {
  return byLocale[locale];
}
