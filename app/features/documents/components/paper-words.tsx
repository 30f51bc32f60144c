import type { SubmissionResult } from "@conform-to/react";
import { ErrorSummary, FormActions, plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Disclosure } from "~/ui/primitives";
import type { KindView } from "../official/desk.server";
import type { PaperSlots } from "../official/official-kind";
import { TEXT_LENGTHS, textFieldName } from "../official/schemas";

type Words = KindView["words"];

/** The words as they stand: what was changed, else what is proposed. */
function standing({ slots, changed, signerName }: Words): Record<string, string> {
  return {
    legalBases: changed.legalBases ?? slots.legalBases,
    recipients: changed.recipients ?? slots.recipients,
    onBehalf: changed.onBehalf ?? slots.onBehalf,
    signerTitle: changed.signerTitle ?? slots.signerTitle,
    signerName: changed.signerName ?? signerName,
    ...Object.fromEntries(slots.texts.map(({ key, proposed }) => [textFieldName(key), changed.texts[key] ?? proposed])),
  };
}

interface WordsFormProps {
  words: Words;
  result: SubmissionResult<string[]> | null;
  /** somebody else saved meanwhile: what was typed is kept, theirs is shown beside it */
  isOutdated: boolean;
}

/** Wording, legal bases, recipients and signatory of a kind of paper. */
export function WordsForm({ words, result, isOutdated }: WordsFormProps) {
  const { words: texts } = useMessages().paperDesk;
  const { slots, changed } = words;
  const values = standing(words);
  const form = plainForm({ id: "loi-van", result, values });
  const labels = { legalBases: texts.legalBases, recipients: texts.recipients, onBehalf: texts.onBehalf, signerTitle: texts.signerTitle, signerName: texts.signerName, ...Object.fromEntries(slots.texts.map(({ key, label }) => [textFieldName(key), label])) };
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.lead}</p>
      {isOutdated && <Theirs values={values} labels={labels} />}
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="version" value={changed.version} />
        <TextArea field={form.field("legalBases")} label={texts.legalBases} help={texts.onePerLine} rows={slots.legalBases === "" ? 2 : 6} max={TEXT_LENGTHS.legalBases} required={slots.legalBases !== ""} />
        <Slots slots={slots} field={form.field} />
        <TextArea field={form.field("recipients")} label={texts.recipients} help={texts.onePerLine} rows={4} max={TEXT_LENGTHS.recipients} required={slots.recipients !== ""} />
        <TextField field={form.field("onBehalf")} label={texts.onBehalf} help={texts.onBehalfHelp} />
        <TextField field={form.field("signerTitle")} label={texts.signerTitle} required={slots.signerTitle !== ""} />
        <TextField field={form.field("signerName")} label={texts.signerName} help={texts.signerNameHelp} />
        <FormActions>
          <SubmitButton intent="words">{texts.save}</SubmitButton>
        </FormActions>
      </form>
      {changed.version > 0 && (
        <div className="mt-3">
          <ConfirmDisclosure small label={texts.reset} consequences={texts.resetWill} confirmLabel={texts.doReset} intent="reset" fields={{ version: String(changed.version) }} />
        </div>
      )}
    </Card>
  );
}

function Slots({ slots, field }: { slots: PaperSlots; field: ReturnType<typeof plainForm>["field"] }) {
  return slots.texts.map(({ key, label, long, proposed }) => {
    const name = textFieldName(key);
    const shared = { field: field(name), label, required: proposed !== "" };
    return long ? <TextArea key={key} {...shared} rows={5} max={TEXT_LENGTHS.long} /> : <TextField key={key} {...shared} />;
  });
}

/** What somebody else saved, to be compared with what was typed. */
function Theirs({ values, labels }: { values: Readonly<Record<string, string>>; labels: Readonly<Record<string, string>> }) {
  const { words: texts } = useMessages().paperDesk;
  return (
    <Disclosure summary={texts.theirs} open>
      <dl className="grid gap-2">
        {Object.entries(values).map(([name, text]) => (
          <div key={name}>
            <dt className="strong">{labels[name]}</dt>
            <dd className="whitespace-pre-line" lang="vi">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
