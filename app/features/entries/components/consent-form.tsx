import type { SubmissionResult } from "@conform-to/react";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose } from "~/domain/entry/consent";
import { CheckboxField, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { ConfirmDisclosure } from "~/ui/primitives";
import { askedWording } from "../consent-texts";
import { CONSENT_FIELDS } from "../schemas";

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
  const messages = useMessages();
  const { consent } = messages;
  const form = plainForm({ id, result: result ?? null });
  const error = (name: string) => form.allErrors[name] ?? [];
  return (
    <form id={id} method="post" noValidate>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {form.errors.length > 0 && <p className="field-error">{form.errors[0]}</p>}
      {asked.map((purpose) => (
        <CheckboxField key={purpose} field={form.field(CONSENT_FIELDS[purpose])} label={askedWording(messages, purpose, party)} help={consent.needed[purpose]} />
      ))}
      <TextField field={form.field("personName")} errors={error("personName")} label={consent.form.personName} help={consent.form.personNameHelp} required autoComplete="name" autoCapitalize="words" />
      {party === "GUARDIAN" && <TextField field={form.field("relation")} errors={error("relation")} label={consent.form.relation} help={consent.form.relationHelp} />}
      {accountName && <CheckboxField field={form.field("link")} label={consent.form.link(accountName)} />}
      <div className="actions">
        <SubmitButton intent="give">{consent.form.submit}</SubmitButton>
        <SubmitButton intent="decline" kind="quiet">
          {asked.length === CONSENT_PURPOSES.length ? consent.form.declineAll : consent.form.declineRest}
        </SubmitButton>
      </div>
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
      {CONSENT_PURPOSES.toReversed().filter((purpose) => standing.includes(purpose)).map((purpose) => (
        <ConfirmDisclosure
          key={purpose}
          label={withdraw[purpose].label}
          consequences={withdraw[purpose].will}
          confirmLabel={withdraw[purpose].confirm}
          intent={`withdraw:${purpose}`}
          fields={fields}
          small
          danger={purpose === "TAKE_PART"}
        />
      ))}
    </div>
  );
}
