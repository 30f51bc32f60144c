import type { Messages } from "./messages";

type ReasonTable = Readonly<Record<string, string>>;

/**
 * The text of a reason code: looked up in the tables of the area first, then among the common reasons,
 * and "invalid" where nobody knows the code, so that a reader never sees a bare code.
 */
export function reasonText(messages: Messages, code: string, ...tables: ReasonTable[]): string {
  const common: ReasonTable = messages.errors.reasons;
  for (const table of [...tables, common]) {
    if (Object.hasOwn(table, code)) return table[code] as string;
  }
  return messages.errors.reasons.invalid;
}

export interface StatusText {
  title: string;
  text: string;
}

/** Title and text of the page for an HTTP status; unknown 4xx read as 400, all else as 500. */
export function statusText(messages: Messages, status: number): StatusText {
  const pages: Readonly<Record<number, StatusText>> = messages.errors.pages;
  return pages[status] ?? (status >= 400 && status < 500 ? messages.errors.pages[400] : messages.errors.pages[500]);
}
