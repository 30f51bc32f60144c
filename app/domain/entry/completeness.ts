import type { PartRule } from "../contest/rules";
import type { FileGapReason } from "../files/entry-files";
import type { Day } from "./ages";
import { type GivenConsent, type Judged, needsGuardian, partiesMissing } from "./consent";
import { type AdmissionRules, eligibilityConcerns } from "./eligibility";
import { chosenOption, MOST_TABLE_ROWS, readTable, type TableRow } from "./part-values";
import { sumOfShares, WHOLE_SHARE } from "./shares";

export type OwnerKind = "INDIVIDUAL" | "GROUP" | "ORGANISATION";

/** The steps of the form in their order. */
export const ENTRY_STEPS = ["basics", "authors", "description", "files", "consents", "submit"] as const;
export type EntryStep = (typeof ENTRY_STEPS)[number];

export interface AuthorFacts {
  key: string;
  fullName: string;
  birthDate: Day | null;
  unitName: string;
  occupation: string;
  className: string;
  phone: string;
  email: string;
  shareHundredths: number;
  isChief: boolean;
  guardianName: string;
  guardianPhone: string;
}

export interface EntryFacts {
  title: string;
  fieldId: string | null;
  ownerKind: OwnerKind;
  ownerName: string;
  createdYear: number | null;
  createdMonth: number | null;
  unitName: string;
  summary: string;
  parts: Readonly<Record<string, string>>;
  supervisorName: string;
  supervisorPhone: string;
  supervisorUnitName: string;
  eligibilityNote: string;
  authors: readonly AuthorFacts[];
  /** names of fields whose text cannot be read */
  unreadable: readonly string[];
}

/** What the rules read of a part; FILE parts are judged by the rules of files. */
export type AskedPart = Pick<PartRule, "key" | "kind" | "required" | "maxLength" | "options">;

export interface DossierRules extends AdmissionRules {
  fieldIds: readonly string[];
  parts: readonly AskedPart[];
  /** the day on which it is checked: who is a minor, what lies in the future */
  day: Day;
  /** longest summary, in characters */
  summaryLength: number;
  /** age from which an author decides alone */
  selfFrom: number;
}

export type GapReason =
  | "missing"
  | "unreadable"
  | "too_long"
  | "too_many_rows"
  | "unknown_choice"
  | "unknown_field"
  | "no_authors"
  | "too_many_authors"
  | "group_needed"
  | "shares_sum"
  | "share_missing"
  | "one_chief"
  | "in_future"
  | "contact_missing"
  | "note_needed"
  | "consent_missing"
  | FileGapReason;

/** One thing that keeps an entry from being submitted, with the field where it is mended. */
export interface Gap {
  step: EntryStep;
  /** name of the field in the form of that step */
  field: string;
  reason: GapReason;
  authorKey?: string;
  /** key of the part it is about */
  partKey?: string;
  /** for `too_long`, `too_many_rows` and `too_many_authors` the limit, for `shares_sum` the sum in hundredths */
  amount?: number;
  /** of the file it is about */
  name?: string;
}

/** How long the texts may be, in characters. */
export const TEXT_LIMITS = { title: 250, name: 200, short: 120, phone: 20, email: 254, summary: 2000, note: 2000 } as const;

/** Author fields stand under the author's key, so that a link finds them whatever the order. */
export const authorField = (key: string, name: string): string => `author-${key}-${name}`;
export const partField = (key: string): string => `part-${key}`;
/** A cell of a table part; rows count from 0. */
export const cellField = (key: string, row: number, column: string): string => `${partField(key)}-${row}-${column}`;

/** All that is missing or wrong before an entry can be submitted, step by step in the order of the form. Consents apart. */
export function gapsOf(rules: DossierRules, facts: EntryFacts): Gap[] {
  return [...basicsGaps(rules, facts), ...authorsGaps(rules, facts), ...descriptionGaps(rules, facts), ...noteGaps(rules, facts)];
}

function textGap(step: EntryStep, field: string, text: string, limit: number, required: boolean, authorKey?: string): Gap[] {
  const author = authorKey === undefined ? {} : { authorKey };
  if (text === "") return required ? [{ step, field, reason: "missing", ...author }] : [];
  return text.length > limit ? [{ step, field, reason: "too_long", amount: limit, ...author }] : [];
}

