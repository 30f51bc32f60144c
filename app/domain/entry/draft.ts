import type { AuthorFacts, EntryFacts } from "./completeness";
import { equalShares } from "./shares";

/** Everything a version of an entry says, as the form edits it. */
export interface Draft extends Omit<EntryFacts, "unreadable" | "authors"> {
  authors: readonly DraftAuthor[];
  /** what was typed but cannot be read, by field name */
  unreadable: Readonly<Record<string, string>>;
}

export interface DraftAuthor extends AuthorFacts {
  sex: string;
  /** where the author lives, as typed; optional */
  address: string;
  /** accounts of the author and of the guardian, where known */
  userId: string | null;
  guardianUserId: string | null;
}

export const EMPTY_DRAFT: Draft = {
  title: "",
  fieldId: null,
  ownerKind: "INDIVIDUAL",
  ownerName: "",
  createdYear: null,
  createdMonth: null,
  unitName: "",
  summary: "",
  parts: {},
  supervisorName: "",
  supervisorPhone: "",
  supervisorUnitName: "",
  eligibilityNote: "",
  authors: [],
  unreadable: {},
};

/** An author nothing is known of yet. */
export function newAuthor(key: string): DraftAuthor {
  return {
    key,
    fullName: "",
    birthDate: null,
    sex: "",
    occupation: "",
    className: "",
    unitName: "",
    phone: "",
    address: "",
    email: "",
    shareHundredths: 0,
    isChief: false,
    guardianName: "",
    guardianPhone: "",
    userId: null,
    guardianUserId: null,
  };
}

/** What the rules read of a draft: of what cannot be read only the names of the fields. */
export function factsOf(draft: Draft): EntryFacts {
  return { ...draft, unreadable: Object.keys(draft.unreadable) };
}

/** Adds an author at the end; the first one is the chief with the whole. Adding the same key twice changes nothing. */
export function addAuthor(draft: Draft, author: DraftAuthor): Draft {
  if (draft.authors.some((one) => one.key === author.key)) return draft;
  const isFirst = draft.authors.length === 0;
  const added = isFirst ? { ...author, isChief: true, shareHundredths: 10_000 } : author;
  const authors = [...draft.authors, added];
  return { ...draft, authors, ownerKind: authors.length > 1 && draft.ownerKind === "INDIVIDUAL" ? "GROUP" : draft.ownerKind };
}

/** Takes an author out, with what could not be read of them; the first of the others becomes chief if need be. */
export function removeAuthor(draft: Draft, key: string): Draft {
  const left = draft.authors.filter((author) => author.key !== key);
  const hasChief = left.some((author) => author.isChief);
  const authors = left.map((author, index) => ({ ...author, isChief: hasChief ? author.isChief : index === 0 }));
  const unreadable = Object.fromEntries(Object.entries(draft.unreadable).filter(([name]) => !name.startsWith(`author-${key}-`)));
  // Adding a second author made it a group by itself; so does taking out all but one undo it.
  const ownerKind = authors.length === 1 && draft.ownerKind === "GROUP" && draft.authors.length > 1 ? "INDIVIDUAL" : draft.ownerKind;
  return { ...draft, authors, ownerKind, unreadable };
}

/** Moves an author one place up (-1) or down (1); at the ends nothing happens. */
export function moveAuthor(draft: Draft, key: string, by: -1 | 1): Draft {
  const from = draft.authors.findIndex((author) => author.key === key);
  const moved = draft.authors[from];
  const neighbour = draft.authors[from + by];
  if (!moved || !neighbour) return draft;
  const authors = [...draft.authors];
  authors[from] = neighbour;
  authors[from + by] = moved;
  return { ...draft, authors };
}

/** "Chia đều": everyone the same share, the rest to the chief author (without one, to the first). */
export function splitEqually(draft: Draft): Draft {
  const chief = Math.max(0, draft.authors.findIndex((author) => author.isChief));
  const shares = equalShares(draft.authors.length, chief);
  const unreadable = Object.fromEntries(Object.entries(draft.unreadable).filter(([name]) => !/^author-.*-share$/.test(name)));
  return { ...draft, unreadable, authors: draft.authors.map((author, index) => ({ ...author, shareHundredths: shares[index] ?? 0 })) };
}

/** What one step of the form holds: two saves of the same step that agree here are the same save. */
export function sliceOf(draft: Draft, step: "basics" | "authors" | "description" | "note"): unknown {
  const unreadable = (matches: (name: string) => boolean) =>
    Object.entries(draft.unreadable).filter(([name]) => matches(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  switch (step) {
    case "basics":
      return [draft.title, draft.fieldId, draft.ownerKind, draft.ownerName, draft.createdYear, draft.createdMonth, draft.unitName, unreadable((name) => name === "created")];
    case "authors":
      return [draft.authors.map(authorSlice), draft.supervisorName, draft.supervisorPhone, draft.supervisorUnitName, unreadable((name) => name !== "created")];
    case "description":
      return [draft.summary, Object.entries(draft.parts).filter(([, text]) => text !== "").toSorted(([a], [b]) => (a < b ? -1 : 1))];
    case "note":
      return [draft.eligibilityNote];
  }
}

function authorSlice(author: DraftAuthor): unknown {
  const { key, fullName, birthDate, sex, occupation, className, unitName, phone, address, email, shareHundredths, isChief, guardianName, guardianPhone } = author;
  return [key, fullName, birthDate, sex, occupation, className, unitName, phone, address, email, shareHundredths, isChief, guardianName, guardianPhone];
}
