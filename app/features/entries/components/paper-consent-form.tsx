import type { SubmissionResult } from "@conform-to/react";
import { CONSENT_PURPOSES } from "~/domain/entry/consent";
import { CheckboxField, DateField, ErrorSummary, FieldSet, plainForm, RadioGroup, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { askedWording, consentTextVersion, keptVersions } from "../consent-texts";
import { CONSENT_FIELDS } from "../schemas";

interface PaperConsentFormProps {
  authors: readonly { key: string; fullName: string; guardianName: string }[];
  result: SubmissionResult<string[]> | null;
}

/** What stands on a signed paper, keyed in line by line beside its scan. */
export function PaperConsentForm({ authors, result }: PaperConsentFormProps) {
  const messages = useMessages();
  const { paperConsent: texts, consent } = messages;
  const form = plainForm({ id: "giay", result, values: { textVersion: consentTextVersion } });
  const labels = { authorKey: texts.author, party: texts.party, personName: texts.personName, relation: texts.relation, day: texts.day, textVersion: texts.textVersion, scan: texts.scan };
  const scanErrors = form.allErrors["scan"] ?? [];
  const isBack = result !== null;
  return (
    <form id={form.id} method="post" encType="multipart/form-data" noValidate>
      <ErrorSummary form={form} labels={labels} />
      <SelectField field={form.field("authorKey")} label={texts.author} required placeholder={authors.length > 1 ? undefined : null} options={authors.map(({ key, fullName }) => ({ value: key, label: fullName }))} />
      <RadioGroup field={form.field("party")} label={texts.party} required options={(["GUARDIAN", "SELF"] as const).map((party) => ({ value: party, label: consent.party[party] }))} />
      <TextField field={form.field("personName")} label={texts.personName} required autoCapitalize="words" autoComplete="off" />
      <TextField field={form.field("relation")} label={texts.relation} autoComplete="off" />
      <DateField field={form.field("day")} label={texts.day} required />
      <SelectField field={form.field("textVersion")} label={texts.textVersion} help={texts.textVersionHelp} required placeholder={null} options={keptVersions(messages).map((version) => ({ value: version, label: version }))} />
      <FieldSet legend={texts.purposes} help={texts.purposesHelp}>
        {CONSENT_PURPOSES.map((purpose) => (
          <CheckboxField key={purpose} field={form.field(CONSENT_FIELDS[purpose])} label={consent.purpose[purpose]} help={askedWording(messages, purpose, "GUARDIAN")} />
        ))}
      </FieldSet>
      <div className="field">
        <label htmlFor="giay-scan" className="strong">
          {texts.scan}
        </label>
        <p className="help">{texts.scanHelp}</p>
        <input type="file" id="giay-scan" name="scan" className="input" accept="application/pdf,image/*" required aria-invalid={scanErrors.length > 0 || undefined} />
        {scanErrors.map((text) => (
          <p key={text} className="field-error">
            {text}
          </p>
        ))}
        {isBack && scanErrors.length === 0 && <p className="help">{texts.scanAgain}</p>}
      </div>
      <SubmitButton>{texts.submit}</SubmitButton>
    </form>
  );
}
