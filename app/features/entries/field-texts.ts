import type { Draft, DraftAuthor } from "~/domain/entry/draft";
import { plainPartText } from "~/domain/entry/part-values";
import type { Formats } from "~/i18n/formats";
import { type ContentContext, shownMonth, shownPhone } from "./content-lines";

const AUTHOR_FIELD = /^author-([0-9a-f-]{36})(?:-(.+))?$/;

/** What the box of a field holds, by the field's name in the form; a TABLE part gives its JSON text. */
export function inputValue({ formats }: { formats: Formats }, draft: Draft, name: string, userId: string | null): string {
  const typed = draft.unreadable[name];
  if (typed !== undefined) return typed;
  const [, key, own] = AUTHOR_FIELD.exec(name) ?? [];
  if (key) {
    const author = draft.authors.find((one) => one.key === key);
    return author && own ? authorValue(formats, author, own, userId) : (author?.fullName ?? "");
  }
  if (name.startsWith("part-")) return draft.parts[name.slice("part-".length)] ?? "";
  switch (name) {
    case "field":
      return draft.fieldId ?? "";
    case "created":
      return shownMonth(draft);
    case "supervisorPhone":
      return shownPhone(draft.supervisorPhone);
    case "chief":
      return draft.authors.find((author) => author.isChief)?.key ?? "";
    default: {
      const value = (draft as unknown as Readonly<Record<string, unknown>>)[name];
      return typeof value === "string" ? value : "";
    }
  }
}

function authorValue(formats: Formats, author: DraftAuthor, name: string, userId: string | null): string {
  switch (name) {
    case "birthDate":
      return author.birthDate === null ? "" : formats.date(author.birthDate);
    case "share":
      return shownShare(formats, author);
    case "phone":
    case "guardianPhone":
      return shownPhone(author[name]);
    case "me":
      return userId !== null && author.userId === userId ? "author" : userId !== null && author.guardianUserId === userId ? "guardian" : "none";
    default: {
      const value = (author as unknown as Readonly<Record<string, unknown>>)[name];
      return typeof value === "string" ? value : "";
    }
  }
}

/** An author's share as it stands in its box, without the sign for percent. */
export const shownShare = (formats: Formats, { shareHundredths }: Pick<DraftAuthor, "shareHundredths">): string => (shareHundredths === 0 ? "" : formats.share(shareHundredths).replace(/\s*%$/, ""));

/** What a field says in words, to be compared: choices by their labels. */
export function fieldText(context: ContentContext, draft: Draft, name: string, userId: string | null): string {
  const { messages, fields, parts } = context;
  const { entries } = messages;
  const value = inputValue(context, draft, name, userId);
  if (draft.unreadable[name] !== undefined) return value;
  const own = AUTHOR_FIELD.exec(name)?.[2];
  if (own === "sex") return value === "F" || value === "M" ? entries.sex[value] : "";
  if (own === "me") return value === "author" || value === "guardian" ? entries.me[value] : entries.me.none;
  if (name === "field") return fields.find((field) => field.id === value)?.name ?? "";
  if (name === "ownerKind") return entries.ownerKind[draft.ownerKind];
  if (name === "chief") return authorName(context, draft, value);
  const part = parts.find(({ key }) => name === `part-${key}`);
  return part ? plainPartText(part, value) : value;
}

/** The name of a field in words: "Trần Văn An – Ngày sinh". */
export function fieldLabel(context: ContentContext, draft: Draft, name: string): string {
  const { field: labels } = context.messages.entries;
  const [, key, own] = AUTHOR_FIELD.exec(name) ?? [];
  const plain = labels as Readonly<Record<string, string>>;
  if (key) {
    const label = own === "unitName" ? labels.authorUnit : own ? (plain[own] ?? "") : "";
    return [authorName(context, draft, key), label].filter((text) => text !== "").join(" – ");
  }
  return context.parts.find((part) => name === `part-${part.key}`)?.label ?? plain[name] ?? "";
}

function authorName({ messages }: ContentContext, draft: Draft, key: string): string {
  const index = draft.authors.findIndex((author) => author.key === key);
  const author = draft.authors[index];
  return author ? author.fullName || messages.entries.author.unnamed(index + 1) : "";
}
