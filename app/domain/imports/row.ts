import { TEXT_LIMITS } from "../entry/completeness";
import { parseShare } from "../entry/shares";
import { parsePhone, parseSignInName } from "../people/sign-in-name";
import type { Day } from "../contest/eligibility";
import type { ColumnName } from "./columns";
import type { Header } from "./header";
import { looksLikeOldFont } from "./old-fonts";
import type { ImportNote, ImportProblem, NoteCode, ProblemCode } from "./problems";
import { type Cell, dayOf, isNumberLike, lineOf, restoredPhone, sexOf, textOf, yesNoOf } from "./values";

/** The author of one row. Null where the cell holds nothing that can be read; the problem is reported. */
export interface AuthorRow {
  row: number;
  fullName: string;
  birthDate: Day | null;
  sex: string;
  occupation: string;
  className: string;
  school: string;
  phone: string;
  email: string;
  share: number | null;
  /** null where the cell is blank */
  isChief: boolean | null;
  /** how the yes or no is written, to tell ticks from numbers */
  chiefWritten: string;
  guardianName: string;
  guardianPhone: string;
  /** telephone numbers that are kept as typed, to be corrected in the draft; by column */
  unreadable: Partial<Record<"phone" | "guardianPhone", string>>;
}

/** Cells that a spreadsheet shows where a formula failed, and what stands for a formula nobody computed. */
const FORMULA_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FORMULA!)$/;

export interface Findings {
  problems: ImportProblem[];
  notes: ImportNote[];
}

/** Reads the cells of one row and collects what is wrong with them. */
export class RowReader {
  readonly #cells: readonly Cell[];

  constructor(
    readonly row: number,
    cells: readonly Cell[],
    private readonly header: Header,
    private readonly findings: Findings,
  ) {
    this.#cells = cells;
  }

  cell(column: ColumnName): Cell {
    const position = this.header.positions.get(column);
    return position === undefined ? null : (this.#cells[position] ?? null);
  }

  get isBlank(): boolean {
    return this.#cells.every((cell) => lineOf(cell) === "");
  }

  isEmpty(column: ColumnName): boolean {
    return lineOf(this.cell(column)) === "";
  }

  report(column: ColumnName, code: ProblemCode, more: Pick<ImportProblem, "value" | "amount"> = {}): void {
    this.findings.problems.push({ ...this.place(column), code, ...more });
  }

  note(column: ColumnName, code: NoteCode, more: Pick<ImportNote, "value" | "amount"> = {}): void {
    this.findings.notes.push({ ...this.place(column), code, ...more });
  }

  private place(column: ColumnName) {
    return { row: this.row, column, header: this.header.written.get(column) ?? null };
  }

  /** One line of text within a limit; wrong texts are reported and given as they are. */
  line(column: ColumnName, limit: number, required = false): string {
    return this.checked(column, lineOf(this.cell(column)), limit, required);
  }

  /** Text of several lines. */
  text(column: ColumnName, limit: number): string {
    return this.checked(column, textOf(this.cell(column)), limit, false);
  }

  /** What `read` makes of a cell that isn't blank; null is reported as `code`. */
  read<Value>(column: ColumnName, read: (text: string) => Value | null, code: ProblemCode, required = false): Value | null {
    const text = this.line(column, TEXT_LIMITS.summary, required);
    if (text === "") return null;
    const value = read(text);
    if (value === null && !FORMULA_ERROR.test(text)) this.report(column, code, { value: shortened(text) });
    return value;
  }

  private checked(column: ColumnName, text: string, limit: number, required: boolean): string {
    if (text === "" && required) this.report(column, "missing");
    else if (FORMULA_ERROR.test(text)) this.report(column, "formula_error", { value: text });
    else if (text.length > limit) this.report(column, "too_long", { amount: limit });
    else if (looksLikeOldFont(text)) this.report(column, "old_font", { value: shortened(text) });
    return text;
  }

  /** A telephone number in E.164. What only looks like one is kept aside as typed; anything else is reported. */
  phone(column: "phone" | "guardianPhone" | "supervisorPhone"): { phone: string; unreadable: string | null } {
    const text = this.line(column, TEXT_LIMITS.short);
    if (text === "") return { phone: "", unreadable: null };
    const phone = parsePhone(restoredPhone(text));
    if (phone !== null) return { phone, unreadable: null };
    if (isNumberLike(text)) {
      this.note(column, "phone_kept", { value: text });
      return { phone: "", unreadable: text };
    }
    this.report(column, "not_phone", { value: shortened(text) });
    return { phone: "", unreadable: null };
  }
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The author columns of a row; `today` is the day in Việt Nam. */
export function readAuthorRow(reader: RowReader, today: Day): AuthorRow {
  const phone = reader.phone("phone");
  const guardianPhone = reader.phone("guardianPhone");
  return {
    row: reader.row,
    fullName: reader.line("authorName", TEXT_LIMITS.name, true),
    birthDate: readBirthDate(reader, today),
    sex: reader.read("sex", sexOf, "not_sex") ?? "",
    occupation: reader.line("occupation", TEXT_LIMITS.short),
    className: reader.line("className", TEXT_LIMITS.short),
    school: reader.line("school", TEXT_LIMITS.name),
    phone: phone.phone,
    email: reader.read("email", emailOf, "not_email") ?? "",
    share: readShare(reader),
    isChief: reader.read("isChief", yesNoOf, "not_yes_no"),
    chiefWritten: lineOf(reader.cell("isChief")).toLowerCase(),
    guardianName: reader.line("guardianName", TEXT_LIMITS.name),
    guardianPhone: guardianPhone.phone,
    unreadable: {
      ...(phone.unreadable === null ? {} : { phone: phone.unreadable }),
      ...(guardianPhone.unreadable === null ? {} : { guardianPhone: guardianPhone.unreadable }),
    },
  };
}

function emailOf(text: string): string | null {
  const name = parseSignInName(text);
  return name?.kind === "email" ? name.email : null;
}

function readBirthDate(reader: RowReader, today: Day): Day | null {
  const birthDate = reader.read("birthDate", () => dayOf(reader.cell("birthDate")), "not_a_day", true);
  if (birthDate !== null && birthDate > today) reader.report("birthDate", "day_in_future");
  return birthDate;
}

function readShare(reader: RowReader): number | null {
  const share = reader.read("share", parseShare, "not_a_share", true);
  if (share === 0) reader.report("share", "share_zero");
  return share;
}
