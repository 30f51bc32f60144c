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
  /** what is wrong with the photo */
  photoError: string | null;
}

/** Takes a thing in, in front of whoever brings it. */
export function ReceiveForm({ newId, entryCode, result, photoError }: ReceiveFormProps) {
  const { things } = useMessages();
  const { receive: texts } = things;
  const form = plainForm({ id: "nhan", result, values: { entryCode }, constraint: receiveConstraint });
  const labels = { entryCode: texts.entryCode, description: texts.description, personName: texts.personName, place: texts.place, condition: texts.condition, note: texts.note };
  return (
    <Card>
      <form id={form.id} method="post" encType="multipart/form-data" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="id" value={newId} />
        <TextField field={form.field("entryCode")} label={texts.entryCode} help={texts.entryCodeHelp} size={24} autoCapitalize="none" spellCheck={false} required />
        <TextField field={form.field("description")} label={texts.description} help={texts.descriptionHelp} required />
        <TextField field={form.field("personName")} label={texts.personName} autoCapitalize="words" required />
        <TextField field={form.field("place")} label={texts.place} help={texts.placeHelp} required />
        <RadioGroup field={form.field("condition")} label={texts.condition} options={THING_CONDITIONS.map((value) => ({ value, label: things.condition[value] }))} required />
        <TextArea field={form.field("note")} label={texts.note} rows={3} />
        <div className="field">
          <label htmlFor="nhan-anh">{texts.photo}</label>
          <div id="nhan-anh-help" className="help">
            {texts.photoHelp}
          </div>
          <input id="nhan-anh" type="file" name="photo" accept="image/jpeg,image/png,image/webp" aria-describedby="nhan-anh-help" className="input" />
          {photoError && <p className="field-error">{photoError}</p>}
        </div>
        <FormActions>
          <SubmitButton intent="receive">{texts.submit}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
