import { authorField, partField } from "./completeness";
import type { Draft, DraftAuthor } from "./draft";

/** What of a draft one step of the form edits. */
export type DraftStep = "basics" | "authors" | "description" | "note";

/** What each named field of a step holds, in one text that differs exactly where the content does. */
export type FieldTexts = Readonly<Record<string, string>>;

/** How one field of the form is read from what it edits, and copied to another state of the same. */
interface Lens<Of> {
  read(of: Of): string;
  copy(into: Of, from: Of): Of;
}

function lens<Of>(...keys: readonly (keyof Of)[]): Lens<Of> {
  return {
    read: (of) => JSON.stringify(keys.map((key) => of[key] ?? null)),
    copy: (into, from) => keys.reduce((copied, key) => ({ ...copied, [key]: from[key] }), into),
  };
}

type Lenses<Of> = Readonly<Record<string, Lens<Of>>>;

const BASICS: Lenses<Draft> = {
  title: lens("title"),
  field: lens("fieldId"),
  ownerKind: lens("ownerKind"),
  ownerName: lens("ownerName"),
  created: lens("createdYear", "createdMonth"),
  unitName: lens("unitName"),
};

const SUPERVISOR: Lenses<Draft> = {
  supervisorName: lens("supervisorName"),
  supervisorPhone: lens("supervisorPhone"),
  supervisorUnitName: lens("supervisorUnitName"),
};

const NOTE: Lenses<Draft> = { eligibilityNote: lens("eligibilityNote") };

const AUTHOR: Lenses<DraftAuthor> = {
  fullName: lens("fullName"),
  birthDate: lens("birthDate"),
  share: lens("shareHundredths"),
  unitName: lens("unitName"),
  className: lens("className"),
  occupation: lens("occupation"),
  sex: lens("sex"),
  phone: lens("phone"),
  address: lens("address"),
  email: lens("email"),
  guardianName: lens("guardianName"),
  guardianPhone: lens("guardianPhone"),
};

/** "Tài khoản đang dùng là của": says and changes nothing of the accounts of others. */
function account(userId: string): Lens<DraftAuthor> {
  const own = (into: string | null, from: string | null) => (from === userId ? userId : into === userId ? null : into);
  return {
    read: (of) => (of.userId === userId ? "author" : of.guardianUserId === userId ? "guardian" : "none"),
    copy: (into, from) => ({ ...into, userId: own(into.userId, from.userId), guardianUserId: own(into.guardianUserId, from.guardianUserId) }),
  };
}

const CHIEF: Lens<Draft> = {
  read: (draft) => draft.authors.find((author) => author.isChief)?.key ?? "",
  copy: (into, from) => ({ ...into, authors: into.authors.map((author) => ({ ...author, isChief: author.key === CHIEF.read(from) })) }),
};

const part = (key: string): Lens<Draft> => ({
  read: (draft) => draft.parts[key] ?? "",
  copy: (into, from) => ({ ...into, parts: { ...into.parts, [key]: from.parts[key] ?? "" } }),
});

/** Name of the field that says whether an author is there at all. */
export const authorRow = (key: string): string => `author-${key}`;

function authorLens(key: string, lenses: Lens<DraftAuthor>): Lens<Draft> {
  const find = (draft: Draft) => draft.authors.find((author) => author.key === key);
  return {
    read: (draft) => {
      const author = find(draft);
      return author ? lenses.read(author) : "";
    },
    copy: (into, from) => {
      const source = find(from);
      return source ? { ...into, authors: into.authors.map((author) => (author.key === key ? lenses.copy(author, source) : author)) } : into;
    },
  };
}

/** The fields of an author by name. `userId` is whose account the form asks about, null where it doesn't. */
function authorLenses(key: string, userId: string | null): Lenses<Draft> {
  const lenses = userId === null ? AUTHOR : { ...AUTHOR, me: account(userId) };
  return Object.fromEntries(Object.entries(lenses).map(([name, one]) => [authorField(key, name), authorLens(key, one)]));
}

function lensesOf(draft: Draft, step: DraftStep, userId: string | null): Lenses<Draft> {
  switch (step) {
    case "basics":
      return BASICS;
    case "authors":
      return Object.assign({}, ...draft.authors.map((author) => authorLenses(author.key, userId)), { chief: CHIEF, ...SUPERVISOR }) as Lenses<Draft>;
    case "description":
      return Object.assign({ summary: lens<Draft>("summary") }, ...Object.keys(draft.parts).map((key) => ({ [partField(key)]: part(key) }))) as Lenses<Draft>;
    case "note":
      return NOTE;
  }
}

const UNREADABLE = "?";

/** Content of every field of a step by name; a description's part that stands empty is left out. `userId`: see `copyFields`. */
export function fieldsOf(draft: Draft, step: DraftStep, userId: string | null): FieldTexts {
  const texts = Object.entries(lensesOf(draft, step, userId)).map(([name, one]) => {
    const typed = draft.unreadable[name];
    return [name, typed === undefined ? one.read(draft) : UNREADABLE + typed] as const;
  });
  const rows = step === "authors" ? draft.authors.map((author) => [authorRow(author.key), "1"] as const) : [];
  return Object.fromEntries([...rows, ...texts.filter(([, text]) => text !== "")]);
}

/**
 * Takes these fields of a step over from another state of the draft, with what could not be read of them. Authors that are not
 * in `into` stay away: rows come and go by themselves.
 * @param userId the account whose own part in the entry the form asks about, null where it doesn't ask
 */
export function copyFields(into: Draft, from: Draft, { step, names, userId }: { step: DraftStep; names: readonly string[]; userId: string | null }): Draft {
  const lenses = { ...lensesOf(from, step, userId), ...lensesOf(into, step, userId) };
  return names.reduce((draft, name) => {
    const copied = lenses[name]?.copy(draft, from) ?? draft;
    const unreadable = { ...copied.unreadable };
    const typed = from.unreadable[name];
    if (typed === undefined) delete unreadable[name];
    else unreadable[name] = typed;
    return { ...copied, unreadable };
  }, into);
}
