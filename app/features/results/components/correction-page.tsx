import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { ErrorSummary, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, EmptyState, LinkButton, Table } from "~/ui/primitives";

const required = { required: true };
const TEXT_LENGTH = 2_000;

interface OpenCorrectionFormProps {
  newId: string;
  /** the upheld appeal it follows */
  appeal: { id: string; number: string; code: string } | null;
  result: SubmissionResult<string[]> | null;
}

/** Which entries are opened again, and why. */
export function OpenCorrectionForm({ newId, appeal, result }: OpenCorrectionFormProps) {
  const { correction } = useMessages().stages;
  const form = plainForm({ id: "mo-dinh-chinh", result, values: appeal ? { entries: appeal.code, reason: correction.fromAppeal(appeal.number) } : {}, constraint: { entries: required, reason: required } });
  const typedId = form.field("id").initialValue;
  const fields = { id: result && typeof typedId === "string" ? typedId : newId, ...(appeal ? { appeal: appeal.id } : {}) };
  return (
    <Card title={correction.open}>
      {appeal && <p>{correction.fromAppeal(appeal.number)}</p>}
      <ConfirmDisclosure label={correction.open} consequences={correction.openWill} confirmLabel={correction.open} intent="open" fields={fields} open={result !== null || appeal !== null}>
        <ErrorSummary form={form} labels={{ entries: correction.entries, reason: correction.reason }} />
        <TextArea field={form.field("entries")} label={correction.entries} help={correction.entriesHelp} max={TEXT_LENGTH} rows={2} />
        <TextArea field={form.field("reason")} label={correction.reason} help={correction.reasonHelp} max={TEXT_LENGTH} rows={4} />
      </ConfirmDisclosure>
    </Card>
  );
}

export function AbandonForm({ result }: { result: SubmissionResult<string[]> | null }) {
  const { correction } = useMessages().stages;
  const form = plainForm({ id: "thoi-dinh-chinh", result, constraint: { reason: required } });
  return (
    <ConfirmDisclosure label={correction.abandon} consequences={correction.abandonWill} confirmLabel={correction.abandon} intent="abandon" danger open={result !== null}>
      <ErrorSummary form={form} labels={{ reason: correction.reason }} />
      <TextArea field={form.field("reason")} label={correction.reason} max={TEXT_LENGTH} rows={3} />
    </ConfirmDisclosure>
  );
}

interface OpenView {
  openedAt: Date | string;
  by: string;
  reason: string | null;
  entries: readonly { id: string; code: string; title: string }[];
  /** null: not told */
  changes: readonly { entry: string; from: string | null; to: string | null }[] | null;
}

/** What is open, where its entries can be changed, and how the prizes would differ now. */
export function OpenCorrection({ slug, open }: { slug: string; open: OpenView }) {
  const { correction } = useMessages().stages;
  const { dateTime } = useFormats();
  const href = useHref();
  return (
    <>
      <Card title={correction.isOpen}>
        <p className="muted">{correction.openedBy(open.by, dateTime(open.openedAt))}</p>
        {open.reason && <p className="whitespace-pre-line">{open.reason}</p>}
        <h3>{correction.named}</h3>
        <ul>
          {open.entries.map(({ id, code, title }) => (
            <li key={id}>
              {code} – {title}: <a href={href(paths.progressEntry(slug, id))}>{correction.sheets}</a>, <a href={href(paths.screenEntry(slug, id))}>{correction.screening}</a>
            </li>
          ))}
        </ul>
        <div className="actions">
          <LinkButton href={href(paths.ranking(slug))}>{correction.ties}</LinkButton>
          <LinkButton kind="primary" href={href(paths.decision(slug))}>
            {correction.toDecision}
          </LinkButton>
        </div>
      </Card>
      {open.changes && (
        <section>
          <h2>{correction.changes}</h2>
          <Table
            caption={correction.changes}
            rows={[...open.changes]}
            rowKey={({ entry }) => entry}
            empty={<EmptyState title={correction.noChanges} />}
            columns={[
              { key: "entry", header: correction.entry, primary: true, cell: ({ entry }) => entry },
              { key: "from", header: correction.from, cell: ({ from }) => from ?? correction.none },
              { key: "to", header: correction.to, cell: ({ to }) => to ?? correction.none },
            ]}
          />
        </section>
      )}
    </>
  );
}
