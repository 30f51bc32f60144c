import { readAuthorsAct } from "./authors-acts";
import { type DraftChange, readBasics, readDescription, readNote } from "./draft-forms";
import type { EditView } from "./queries.server";

/** Steps whose form edits the draft; the step of submitting the explanation to it. */
export type FormStep = "basics" | "authors" | "description" | "submit";

type Asked = Pick<EditView, "fields" | "parts" | "userId" | "filesForUnit"> & { rules: Pick<EditView["rules"], "maxAuthors"> };

/** What a sent form of a step makes of a draft; the same for the button and for saving while typing. */
export function readStep(form: FormData, step: FormStep, { fields, parts, userId, filesForUnit, rules }: Asked): DraftChange {
  switch (step) {
    case "basics":
      return readBasics(form, fields.map((field) => field.id));
    case "authors":
      return readAuthorsAct(form, { userId, forUnit: filesForUnit }, rules.maxAuthors);
    case "description":
      return readDescription(form, parts);
    case "submit":
      return readNote(form);
  }
}

/** Whose account the step of the authors asks about: a school files for others. */
export const accountAskedOf = ({ userId, filesForUnit }: Pick<EditView, "userId" | "filesForUnit">): string | null => (filesForUnit ? null : userId);
