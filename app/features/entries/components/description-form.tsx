import { partField, TEXT_LIMITS } from "~/domain/entry/completeness";
import type { Draft } from "~/domain/entry/draft";
import { FormActions, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";
import { type FieldErrors, FormStart } from "./form-start";

interface Part {
  key: string;
  label: string;
  guidance: string;
  example: string;
  required: boolean;
  maxLength: number;
  criteria: readonly { label: string; max: number }[];
}

interface DescriptionFormProps {
  draft: Draft;
  token: string;
  errors: FieldErrors;
  parts: readonly Part[];
  /** how many items the whole entry lacks */
  missing: number;
  disabled: boolean;
}

/** Step 3: the parts of the description the edition asks for, each with what judges give points for, guidance and an example. */
export function DescriptionForm({ draft, token, errors, parts, missing, disabled }: DescriptionFormProps) {
  const { entries } = useMessages();
  return (
    <form method="post" noValidate className="space-y-5">
      <FormStart token={token} />
      <TextArea
        name="summary"
        id="summary"
        errors={errors["summary"] ?? []}
        label={entries.field.summary}
        help={entries.help.summary}
        value={draft.summary}
        max={TEXT_LIMITS.summary}
        required
        rows={4}
      />
      {parts.map((part) => (
        <PartField key={part.key} part={part} text={draft.parts[part.key] ?? ""} errors={errors[partField(part.key)] ?? []} />
      ))}
      {!disabled && (
        <FormActions sticky note={missing > 0 && entries.missingLine(missing)}>
          <SubmitButton intent="next">{entries.saveAndNext}</SubmitButton>
          <SubmitButton intent="save" kind="secondary">
            {entries.save}
          </SubmitButton>
        </FormActions>
      )}
    </form>
  );
}

const SHORT_PART = 2000;

function PartField({ part, text, errors }: { part: Part; text: string; errors: readonly string[] }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const name = partField(part.key);
  const help = (
    <>
      {part.guidance && <span className="block whitespace-pre-line">{part.guidance}</span>}
      {part.criteria.map((criterion) => (
        <span key={criterion.label} className="block">
          {entries.help.judged(formats.score(criterion.max), criterion.label)}
        </span>
      ))}
    </>
  );
  return (
    <div>
      <TextArea
        name={name}
        id={name}
        errors={errors}
        label={part.label}
        help={help}
        value={text}
        max={part.maxLength}
        required={part.required}
        markOptional
        rows={part.maxLength > SHORT_PART ? 8 : 5}
      />
      {part.example && (
        <Disclosure summary={entries.description.example}>
          <p className="whitespace-pre-line">{part.example}</p>
        </Disclosure>
      )}
    </div>
  );
}
