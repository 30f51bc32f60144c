import type { SubmissionResult } from "@conform-to/react";
import { rubricTotal } from "~/domain/contest/rules";
import { plainPoints } from "~/domain/kernel/decimal";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, plainForm, SelectField, SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, Disclosure, LinkButton, Table } from "~/ui/primitives";

export interface SentCriterion {
  code: string;
  label: string;
  guidance: string;
  max: number;
  step: number;
  partKey: string | null;
}

export interface SentRubric {
  id: string;
  fieldCode: string | null;
  criteria: readonly SentCriterion[];
}

export interface SentRound {
  id: string;
  code: string;
  name: string;
  weight: number;
  rubrics: readonly SentRubric[];
}

const HUNDRED = 1_000_000;

/** What the points of a rubric add up to; said aloud where it isn't the usual hundred. */
export function RubricTotal({ criteria }: { criteria: readonly { max: number }[] }) {
  const { rounds } = useMessages().editions.settings;
  const formats = useFormats();
  const total = rubricTotal({ criteria });
  const shown = formats.decimal(plainPoints(total));
  return total === HUNDRED ? <Badge tone="success">{rounds.totalPoints(shown)}</Badge> : <Badge tone="warning">{rounds.totalNot100(shown)}</Badge>;
}

/** A rubric as a judge reads it; `brief` leaves the bands out. */
export function RubricPreview({ criteria, partLabels, brief }: { criteria: readonly SentCriterion[]; partLabels: Readonly<Record<string, string>>; brief?: boolean }) {
  const { criterion } = useMessages().editions.settings;
  const formats = useFormats();
  const points = (value: number) => formats.decimal(plainPoints(value));
  return (
    <Table
      caption={criterion.preview}
      rows={criteria}
      rowKey={({ code }) => code}
      columns={[
        {
          key: "label",
          header: criterion.label,
          primary: true,
          cell: ({ label, guidance }) => (
            <>
              {label}
              {!brief &&
                guidance.split("\n").map((band, index) => (
                  <span key={index} className="hint">
                    {band}
                  </span>
                ))}
            </>
          ),
        },
        { key: "part", header: criterion.partKey, cell: ({ partKey }) => (partKey === null ? "–" : (partLabels[partKey] ?? partKey)) },
        { key: "step", header: criterion.step, numeric: true, cell: ({ step }) => points(step) },
        { key: "max", header: criterion.max, numeric: true, cell: ({ max }) => points(max) },
      ]}
    />
  );
}

interface RubricListProps {
  slug: string;
  rounds: readonly SentRound[];
  fields: readonly { id: string; code: string; name: string }[];
  partLabels: Readonly<Record<string, string>>;
  version: number;
  newId: string;
  canConfigure: boolean;
  answer: { result: SubmissionResult<string[]> | null; reason: string | null } | undefined;
}

/** All rubrics of all rounds, each with its total, and a way to give a field one of its own. */
export function RubricList({ slug, rounds, fields, partLabels, version, newId, canConfigure, answer }: RubricListProps) {
  const { settings } = useMessages().editions;
  const href = useHref();
  const nameOf = (code: string | null) => (code === null ? settings.rounds.forAll : settings.rounds.forField(fields.find((field) => field.code === code)?.name ?? code));
  return (
    <>
      {rounds.map((round) => (
        <Card key={round.id} title={settings.rounds.rubricOf(round.name)}>
          {round.rubrics.map((rubric) => (
            <section key={rubric.id} className="mb-6">
              <h3>{nameOf(rubric.fieldCode)}</h3>
              <p className="actions mb-3">
                <RubricTotal criteria={rubric.criteria} />
                {canConfigure && (
                  <LinkButton small href={href(paths.rubric(slug, rubric.id))}>
                    {settings.rounds.editRubric}
                  </LinkButton>
                )}
              </p>
              <RubricPreview criteria={rubric.criteria} partLabels={partLabels} brief />
            </section>
          ))}
          {canConfigure && <NewRubric round={round} fields={fields} version={version} newId={newId} answer={answer} />}
        </Card>
      ))}
    </>
  );
}

function NewRubric({ round, fields, version, newId, answer }: Pick<RubricListProps, "fields" | "version" | "newId" | "answer"> & { round: SentRound }) {
  const { settings } = useMessages().editions;
  const isMine = answer?.result?.initialValue?.["roundId"] === round.id;
  const form = plainForm({ id: `bo-rieng-${round.code}`, result: isMine ? (answer?.result ?? null) : null });
  const open = fields.filter(({ code }) => !round.rubrics.some((rubric) => rubric.fieldCode === code));
  if (open.length === 0) return null;
  return (
    <Disclosure summary={settings.rounds.addRubric} open={isMine}>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ fieldId: settings.rounds.addRubricFor }} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="id" value={newId} />
        <input type="hidden" name="roundId" value={round.id} />
        <SelectField
          field={form.field("fieldId")}
          label={settings.rounds.addRubricFor}
          help={settings.rounds.addRubricHelp}
          required
          options={open.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FormActions>
          <SubmitButton kind="secondary" intent="add-rubric">
            {settings.rounds.addRubric}
          </SubmitButton>
        </FormActions>
      </form>
    </Disclosure>
  );
}
