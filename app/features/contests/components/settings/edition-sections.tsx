import { CheckboxField, DateField, DecimalField, FieldSet, NumberField, RadioGroup, SelectField, TextArea, TextField } from "~/ui/forms";
import { VOTE_RULES } from "~/domain/results/votes";
import { useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";
import { dossierConstraint, generalConstraint, textsConstraint, timelineConstraint } from "../../schemas";
import { DateFields, dateLabel, type RoundName } from "../date-fields";
import { HostFields, type UnitChoice } from "../host-fields";
import { RulesText } from "../rules-text";
import { ScoringReason, type SavedSheets } from "./scoring-reason";
import { SectionForm, type SectionFormProps } from "./section-form";

/** What every section is handed. */
export type SectionProps = Omit<SectionFormProps, "id" | "labelOf" | "children" | "constraint" | "isList">;

const labelIn =
  (...tables: Readonly<Record<string, unknown>>[]) =>
  (name: string): string | undefined => {
    for (const table of tables) {
      const text = table[name];
      if (typeof text === "string") return text;
    }
    return undefined;
  };

export function GeneralSection({ units, ...props }: SectionProps & { units: readonly UnitChoice[] }) {
  const { fields } = useMessages().editions;
  return (
    <SectionForm {...props} id="chung" constraint={generalConstraint} labelOf={labelIn({ ...fields, title: fields.titleField })}>
      {(form) => (
        <>
          <TextField field={form.field("title")} label={fields.titleField} />
          <NumberField field={form.field("number")} label={fields.number} help={fields.numberHelp} />
          <TextField field={form.field("period")} label={fields.period} help={fields.periodHelp} size={16} />
          <HostFields form={form} units={units} />
          <TextField field={form.field("slug")} label={fields.slug} help={fields.slugHelp} autoCapitalize="none" spellCheck={false} />
          <TextField field={form.field("codePrefix")} label={fields.codePrefix} help={fields.codePrefixHelp} size={20} spellCheck={false} />
        </>
      )}
    </SectionForm>
  );
}

export function TimelineSection({ rounds, ...props }: SectionProps & { rounds: readonly RoundName[] }) {
  const { fields } = useMessages().editions;
  return (
    <SectionForm {...props} id="thoi-gian" constraint={timelineConstraint} labelOf={(name) => dateLabel(fields, rounds, name)}>
      {(form) => <DateFields form={form} rounds={rounds} />}
    </SectionForm>
  );
}

export function EligibilitySection(props: SectionProps) {
  const { eligibility } = useMessages().editions.settings;
  return (
    <SectionForm {...props} id="doi-tuong" labelOf={labelIn(eligibility)}>
      {(form) => (
        <>
          <p className="help">{eligibility.birthHelp}</p>
          <DateField field={form.field("birthDateFrom")} label={eligibility.birthDateFrom} markOptional />
          <DateField field={form.field("birthDateTo")} label={eligibility.birthDateTo} markOptional />
          <NumberField field={form.field("createdSinceYear")} label={eligibility.createdSinceYear} help={eligibility.createdHelp} markOptional />
          <NumberField field={form.field("maxAuthors")} label={eligibility.maxAuthors} help={eligibility.createdHelp} markOptional />
        </>
      )}
    </SectionForm>
  );
}

const TIE_BREAK_CHOICES = 3;

export function RankingSection({ criteria, saved, ...props }: SectionProps & { criteria: readonly { code: string; label: string }[]; saved: SavedSheets }) {
  const { editions, rounds, stages } = useMessages();
  const { ranking } = editions.settings;
  const options = criteria.map(({ code, label }) => ({ value: code, label }));
  return (
    <SectionForm {...props} id="xep-hang" labelOf={labelIn(ranking, rounds.changing, stages.settings)}>
      {(form) => (
        <>
          <NumberField field={form.field("judgesPerEntry")} label={ranking.judgesPerEntry} required />
          <NumberField field={form.field("minJudges")} label={ranking.minJudges} help={ranking.minJudgesHelp} required />
          <NumberField field={form.field("decimals")} label={ranking.decimals} required />
          <DecimalField field={form.field("maxSpread")} label={ranking.maxSpread} help={ranking.maxSpreadHelp} markOptional />
          <FieldSet legend={ranking.tieBreak} help={ranking.tieBreakHelp}>
            {form.field("tieBreak").errors?.map((text) => (
              <p key={text} className="field-error" id="xep-hang-tieBreak">
                {text}
              </p>
            ))}
            {Array.from({ length: TIE_BREAK_CHOICES }, (_, index) => (
              <SelectField key={index} field={form.field(`tieBreak[${index}]`)} label={ranking.tieBreakNth(index + 1)} options={options} markOptional />
            ))}
          </FieldSet>
          <CheckboxField field={form.field("perField")} label={ranking.perField} help={ranking.perFieldHelp} />
          <NumberField field={form.field("appealDays")} label={stages.settings.appealDays} help={stages.settings.appealDaysHelp} required />
          <RadioGroup field={form.field("voteRule")} label={ranking.voteRule} help={ranking.voteRuleHelp} options={VOTE_RULES.map((value) => ({ value, label: ranking.voteRules[value] }))} required />
          <ScoringReason form={form} saved={saved} />
        </>
      )}
    </SectionForm>
  );
}

/** Limits of the whole dossier, and what authors affirm when they submit. */
export function DossierSection(props: SectionProps) {
  const { dossier } = useMessages().editions.settings;
  return (
    <SectionForm {...props} id="nop-bai" constraint={dossierConstraint} labelOf={labelIn(dossier)}>
      {(form) => (
        <>
          <NumberField field={form.field("summaryLength")} label={dossier.summaryLength} />
          <TextArea field={form.field("commitmentText")} label={dossier.commitmentText} help={dossier.commitmentHelp} rows={7} max={5000} />
          <NumberField field={form.field("entryMaxMegabytes")} label={dossier.entryMaxMegabytes} suffix="MB" />
          <NumberField field={form.field("totalMaxGigabytes")} label={dossier.totalMaxGigabytes} help={dossier.totalHelp} suffix="GB" markOptional />
          <NumberField field={form.field("filesDueHours")} label={dossier.filesDueHours} help={dossier.filesDueHelp} suffix={dossier.hours} />
          <NumberField field={form.field("selfConsentFrom")} label={dossier.selfConsentFrom} help={dossier.selfConsentHelp} suffix={dossier.years} />
        </>
      )}
    </SectionForm>
  );
}

export function TextsSection(props: SectionProps) {
  const { texts } = useMessages().editions.settings;
  const stored = String(props.values["rulesText"] ?? "");
  return (
    <div className="space-y-4">
      <SectionForm {...props} id="the-le" constraint={textsConstraint} labelOf={labelIn(texts)}>
        {(form) => (
          <>
            <TextArea field={form.field("introduction")} label={texts.introduction} rows={5} max={5000} />
            <TextArea field={form.field("rulesText")} label={texts.rulesText} help={texts.rulesHelp} rows={24} max={60_000} />
          </>
        )}
      </SectionForm>
      <Disclosure summary={texts.preview}>
        <RulesText text={stored} level={3} />
      </Disclosure>
    </div>
  );
}
