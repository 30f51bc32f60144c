import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxGroup, ErrorSummary, FormActions, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, Notice, Table } from "~/ui/primitives";
import type { PanelsView } from "../queries-panels.server";
import { newPanelConstraint } from "../schemas";

type Round = PanelsView["rounds"][number];

/** The panels of one round, and fields that none of them serves. */
export function PanelsOfRound({ slug, round, unserved }: { slug: string; round: Round; unserved: readonly string[] }) {
  const { judging } = useMessages();
  const { list, integer } = useFormats();
  const href = useHref();
  const { panels } = judging;
  return (
    <section className="grid gap-3">
      <h2>{panels.inRound(round.name)}</h2>
      <p className="muted">{round.blind ? panels.blind : panels.openRound}</p>
      {round.panels.length > 0 && unserved.length > 0 && <Notice tone="warning">{panels.unserved(list(unserved))}</Notice>}
      <Table
        caption={panels.inRound(round.name)}
        rows={round.panels}
        rowKey={(panel) => panel.id}
        empty={<EmptyState title={panels.none}>{panels.noneHelp}</EmptyState>}
        columns={[
          { key: "name", header: panels.name, primary: true, cell: (panel) => <a href={href(paths.panel(slug, panel.id))} className="inline-block py-2">{panel.name}</a> },
          { key: "fields", header: panels.fieldsColumn, cell: (panel) => (panel.fields.length === 0 ? <Badge tone="warning">{panels.noFields}</Badge> : list(panel.fields.map(({ name }) => name))) },
          { key: "members", header: panels.members, cell: (panel) => panel.members.map(({ code, name, isChair }) => `${code} ${name}${isChair ? ` (${panels.chair})` : ""}`).join(", ") || panels.memberCount(0) },
          { key: "load", header: judging.panel.load, numeric: true, cell: (panel) => integer(panel.members.reduce((sum, { assigned }) => sum + assigned, 0)) },
        ]}
      />
    </section>
  );
}

interface NewPanelFormProps {
  result: SubmissionResult<string[]> | undefined;
  /** ready-made id of the new panel: sent twice, it makes one */
  newId: string;
  rounds: readonly Pick<Round, "id" | "name">[];
  fields: PanelsView["fields"];
}

export function NewPanelForm({ result, newId, rounds, fields }: NewPanelFormProps) {
  const { judging } = useMessages();
  const { panels } = judging;
  const form = plainForm({ id: "tieu-ban", result: result ?? null, constraint: newPanelConstraint });
  return (
    <Card title={panels.create}>
      <form id={form.id} method="post" noValidate className="grid gap-4">
        <ErrorSummary form={form} labels={{ name: panels.name, roundId: panels.round, fieldIds: panels.fields }} />
        <input type="hidden" name="id" value={newId} />
        <SelectField field={form.field("roundId")} label={panels.round} options={rounds.map(({ id, name }) => ({ value: id, label: name }))} required />
        <TextField field={form.field("name")} label={panels.name} help={panels.nameHelp} required />
        <CheckboxGroup field={form.field("fieldIds")} label={panels.fields} options={fields.map(({ id, name }) => ({ value: id, label: name }))} />
        <FormActions>
          <SubmitButton>{panels.create}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
