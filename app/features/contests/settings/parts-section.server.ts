import { addPart, changePart, partsWithText, removePart, valuesOfParts } from "~/data/editions-lists-write.server";
import { MEGABYTE } from "~/domain/contest/dossier-limits";
import { codeFromName } from "~/domain/contest/naming";
import type { FileFamily, PartKind, PartOption, PartRule } from "~/domain/contest/rules";
import { settingsCommand, type SettingsFault } from "./change-settings.server";
import { positioned, rowFaults, type Row } from "./list-sections.server";

/** A part as its form sends it. Numbers left empty get those usual for the kind. */
export interface PartInput {
  kind: PartKind;
  label: string;
  guidance: string;
  why: string;
  example: string;
  required: boolean;
  maxLength: number | null;
  /** answers or columns; one without a key is new, one without a label goes */
  options: readonly PartOption[];
  families: readonly FileFamily[];
  maxFiles: number | null;
  maxFileBytes: number | null;
  acceptsLink: boolean;
  forJudges: boolean;
  publishable: boolean;
}

const USUAL_LENGTH: Readonly<Record<PartKind, number>> = { TEXT: 2000, CHOICE: 50, TABLE: 200, FILE: 200 };
const USUAL_FILES = 3;
const USUAL_FILE_BYTES = 20 * MEGABYTE;

const MOST_OPTIONS: Readonly<Record<PartKind, number>> = { TEXT: 0, CHOICE: 20, TABLE: 8, FILE: 0 };
const LEAST_OPTIONS: Readonly<Record<PartKind, number>> = { TEXT: 0, CHOICE: 2, TABLE: 1, FILE: 0 };

type PartRow = Row<PartInput>;

/**
 * Dossier parts. One in which somebody has written, or that a criterion points to, cannot go; neither can an answer somebody
 * gave or a column of a table somebody filled in. The kind stays as it was made.
 */
export const changeParts = settingsCommand<{ rows: PartRow[] }>(
  async ({ tx, edition, rules }, { rows }) => {
    const written = await partsWithText(tx, edition.id);
    const given = await valuesOfParts(tx, edition.id, rules.parts.filter(({ kind }) => kind === "CHOICE").map(({ key }) => key));
    const pointedTo = new Set(rules.rounds.flatMap(({ rubrics }) => rubrics.flatMap(({ criteria }) => criteria.map(({ partKey }) => partKey))));
    const storedOf = ({ id }: PartRow) => rules.parts.find((part) => part.id === id);
    const faults = [
      ...rowFaults(rows, { known: rules.parts, codeOf: () => "", codeField: "label" }),
      ...rows.flatMap((row, index): SettingsFault[] => {
        const stored = storedOf(row);
        if (!row.remove) return contentFaults(row, index, stored, { isWritten: stored !== undefined && written.has(stored.key), given: given.get(stored?.key ?? "") ?? new Set() });
        if (!stored) return [];
        if (written.has(stored.key)) return [{ field: `rows[${index}].remove`, reason: "part_has_text", about: stored.label }];
        return pointedTo.has(stored.key) ? [{ field: `rows[${index}].remove`, reason: "part_has_criterion", about: stored.label }] : [];
      }),
    ];
    if (faults.length > 0) return faults;
    const keys = rules.parts.map(({ key }) => key);
    for (const row of rows) if (row.remove && row.id) await removePart(tx, row.id);
    for (const { row, position } of positioned(rows)) {
      const part = { ...partOf(row, storedOf(row)), position };
      if (row.id) await changePart(tx, row.id, part);
      else {
        const key = codeFromName(row.label, keys);
        keys.push(key);
        await addPart(tx, edition.id, { ...part, key });
      }
    }
    return [];
  },
  { sealed: false },
);

const namedOptions = (row: PartRow) => row.options.filter(({ label }) => label !== "");

function contentFaults(row: PartRow, index: number, stored: PartRule | undefined, use: { isWritten: boolean; given: ReadonlySet<string> }): SettingsFault[] {
  const kind = stored?.kind ?? row.kind;
  const options = namedOptions(row);
  const faults: SettingsFault[] = [];
  const about = (amount: number) => String(amount);
  if (options.length < LEAST_OPTIONS[kind]) faults.push({ field: `rows[${index}].options[0].label`, reason: kind === "CHOICE" ? "part_answers_few" : "part_columns_few" });
  if (options.length > MOST_OPTIONS[kind] && MOST_OPTIONS[kind] > 0) faults.push({ field: `rows[${index}].options[0].label`, reason: "part_options_many", about: about(MOST_OPTIONS[kind]) });
  if (kind === "FILE" && row.families.length === 0) faults.push({ field: `rows[${index}].families`, reason: "part_families_missing" });
  const labels = options.map(({ label }) => label);
  row.options.forEach((option, at) => {
    if (option.label !== "" && labels.indexOf(option.label) !== options.indexOf(option)) faults.push({ field: `rows[${index}].options[${at}].label`, reason: "code_twice" });
    if (option.key !== "" && row.options.some((other, before) => before < at && other.key === option.key)) faults.push({ field: `rows[${index}].options[${at}].label`, reason: "row_twice" });
    if (option.key !== "" && !stored?.options.some(({ key }) => key === option.key)) faults.push({ field: `rows[${index}].options[${at}].label`, reason: "row_is_gone" });
  });
  const lost = (stored?.options ?? []).filter(({ key }) => !options.some((option) => option.key === key));
  const inUse = lost.find(({ key }) => (kind === "TABLE" ? use.isWritten : use.given.has(key)));
  if (inUse) faults.push({ field: `rows[${index}].options[0].label`, reason: kind === "TABLE" ? "part_column_in_use" : "part_answer_in_use", about: inUse.label });
  return faults;
}

/** The rule a line of the form stands for; what its kind has no use for stays empty. */
function partOf(row: PartRow, stored: PartRule | undefined): Omit<PartRule, "key"> {
  const kind = stored?.kind ?? row.kind;
  const { label, guidance, why, example, required, forJudges } = row;
  const words = { kind, label, guidance, why, example, required, forJudges, maxLength: row.maxLength ?? USUAL_LENGTH[kind] };
  const options = LEAST_OPTIONS[kind] > 0 ? keyedOptions(namedOptions(row)) : [];
  if (kind !== "FILE") return { ...words, options, families: [], maxFiles: 0, maxFileBytes: 0, acceptsLink: false, publishable: row.publishable };
  const { families, acceptsLink, publishable } = row;
  return { ...words, options, families, maxFiles: row.maxFiles ?? USUAL_FILES, maxFileBytes: row.maxFileBytes ?? USUAL_FILE_BYTES, acceptsLink, publishable };
}

/** Gives new answers and columns keys; small letters, which no key of a part has, so that names of fields never meet. */
function keyedOptions(options: readonly PartOption[]): PartOption[] {
  const taken = options.flatMap(({ key }) => (key === "" ? [] : [key.toUpperCase()]));
  return options.map(({ key, label }) => {
    if (key !== "") return { key, label };
    const made = codeFromName(label, taken);
    taken.push(made);
    return { key: made.toLowerCase(), label };
  });
}
