import type { PartRule } from "~/domain/contest/rules";
import type { Draft, DraftAuthor } from "~/domain/entry/draft";
import { plainPartText } from "~/domain/entry/part-values";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Formats } from "~/i18n/formats";
import type { Messages } from "~/i18n/messages";

/** One fact of an entry in words, in the order of the form. Long texts keep their lines. */
export interface ContentLine {
  key: string;
  label: string;
  value: string;
  isLong?: boolean;
}

/** What reading a part takes. */
export type ShownPart = Pick<PartRule, "key" | "kind" | "label" | "options">;

export interface ContentContext {
  messages: Messages;
  formats: Formats;
  fields: readonly { id: string; name: string }[];
  parts: readonly ShownPart[];
}

/** A stored telephone number as people write it. */
export const shownPhone = (phone: string): string => (phone === "" ? "" : shownSignInName({ email: "", phone }));

/** What stands in the field of the month: what was typed while it cannot be read, else `03/2026`. */
export function shownMonth({ createdYear, createdMonth, unreadable }: Pick<Draft, "createdYear" | "createdMonth" | "unreadable">): string {
  if (unreadable["created"] !== undefined) return unreadable["created"];
  return createdYear === null || createdMonth === null ? "" : `${String(createdMonth).padStart(2, "0")}/${createdYear}`;
}

export function basicsLines({ messages, fields }: ContentContext, draft: Draft): ContentLine[] {
  const { field: labels, ownerKind } = messages.entries;
  return [
    { key: "title", label: labels.title, value: draft.title },
    { key: "field", label: labels.field, value: fields.find((field) => field.id === draft.fieldId)?.name ?? "" },
    { key: "ownerKind", label: labels.ownerKind, value: ownerKind[draft.ownerKind] },
    ...(draft.ownerName ? [{ key: "ownerName", label: labels.ownerName, value: draft.ownerName }] : []),
    { key: "created", label: labels.created, value: shownMonth(draft) },
    { key: "unitName", label: labels.unitName, value: draft.unitName },
  ];
}

export function authorLines({ messages, formats }: Pick<ContentContext, "messages" | "formats">, author: DraftAuthor, unreadable: Draft["unreadable"]): ContentLine[] {
  const { field: labels, sex } = messages.entries;
  const typed = (name: string, value: string) => unreadable[`author-${author.key}-${name}`] ?? value;
  const lines: [string, string, string][] = [
    ["birthDate", labels.birthDate, typed("birthDate", author.birthDate ? formats.date(author.birthDate) : "")],
    ["sex", labels.sex, author.sex === "F" || author.sex === "M" ? sex[author.sex] : ""],
    ["className", labels.className, author.className],
    ["occupation", labels.occupation, author.occupation],
    ["unitName", labels.authorUnit, author.unitName],
    ["phone", labels.phone, typed("phone", shownPhone(author.phone))],
    ["address", labels.address, author.address],
    ["email", labels.email, typed("email", author.email)],
    ["share", labels.share, typed("share", author.shareHundredths > 0 ? formats.share(author.shareHundredths) : "")],
    ["guardianName", labels.guardianName, author.guardianName],
    ["guardianPhone", labels.guardianPhone, typed("guardianPhone", shownPhone(author.guardianPhone))],
  ];
  return lines.filter(([, , value]) => value !== "").map(([name, label, value]) => ({ key: `${author.key}-${name}`, label, value }));
}

export function supervisorLines({ messages }: ContentContext, draft: Draft): ContentLine[] {
  const { field: labels } = messages.entries;
  const lines = [
    { key: "supervisorName", label: labels.supervisorName, value: draft.supervisorName },
    { key: "supervisorPhone", label: labels.supervisorPhone, value: draft.unreadable["supervisorPhone"] ?? shownPhone(draft.supervisorPhone) },
    { key: "supervisorUnitName", label: labels.supervisorUnitName, value: draft.supervisorUnitName },
  ];
  return lines.filter((line) => line.value !== "");
}

/** The parts that are read as text: files are shown as files, but an address given in their place is one to read. */
export function readParts<Part extends ShownPart>(parts: readonly Part[], values: Draft["parts"]): Part[] {
  return parts.filter(({ key, kind }) => kind !== "FILE" || (values[key] ?? "") !== "");
}

export function summaryLine({ messages }: Pick<ContentContext, "messages">, draft: Draft): ContentLine {
  return { key: "summary", label: messages.entries.field.summary, value: draft.summary, isLong: true };
}

export function descriptionLines({ messages, parts }: ContentContext, draft: Draft): ContentLine[] {
  return [
    summaryLine({ messages }, draft),
    ...readParts(parts, draft.parts).map((part) => ({ key: part.key, label: part.label, value: plainPartText(part, draft.parts[part.key] ?? ""), isLong: true })),
  ];
}

/** All facts of a step one by one, to set what one person stored beside what another typed. */
export function linesOfStep(context: ContentContext, draft: Draft, step: "basics" | "authors" | "description" | "note"): ContentLine[] {
  const { field: labels, author: texts } = context.messages.entries;
  switch (step) {
    case "basics":
      return basicsLines(context, draft);
    case "description":
      return descriptionLines(context, draft);
    case "note":
      return [{ key: "eligibilityNote", label: labels.eligibilityNote, value: draft.eligibilityNote, isLong: true }];
    case "authors": {
      const people = draft.authors.flatMap((author, index) => [
        { key: author.key, label: texts.unnamed(index + 1), value: author.isChief ? `${author.fullName} (${context.messages.entries.review.chief})` : author.fullName },
        ...authorLines(context, author, draft.unreadable).map((line) => ({ ...line, label: `${texts.unnamed(index + 1)} – ${line.label}` })),
      ]);
      return [...people, ...supervisorLines(context, draft)];
    }
  }
}

export interface Difference {
  key: string;
  label: string;
  stored: string;
  typed: string;
}

/** The facts in which what was typed differs from what is stored, in the order of the form. */
export function differencesOf(stored: readonly ContentLine[], typed: readonly ContentLine[]): Difference[] {
  const keys = [...new Set([...stored, ...typed].map((line) => line.key))];
  const find = (lines: readonly ContentLine[], key: string) => lines.find((line) => line.key === key);
  return keys.flatMap((key) => {
    const [one, other] = [find(stored, key), find(typed, key)];
    const difference = { key, label: (other ?? one)?.label ?? "", stored: one?.value ?? "", typed: other?.value ?? "" };
    return difference.stored === difference.typed ? [] : [difference];
  });
}
