import { paths } from "~/paths";
import { StackedProgress, type Part } from "~/ui/charts";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, DateTime, EmptyState, FilterBar, FilterSelect, LinkButton, Mono, Notice, Pagination, Table } from "~/ui/primitives";
import type { ProgressView } from "../queries-progress.server";
import { RoundTabs } from "./round-tabs";

interface ProgressPageProps {
  view: ProgressView & { slug: string; mayRemind: boolean };
  refusal: string | null;
  search: URLSearchParams;
}

/** Who has locked how much, who has begun, which entries wait; and one button that reminds. */
export function ProgressPage({ view, refusal, search }: ProgressPageProps) {
  const { judging } = useMessages();
  const { dateTime } = useFormats();
  const { progress, mine } = judging;
  const { round } = view;
  const reminded = search.get("nhac");
  const rest = new URLSearchParams(search);
  rest.delete("nhac");
  return (
    <>
      <PageHeader
        title={progress.title}
        eyebrow={round.name}
        lead={progress.lead}
        meta={<Badge tone={round.isOver ? "neutral" : "warning"}>{round.isOver ? mine.over(dateTime(round.endsAt)) : mine.until(dateTime(round.endsAt))}</Badge>}
      />
      <RoundTabs rounds={view.rounds} current={round.code} path={(code) => paths.progress(view.slug, code)} />
      {refusal && <Notice tone="danger" live>{refusal}</Notice>}
      {!refusal && reminded !== null && /^\d{1,5}$/.test(reminded) && <Notice tone="success" live>{progress.reminded(Number(reminded))}</Notice>}
      {view.judges.length === 0 ? <NothingAssigned slug={view.slug} round={round.code} /> : <Judges view={view} search={`?${rest.toString()}`} />}
      <h2 className="mt-8 mb-3">{progress.byEntry}</h2>
      <FilterBar keep={{ vong: round.code }}>
        <FilterSelect name="linh-vuc" label={judging.assignments.field} all={judging.assignments.allFields} value={search.get("linh-vuc")} options={view.fields.map(({ id, name }) => ({ value: id, label: name }))} />
        <FilterSelect name="chi" label={progress.open} all={progress.all} value={search.get("chi")} options={[{ value: "con", label: progress.openOnly }]} />
      </FilterBar>
      <Entries view={view} />
      <Pagination page={view.page} pageSize={50} total={view.total} search={`?${rest.toString()}`} />
      <p className="muted mt-4">{progress.conflictNote}</p>
    </>
  );
}

function NothingAssigned({ slug, round }: { slug: string; round: string }) {
  const { judging } = useMessages();
  const href = useHref();
  return (
    <EmptyState title={judging.progress.none} actions={<LinkButton href={href(paths.assignments(slug, round))}>{judging.assignments.title}</LinkButton>}>
      {judging.progress.noneHelp}
    </EmptyState>
  );
}

function useParts(): (counts: { locked: number; draft: number; todo: number }) => Part[] {
  const { mine } = useMessages().judging;
  return ({ locked, draft, todo }) => [
    { label: mine.locked, value: locked, tone: "done" },
    { label: mine.draft, value: draft, tone: "doing" },
    { label: mine.todo, value: todo, tone: "todo" },
  ];
}

function Judges({ view, search }: { view: ProgressPageProps["view"]; search: string }) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const parts = useParts();
  const { progress } = judging;
  const isOpen = view.overall.draft + view.overall.todo > 0;
  return (
    <>
      <Card title={progress.overall}>
        <StackedProgress label={progress.overall} parts={parts(view.overall)} />
        {view.mayRemind && !view.round.isOver && isOpen && (
          <form method="post">
            <input type="hidden" name="roundId" value={view.round.id} />
            <Button kind="primary" icon="mail">
              {progress.remind}
            </Button>
            <p className="help">{progress.remindHelp}</p>
          </form>
        )}
      </Card>
      <h2 className="mt-8 mb-3">{progress.byJudge}</h2>
      <Table
        caption={progress.byJudge}
        rows={view.judges}
        rowKey={(row) => row.judgeId}
        columns={[
          {
            key: "judge",
            header: progress.judge,
            primary: true,
            cell: (row) => (
              <>
                <Mono>{row.code}</Mono> {row.name}
              </>
            ),
          },
          { key: "bar", header: progress.bar, cell: (row) => <Bar label={row.code} parts={parts(row)} /> },
          { key: "locked", header: judging.mine.locked, numeric: true, cell: (row) => `${integer(row.locked)}/${integer(row.locked + row.draft + row.todo)}` },
          { key: "saved", header: progress.lastSaved, cell: (row) => (row.lastSavedAt ? <DateTime at={row.lastSavedAt} /> : <span className="muted">{progress.never}</span>) },
        ]}
      />
      {view.judgeTotal > view.judges.length && <Pagination page={view.judgePage} pageSize={50} total={view.judgeTotal} search={search} parameter="gk" />}
    </>
  );
}

/** A bar that keeps its width inside a table's cell. */
function Bar({ label, parts }: { label: string; parts: Part[] }) {
  return (
    <div className="w-full min-w-40">
      <StackedProgress label={label} parts={parts} legend={false} />
    </div>
  );
}

function Entries({ view }: { view: ProgressPageProps["view"] }) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const parts = useParts();
  const { progress } = judging;
  return (
    <Table
      caption={progress.byEntry}
      rows={view.rows}
      rowKey={(row) => row.entryId}
      empty={<EmptyState title={progress.empty} />}
      columns={[
        {
          key: "entry",
          header: progress.entry,
          primary: true,
          cell: (row) => (
            <a href={href(paths.progressEntry(view.slug, row.entryId))} className="inline-block py-2">
              <Mono>{row.code}</Mono> {row.title}
            </a>
          ),
        },
        { key: "field", header: judging.assignments.field, wide: true, cell: (row) => row.field },
        {
          key: "bar",
          header: progress.bar,
          cell: (row) => (row.locked + row.draft + row.todo === 0 ? <Badge tone="warning">{progress.unassigned}</Badge> : <Bar label={row.code} parts={parts(row)} />),
        },
        { key: "locked", header: judging.mine.locked, numeric: true, cell: (row) => `${integer(row.locked)}/${integer(row.locked + row.draft + row.todo)}` },
      ]}
    />
  );
}
