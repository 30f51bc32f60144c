import type { Hit } from "./identity";

const EMAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** A number as it is dialled in Vietnam: ten or eleven digits, however they are parted. */
const PHONE = /(?<![\p{L}\p{N}.,])(?:\(?\+?84\)?|0)(?:[\s\u00a0.\-–()]{0,2}\d){8,10}(?![\p{L}\p{N}])/gu;
const FIRST_DIGITS = /^0[235789]/;
const LINK = /(?:https?:\/\/|www\.)[^\s<>"“”]+|(?<![\p{L}\p{N}@./])(?:[a-z0-9-]+\.)+(?:com|vn|net|org|me|be)(?:\/[^\s<>"“”]*)?/giu;
/** Pages that show who made them. */
const PERSONAL = /(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|fb\.watch|youtube\.com|youtu\.be|tiktok\.com|zalo\.me|instagram\.com|drive\.google\.com|docs\.google\.com|sites\.google\.com|photos\.app\.goo\.gl|onedrive\.live\.com|linkedin\.com)$/;

/** The digits as dialled within the country; empty where it is no such number. */
export function dialled(number: string): string {
  const digits = number.replace(/\D/g, "").replace(/^84(?=\d{9})/, "0");
  return digits;
}

/** Telephone numbers: any that could be one, and the given ones however short. */
export function phonesIn(text: string, phones: readonly string[]): Hit[] {
  const hits = [...text.matchAll(PHONE)].filter(({ 0: number }) => {
    const digits = dialled(number);
    return phones.includes(digits) || (FIRST_DIGITS.test(digits) && (digits.length === 10 || (digits.length === 11 && digits.startsWith("02"))));
  });
  return hits.map(({ 0: number, index }) => ({ kind: "PHONE", start: index, end: index + number.length }));
}

const FEWEST_OF_USER = 5;

/** Addresses of e-mail, and the part before the @ of the given ones. */
export function emailsIn(text: string, emails: readonly string[]): Hit[] {
  const users = [...new Set(emails.map((email) => email.split("@")[0]?.toLowerCase() ?? ""))].filter((user) => user.length >= FEWEST_OF_USER && /\d|[._-]/.test(user));
  const lower = users.length === 0 ? "" : text.toLowerCase();
  // Where lower case has another length, places would not agree: such signs occur in no Vietnamese text.
  const searched = lower.length === text.length ? lower : "";
  const alone = users.flatMap((user) => [...searched.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(user)}(?![\\p{L}\\p{N}])`, "gu"))]);
  return [...text.matchAll(EMAIL), ...alone].map(({ 0: found, index }) => ({ kind: "EMAIL", start: index, end: index + found.length }));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Addresses on the web that show who made them, or hold one of the names written without blanks. */
export function linksIn(text: string, squashed: readonly string[]): Hit[] {
  return [...text.matchAll(LINK)].flatMap(({ 0: found, index }): Hit[] => {
    const link = found.replace(/[).,;:!?]+$/, "");
    const host = link.toLowerCase().replace(/^https?:\/\//, "").split(/[/?#:]/)[0] ?? "";
    const letters = link.toLowerCase().replace(/[^a-z0-9]/g, "");
    const isTelling = PERSONAL.test(host) || squashed.some((name) => letters.includes(name));
    return isTelling ? [{ kind: "LINK", start: index, end: index + link.length }] : [];
  });
}
