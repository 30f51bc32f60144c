import { HOST_LEVELS } from "~/domain/contest/edition-draft";
import { FieldSet, type PlainForm, SelectField, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";

export interface UnitChoice {
  id: string;
  name: string;
}

/** Who holds the edition, its letterhead and its contact. */
export function HostFields({ form, units }: { form: PlainForm; units: readonly UnitChoice[] }) {
  const { editions } = useMessages();
  const { fields, level } = editions;
  return (
    <>
      <FieldSet legend={fields.host}>
        <SelectField
          field={form.field("hostUnitId")}
          label={fields.hostUnitId}
          help={fields.hostUnitHelp}
          required={false}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField field={form.field("hostName")} label={fields.hostName} help={fields.hostNameHelp} />
        <SelectField field={form.field("hostLevel")} label={fields.hostLevel} options={HOST_LEVELS.map((one) => ({ value: one, label: level[one] }))} />
      </FieldSet>
      <FieldSet legend={fields.letterhead} help={fields.letterheadHelp}>
        <TextField field={form.field("letterheadParent")} label={fields.letterheadParent} />
        <TextField field={form.field("letterheadBody")} label={fields.letterheadBody} />
        <TextField field={form.field("place")} label={fields.place} help={fields.placeHelp} />
        <TextArea field={form.field("contact")} label={fields.contact} help={fields.contactHelp} rows={3} />
      </FieldSet>
    </>
  );
}
