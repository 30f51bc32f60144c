import { UNIT_KINDS } from "~/features/units/schemas";
import { paths } from "~/paths";
import { CheckboxField, type PlainForm, SelectField, TextArea, TextField } from "~/ui/forms";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

export interface UnitChoice {
  id: string;
  name: string;
  kind: keyof ReturnType<typeof useMessages>["units"]["kind"];
  parentName: string | null;
}

/** Units as choices of a select; the parent tells namesakes apart. */
export function unitSelectOptions(choices: readonly UnitChoice[], without?: string) {
  return choices
    .filter(({ id }) => id !== without)
    .map(({ id, name, parentName }) => ({ value: id, label: parentName ? `${name} (${parentName})` : name }));
}

interface UnitFieldsProps {
  form: PlainForm;
  choices: readonly UnitChoice[];
  /** the unit itself, which cannot be its own parent */
  without?: string;
  /** units that carry the typed name already */
  namesakes: readonly { id: string; name: string }[];
}

export function UnitFields({ form, choices, without, namesakes }: UnitFieldsProps) {
  const { units } = useMessages();
  const href = useHref();
  return (
    <>
      <TextField field={form.field("name")} label={units.form.name} help={units.form.nameHelp} required />
      {namesakes.length > 0 && (
        <Notice tone="warning" title={units.namesakes}>
          <ul>
            {namesakes.map(({ id, name }) => (
              <li key={id}>
                <a href={href(paths.unit(id))}>{name}</a>
              </li>
            ))}
          </ul>
          <CheckboxField field={form.field("confirmed")} label={units.form.confirmed} />
        </Notice>
      )}
      <SelectField
        field={form.field("kind")}
        label={units.form.kind}
        required
        options={UNIT_KINDS.map((kind) => ({ value: kind, label: units.kind[kind] }))}
      />
      <SelectField field={form.field("parentId")} label={units.form.parent} placeholder={units.form.noParent} options={unitSelectOptions(choices, without)} />
      <TextArea field={form.field("otherNames")} label={units.form.otherNames} help={units.form.otherNamesHelp} rows={4} />
    </>
  );
}

export function unitLabels(units: ReturnType<typeof useMessages>["units"]): Record<string, string> {
  const { name, kind, parent, otherNames } = units.form;
  return { name, kind, parentId: parent, otherNames };
}
