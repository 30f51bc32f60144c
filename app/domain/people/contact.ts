import { parsePhone, parseSignInName } from "./sign-in-name";

export const CONTACT_KINDS = ["EMAIL", "PHONE", "ADDRESS"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export const ADDRESS_LENGTH = 200;

/**
 * A contact as it is kept and compared: a mail address in lower case, a Vietnamese number in E.164, an address in one line.
 * Null for what is none of these; an address has at least one letter.
 */
export function readContact(kind: ContactKind, typed: string): string | null {
  switch (kind) {
    case "EMAIL": {
      const name = parseSignInName(typed);
      return name?.kind === "email" ? name.email : null;
    }
    case "PHONE":
      return parsePhone(typed.trim());
    case "ADDRESS": {
      const line = typed.normalize("NFC").replace(/[\p{Cc}\s]+/gu, " ").trim();
      return /\p{L}/u.test(line) && line.length <= ADDRESS_LENGTH ? line : null;
    }
  }
}
