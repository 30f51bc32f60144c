import { authorField } from "~/domain/entry/completeness";
import { addAuthor, moveAuthor, newAuthor, removeAuthor, splitEqually } from "~/domain/entry/draft";
import { isUuid } from "~/domain/kernel/uuid";
import { type DraftChange, type Filer, readAuthors } from "./draft-forms";

/** What a button of the step of the authors does, beside saving what was typed: `add`, `split`, `up:<key>` … */
function actOf(form: FormData): { act: string; key: string } {
  const [act = "", key = ""] = String(form.get("intent") ?? "").split(":");
  return { act, key };
}

/** Reads the step and carries out its button. Where `maxAuthors` is reached, nobody is added. */
export function readAuthorsAct(form: FormData, filer: Filer, maxAuthors: number | null): DraftChange {
  const read = readAuthors(form, filer);
  const { act, key } = actOf(form);
  const newKey = String(form.get("newKey") ?? "");
  return (draft) => {
    const typed = read(draft);
    switch (act) {
      case "add":
        return isUuid(newKey) && (maxAuthors === null || typed.authors.length < maxAuthors) ? addAuthor(typed, newAuthor(newKey)) : typed;
      case "split":
        return splitEqually(typed);
      case "up":
        return moveAuthor(typed, key, -1);
      case "down":
        return moveAuthor(typed, key, 1);
      case "remove":
        return removeAuthor(typed, key);
      default:
        return typed;
    }
  };
}

/** Where the page should stand after the button: at the author it was about. */
export function anchorOfAuthorsAct(form: FormData): string {
  const { act, key } = actOf(form);
  if (act === "add") return authorField(String(form.get("newKey") ?? ""), "fullName");
  return act === "up" || act === "down" ? authorField(key, "fullName") : "authors";
}
