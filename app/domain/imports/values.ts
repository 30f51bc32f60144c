import type { OwnerKind } from "../entry/completeness";
import type { Day } from "../contest/eligibility";
import { fold } from "./columns";

/** What stands in a cell: a text, a number, a yes/no, or a day (of a cell formatted as a date). */
export type Cell = string | number | boolean | { day: Day } | null;

/** A table as it was read: the first row is the header, row 1 of the sheet. */
export type Table = readonly (readonly Cell[])[];

/** A number as people see it: 15 significant digits, as spreadsheets count, so that 33.339999999999996 is 33.34. */
const shownNumber = (value: number): string => String(Number(value.toPrecision(15)));

// eslint-disable-next-line no-control-regex -- these are what must go
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B-\u200D\u2060\uFEFF]/g;

/** Several lines, in NFC, without control and invisible characters. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object") return dayAsWritten(cell.day);
  if (typeof cell === "boolean") return cell ? "1" : "0";
  const text = typeof cell === "number" ? shownNumber(cell) : cell;
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(INVISIBLE, "").trim();
}

/** One line: as above, line ends and runs of blanks become one blank. */
export function lineOf(cell: Cell | undefined): string {
  return textOf(cell).replace(/[\s\u00A0]+/g, " ").trim();
}

const dayAsWritten = (day: Day) => day.split("-").toReversed().join("/");

const DAY = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})$/;
const MONTH = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/;

/** A day: of a date cell, or written dd/MM/yyyy; null for anything else and for days that don't exist. */
export function dayOf(cell: Cell | undefined): Day | null {
  if (typeof cell === "object" && cell !== null) return isSensible(Number(cell.day.slice(0, 4))) ? cell.day : null;
  const match = DAY.exec(lineOf(cell));
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const moment = new Date(Date.UTC(year, month - 1, day));
  const isReal = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return isReal && isSensible(year) ? moment.toISOString().slice(0, 10) : null;
}

const isSensible = (year: number) => year >= 1900 && year <= 2199;

export interface Month {
  year: number;
  month: number;
}

/** A month: of a date cell, or written MM/YYYY (a whole day is taken as its month); null for anything else. */
export function monthOf(cell: Cell | undefined): Month | null {
  const day = dayOf(cell);
  if (day !== null) return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
  const match = MONTH.exec(lineOf(cell));
  if (!match) return null;
  const [month, year] = [Number(match[1]), Number(match[2])];
  return month >= 1 && month <= 12 && isSensible(year) ? { year, month } : null;
}

const YES = new Set(["1", "x", "co", "yes", "true", "dung"]);
const NO = new Set(["0", "khong", "no", "false", "sai"]);

/** Yes or no as the contract lists it: 1/0, x, có/không; null for anything else. */
export function yesNoOf(text: string): boolean | null {
  const folded = fold(text);
  if (YES.has(folded)) return true;
  return NO.has(folded) ? false : null;
}

const OWNER_KINDS: Readonly<Record<string, OwnerKind>> = {
  individual: "INDIVIDUAL",
  canhan: "INDIVIDUAL",
  group: "GROUP",
  nhom: "GROUP",
  nhomtacgia: "GROUP",
  tapthe: "GROUP",
  organisation: "ORGANISATION",
  organization: "ORGANISATION",
  tochuc: "ORGANISATION",
  tochucdautu: "ORGANISATION",
};

export function ownerKindOf(text: string): OwnerKind | null {
  return OWNER_KINDS[fold(text)] ?? null;
}

const SEXES: Readonly<Record<string, "F" | "M">> = { nam: "M", m: "M", male: "M", nu: "F", f: "F", female: "F" };

export function sexOf(text: string): "F" | "M" | null {
  return SEXES[fold(text)] ?? null;
}

/** A telephone number that lost its leading 0 in a spreadsheet gets it back. */
export function restoredPhone(text: string): string {
  return /^[2-9]\d{8}$/.test(text) ? `0${text}` : text;
}

/** Whether a text is at least made of what telephone numbers are made of. */
export function isNumberLike(text: string): boolean {
  return /^[\d\s.+()/;,-]{8,20}$/.test(text) && text.replace(/\D/g, "").length >= 8;
}
