import { Fragment } from "react";
import { DecimalField, type PlainForm, plainForm, SelectField, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { ConfirmDisclosure, Notice } from "~/ui/primitives";
import type { SectionProps } from "./edition-sections";
import { useRowLabel } from "./list-sections";
import { RowList, rowCount } from "./row-list";
import { ScoringReason, type SavedSheets } from "./scoring-reason";
import { SectionForm } from "./section-form";

/** A sheet that holds scores by the rubric. */
export interface HeldSheet {
  entry: string;
  judge: string;
  isLocked: boolean;
}

const MOST_NAMED = 12;

interface RubricFormProps extends SectionProps {
  parts: readonly { key: string; label: string }[];
  saved: SavedSheets;
  /** the sheets that hold scores by it */
  held: readonly HeldSheet[];
  /** a judge has scored by it */
  frozen: boolean;
  /** name of the field it belongs to, null for all */
  fieldName: string | null;
}

/** The criteria of one rubric. */
export function RubricForm({ parts, saved, held, frozen, fieldName, ...props }: RubricFormProps) {
  const messages = useMessages();
  const { bands, guidance } = messages.rounds;
  const { settings } = messages.editions;
  const { criterion, rounds } = settings;
  const labelOf = useRowLabel({ ...criterion, guidance, bands: bands.label });
  // What judges have scored by keeps its scale; a line without an id is not stored yet.
  const isFixed = (form: PlainForm, name: (column: string) => string) => frozen && storedLine(props.values, form.field(name("id")).initialValue) !== null;
  const partOptions = parts.map(({ key, label }) => ({ value: key, label }));
  return (
    <>
      {frozen && <HeldSheets held={held} />}
      <p className="help">{criterion.minHelp}</p>
      <SectionForm {...props} id="bo-tieu-chi" labelOf={labelOf} isList>
        {(form) => (
          <>
            <RowList
              form={form}
              count={rowCount(form)}
              spare={frozen ? 0 : 2}
              canRemove={!frozen}
              nameOf={(index) => String(form.field(`rows[${index}].label`).initialValue ?? "")}
            >
              {(name) => (
                <>
                  <TextField field={form.field(name("label"))} label={criterion.label} required />
                  {isFixed(form, name) ? (
                    <FixedScale {...{ form, name }} stored={storedLine(props.values, form.field(name("id")).initialValue)} />
                  ) : (
                    <>
                      <DecimalField field={form.field(name("max"))} label={criterion.max} required />
                      <DecimalField field={form.field(name("step"))} label={criterion.step} required />
                    </>
                  )}
                  <DecimalField field={form.field(name("min"))} label={criterion.min} />
                  <TextArea field={form.field(name("bands"))} label={bands.label} help={bands.help} rows={5} />
                  <TextArea field={form.field(name("guidance"))} label={guidance} rows={2} />
                  <SelectField field={form.field(name("partKey"))} label={criterion.partKey} placeholder={criterion.noPart} options={partOptions} />
                  {!isFixed(form, name) && <TextField field={form.field(name("code"))} label={settings.row.code} help={settings.row.codeHelp} size={16} spellCheck={false} />}
                </>
              )}
            </RowList>
            <ScoringReason form={form} saved={saved} />
          </>
        )}
      </SectionForm>
      {fieldName !== null && props.canConfigure && !frozen && (
        <ConfirmDisclosure
          danger
          label={rounds.removeRubric}
          confirmLabel={rounds.removeRubric}
          consequences={[rounds.removeConsequence(fieldName)]}
          intent="remove-rubric"
          fields={{ version: String(props.version) }}
        >
          <ScoringReason form={plainForm({ id: "bo-bo-tieu-chi", result: null })} saved={saved} />
        </ConfirmDisclosure>
      )}
    </>
  );
}

type StoredLine = Readonly<Record<string, unknown>>;

/** The line of a list as it is stored, by its id; null where there is none. */
function storedLine({ rows }: RubricFormProps["values"], id: unknown): StoredLine | null {
  if (!Array.isArray(rows)) return null;
  return (rows as StoredLine[]).find((row) => row["id"] === id) ?? null;
}

/** Maximum, step and code of a criterion that was scored by: to be seen, not to be changed; the form carries them all the same. */
function FixedScale({ form, name, stored }: { form: PlainForm; name: (column: string) => string; stored: StoredLine | null }) {
  const { criterion, row } = useMessages().editions.settings;
  const { typedDecimal } = useFormats();
  const textOf = (column: string) => String(stored?.[column] ?? "");
  const lines = [
    { column: "max", label: criterion.max, text: typedDecimal(textOf("max")) },
    { column: "step", label: criterion.step, text: typedDecimal(textOf("step")) },
    { column: "code", label: row.code, text: textOf("code") },
  ];
  return lines.map(({ column, label, text }) => {
    const field = form.field(name(column));
    return (
      <Fragment key={column}>
        <input type="hidden" name={field.name} value={text} />
        <TextField field={{ ...field, name: `${field.name}.fixed`, initialValue: text }} label={label} help={criterion.fixed} size={column === "code" ? 16 : 8} disabled />
      </Fragment>
    );
  });
}

/** Says what may not change any more, and which sheets are the reason. */
function HeldSheets({ held }: { held: readonly HeldSheet[] }) {
  const { editions, rounds } = useMessages();
  const { integer } = useFormats();
  const { changing } = rounds;
  return (
    <Notice tone="warning">
      <p>{editions.settings.criterion.frozen}</p>
      <p className="strong">{changing.held}</p>
      <p>{changing.heldHelp}</p>
      <ul>
        {held.slice(0, MOST_NAMED).map(({ entry, judge, isLocked }) => (
          <li key={`${entry} ${judge}`}>{changing.sheet(entry, judge, isLocked)}</li>
        ))}
        {held.length > MOST_NAMED && <li>{changing.more(integer(held.length - MOST_NAMED))}</li>}
      </ul>
    </Notice>
  );
}
