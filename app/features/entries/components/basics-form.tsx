import { type Draft } from "~/domain/entry/draft";
import { RadioGroup, SelectField, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { shownMonth } from "../content-lines";
import { type FieldErrors, formName, FormStart, UnitNames } from "./form-start";
import { SaveActions } from "./save-actions";

interface BasicsFormProps {
  draft: Draft;
  token: string;
  errors: FieldErrors;
  fields: readonly { id: string; name: string }[];
  unitNames: readonly string[];
  createdSinceYear: number | null;
  /** how many items the whole entry lacks */
  missing: number;
  disabled: boolean;
}

const KINDS = ["INDIVIDUAL", "GROUP", "ORGANISATION"] as const;

/** Step 1: title, field, owner, when it was made, unit. */
export function BasicsForm({ draft, token, errors, fields, unitNames, createdSinceYear, missing, disabled }: BasicsFormProps) {
  const { entries } = useMessages();
  const { field: label, help } = entries;
  const at = (name: string) => ({ name, id: name, errors: errors[name] ?? [] });
  return (
    <form name={formName(token)} method="post" noValidate className="space-y-5">
      <FormStart token={token} />
      <TextField {...at("title")} label={label.title} help={help.title} value={draft.title} required autoCapitalize="sentences" />
      <SelectField {...at("field")} label={label.field} help={help.field} value={draft.fieldId} required options={fields.map(({ id, name }) => ({ value: id, label: name }))} />
      <RadioGroup {...at("ownerKind")} label={label.ownerKind} help={help.ownerKind} value={draft.ownerKind} required options={KINDS.map((kind) => ({ value: kind, label: entries.ownerKind[kind] }))} />
      <TextField {...at("ownerName")} label={label.ownerName} help={help.ownerName} value={draft.ownerName} />
      <TextField
        {...at("created")}
        label={label.created}
        help={createdSinceYear === null ? help.created : help.createdSince(createdSinceYear)}
        value={shownMonth(draft)}
        required
        size={12}
        inputMode="numeric"
      />
      <TextField {...at("unitName")} label={label.unitName} help={help.unitName} value={draft.unitName} list="don-vi" autoCapitalize="words" />
      <UnitNames names={unitNames} />
      {!disabled && <SaveActions missing={missing} />}
    </form>
  );
}
