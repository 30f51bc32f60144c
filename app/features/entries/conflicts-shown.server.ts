import type { ConflictShown } from "~/domain/entry/autosave";
import type { Draft } from "~/domain/entry/draft";
import { fieldsOf } from "~/domain/entry/draft-fields";
import type { ContentContext } from "./content-lines";
import { markOf, type SavedStep } from "./draft-tokens.server";
import { fieldLabel, fieldText, inputValue } from "./field-texts";
import type { ShownConflict } from "./save-draft.server";

interface Sides {
  conflicts: readonly ShownConflict[];
  typed: Draft;
  stored: Draft;
  step: SavedStep;
  userId: string | null;
}

/** Both texts of every field that two people changed, in words, with who saved the other and when. */
export function conflictsShown(context: ContentContext, { conflicts, typed, stored, step, userId }: Sides): ConflictShown[] {
  const texts = context.messages.saving.conflict;
  const marks = fieldsOf(stored, step, userId);
  return conflicts.map(({ name, kind, by, isOwn, at }) => {
    const moment = context.formats.dateTime(at);
    return {
      name,
      kind,
      label: fieldLabel(context, kind === "removal" ? stored : typed, name),
      heading: isOwn ? texts.own(moment) : texts.theirs(by ?? texts.somebody, moment),
      mine: fieldText(context, typed, name, userId),
      theirs: fieldText(context, stored, name, userId),
      theirsValue: inputValue(context, stored, name, userId),
      mark: markOf(marks[name] ?? ""),
    };
  });
}
