import type { SubmissionResult } from "@conform-to/react";
import { CONTEST_KINDS } from "~/domain/contest/edition-draft";
import { ErrorSummary, FieldSet, FormActions, NumberField, plainForm, RadioGroup, RequiredLegend, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
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
    <form id={form.id} method="post" noValidate>
      <ErrorSummary form={form} labels={labelOf} />
      <RequiredLegend />
      <input type="hidden" name="id" value={String(form.field("id").initialValue ?? values.id)} />
      <FieldSet legend={create.basics}>
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
      </FieldSet>
      <HostFields form={form} units={units} />
      <FieldSet legend={fields.timeline} help={fields.timelineHelp}>
        <DateFields form={form} rounds={rounds} />
      </FieldSet>
      <FormActions>
        <SubmitButton>{create.submit}</SubmitButton>
      </FormActions>
    </form>
  );
}
