import type { Mark } from "./merge-draft";

/** A field that was changed here and elsewhere, as it is shown beside its box. */
export interface ConflictShown {
  name: string;
  kind: "field" | "removed" | "removal";
  /** the name of the field in words */
  label: string;
  /** who saved the other text, and when, in words */
  heading: string;
  mine: string;
  theirs: string;
  /** what the box holds when the other text is kept */
  theirsValue: string;
  /** stands for the stored text that is shown: saving over it is deliberate */
  mark: Mark;
}

/** What the server answers a script that saves while somebody types. */
export interface AutosaveAnswer {
  /** the clock at the server, in Vietnam: `20:15` */
  time: string;
  /** by name, of the fields that were sent and are stored now as sent */
  marks: Readonly<Record<string, Mark>>;
  conflicts: readonly ConflictShown[];
  /** fields that were not sent and say something else than the page was opened over */
  theirs: readonly { name: string; value: string; mark: Mark }[];
  /** what is wrong in the fields that were sent, by name; saved all the same */
  errors: Readonly<Record<string, readonly string[]>>;
  /** how much the whole entry lacks, in words */
  missing: string;
  /** authors who got another key */
  renamed: readonly (readonly [from: string, to: string])[];
  /** stands for the whole version before and after this save, where nobody else saved in between */
  version: readonly [before: string, after: string] | null;
}
