import type { SubmissionResult } from "@conform-to/react";
import type { ConsentParty, ConsentPurpose } from "~/domain/entry/consent";
import { CheckboxField, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { ConfirmDisclosure } from "~/ui/primitives";

const FIELD_OF: Readonly<Record<ConsentPurpose, string>> = { TAKE_PART: "takePart", PUBLISH_NAME: "publishName" };

interface ConsentFormProps {
  id: string;
  party: ConsentParty;
  /** purposes not agreed to yet by this party */
  asked: readonly ConsentPurpose[];
  result?: SubmissionResult<string[]> | null;
  /** sent along: which author and party */
  fields?: Readonly<Record<string, string>>;
  /** offers to tie the dossier to this account */
  accountName?: string | null;
}

/** What one person is asked: separate boxes that stand empty, and the own name typed in place of a signature. */
export function ConsentForm({ id, party, asked, result, fields = {}, accountName }: ConsentFormProps) {
  const { consent } = useMessages();
  const form = plainForm({ id, result: result ?? null });
  const error = (name: string) => form.allErrors[name] ?? [];
  return (
    <form id={id} method="post" noValidate>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {form.errors.length > 0 && <p className="field-error">{form.errors[0]}</p>}
      {asked.map((purpose) => (
        <CheckboxField key={purpose} field={form.field(FIELD_OF[purpose])} label={consent.texts[purpose][party]} help={consent.needed[purpose]} />
      ))}
      <TextField field={form.field("personName")} errors={error("personName")} label={consent.form.personName} help={consent.form.personNameHelp} required autoComplete="name" autoCapitalize="words" />
      {party === "GUARDIAN" && <TextField field={form.field("relation")} errors={error("relation")} label={consent.form.relation} help={consent.form.relationHelp} />}
      {accountName && <CheckboxField field={form.field("link")} label={consent.form.link(accountName)} />}
      <SubmitButton intent="give">{consent.form.submit}</SubmitButton>
    </form>
  );
}

interface WithdrawProps {
  standing: readonly ConsentPurpose[];
  fields?: Readonly<Record<string, string>>;
}

/** Taking consent back is as easy as giving it; each says what follows. */
export function WithdrawConsent({ standing, fields }: WithdrawProps) {
  const { withdraw } = useMessages().consent;
  return (
    <div className="actions">
      {standing.includes("PUBLISH_NAME") && (
        <ConfirmDisclosure label={withdraw.publish} consequences={withdraw.publishWill} confirmLabel={withdraw.publishDo} intent="withdraw:PUBLISH_NAME" fields={fields} small />
      )}
      {standing.includes("TAKE_PART") && (
        <ConfirmDisclosure label={withdraw.takePart} consequences={withdraw.takePartWill} confirmLabel={withdraw.takePartDo} intent="withdraw:TAKE_PART" fields={fields} small danger />
      )}
    </div>
  );
}
