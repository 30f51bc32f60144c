import { paths } from "~/paths";
import { ScoreLine } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, EmptyState, Mono, Table } from "~/ui/primitives";
import type { EntryLine, ProgressView } from "../queries-progress.server";
import { Bar, useParts } from "./progress-judges";

interface ProgressEntriesProps {
  view: ProgressView & { slug: string; mayMeet: boolean };
}

/** Every entry of the round: its sheets, the scores of locked ones where they may be seen, and what asks for a look. */
export function ProgressEntries({ view }: ProgressEntriesProps) {
  const { judging, progress, scoreSheet } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const parts = useParts();
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
        { key: "locked", header: scoreSheet.mine.locked, numeric: true, cell: (row) => `${integer(row.locked)}/${integer(row.locked + row.draft + row.todo)}` },
        { key: "scores", header: progress.scores, cell: (row) => <Scores row={row} /> },
        { key: "marks", header: progress.marks, cell: (row) => <Marks row={row} view={view} /> },
      ]}
    />
  );
}

function Scores({ row }: { row: EntryLine }) {
  const { progress } = useMessages();
  const { decimal } = useFormats();
  if (row.totals.length === 0) return <span className="muted">{progress.noScores}</span>;
  const dots = row.totals.map((total, index) => ({ judge: String.fromCharCode(65 + index), value: Number(total), text: decimal(total) }));
  return <ScoreLine label={row.code} dots={dots} spread={row.spread === null ? null : decimal(row.spread)} max={Number(row.fullMarks ?? "100")} />;
}

function Marks({ row, view }: { row: EntryLine; view: ProgressEntriesProps["view"] }) {
  const { progress } = useMessages();
  const { integer, decimal } = useFormats();
  const href = useHref();
  return (
    <span className="flex flex-wrap items-center gap-2">
      {row.locked < view.needed && <Badge>{progress.thin(integer(row.locked), integer(view.needed))}</Badge>}
      {row.isSpread && row.spread !== null && <Badge tone="warning">{progress.spread(decimal(row.spread))}</Badge>}
      {row.isSpread && row.meetingId === null && view.mayMeet && <a href={`${href(paths.progressEntry(view.slug, row.entryId))}#hop`}>{progress.openMeeting}</a>}
      {row.meetingId !== null && (
        <a href={href(paths.rescore(view.slug, row.meetingId))}>
          <Badge tone="info">{progress.inMeeting}</Badge>
        </a>
      )}
      {row.late > 0 && (
        <a href={href(paths.lateSheets(view.slug))}>
          <Badge tone="warning">{progress.lateWaiting(integer(row.late))}</Badge>
        </a>
      )}
      {row.keyedOnce > 0 && <Badge tone="info">{progress.keyedWaiting(integer(row.keyedOnce))}</Badge>}
    </span>
  );
}
