import { type OwnerKind, TEXT_LIMITS } from "../entry/completeness";
import { sumOfShares, WHOLE_SHARE } from "../entry/shares";
import type { Day } from "../contest/eligibility";
import { COLUMNS, type ColumnName, fold } from "./columns";
import { readHeader, type Header } from "./header";
import type { ImportNote, ImportProblem } from "./problems";
import { type AuthorRow, type Findings, readAuthorRow, RowReader } from "./row";
import { lineOf, type Month, monthOf, ownerKindOf, type Table } from "./values";

/** What the edition knows that the rows are held against. */
export interface ImportRules {
  fields: readonly { id: string; code: string; name: string }[];
  /** whether a word in the column `contest` means this edition */
  isThisContest: (word: string) => boolean;
  /** longest summary, in characters */
  summaryLength: number;
  maxAuthors: number | null;
  today: Day;
}

/** An entry as the rows say it, without problems. */
export interface ReadEntry {
  /** the row it begins in */
  row: number;
  ref: string;
  title: string;
  fieldId: string;
  summary: string;
  created: Month | null;
  ownerKind: OwnerKind;
  ownerName: string;
  unit: string;
  supervisorName: string;
  supervisorPhone: string;
  /** the supervisor's number as typed, where it cannot be read */
  supervisorPhoneTyped: string | null;
  authors: (AuthorRow & { birthDate: Day; share: number; isChief: boolean })[];
}

export interface ReadTable {
  entries: ReadEntry[];
  /** in the order of the rows; while there are any, nothing may be imported */
  problems: ImportProblem[];
  notes: ImportNote[];
}

/** More rows than any contest has entries; beyond it the file is something else. */
export const MOST_ROWS = 20_000;
const MOST_REF = 60;

/**
 * Reads a workbook of entries (contracts.md, "Workbook of entries"): groups the rows by `ref` and holds each cell and each entry
 * against the rules. Every problem is found, not only the first.
 */
export function readEntries(table: Table, rules: ImportRules, knownRefs: ReadonlySet<string> = new Set()): ReadTable {
  const { header, problems } = readHeader(table);
  if (problems.some(({ code }) => code === "no_header" || code === "column_missing")) return { entries: [], problems, notes: [] };
  if (table.length - 1 > MOST_ROWS) return { entries: [], problems: [{ row: MOST_ROWS + 2, column: null, header: null, code: "too_many_rows", amount: MOST_ROWS }], notes: [] };
  const findings: Findings = { problems, notes: [] };
  const readers = table.slice(1).map((cells, index) => new RowReader(index + 2, cells, header, findings));
  const filled = readers.filter((reader) => !reader.isBlank);
  if (filled.length === 0) problems.push({ row: 2, column: null, header: null, code: "no_rows" });
  const groups = new Map<string, RowReader[]>();
  for (const reader of filled) {
    const ref = reader.line("ref", MOST_REF, true);
    if (ref === "") checkLooseRow(reader, rules);
    else groups.set(ref, [...(groups.get(ref) ?? []), reader]);
  }
  const entries = [...groups].flatMap(([ref, rows]): ReadEntry[] => {
    const entry = readEntry(ref, rows, { rules, header });
    if (knownRefs.has(ref)) rows[0]?.report("ref", "ref_taken", { value: ref });
    return entry ? [entry] : [];
  });
  const order = ({ row, column }: ImportProblem | ImportNote) => row * 100 + COLUMNS.findIndex(({ name }) => name === column);
  return {
    entries: problems.length > 0 ? [] : entries,
    problems: problems.toSorted((a, b) => order(a) - order(b)),
    notes: findings.notes.toSorted((a, b) => order(a) - order(b)),
  };
}

/** A row without `ref` belongs to no entry; its cells are checked all the same. */
function checkLooseRow(reader: RowReader, rules: ImportRules): void {
  readAuthorRow(reader, rules.today);
}

interface Context {
  rules: ImportRules;
  header: Header;
}

