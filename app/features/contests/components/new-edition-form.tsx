import type { SubmissionResult } from "@conform-to/react";
import { CONTEST_KINDS } from "~/domain/contest/edition-draft";
import { ErrorSummary, FormActions, NumberField, plainForm, RadioGroup, RequiredLegend, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { newEditionConstraint } from "../schemas";
import { DateFields, dateLabel, type RoundName } from "./date-fields";
import { HostFields, type UnitChoice } from "./host-fields";
import { PresetSummary } from "./preset-summary";

interface NewEditionFormProps {
  result: SubmissionResult<string[]> | null;
  values: Readonly<Record<string, unknown>> & { id: string };
  units: readonly UnitChoice[];
  rounds: readonly RoundName[];
}

/** Preset and number, host, dates: what an edition needs to begin as a draft. */
export function NewEditionForm({ result, values, units, rounds }: NewEditionFormProps) {
  const { editions, common } = useMessages();
  const { create, fields } = editions;
  const form = plainForm({ id: "cuoc-thi-moi", result, values, constraint: newEditionConstraint });
  const labelOf = (name: string) => (name === "kind" ? create.kind : dateLabel(fields, rounds, name));
  return (
    <form id={form.id} method="post" noValidate className="space-y-4">
      <ErrorSummary form={form} labels={labelOf} />
      <RequiredLegend />
      <input type="hidden" name="id" value={String(form.field("id").initialValue ?? values.id)} />
      <Card title={create.basics}>
        <RadioGroup
          field={form.field("kind")}
          label={create.kind}
          options={CONTEST_KINDS.map((kind) => ({ value: kind, label: common.contest[kind], hint: create.kindHint[kind] }))}
        />
        {CONTEST_KINDS.map((kind) => (
          <PresetSummary key={kind} kind={kind} />
        ))}
        <NumberField field={form.field("number")} label={fields.number} help={fields.numberHelp} required />
        <TextField field={form.field("period")} label={fields.period} help={fields.periodHelp} size={16} />
      </Card>
      <Card title={`${fields.host}, ${fields.letterhead.toLowerCase()}`}>
        <HostFields form={form} units={units} />
      </Card>
      <Card title={fields.timeline}>
        <p className="help">{fields.timelineHelp}</p>
        <DateFields form={form} rounds={rounds} />
      </Card>
      <FormActions>
        <SubmitButton>{create.submit}</SubmitButton>
      </FormActions>
    </form>
  );
}
