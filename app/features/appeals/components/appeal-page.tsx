import type { SubmissionResult } from "@conform-to/react";
import { EVIDENCE_KINDS, type EvidenceKind } from "~/domain/results/evidence";
import { paths } from "~/paths";
import { CheckboxGroup, ErrorSummary, plainForm, RadioGroup, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, LinkButton } from "~/ui/primitives";
import { ANSWER_LENGTH, answerConstraint, OUTCOMES } from "../schemas";
import { DaysLeft } from "./appeals-table";

interface AppealView {
  id: string;
  state: "RECEIVED" | "ANSWERED" | "WITHDRAWN";
  filedBy: string;
  filedAt: Date | string;
  grounds: string | null;
  daysLeft: number | null;
  outcome: (typeof OUTCOMES)[number] | null;
  answer: string | null;
  answeredAt: Date | string | null;
  answeredBy: string | null;
  shown: readonly EvidenceKind[];
  mayCorrect: boolean;
  isCorrected: boolean;
}

/** Who appealed, when, and what was said. */
export function AppealFacts({ appeal }: { appeal: AppealView }) {
  const { one, own, state } = useMessages().appeals;
  const { dateTime } = useFormats();
  return (
    <Card title={one.grounds}>
      <p>
        {one.filedBy(appeal.filedBy, dateTime(appeal.filedAt))}. {state[appeal.state]} {appeal.daysLeft !== null && <DaysLeft days={appeal.daysLeft} />}
      </p>
      <p className="whitespace-pre-line">{appeal.grounds ?? own.erased}</p>
    </Card>
  );
}

/** The answer as it was given, with what follows from it. */
export function GivenAnswer({ slug, appeal }: { slug: string; appeal: AppealView }) {
  const { one, own, outcome, evidence } = useMessages().appeals;
  const { dateTime } = useFormats();
  const href = useHref();
  if (!appeal.outcome || !appeal.answeredAt) return null;
  return (
    <Card title={`${own.answer}: ${outcome[appeal.outcome]}`}>
      <p className="muted">{one.answeredBy(appeal.answeredBy ?? "", dateTime(appeal.answeredAt))}</p>
      <p className="whitespace-pre-line">{appeal.answer ?? own.erased}</p>
      {appeal.shown.length > 0 && (
        <p>
          {one.show}: {appeal.shown.map((kind) => evidence.kinds[kind]).join("; ")}.
        </p>
      )}
      {appeal.isCorrected && <p>{one.corrected}</p>}
      {appeal.mayCorrect && (
        <div className="actions">
          <LinkButton kind="primary" href={href(paths.correction(slug, appeal.id))}>
            {one.openCorrection}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

/** Outcome, text and evidence: given once. */
export function AnswerForm({ version, result }: { version: number; result: SubmissionResult<string[]> | null }) {
  const { one, outcome, evidence } = useMessages().appeals;
  const form = plainForm({ id: "tra-loi", result, values: { show: ["means"] }, constraint: answerConstraint });
  return (
    <Card title={one.answer}>
      <ConfirmDisclosure label={one.answer} consequences={one.sendWill} confirmLabel={one.send} intent="answer" fields={{ version: String(version) }} open={result !== null} irreversible>
        <ErrorSummary form={form} labels={{ outcome: one.outcome, answer: one.text, show: one.show }} />
        <RadioGroup field={form.field("outcome")} label={one.outcome} options={OUTCOMES.map((value) => ({ value, label: outcome[value] }))} />
        <TextArea field={form.field("answer")} label={one.text} help={one.textHelp} max={ANSWER_LENGTH} rows={8} />
        <CheckboxGroup field={form.field("show")} label={one.show} help={one.showHelp} options={EVIDENCE_KINDS.map((value) => ({ value, label: evidence.kinds[value] }))} />
      </ConfirmDisclosure>
    </Card>
  );
}
