import type { PartRule } from "~/domain/contest/rules";
import { authorField, cellField, type OwnerKind, partField } from "~/domain/entry/completeness";
import { type Draft, type DraftAuthor, newAuthor } from "~/domain/entry/draft";
import { writeTable } from "~/domain/entry/part-values";
import { parseShare } from "~/domain/entry/shares";
import { isUuid } from "~/domain/kernel/uuid";
import { parsePhone, parseSignInName } from "~/domain/people/sign-in-name";
import { parseDay } from "~/i18n/parse";
import { parseMonth, typedLine, typedText } from "./typed-text";

/** What one step of the form makes of a draft. Fields that were not sent keep what they hold. */
export type DraftChange = (draft: Draft) => Draft;

/** Above any limit an edition sets; stops a forged form from growing without end. */
const MOST_AUTHORS = 30;

const OWNER_KINDS: readonly OwnerKind[] = ["INDIVIDUAL", "GROUP", "ORGANISATION"];

/** Collects what cannot be read, so that it is kept and shown back. */
function unreadableCollector(draft: Draft) {
  const unreadable: Record<string, string> = { ...draft.unreadable };
  return {
    unreadable,
    /** Reads a typed value; keeps `stored` where the field was not sent, `empty` where it is empty or cannot be read. */
    read<Value>(name: string, typed: string | null, parse: (text: string) => Value | null, stored: Value, empty: Value): Value {
      if (typed === null) return stored;
      delete unreadable[name];
      if (typed === "") return empty;
      const value = parse(typed);
      if (value !== null) return value;
      unreadable[name] = typed;
      return empty;
    },
  };
}

/** Step "Thông tin". `fields` are the fields of the edition; another id is not taken over. */
export function readBasics(form: FormData, fieldIds: readonly string[]): DraftChange {
  return (draft) => {
    const collector = unreadableCollector(draft);
    const created = collector.read(
      "created",
      typedLine(form, "created"),
      parseMonth,
      draft.createdYear !== null && draft.createdMonth !== null ? { year: draft.createdYear, month: draft.createdMonth } : null,
      null,
    );
    const field = typedLine(form, "field");
    const kind = OWNER_KINDS.find((one) => one === form.get("ownerKind"));
    return {
      ...draft,
      title: typedLine(form, "title") ?? draft.title,
      fieldId: field === null ? draft.fieldId : (fieldIds.find((id) => id === field) ?? null),
      ownerKind: kind ?? draft.ownerKind,
      ownerName: typedLine(form, "ownerName") ?? draft.ownerName,
      createdYear: created?.year ?? null,
      createdMonth: created?.month ?? null,
      unitName: typedLine(form, "unitName") ?? draft.unitName,
      unreadable: collector.unreadable,
    };
  };
}

/** Who fills in the step of the authors: accounts of families may say which author is theirs. */
export interface Filer {
  userId: string;
  /** a school files for others, so that no author is the account itself */
  forUnit: boolean;
}

/** Step "Tác giả": authors in the order of the hidden `author` fields, then the supervisor. */
export function readAuthors(form: FormData, filer: Filer): DraftChange {
  return (draft) => {
    const collector = unreadableCollector(draft);
    const keys = [...new Set(form.getAll("author").filter((key): key is string => typeof key === "string" && isUuid(key)))].slice(0, MOST_AUTHORS);
    const chief = form.get("chief");
    const authors = keys.map((key) => {
      const stored = draft.authors.find((author) => author.key === key) ?? newAuthor(key);
      const author = readAuthor(form, stored, collector);
      return { ...author, ...accountsOf(form, stored, filer), isChief: chief === null ? stored.isChief : chief === key };
    });
    const supervisorPhone = collector.read("supervisorPhone", typedLine(form, "supervisorPhone"), parsePhone, draft.supervisorPhone, "");
    return {
      ...draft,
      authors: form.has("authors") ? authors : draft.authors,
      supervisorName: typedLine(form, "supervisorName") ?? draft.supervisorName,
      supervisorPhone,
      supervisorUnitName: typedLine(form, "supervisorUnitName") ?? draft.supervisorUnitName,
      unreadable: forgetLeftAuthors(collector.unreadable, form.has("authors") ? keys : null),
    };
  };
}

