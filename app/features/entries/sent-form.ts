import type { Mark, Seen } from "~/domain/entry/merge-draft";

/** What a form of a step asks for beside its fields. */
export interface SentIntent {
  kind: "save" | "next" | "mine" | "theirs" | "act";
  /** of `mine` and `theirs`: the field that is decided */
  field: string;
}

/** `save`, `next`, `mine:title`, `theirs:title`; every other one is an act of the step itself. */
export function intentOf(form: FormData): SentIntent {
  const text = String(form.get("intent") ?? "save");
  const [, kind, field = ""] = /^(save|next|mine|theirs)(?::(.*))?$/.exec(text) ?? [];
  return kind === "save" || kind === "next" || kind === "mine" || kind === "theirs" ? { kind, field } : { kind: "act", field: "" };
}

/**
 * The marks a form was filled in over. Where both texts of a field were shown side by side, saving means to write over the other:
 * "Lấy bản của tôi" for its field alone, "Lưu" for all.
 */
export function seenOf(form: FormData, parse: (text: string) => Seen): Seen {
  const { kind, field } = intentOf(form);
  const shown = parse(form.getAll("shown").join(" "));
  const decided = (name: string) => kind === "save" || kind === "next" || (kind === "mine" && name === field);
  const accepted = Object.entries(shown).filter(([name]): boolean => decided(name));
  return { ...parse(String(form.get("seen") ?? "")), ...(Object.fromEntries(accepted) as Record<string, Mark>) };
}

/** The form without what was typed into one field ("Giữ bản kia"): it then keeps what is stored. */
export function withoutField(form: FormData, field: string): FormData {
  const isAuthor = /^author-[0-9a-f-]{36}$/.test(field);
  const isOf = (name: string, value: FormDataEntryValue) =>
    name === field || (isAuthor ? name.startsWith(`${field}-`) || (name === "author" && `author-${String(value)}` === field) : name.startsWith(`${field}-`) && /^\d+(-|$)/.test(name.slice(field.length + 1)));
  const left = new FormData();
  for (const [name, value] of form) if (!isOf(name, value)) left.append(name, value);
  return left;
}
