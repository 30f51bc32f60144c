import { paths } from "~/paths";
import { DecimalField, FormActions, NumberField, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Mono, Notice, Table } from "~/ui/primitives";
import type { AdmissionRow, AdmissionView } from "../queries-admission.server";

interface AdmissionPageProps {
  view: AdmissionView & { slug: string };
  answer: { text: string; entryIds: readonly string[] } | undefined;
  search: URLSearchParams;
}

/** Who goes on to a later round: ticked in advance by number or score, then one by one, saved as one list. */
export function AdmissionPage({ view, answer, search }: AdmissionPageProps) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { admission, assignments } = judging;
  const { round } = view;
  const saved = search.get("da");
  return (
    <>
      <PageHeader
        title={admission.title(round.name)}
        lead={admission.lead(view.previous)}
        crumbs={[{ label: assignments.title, href: href(paths.assignments(view.slug, round.code)) }, { label: assignments.admit }]}
      />
      {answer && <Notice tone="danger" live>{answer.text}</Notice>}
      {!answer && saved !== null && /^\d{1,6}$/.test(saved) && <Notice tone="success" live>{admission.saved(integer(Number(saved)))}</Notice>}
      {view.hidden > 0 && <Notice tone="warning">{admission.hiddenNote(view.hidden)}</Notice>}
      <p className="my-3">{admission.now(integer(view.admitted))}</p>
      <form method="get" className="mb-4 flex flex-wrap items-end gap-3 [&_.field]:mb-0">
        <input type="hidden" name="vong" value={round.code} />
        <NumberField name="lay" label={admission.top} value={search.get("lay")} />
        <DecimalField name="tu" label={admission.from} value={search.get("tu")} />
        <SubmitButton kind="secondary">{admission.preselect}</SubmitButton>
      </form>
      <form method="post">
        <input type="hidden" name="roundId" value={round.id} />
        <input type="hidden" name="mark" value={view.mark} />
        <Choices view={view} ticked={answer ? new Set(answer.entryIds) : null} />
        {view.rows.length > 0 && (
          <FormActions sticky>
            <SubmitButton>{admission.save}</SubmitButton>
          </FormActions>
        )}
      </form>
    </>
  );
}

function Choices({ view, ticked }: { view: AdmissionView; ticked: ReadonlySet<string> | null }) {
  const { judging } = useMessages();
  const { decimal } = useFormats();
  const { admission } = judging;
  const mean = (row: AdmissionRow) => {
    if (row.isHidden) return <span className="muted">{admission.hidden}</span>;
    return row.mean === null ? <span className="muted">{admission.incomplete}</span> : decimal(row.mean);
  };
  return (
    <Table
      caption={admission.title(view.round.name)}
      rows={view.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={admission.empty} />}
      columns={[
        {
          key: "entry",
          header: admission.entry,
          primary: true,
          cell: (row) => (
            <label className="choice">
              <input type="checkbox" name="entry" value={row.id} defaultChecked={ticked ? ticked.has(row.id) : row.isTicked} />
              <span>
                <Mono>{row.code}</Mono> {row.title}
                {row.isAtWork && <span className="hint">{admission.atWork}</span>}
              </span>
            </label>
          ),
        },
        { key: "field", header: admission.field, cell: (row) => row.field },
        { key: "mean", header: admission.mean, numeric: true, cell: mean },
        { key: "rank", header: admission.rank, numeric: true, cell: (row) => row.rank },
      ]}
    />
  );
}
