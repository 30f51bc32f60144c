import type { SubmissionResult } from "@conform-to/react";
import { rubricTotal, type AdmissionRule, type RoundKind } from "~/domain/contest/rules";
import { plainPoints } from "~/domain/kernel/decimal";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, plainForm, SelectField, SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, Disclosure, LinkButton, Table } from "~/ui/primitives";
import type { SentCriterion } from "./rubric-preview";
import { ScoringReason, type SavedSheets } from "./scoring-reason";

export interface SentRubric {
  id: string;
  fieldCode: string | null;
  criteria: readonly SentCriterion[];
}

export interface SentRound extends AdmissionRule {
  id: string;
  code: string;
  name: string;
  kind: RoundKind;
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

/** The criteria of a rubric with their points, in short. */
function CriteriaTable({ criteria, partLabels }: { criteria: readonly SentCriterion[]; partLabels: Readonly<Record<string, string>> }) {
  const { editions, rounds } = useMessages();
  const { criterion } = editions.settings;
  const formats = useFormats();
  const points = (value: number) => formats.decimal(plainPoints(value));
  return (
    <Table
      caption={criterion.preview}
      rows={criteria}
      rowKey={({ code }) => code}
      columns={[
        { key: "label", header: criterion.label, primary: true, cell: ({ label }) => label },
        { key: "part", header: criterion.partKey, cell: ({ partKey }) => (partKey === null ? "–" : (partLabels[partKey] ?? partKey)) },
        { key: "bands", header: rounds.bands.label, numeric: true, cell: ({ bands }) => (bands.length === 0 ? "–" : formats.integer(bands.length)) },
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
  saved: SavedSheets;
  answer: { result: SubmissionResult<string[]> | null; reason: string | null } | undefined;
}

/** All rubrics of all rounds, each with its total, and a way to give a field one of its own. */
export function RubricList({ slug, rounds, fields, partLabels, version, newId, canConfigure, saved, answer }: RubricListProps) {
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
              <CriteriaTable criteria={rubric.criteria} partLabels={partLabels} />
            </section>
          ))}
          {canConfigure && <NewRubric {...{ round, fields, version, newId, saved, answer }} />}
        </Card>
      ))}
    </>
  );
}

function NewRubric({ round, fields, version, newId, saved, answer }: Pick<RubricListProps, "fields" | "version" | "newId" | "saved" | "answer"> & { round: SentRound }) {
  const { editions, rounds } = useMessages();
  const { settings } = editions;
  const isMine = answer?.result?.initialValue?.["roundId"] === round.id;
  const form = plainForm({ id: `bo-rieng-${round.code}`, result: isMine ? (answer?.result ?? null) : null });
  const open = fields.filter(({ code }) => !round.rubrics.some((rubric) => rubric.fieldCode === code));
  if (open.length === 0) return null;
  return (
    <Disclosure summary={settings.rounds.addRubric} open={isMine}>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ fieldId: settings.rounds.addRubricFor, reason: rounds.changing.reason }} />
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
        <ScoringReason form={form} saved={saved} />
        <FormActions>
          <SubmitButton kind="secondary" intent="add-rubric">
            {settings.rounds.addRubric}
          </SubmitButton>
        </FormActions>
      </form>
    </Disclosure>
  );
}
