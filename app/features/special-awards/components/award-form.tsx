import type { SubmissionResult } from "@conform-to/react";
import { ErrorSummary, FieldSet, FormActions, NumberField, plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure } from "~/ui/primitives";
import { awardConstraint } from "../schemas";
import type { SpecialAwardView } from "../view.server";

/** What an award counts, who gets it, and how it is worded. */
export function AwardForm({ view, result }: { view: SpecialAwardView; result: SubmissionResult<string[]> | null }) {
  const { form: texts } = useMessages().specialAwards;
  const { award, tiers } = view;
  const form = plainForm({ id: "quy-dinh", result, values: award, constraint: awardConstraint });
  const isCounted = award.rule === "UNIT_POINTS" || award.rule === "MOST_ENTRIES_AUTHOR" || award.rule === "MOST_ENTRIES_UNIT";
  const minimum = award.rule === "UNIT_POINTS" ? texts.minimum.UNIT_POINTS : texts.minimum.other;
  return (
    <Card title={texts.title}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ label: texts.label, ruleText: texts.ruleText, minimum, quota: texts.quota, money: texts.money }} />
        <input type="hidden" name="version" value={award.version} />
        <TextField field={form.field("label")} label={texts.label} />
        <TextArea field={form.field("ruleText")} label={texts.ruleText} rows={3} max={1000} />
        {award.rule === "UNIT_POINTS" && (
          <FieldSet legend={texts.points}>
            <div className="flex flex-wrap gap-3">
              <NumberField field={form.field("points.submitted")} label={texts.pointsSubmitted} />
              <NumberField field={form.field("points.qualified")} label={texts.pointsQualified} />
              {tiers.map(({ code, label }) => (
                <NumberField key={code} field={form.field(`points.tiers.${code}`)} label={texts.pointsTier(label)} />
              ))}
            </div>
          </FieldSet>
        )}
        <div className="flex flex-wrap gap-3">
          {isCounted && <NumberField field={form.field("minimum")} label={minimum} help={texts.minimumHelp} />}
          <NumberField field={form.field("quota")} label={texts.quota} />
          <TextField field={form.field("money")} label={texts.money} inputMode="numeric" size={14} />
        </div>
        <FormActions>
          <SubmitButton intent="change">{texts.save}</SubmitButton>
        </FormActions>
      </form>
      {view.given.length === 0 && <ConfirmDisclosure small danger label={texts.remove} consequences={texts.removeWill} confirmLabel={texts.doRemove} intent="remove" />}
    </Card>
  );
}
