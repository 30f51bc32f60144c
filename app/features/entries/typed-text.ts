/** Reading what was typed into the form of an entry. Nothing is refused here: drafts keep gaps and mistakes. */

// eslint-disable-next-line no-control-regex -- these are what must go
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Several lines as typed: NFC, `\n` at line ends, without control characters (PostgreSQL takes no NUL). */
export function typedText(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === "string" ? value.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, "").trim() : null;
}

/** One line: as above, line ends and runs of blanks become one blank. */
export function typedLine(form: FormData, name: string): string | null {
  return typedText(form, name)?.replace(/[\s\u00A0]+/g, " ") ?? null;
}

export interface Month {
  year: number;
  month: number;
}

/** A month as typed: `3/2026`, `03-2026`, `2026-03`; null for anything else. */
export function parseMonth(text: string): Month | null {
  const local = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text.trim());
  const [year, month] = iso ? [Number(iso[1]), Number(iso[2])] : local ? [Number(local[2]), Number(local[1])] : [0, 0];
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 ? { year, month } : null;
}
