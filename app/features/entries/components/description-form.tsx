import type { Draft } from "~/domain/entry/draft";
import { TextArea } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { type FieldErrors, formName, FormStart } from "./form-start";
import { SaveActions } from "./save-actions";
import { type AskedFormPart, OldFontNotice, PartField } from "./part-fields";

interface DescriptionFormProps {
  draft: Draft;
  token: string;
  errors: FieldErrors;
  parts: readonly AskedFormPart[];
  /** longest summary, in characters */
  summaryLength: number;
  /** the table to which an empty row was asked for */
  addedRow: string | null;
  /** how many items the whole entry lacks */
  missing: number;
  disabled: boolean;
}

/** Step 3: the summary and the parts of the description the edition asks for, each by its kind. */
export function DescriptionForm({ draft, token, errors, parts, summaryLength, addedRow, missing, disabled }: DescriptionFormProps) {
  const { entries } = useMessages();
  return (
    <form name={formName(token)} method="post" noValidate className="space-y-5">
      <FormStart token={token} />
      <TextArea
        name="summary"
        id="summary"
        errors={errors["summary"] ?? []}
        label={entries.field.summary}
        help={entries.help.summary}
        value={draft.summary}
        max={summaryLength}
        required
        rows={4}
      />
      <OldFontNotice text={draft.summary} />
      {parts
        .filter(({ kind }) => kind !== "FILE")
        .map((part) => (
          <PartField key={part.key} part={part} text={draft.parts[part.key] ?? ""} errors={errors} addedRow={addedRow} disabled={disabled} />
        ))}
      {!disabled && <SaveActions missing={missing} />}
    </form>
  );
}
