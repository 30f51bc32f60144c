/** Whom a finding would give away, or by what. */
export type FindingKind = "AUTHOR" | "GUARDIAN" | "SUPERVISOR" | "OWNER" | "UNIT" | "CLASS" | "ADDRESS" | "PHONE" | "EMAIL" | "LINK" | "UNREADABLE";

export type PersonKind = Extract<FindingKind, "AUTHOR" | "GUARDIAN" | "SUPERVISOR" | "OWNER">;

/** All that would tell a blind judge whose an entry is. */
export interface Identity {
  people: readonly { name: string; kind: PersonKind }[];
  /** names of schools and units, former ones and other spellings too */
  units: readonly string[];
  classes: readonly string[];
  addresses: readonly string[];
  phones: readonly string[];
  emails: readonly string[];
}

/** A text a blind judge would see: title, summary, a part, a caption, the words of a file. */
export interface Section {
  key: string;
  text: string;
}

/** A place in a text; `end` after the last sign. */
export interface Hit {
  kind: FindingKind;
  start: number;
  end: number;
}

/** A place in one of the sections where something of the identity was found. */
export interface Finding extends Hit {
  section: string;
}