function basicsGaps(rules: DossierRules, facts: EntryFacts): Gap[] {
  const step = "basics";
  const gaps = textGap(step, "title", facts.title, TEXT_LIMITS.title, true);
  if (facts.fieldId === null) gaps.push({ step, field: "field", reason: "missing" });
  else if (!rules.fieldIds.includes(facts.fieldId)) gaps.push({ step, field: "field", reason: "unknown_field" });
  gaps.push(...textGap(step, "ownerName", facts.ownerName, TEXT_LIMITS.name, facts.ownerKind === "ORGANISATION"));
  gaps.push(...createdGaps(rules, facts));
  gaps.push(...textGap(step, "unitName", facts.unitName, TEXT_LIMITS.name, false));
  return gaps;
}

function createdGaps(rules: DossierRules, facts: EntryFacts): Gap[] {
  const at = { step: "basics", field: "created" } as const;
  if (facts.unreadable.includes("created")) return [{ ...at, reason: "unreadable" }];
  if (facts.createdYear === null || facts.createdMonth === null) return [{ ...at, reason: "missing" }];
  const month = `${facts.createdYear}-${String(facts.createdMonth).padStart(2, "0")}`;
  return month > rules.day.slice(0, 7) ? [{ ...at, reason: "in_future" }] : [];
}

function authorsGaps(rules: DossierRules, facts: EntryFacts): Gap[] {
  const { authors } = facts;
  const step = "authors";
  if (authors.length === 0) return [{ step, field: "authors", reason: "no_authors" }];
  const gaps = authors.flatMap((author) => authorGaps(rules, facts, author));
  if (rules.maxAuthors !== null && authors.length > rules.maxAuthors) {
    gaps.push({ step, field: "authors", reason: "too_many_authors", amount: rules.maxAuthors });
  }
  if (authors.length > 1 && facts.ownerKind === "INDIVIDUAL") gaps.push({ step: "basics", field: "ownerKind", reason: "group_needed" });
  const sum = sumOfShares(authors.map((author) => author.shareHundredths));
  if (sum !== WHOLE_SHARE) gaps.push({ step, field: "authors", reason: "shares_sum", amount: sum });
  if (authors.filter((author) => author.isChief).length !== 1) gaps.push({ step, field: "chief", reason: "one_chief" });
  gaps.push(...textGap(step, "supervisorName", facts.supervisorName, TEXT_LIMITS.name, false));
  gaps.push(...textGap(step, "supervisorUnitName", facts.supervisorUnitName, TEXT_LIMITS.name, false));
  gaps.push(...phoneGaps("supervisorPhone", facts.supervisorPhone, facts.unreadable, false));
  return gaps;
}

function authorGaps(rules: DossierRules, facts: EntryFacts, author: AuthorFacts): Gap[] {
  const { key } = author;
  const at = (name: string) => authorField(key, name);
  const text = (name: string, value: string, limit: number, required = false) => textGap("authors", at(name), value, limit, required, key);
  const isMinor = author.birthDate !== null && needsGuardian(author.birthDate, rules.day, rules.selfFrom);
  const unreadable = facts.unreadable;
  return [
    ...text("fullName", author.fullName, TEXT_LIMITS.name, true),
    ...birthDateGaps(rules, author, unreadable),
    ...text("occupation", author.occupation, TEXT_LIMITS.short),
    ...text("className", author.className, TEXT_LIMITS.short),
    ...text("unitName", author.unitName, TEXT_LIMITS.name, true),
    ...phoneGaps(at("phone"), author.phone, unreadable, false, key),
    ...emailGaps(at("email"), author.email, unreadable, key),
    ...contactGaps(author, isMinor),
    ...shareGaps(author, unreadable),
    ...text("guardianName", author.guardianName, TEXT_LIMITS.name, isMinor),
    ...phoneGaps(at("guardianPhone"), author.guardianPhone, unreadable, isMinor, key),
  ];
}

function birthDateGaps(rules: DossierRules, author: AuthorFacts, unreadable: readonly string[]): Gap[] {
  const at = { step: "authors", field: authorField(author.key, "birthDate"), authorKey: author.key } as const;
  if (unreadable.includes(at.field)) return [{ ...at, reason: "unreadable" }];
  if (author.birthDate === null) return [{ ...at, reason: "missing" }];
  return author.birthDate > rules.day ? [{ ...at, reason: "in_future" }] : [];
}

