import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { DateField, ErrorSummary, FieldSet, FormActions, plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { correctDecisionConstraint, OPENING_LENGTH, REASON_LENGTH, sendConstraint, signConstraint } from "../schemas";
import type { LetterView } from "../view.server";

export interface LetterReply {
  intent: "words" | "send" | "sign" | "correct" | "scan" | "publish" | "take-out";
  result: SubmissionResult<string[]> | null;
  problem: string | null;
}

interface FormProps {
  view: LetterView;
  result: SubmissionResult<string[]> | null;
}

export function WordsForm({ view, result }: FormProps) {
  const texts = useMessages().commendations.letter;
  const form = plainForm({ id: "loi", result, values: view.letter });
  return (
    <Card title={texts.words}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ opening: texts.opening, signerTitle: texts.signerTitle, signerName: texts.signerName }} />
        <input type="hidden" name="version" value={view.letter.version} />
        <TextArea field={form.field("opening")} label={texts.opening} rows={5} max={OPENING_LENGTH} />
        <TextField field={form.field("signerTitle")} label={texts.signerTitle} />
        <TextField field={form.field("signerName")} label={texts.signerName} />
        <FormActions>
          <SubmitButton intent="words">{texts.save}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

export function SendForm({ view, result }: FormProps) {
  const texts = useMessages().commendations.letter;
  const form = plainForm({ id: "gui", result, constraint: sendConstraint });
  return (
    <Card title={texts.send}>
      <p className="muted">{texts.sendHelp}</p>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ number: texts.number, date: texts.date }} />
        <input type="hidden" name="version" value={view.letter.version} />
        <TextField field={form.field("number")} label={texts.number} help={texts.numberHelp} size={20} />
        <DateField field={form.field("date")} label={texts.date} />
        <FormActions>
          <SubmitButton intent="send">{texts.doSend}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

/** Number and day of the authority's decision, with a book number for each. */
export function SignForm({ view, result }: FormProps) {
  const texts = useMessages().commendations.letter;
  const form = plainForm({ id: "quyet-dinh", result, constraint: signConstraint });
  const names = new Map(view.rows.map(({ id, recipientName }) => [`books.${id}`, recipientName]));
  const labels = (name: string) => ({ decisionNumber: texts.decisionNumber, decisionDate: texts.decisionDate })[name] ?? names.get(name);
  return (
    <Card title={texts.sign}>
      <p className="muted">{texts.signHelp}</p>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="version" value={view.letter.version} />
        <TextField field={form.field("decisionNumber")} label={texts.decisionNumber} size={20} />
        <DateField field={form.field("decisionDate")} label={texts.decisionDate} />
        <FieldSet legend={texts.books} help={texts.booksHelp}>
          {view.rows
            .filter(({ state }) => state === "SENT")
            .map(({ id, recipientName }) => (
              <TextField key={id} field={form.field(`books.${id}`)} label={recipientName} size={14} markOptional={false} />
            ))}
        </FieldSet>
        <FormActions>
          <SubmitButton intent="sign">{texts.doSign}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

/** Number and day of a recorded decision, put right with a reason; closed until it is needed. */
export function CorrectDecisionForm({ view, result }: FormProps) {
  const texts = useMessages().commendations.letter;
  const { version, decisionNumber, decisionDate } = view.letter;
  const values = { decisionNumber, decisionDate: decisionDate && new Date(decisionDate).toISOString().slice(0, 10) };
  const form = plainForm({ id: "sua-quyet-dinh", result, values, constraint: correctDecisionConstraint });
  return (
    <Disclosure summary={texts.correct.title} open={result !== null}>
      <p className="muted">{texts.correct.help}</p>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ decisionNumber: texts.decisionNumber, decisionDate: texts.decisionDate, reason: texts.correct.reason }} />
        <input type="hidden" name="version" value={version} />
        <TextField field={form.field("decisionNumber")} label={texts.decisionNumber} size={20} />
        <DateField field={form.field("decisionDate")} label={texts.decisionDate} />
        <TextArea field={form.field("reason")} label={texts.correct.reason} rows={2} max={REASON_LENGTH} />
        <FormActions>
          <SubmitButton intent="correct">{texts.correct.save}</SubmitButton>
        </FormActions>
      </form>
    </Disclosure>
  );
}

export function ScanForm({ slug, view, problem }: { slug: string; view: LetterView; problem: string | null }) {
  const texts = useMessages().commendations.letter;
  return (
    <Card title={texts.scan}>
      {view.letter.hasScan && (
        <p>
          <a href={paths.commendationLetterScan(slug, view.letter.id)}>{texts.hasScan}</a>
        </p>
      )}
      <form method="post" encType="multipart/form-data" noValidate className="grid gap-3">
        <input type="hidden" name="version" value={view.letter.version} />
        <input type="hidden" name="intent" value="scan" />
        <div className="field">
          <label htmlFor="ban-quet">{texts.file}</label>
          <div id="ban-quet-help" className="help">
            {texts.scanHelp}
          </div>
          <input id="ban-quet" type="file" name="scan" accept="application/pdf,image/jpeg,image/png" aria-describedby="ban-quet-help" className="input" />
          {problem && <p className="field-error">{problem}</p>}
        </div>
        <FormActions>
          <SubmitButton>{texts.doScan}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
