/** Reading what people type; the counterparts of `formats.ts`. All return null for what they cannot read. */

/** Vietnam has one zone without summer time. */
const zoneOffset = "+07:00";

const isRealDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** `5/9/2026`, `05-09-2026`, `05.09.2026`, `05092026` (keypads without a stroke) or ISO `2026-09-05` → `2026-09-05`; years 1900 to 2199. */
export function parseDay(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const local = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})$/.exec(trimmed);
  const keyed = /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  if (keyed) return parseDay(`${keyed[1]}/${keyed[2]}/${keyed[3]}`);
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[4], local[3], local[1]] : null;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  if (year < 1900 || year > 2199 || !isRealDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** `17:00`, `17h00`, `17h` or `7:30` → `17:00`, `07:30`. */
export function parseClock(text: string): string | null {
  const match = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)$/i.exec(text.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? "0");
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** `17:00 30/01/2027` or `30/01/2027 17:00` (also `2027-01-30T17:00`), in Vietnam's time → a moment. */
export function parseDateTime(text: string): Date | null {
  const trimmed = text.trim();
  const isoParts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(trimmed);
  const split = isoParts ? [isoParts[1], isoParts[2]] : trimmed.split(/\s*,\s*|\s+/);
  if (split.length !== 2) return null;
  const [first = "", second = ""] = split;
  const clock = parseClock(first) ?? parseClock(second);
  const day = parseDay(first) ?? parseDay(second);
  return clock && day ? new Date(`${day}T${clock}:00${zoneOffset}`) : null;
}

/**
 * `34,5` or `34.5` → `34.5`: up to four digits before and after the mark, as stored scores allow.
 * A thousands mark is not read: `1.234` is one point and a bit.
 */
export function parseDecimal(text: string): string | null {
  const match = /^(\d{1,4})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!match) return null;
  const whole = String(Number(match[1]));
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** `25.000.000 đ`, `25000000` → 25000000; whole đồng only. */
export function parseMoney(text: string): number | null {
  const bare = text.trim().replace(/\s*(đ|đồng|vnd|₫)$/i, "").replace(/[\s.,](?=\d{3}(?:[\s.,]|$))/g, "");
  return /^\d{1,15}$/.test(bare) ? Number(bare) : null;
}
