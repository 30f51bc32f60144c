/** What people sign in with: an e-mail address or a Vietnamese telephone number. */
export type SignInName = { kind: "email"; email: string } | { kind: "phone"; phone: string; email: string };

/** Accounts need an address; a telephone account gets one nobody can receive mail at (RFC 2606). */
const PHONE_DOMAIN = "phone.invalid";

/** What the accounts' own check takes too: no dot at an end of the name or twice in a row, a domain of letters at the end. */
const EMAIL = /^(?!\.)(?!.*\.[.@])[a-z0-9_'+.-]{0,63}[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const MOST_CHARACTERS = 254;

/**
 * Reads a typed sign-in name. Numbers may be written 0912 345 678, +84 912345678, 84912345678 or with dots and dashes
 * and come back as +84912345678; addresses come back in lower case. Returns null for anything else.
 */
export function parseSignInName(typed: string): SignInName | null {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  if (text.length === 0 || text.length > MOST_CHARACTERS) return null;
  if (text.includes("@")) return EMAIL.test(text) && !text.endsWith(`@${PHONE_DOMAIN}`) ? { kind: "email", email: text } : null;
  const phone = parsePhone(text);
  return phone ? { kind: "phone", phone, email: `${phone.slice(1)}@${PHONE_DOMAIN}` } : null;
}

/** A Vietnamese number in E.164 (+84 and 9 or 10 digits), or null. */
export function parsePhone(typed: string): string | null {
  const digits = typed.normalize("NFKC").replace(/[\s.\-()]/g, "");
  const national = /^(?:\+?84|0)([2-9]\d{8,9})$/.exec(digits)?.[1];
  return national ? `+84${national}` : null;
}

/** The number an address stands in for, in E.164; null for a real address. */
export function phoneOfPlaceholder(email: string): string | null {
  return isPlaceholderAddress(email) ? parsePhone(`+${email.slice(0, -PHONE_DOMAIN.length - 1)}`) : null;
}

/** A sign-in name as people write it: 0912 345 678, or the address. */
export function shownSignInName(account: { email: string; phone: string | null }): string {
  const phone = account.phone ?? phoneOfPlaceholder(account.email);
  const national = phone === null ? null : `0${phone.slice(3)}`;
  return national === null ? account.email : `${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`;
}

/** True for addresses that only stand in for a telephone number. */
export function isPlaceholderAddress(email: string): boolean {
  return email.endsWith(`@${PHONE_DOMAIN}`);
}
