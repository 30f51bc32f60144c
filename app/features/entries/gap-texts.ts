import type { PartRule } from "~/domain/contest/rules";
import { type AuthorFacts, type Gap, partField } from "~/domain/entry/completeness";
import { partiesMissing, type ConsentParty, type GivenConsent, type Judged } from "~/domain/entry/consent";
import { fileGapText, isFileGap } from "~/features/files/file-texts";
import type { Formats } from "~/i18n/formats";
import type { Messages } from "~/i18n/messages";

type NamedPart = Pick<PartRule, "key" | "label" | "options"> & Partial<Pick<PartRule, "why">>;

/** What the words about a gap need to know of the entry it is in. */
export interface GapContext {
  messages: Messages;
  formats: Formats;
  authors: readonly Pick<AuthorFacts, "key" | "fullName">[];
  parts: readonly NamedPart[];
  /** whose consent an author's taking part still waits for */
  waitingFor?: (authorKey: string) => readonly ConsentParty[];
}

/** What is the matter, without the name of the field: "chưa điền". */
export function gapText({ messages, formats, waitingFor }: GapContext, gap: Gap): string {
  const texts = messages.entries.gap;
  if (isFileGap(gap.reason)) return fileGapText({ messages, formats }, gap.reason, gap);
  switch (gap.reason) {
    case "unreadable":
      return texts.unreadable[kindOfField(gap.field)];
    case "too_long":
      return texts.too_long(formats.integer(gap.amount ?? 0));
    case "too_many_rows":
      return messages.dossier.gap.too_many_rows(formats.integer(gap.amount ?? 0));
    case "unknown_choice":
      return messages.dossier.gap.unknown_choice;
    case "too_many_authors":
      return texts.too_many_authors(formats.integer(gap.amount ?? 0));
    case "shares_sum":
      return texts.shares_sum(formats.share(gap.amount ?? 0));
    case "consent_missing":
      return texts.consent_missing(formats.list((waitingFor?.(gap.authorKey ?? "") ?? []).map((party) => messages.entries.party[party])));
    default:
      return texts[gap.reason];
  }
}

function kindOfField(field: string): "date" | "month" | "phone" | "email" | "share" {
  if (field === "created") return "month";
  if (/phone$/i.test(field)) return "phone";
  if (field.endsWith("-email")) return "email";
  return field.endsWith("-share") ? "share" : "date";
}

/** The name of the field a gap is in, as its label reads: "Tác giả 2 – Ngày sinh". */
export function gapLabel({ messages, authors, parts }: GapContext, gap: Gap): string {
  const { field: labels, author } = messages.entries;
  if (gap.partKey !== undefined || gap.field.startsWith("part-")) return partLabel(messages, parts, gap);
  const index = authors.findIndex((one) => one.key === gap.authorKey);
  const person = index < 0 ? null : authors[index]?.fullName || author.unnamed(index + 1);
  const name = gap.field.slice(gap.field.lastIndexOf("-") + 1);
  if (gap.field.startsWith("consent-")) return person ?? "";
  const own = name === "unitName" && person !== null ? labels.authorUnit : (labels as Readonly<Record<string, string>>)[name];
  return person === null ? (own ?? "") : `${person} – ${own ?? ""}`;
}

/** A gap in words: what is the matter with which field, and why that field is asked for. */
export interface GapWords {
  field: string;
  label: string;
  text: string;
  /** empty where it explains itself */
  why: string;
  isMissing: boolean;
}

export function gapWords(context: GapContext, gap: Gap): GapWords {
  const isMissing = gap.reason === "missing" || gap.reason === "file_missing";
  const why = isMissing ? (context.parts.find(({ key }) => key === gap.partKey)?.why ?? "") : "";
  return { field: gap.field, label: gapLabel(context, gap), text: gapText(context, gap), why, isMissing };
}

/** The name of a part, or of the cell of its table: "Vật liệu, dòng 2 – Nguồn gốc". */
function partLabel(messages: Messages, parts: readonly NamedPart[], gap: Gap): string {
  const part = parts.find(({ key }) => key === gap.partKey || partField(key) === gap.field);
  if (!part) return "";
  const [row, ...column] = gap.field.slice(partField(part.key).length + 1).split("-");
  const label = part.options.find(({ key }) => key === column.join("-"))?.label;
  return row && label ? messages.dossier.cellOf(part.label, String(Number(row) + 1), label) : part.label;
}

/** Texts by field for those gaps that are shown at their fields: always what is wrong, what is missing only when asked for. */
export function fieldErrors(context: GapContext, gaps: readonly Gap[], withMissing: boolean): Record<string, string[]> {
  const shown = gaps.filter((gap) => withMissing || isWrong(gap));
  const byField: Record<string, string[]> = {};
  for (const gap of shown) (byField[gap.field] ??= []).push(capital(gapText(context, gap)));
  return byField;
}

/** Wrong is what somebody wrote; missing is what nobody wrote yet. */
export function isWrong(gap: Gap): boolean {
  return ["unreadable", "too_long", "in_future", "unknown_field", "too_many_rows", "unknown_choice", "too_many_authors", "group_needed"].includes(gap.reason);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Who is still waited for, per author, for the words of a consent gap. */
export function waitingForConsent(
  authors: readonly Pick<AuthorFacts, "key" | "birthDate">[],
  consentsOf: (key: string) => readonly GivenConsent[],
  judged: Judged,
): (authorKey: string) => readonly ConsentParty[] {
  return (authorKey) => {
    const author = authors.find((one) => one.key === authorKey);
    return author ? partiesMissing(author.birthDate, "TAKE_PART", consentsOf(authorKey), judged) : [];
  };
}
