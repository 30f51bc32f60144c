import type { SubmissionResult } from "@conform-to/react";
import { TEXT_LIMITS } from "~/domain/entry/completeness";
import type { ConfirmationState } from "~/domain/entry/confirmation";
import type { ConsentParty } from "~/domain/entry/consent";
import { plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";

export interface ConfirmationView {
  state: ConfirmationState;
  answers: readonly { party: ConsentParty; personName: string; at: Date; remark: string; isCurrent: boolean }[];
}

const TONE = { none: "warning", outdated: "warning", remarked: "danger", confirmed: "success" } as const;

/** Where one author's confirmation stands, and every answer there was. */
export function ConfirmationLines({ confirmation }: { confirmation: ConfirmationView }) {
  const { assisted, entries } = useMessages();
  const formats = useFormats();
  return (
    <div className="space-y-1">
      <p>
        {assisted.title}: <Badge tone={TONE[confirmation.state]}>{assisted.state[confirmation.state]}</Badge>
      </p>
      {confirmation.answers.length > 0 && (
        <ul className="muted space-y-1">
          {confirmation.answers.map((answer) => (
            <li key={String(answer.at) + answer.party}>
              {(answer.remark === "" ? assisted.answer.confirmed : assisted.answer.remarked)(answer.personName, entries.party[answer.party], formats.dateTime(answer.at))}
              {!answer.isCurrent && ` (${assisted.answer.old})`}
              {answer.remark !== "" && <span className="block whitespace-pre-line break-words">“{answer.remark}”</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ConfirmFormProps {
  id: string;
  /** hash of what the page shows */
  seen: string;
  result: SubmissionResult<string[]> | null;
  fields?: Readonly<Record<string, string>>;
}

/** Confirms what was filed, or says what should be corrected. */
export function ConfirmForm({ id, seen, result, fields = {} }: ConfirmFormProps) {
  const { form: texts } = useMessages().assisted;
  const form = plainForm({ id, result });
  return (
    <form id={id} method="post" noValidate>
      {Object.entries({ ...fields, seen }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {form.errors.length > 0 && <p className="field-error">{form.errors[0]}</p>}
      <TextField field={form.field("personName")} errors={form.allErrors["personName"] ?? []} label={texts.personName} help={texts.personNameHelp} required autoComplete="name" autoCapitalize="words" />
      <TextArea field={form.field("remark")} errors={form.allErrors["remark"] ?? []} label={texts.remark} help={texts.remarkHelp} rows={3} max={TEXT_LIMITS.note} />
      <div className="actions">
        <SubmitButton intent="confirm">{texts.confirm}</SubmitButton>
        <SubmitButton intent="remark" kind="secondary">
          {texts.send}
        </SubmitButton>
      </div>
    </form>
  );
}
