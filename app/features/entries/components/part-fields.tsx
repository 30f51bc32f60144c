import type { PartOption, PartRule } from "~/domain/contest/rules";
import { cellField, partField } from "~/domain/entry/completeness";
import { MOST_TABLE_ROWS, readTable, type TableRow } from "~/domain/entry/part-values";
import { looksLikeOldFont } from "~/domain/imports/old-fonts";
import { FieldNote, FieldSet, RadioGroup, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure, Notice } from "~/ui/primitives";
import { addRowIntent } from "../draft-forms";
import type { FieldErrors } from "./form-start";

/** A part as the form asks for it. */
export interface AskedFormPart extends PartRule {
  criteria: readonly { label: string; max: number }[];
}

interface PartFieldProps {
  part: AskedFormPart;
  text: string;
  errors: FieldErrors;
  /** the table to which an empty row was asked for */
  addedRow: string | null;
  disabled: boolean;
}

/** One part of the description by its kind, with what judges give points for, a hint that its text cannot be read, and an example. */
export function PartField(props: PartFieldProps) {
  const { part, text } = props;
  return (
    <div className="space-y-2">
      <PartInput {...props} />
      {part.kind !== "CHOICE" && <OldFontNotice text={text} />}
      <Example part={part} />
    </div>
  );
}

const LONG_PART = 2000;

function PartInput({ part, text, errors, addedRow, disabled }: PartFieldProps) {
  const name = partField(part.key);
  const common = { name, id: name, errors: errors[name] ?? [], label: part.label, help: <Help part={part} />, required: part.required, markOptional: true };
  if (part.kind === "TABLE") return <TableField {...{ part, text, errors, addedRow, disabled }} />;
  if (part.kind === "CHOICE") return <RadioGroup {...common} value={text} options={part.options.map(({ key, label }) => ({ value: key, label }))} />;
  return <TextArea {...common} value={text} max={part.maxLength} rows={part.maxLength > LONG_PART ? 8 : 5} />;
}

function Help({ part }: { part: AskedFormPart }) {
  const { entries } = useMessages();
  const formats = useFormats();
  return (
    <>
      {part.guidance && <span className="block whitespace-pre-line">{part.guidance}</span>}
      {part.criteria.map((criterion) => (
        <span key={criterion.label} className="block">
          {entries.help.judged(formats.score(criterion.max), criterion.label)}
        </span>
      ))}
    </>
  );
}

function Example({ part }: { part: AskedFormPart }) {
  const { entries, dossier } = useMessages();
  if (!part.example && !part.why) return null;
  return (
    <Disclosure summary={part.example ? entries.description.example : dossier.whyTitle}>
      {part.example && <p className="whitespace-pre-line">{part.example}</p>}
      {part.why && <p className="muted">{dossier.why(part.why)}</p>}
    </Disclosure>
  );
}

/** Said while it can still be typed again: nobody would notice the wrong signs before they are printed. */
export function OldFontNotice({ text }: { text: string }) {
  const { dossier } = useMessages();
  return looksLikeOldFont(text) ? <Notice tone="warning">{dossier.oldFont}</Notice> : null;
}

const SPARE_ROWS = 1;
const FIRST_ROWS = 3;
const ASKED_ROWS = 3;

/** How many rows a table shows: what is filled in, room for another, and some more where they were asked for. */
function rowsShown(filled: number, isAsked: boolean): number {
  return Math.min(Math.max(filled + (isAsked ? ASKED_ROWS : SPARE_ROWS), FIRST_ROWS), Math.max(MOST_TABLE_ROWS, filled));
}

/** A table as rows of fields. "Thêm dòng" works without scripts by saving and coming back with empty rows. */
function TableField({ part, text, errors, addedRow, disabled }: PartFieldProps) {
  const { dossier } = useMessages();
  const name = partField(part.key);
  const filled = readTable(text, part.options);
  const count = rowsShown(filled.length, addedRow === part.key);
  return (
    <FieldSet id={name} legend={part.label} help={<Help part={part} />} required={part.required} errors={errors[name] ?? []}>
      <div className="space-y-3" data-rows={part.key} data-field={name}>
        {Array.from({ length: count }, (_, index) => (
          <Row key={index} part={part} index={index} cells={filled[index] ?? {}} errors={errors} />
        ))}
      </div>
      <FieldNote name={name} />
      {!disabled && count < MOST_TABLE_ROWS && (
        <div className="actions" data-add-row={part.key}>
          <SubmitButton intent={addRowIntent(part.key)} kind="secondary">
            {dossier.addRow}
          </SubmitButton>
        </div>
      )}
    </FieldSet>
  );
}

interface RowProps {
  part: { key: string; options: readonly PartOption[] };
  index: number;
  cells: TableRow;
  errors: FieldErrors;
}

function Row({ part, index, cells, errors }: RowProps) {
  const { dossier } = useMessages();
  return (
    <div className="part-row" role="group" aria-label={dossier.row(String(index + 1))} data-row={index}>
      {part.options.map(({ key, label }) => {
        const name = cellField(part.key, index, key);
        return <TextField key={key} name={name} id={name} label={label} value={cells[key] ?? ""} errors={errors[name] ?? []} autoComplete="off" />;
      })}
    </div>
  );
}
