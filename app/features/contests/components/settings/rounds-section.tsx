import { ROUND_KINDS, rubricTotal, weightSum, WHOLE_WEIGHT } from "~/domain/contest/rules";
import { plainPoints } from "~/domain/kernel/decimal";
import { CheckboxField, DecimalField, NumberField, SelectField, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import type { SectionProps } from "./edition-sections";
import { textOf, useRowLabel } from "./list-sections";
import { RowList, rowCount } from "./row-list";
import type { SentRound } from "./rubrics";
import { ScoringReason, type SavedSheets } from "./scoring-reason";
import { SectionForm } from "./section-form";

interface RoundsSectionProps extends SectionProps {
  rounds: readonly SentRound[];
  judgesPerEntry: number;
  perField: boolean;
  saved: SavedSheets;
}

/** Rounds in their order: kind, weight, judges, blindness, and which entries go on. */
export function RoundsSection({ rounds, judgesPerEntry, perField, saved, ...props }: RoundsSectionProps) {
  const messages = useMessages();
  const texts = messages.editions.settings.rounds;
  const { kind, settings } = messages.rounds;
  const formats = useFormats();
  const labelOf = useRowLabel({ ...texts, ...settings });
  const sum = weightSum(rounds);
  const kinds = ROUND_KINDS.map((value) => ({ value, label: kind[value] }));
  return (
    <div className="space-y-4">
      <Notice tone={sum === WHOLE_WEIGHT ? "success" : "warning"}>
        <p>{texts.weightSum(formats.share(sum))}</p>
        <RoundList rounds={rounds} />
      </Notice>
      {totalsDiffer(rounds) && <Notice tone="warning">{settings.totalsDiffer}</Notice>}
      <p className="help">{settings.dates}</p>
      <SectionForm {...props} id="vong-thi" labelOf={labelOf} isList>
        {(form) => (
          <>
            <RowList form={form} count={rowCount(form)} spare={1} nameOf={(index) => textOf(form.field(`rows[${index}].name`).initialValue)}>
              {(name) => (
                <>
                  <TextField field={form.field(name("name"))} label={texts.name} required />
                  <SelectField field={form.field(name("kind"))} label={settings.kind} placeholder={null} options={kinds} />
                  <DecimalField field={form.field(name("weight"))} label={texts.weight} help={settings.weightHelp} suffix="%" required />
                  <NumberField field={form.field(name("judgesPerEntry"))} label={settings.judgesPerEntry} help={settings.judgesHelp(formats.integer(judgesPerEntry))} />
                  <DecimalField field={form.field(name("admitFrom"))} label={settings.admitFrom} help={settings.admitFromHelp} />
                  <NumberField field={form.field(name("admitMost"))} label={settings.admitMost} help={perField ? settings.admitMostPerField : settings.admitMostHelp} />
                  <CheckboxField field={form.field(name("blind"))} label={texts.blind} />
                </>
              )}
            </RowList>
            <ScoringReason form={form} saved={saved} />
          </>
        )}
      </SectionForm>
    </div>
  );
}

/** What each round counts for, and who goes on after it. */
function RoundList({ rounds }: { rounds: readonly SentRound[] }) {
  const { settings, kind } = useMessages().rounds;
  const formats = useFormats();
  const line = (round: SentRound) => [
    kind[round.kind],
    round.weight === 0 ? settings.onlyDecides : settings.weightOf(formats.share(round.weight)),
    ...(round.admitFrom === null ? [] : [settings.admitsFrom(formats.decimal(plainPoints(round.admitFrom)))]),
    ...(round.admitMost === null ? [] : [settings.admitsMost(formats.integer(round.admitMost))]),
  ];
  return (
    <ol className="m-0 pl-5">
      {rounds.map((round) => (
        <li key={round.id}>
          <strong>{round.name}</strong>: {line(round).join("; ")}
        </li>
      ))}
    </ol>
  );
}

/** Means of rounds are combined as they are, so a round out of 50 would count for half of what its weight says. */
function totalsDiffer(rounds: readonly SentRound[]): boolean {
  const totals = rounds.filter(({ weight }) => weight > 0).flatMap(({ rubrics }) => rubrics.map(rubricTotal));
  return new Set(totals).size > 1;
}