function shareGaps(author: AuthorFacts, unreadable: readonly string[]): Gap[] {
  const at = { step: "authors", field: authorField(author.key, "share"), authorKey: author.key } as const;
  if (unreadable.includes(at.field)) return [{ ...at, reason: "unreadable" }];
  return author.shareHundredths === 0 ? [{ ...at, reason: "share_missing" }] : [];
}

/** Somebody has to be reachable: the chief author, or for a minor the guardian. */
function contactGaps(author: AuthorFacts, isMinor: boolean): Gap[] {
  if (!author.isChief || isMinor || author.phone !== "" || author.email !== "") return [];
  return [{ step: "authors", field: authorField(author.key, "phone"), reason: "contact_missing", authorKey: author.key }];
}

function phoneGaps(field: string, phone: string, unreadable: readonly string[], required: boolean, authorKey?: string): Gap[] {
  const author = authorKey === undefined ? {} : { authorKey };
  if (unreadable.includes(field)) return [{ step: "authors", field, reason: "unreadable", ...author }];
  return required && phone === "" ? [{ step: "authors", field, reason: "missing", ...author }] : [];
}

function emailGaps(field: string, email: string, unreadable: readonly string[], authorKey: string): Gap[] {
  if (unreadable.includes(field)) return [{ step: "authors", field, reason: "unreadable", authorKey }];
  return textGap("authors", field, email, TEXT_LIMITS.email, false, authorKey);
}

function descriptionGaps(rules: DossierRules, facts: EntryFacts): Gap[] {
  const parts = rules.parts.flatMap((part) => partGaps(part, facts.parts[part.key] ?? "").map((gap) => ({ ...gap, partKey: part.key })));
  return [...textGap("description", "summary", facts.summary, rules.summaryLength, true), ...parts];
}

function partGaps(part: AskedPart, text: string): Gap[] {
  const at = { step: "description", field: partField(part.key) } as const;
  switch (part.kind) {
    case "TEXT":
      return textGap(at.step, at.field, text, part.maxLength, part.required);
    case "CHOICE":
      if (text === "") return part.required ? [{ ...at, reason: "missing" }] : [];
      return chosenOption(text, part.options) ? [] : [{ ...at, reason: "unknown_choice" }];
    case "TABLE":
      return tableGaps(part, readTable(text, part.options));
    case "FILE":
      return [];
  }
}

function tableGaps(part: AskedPart, rows: readonly TableRow[]): Gap[] {
  const at = { step: "description", field: partField(part.key) } as const;
  if (rows.length === 0) return part.required ? [{ ...at, reason: "missing" }] : [];
  const gaps: Gap[] = rows.length > MOST_TABLE_ROWS ? [{ ...at, reason: "too_many_rows", amount: MOST_TABLE_ROWS }] : [];
  rows.forEach((row, index) => {
    for (const { key } of part.options) gaps.push(...textGap(at.step, cellField(part.key, index, key), row[key] ?? "", part.maxLength, false));
  });
  return gaps;
}

/** Outside of the rules of admission an explanation is asked for; the secretary decides on it. */
function noteGaps(rules: DossierRules, facts: EntryFacts): Gap[] {
  const needed = eligibilityConcerns(rules, facts).length > 0;
  if (needed && facts.eligibilityNote === "") return [{ step: "submit", field: "eligibilityNote", reason: "note_needed" }];
  return textGap("submit", "eligibilityNote", facts.eligibilityNote, TEXT_LIMITS.note, false);
}

/** Authors whose taking part not everybody who has to has agreed to; whose birth date is missing is asked for that first. */
export function consentGaps(authors: readonly Pick<AuthorFacts, "key" | "birthDate">[], consentsOf: (key: string) => readonly GivenConsent[], judged: Judged): Gap[] {
  return authors.flatMap((author): Gap[] => {
    // Without a birth date nobody knows who has to agree; it is a gap of its own.
    if (author.birthDate === null) return [];
    const missing = partiesMissing(author.birthDate, "TAKE_PART", consentsOf(author.key), judged);
    return missing.length === 0 ? [] : [{ step: "consents", field: `consent-${author.key}`, reason: "consent_missing", authorKey: author.key }];
  });
}
