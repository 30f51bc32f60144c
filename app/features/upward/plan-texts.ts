import type { UpwardMessages } from "~/i18n/vi/upward";
import type { EntryNote, EntryStop } from "./plan-import.server";

/** What keeps an entry out, in words. */
export function stopText({ plan }: UpwardMessages, stop: EntryStop): string {
  return stop.kind === "consent_short" ? plan.stop.consent_short(stop.author) : plan.stop[stop.kind];
}

/** What should be known of an entry, in words. */
export function noteText({ plan }: UpwardMessages, integer: (value: number) => string, note: EntryNote): string {
  switch (note.kind) {
    case "too_old":
    case "too_young":
      return plan.note[note.kind](note.author);
    case "created_too_early":
    case "entry_large":
      return plan.note[note.kind];
    case "too_many_authors":
      return plan.note.too_many_authors(integer(note.count));
    case "text_long":
    case "part_left":
    case "answer_lost":
    case "files_many":
      return plan.note[note.kind](note.part);
    case "file_large":
    case "file_type":
    case "file_left":
      return plan.note[note.kind](note.file);
    case "same_title":
    case "same_author":
      return plan.note[note.kind](note.code, note.title);
    case "stayed":
      return plan.note.stayed[note.why](note.file);
  }
}
