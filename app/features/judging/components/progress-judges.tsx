import { StackedProgress, type Part } from "~/ui/charts";
import { useFormats, useMessages } from "~/ui/locale";
import { Button, Card, DateTime, EmptyState, FilterBar, FilterSelect, Mono, Pagination, Table } from "~/ui/primitives";
import type { ProgressView } from "../queries-progress.server";

export function useParts(): (counts: { locked: number; draft: number; todo: number }) => Part[] {
  const { mine } = useMessages().scoreSheet;
  return ({ locked, draft, todo }) => [
    { label: mine.locked, value: locked, tone: "done" },
    { label: mine.draft, value: draft, tone: "doing" },
    { label: mine.todo, value: todo, tone: "todo" },
  ];
}

/** A bar that keeps its width inside a table's cell. */
export function Bar({ label, parts }: { label: string; parts: Part[] }) {
  return (
    <div className="w-full min-w-40">
      <StackedProgress label={label} parts={parts} legend={false} />
    </div>
  );
}

interface ProgressJudgesProps {
  view: ProgressView & { mayRemind: boolean };
  search: URLSearchParams;
}

/** The whole round in one bar, the button that reminds, and every judge with how far they are. */
export function ProgressJudges({ view, search }: ProgressJudgesProps) {
  const { progress, scoreSheet } = useMessages();
  const { integer } = useFormats();
  const parts = useParts();
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
      <FilterBar keep={{ vong: view.round.code }} search={{ name: "tim-gk", label: progress.searchJudge, value: search.get("tim-gk") ?? "" }}>
        <FilterSelect name="xep-gk" label={progress.sort} all={progress.judgeSorts.ma} value={search.get("xep-gk")} options={[{ value: "cham", label: progress.judgeSorts.cham }]} />
      </FilterBar>
      <Table
        caption={progress.byJudge}
        rows={view.judges}
        rowKey={(row) => row.judgeId}
        empty={<EmptyState title={progress.empty} />}
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
          { key: "locked", header: scoreSheet.mine.locked, numeric: true, cell: (row) => `${integer(row.locked)}/${integer(row.locked + row.draft + row.todo)}` },
          { key: "saved", header: progress.lastSaved, cell: (row) => (row.lastSavedAt ? <DateTime at={row.lastSavedAt} /> : <span className="muted">{progress.never}</span>) },
        ]}
      />
      {view.judgeTotal > view.judges.length && <Pagination page={view.judgePage} pageSize={50} total={view.judgeTotal} search={`?${search.toString()}`} parameter="gk" />}
    </>
  );
}
