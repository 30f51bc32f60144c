import type { SubmissionResult } from "@conform-to/react";
import { THING_CONDITIONS } from "~/domain/things/things";
import { ErrorSummary, FormActions, plainForm, RadioGroup, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { receiveConstraint } from "../schemas";

interface ReceiveFormProps {
  newId: string;
  entryCode: string;
  result: SubmissionResult<string[]> | null | undefined;
}

/** Takes a thing in, in front of whoever brings it. */
export function ReceiveForm({ newId, entryCode, result }: ReceiveFormProps) {
  const { things } = useMessages();
  const { receive: texts } = things;
  const form = plainForm({ id: "nhan", result, values: { entryCode }, constraint: receiveConstraint });
  const labels = { entryCode: texts.entryCode, description: texts.description, personName: texts.personName, place: texts.place, condition: texts.condition, note: texts.note };
  return (
    <Card>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="id" value={newId} />
        <TextField field={form.field("entryCode")} label={texts.entryCode} help={texts.entryCodeHelp} size={24} autoCapitalize="none" spellCheck={false} required />
        <TextField field={form.field("description")} label={texts.description} help={texts.descriptionHelp} required />
        <TextField field={form.field("personName")} label={texts.personName} autoCapitalize="words" required />
        <TextField field={form.field("place")} label={texts.place} help={texts.placeHelp} required />
        <RadioGroup field={form.field("condition")} label={texts.condition} options={THING_CONDITIONS.map((value) => ({ value, label: things.condition[value] }))} required />
        <TextArea field={form.field("note")} label={texts.note} rows={3} />
        <FormActions>
          <SubmitButton intent="receive">{texts.submit}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