function readAuthor(form: FormData, stored: DraftAuthor, collector: ReturnType<typeof unreadableCollector>): DraftAuthor {
  const at = (name: string) => authorField(stored.key, name);
  const line = (name: string) => typedLine(form, at(name));
  const sex = line("sex");
  return {
    ...stored,
    fullName: line("fullName") ?? stored.fullName,
    birthDate: collector.read(at("birthDate"), line("birthDate"), parseDay, stored.birthDate, null),
    sex: sex === null ? stored.sex : (["F", "M"].find((one) => one === sex) ?? ""),
    occupation: line("occupation") ?? stored.occupation,
    className: line("className") ?? stored.className,
    unitName: line("unitName") ?? stored.unitName,
    phone: collector.read(at("phone"), line("phone"), parsePhone, stored.phone, ""),
    address: line("address") ?? stored.address,
    email: collector.read(at("email"), line("email"), parseEmail, stored.email, ""),
    shareHundredths: collector.read(at("share"), line("share"), parseShare, stored.shareHundredths, 0),
    guardianName: line("guardianName") ?? stored.guardianName,
    guardianPhone: collector.read(at("guardianPhone"), line("guardianPhone"), parsePhone, stored.guardianPhone, ""),
  };
}

function parseEmail(text: string): string | null {
  const name = parseSignInName(text);
  return name?.kind === "email" ? name.email : null;
}

/** "Tài khoản này là của": the account as author or guardian; a link made otherwise stays until the contacts change. */
function accountsOf(form: FormData, stored: DraftAuthor, filer: Filer): Pick<DraftAuthor, "userId" | "guardianUserId"> {
  const me = form.get(authorField(stored.key, "me"));
  if (filer.forUnit || me === null) return { userId: stored.userId, guardianUserId: stored.guardianUserId };
  const linked = (own: boolean, id: string | null) => (own ? filer.userId : id === filer.userId ? null : id);
  return { userId: linked(me === "author", stored.userId), guardianUserId: linked(me === "guardian", stored.guardianUserId) };
}

/** What could not be read of an author goes when the author does. */
function forgetLeftAuthors(unreadable: Record<string, string>, keys: readonly string[] | null): Record<string, string> {
  if (keys === null) return unreadable;
  const isKept = (name: string) => !name.startsWith("author-") || keys.some((key) => name.startsWith(`author-${key}-`));
  return Object.fromEntries(Object.entries(unreadable).filter(([name]) => isKept(name)));
}

type AskedPart = Pick<PartRule, "key" | "kind" | "options">;

/** Step "Mô tả": the summary and the parts the edition asks for. Files have a step of their own. */
export function readDescription(form: FormData, parts: readonly AskedPart[]): DraftChange {
  return (draft) => {
    const values = parts.flatMap((part): [string, string][] => {
      const typed = part.kind === "FILE" ? null : readPart(form, part, draft.parts[part.key] ?? "");
      return typed === null ? [] : [[part.key, typed]];
    });
    return { ...draft, summary: typedText(form, "summary") ?? draft.summary, parts: { ...draft.parts, ...Object.fromEntries(values) } };
  };
}

/** What was sent of a part, null for nothing. An answer that is not offered is not taken over; a table is read whole. */
function readPart(form: FormData, part: AskedPart, stored: string): string | null {
  switch (part.kind) {
    case "TEXT":
      return typedText(form, partField(part.key));
    case "CHOICE": {
      const chosen = form.get(partField(part.key));
      return chosen === null ? null : (part.options.find(({ key }) => key === chosen)?.key ?? stored);
    }
    case "TABLE":
      return readRows(form, part);
    case "FILE":
      return null;
  }
}

/** Rows in the order of their numbers; those left out don't count. */
function readRows(form: FormData, { key, options }: AskedPart): string | null {
  const begin = `${partField(key)}-`;
  const numbers = new Set<number>();
  for (const name of form.keys()) {
    const number = name.startsWith(begin) ? /^(\d{1,4})-/.exec(name.slice(begin.length))?.[1] : undefined;
    if (number !== undefined) numbers.add(Number(number));
  }
  if (numbers.size === 0) return null;
  const rows = [...numbers].sort((a, b) => a - b).map((number) => Object.fromEntries(options.map((column) => [column.key, typedLine(form, cellField(key, number, column.key)) ?? ""])));
  return writeTable(rows, options);
}

/** The button that gives a table another row. */
export const addRowIntent = (partKey: string) => `row:${partKey}`;

/** The table to which a row was asked for by that button; null where another one was pressed. */
export function addedRowOf(form: FormData): string | null {
  return /^row:(.+)$/.exec(String(form.get("intent") ?? ""))?.[1] ?? null;
}

/** The explanation where an entry lies outside of the rules of admission. */
export function readNote(form: FormData): DraftChange {
  return (draft) => ({ ...draft, eligibilityNote: typedText(form, "eligibilityNote") ?? draft.eligibilityNote });
}