function readEntry(ref: string, rows: readonly RowReader[], { rules, header }: Context): ReadEntry | null {
  const first = rows[0];
  if (!first) return null;
  const title = first.line("title", TEXT_LIMITS.title, true);
  const fieldId = first.read("field", (text) => fieldOf(text, rules.fields), "unknown_field", true);
  first.read("contest", (text) => rules.isThisContest(text) || null, "other_contest");
  const ownerKind = first.read("ownerKind", ownerKindOf, "not_owner_kind", true);
  const summary = first.text("summary", rules.summaryLength);
  const created = first.read("created", () => monthOf(first.cell("created")), "not_a_month");
  const [ownerName, unit, supervisorName] = (["ownerName", "unit", "supervisorName"] as const).map((column) => first.line(column, TEXT_LIMITS.name));
  const supervisor = first.phone("supervisorPhone");
  const texts = { title, summary, created, ownerName: ownerName ?? "", unit: unit ?? "", supervisorName: supervisorName ?? "" };
  checkContradictions(rows, rules, header);
  const authors = rows.map((reader) => readAuthorRow(reader, rules.today));
  settleTicks(rows, authors);
  checkAuthors(rows, authors, { rules, ownerKind });
  if (fieldId === null || ownerKind === null) return null;
  const complete = authors.flatMap((author) =>
    author.birthDate === null || author.share === null || author.isChief === null ? [] : [{ ...author, birthDate: author.birthDate, share: author.share, isChief: author.isChief }],
  );
  return { row: first.row, ref, ...texts, fieldId, ownerKind, supervisorPhone: supervisor.phone, supervisorPhoneTyped: supervisor.unreadable, authors: complete };
}

/** A field by its code or name; null where none or several are meant. */
function fieldOf(text: string, fields: ImportRules["fields"]): string | null {
  const exact = fields.find(({ code, name }) => code === text || name.normalize("NFC") === text);
  if (exact) return exact.id;
  const folded = fold(text);
  const meant = fields.filter(({ code, name }) => fold(code) === folded || fold(name) === folded);
  return folded !== "" && meant.length === 1 ? (meant[0]?.id ?? null) : null;
}

/** What an entry column says on a later row must be what the first row says, however it is written. */
function checkContradictions(rows: readonly RowReader[], rules: ImportRules, header: Header): void {
  const [first, ...later] = rows;
  if (!first) return;
  for (const { name, level } of COLUMNS) {
    if (level !== "entry" || !header.positions.has(name)) continue;
    const stated = meaningOf(first, name, rules);
    for (const reader of later) {
      if (!reader.isEmpty(name) && meaningOf(reader, name, rules) !== stated) reader.report(name, "contradicts", { amount: first.row });
    }
  }
}

/** The same text for all ways to write the same thing. */
function meaningOf(reader: RowReader, column: ColumnName, rules: ImportRules): string {
  const cell = reader.cell(column);
  const text = lineOf(cell);
  const month = column === "created" ? monthOf(cell) : null;
  if (month) return `${month.month}/${month.year}`;
  if (column === "field") return fieldOf(text, rules.fields) ?? text;
  if (column === "ownerKind") return ownerKindOf(text) ?? text;
  if (column === "contest") return rules.isThisContest(text) ? "" : text;
  return column === "supervisorPhone" ? text.replace(/[\s.]/g, "") : text;
}

/** Where the chief author is ticked with an x, blank cells of the entry mean no; otherwise a blank one is missing. */
function settleTicks(rows: readonly RowReader[], authors: AuthorRow[]): void {
  const isTicked = authors.some((author) => author.chiefWritten === "x");
  authors.forEach((author, index) => {
    if (author.chiefWritten !== "") return;
    if (isTicked) author.isChief = false;
    else rows[index]?.report("isChief", "missing");
  });
}

function checkAuthors(rows: readonly RowReader[], authors: readonly AuthorRow[], { rules, ownerKind }: { rules: ImportRules; ownerKind: OwnerKind | null }): void {
  const [first] = rows;
  if (!first) return;
  if (authors.length > 1 && ownerKind === "INDIVIDUAL") first.report("ownerKind", "group_needed", { amount: authors.length });
  if (rules.maxAuthors !== null && authors.length > rules.maxAuthors) rows[rules.maxAuthors]?.note("authorName", "too_many_authors", { amount: rules.maxAuthors });
  const shares = authors.map((author) => author.share);
  if (shares.every((share) => share !== null)) {
    const sum = sumOfShares(shares);
    if (sum !== WHOLE_SHARE) first.report("share", "shares_sum", { amount: sum });
  }
  const chiefs = authors.map((author) => author.isChief);
  if (chiefs.every((chief) => chief !== null) && chiefs.filter(Boolean).length !== 1) first.report("isChief", "one_chief", { amount: chiefs.filter(Boolean).length });
  const seen = new Set<string>();
  authors.forEach((author, index) => {
    const person = `${fold(author.fullName)} ${author.birthDate ?? ""}`;
    if (author.birthDate !== null && seen.has(person)) rows[index]?.report("authorName", "author_twice", { value: author.fullName });
    seen.add(person);
  });
}
