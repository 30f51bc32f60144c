import type { SubmissionResult } from "@conform-to/react";
import type { DecisionView } from "~/features/results/decision-view.server";
import { DateField, ErrorSummary, FormActions, plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Notice } from "~/ui/primitives";
import { ScheduleForm } from "./schedule-form";

export interface DecisionReply {
  intent: string;
  result: SubmissionResult<string[]>;
  problem: string | null;
  /** the minute that would be set */
  preview?: Date | string | undefined;
}

interface DecisionActsProps {
  view: Pick<DecisionView, "mayNow" | "version" | "openTies" | "signed" | "issued"> & { schedule: { at: Date | string | null } };
  reply: DecisionReply | undefined;
  now: Date | string;
}

const required = { required: true };

/** The next steps this viewer may take, each saying what it will do. */
export function DecisionActs({ view, reply, now }: DecisionActsProps) {
  const { results, stages } = useMessages();
  const { decision } = results;
  const fields = { version: String(view.version) };
  const may = (act: DecisionView["mayNow"][number]) => view.mayNow.includes(act);
  const resultOf = (intent: string) => (reply?.intent === intent ? reply.result : null);
  const returning = plainForm({ id: "tra-lai", result: resultOf("return"), constraint: { reason: required } });
  return (
    <>
      {may("propose") &&
        (view.openTies ? (
          <Notice tone="warning">
            <p>{decision.ties}</p>
          </Notice>
        ) : (
          <ConfirmDisclosure label={decision.propose} consequences={decision.proposeConsequences} confirmLabel={decision.propose} intent="propose" />
        ))}
      {may("approve") && <ConfirmDisclosure label={decision.approve} consequences={decision.approveConsequences} confirmLabel={decision.approve} intent="approve" fields={fields} />}
      {may("return") && (
        <ConfirmDisclosure
          label={decision.return}
          consequences={decision.returnConsequences}
          confirmLabel={decision.return}
          intent="return"
          fields={fields}
          danger
          open={resultOf("return") !== null}
        >
          <TextArea field={returning.field("reason")} label={decision.returnReason} />
        </ConfirmDisclosure>
      )}
      {may("sign") && <SignatureForm fields={fields} signed={view.signed ?? view.issued} result={resultOf("sign")} />}
      {may("schedule") && <ScheduleForm version={fields.version} at={view.schedule.at} reply={reply} now={now} />}
      {may("unschedule") && <ConfirmDisclosure label={stages.schedule.cancel} consequences={stages.schedule.cancelWill} confirmLabel={stages.schedule.cancel} intent="unschedule" fields={fields} />}
      {may("finalise") && <ConfirmDisclosure label={stages.final.act} consequences={stages.final.will} confirmLabel={stages.final.act} intent="finalise" irreversible />}
      {may("publish") && (
        <ConfirmDisclosure label={decision.publish} consequences={decision.publishConsequences} confirmLabel={decision.publish} intent="publish" fields={fields} irreversible />
      )}
    </>
  );
}

function SignatureForm({ fields, signed, result }: { fields: { version: string }; signed: DecisionView["signed"]; result: SubmissionResult<string[]> | null }) {
  const { decision } = useMessages().results;
  const { date } = useFormats();
  const values = signed ? { number: signed.number, date: date(signed.date) } : {};
  const form = plainForm({ id: "quyet-dinh", result, values, constraint: { number: required, date: required } });
  return (
    <Card>
      <h2>{decision.sign}</h2>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ number: decision.number, date: decision.date }} />
        <input type="hidden" name="version" value={fields.version} />
        <TextField field={form.field("number")} label={decision.number} help={decision.numberHelp} />
        <DateField field={form.field("date")} label={decision.date} />
        <FormActions>
          <SubmitButton intent="sign">{decision.saveSignature}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
