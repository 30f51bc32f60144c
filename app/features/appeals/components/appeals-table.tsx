import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, EmptyState, Table } from "~/ui/primitives";

export interface AppealRowView {
  id: string;
  number: string;
  entryCode: string;
  title: string;
  unit: string;
  state: "RECEIVED" | "ANSWERED" | "WITHDRAWN";
  outcome: "UPHELD" | "PARTLY_UPHELD" | "REJECTED" | null;
  filedAt: Date | string;
  daysLeft: number | null;
}

/** The appeals of an edition with the days that are left to answer. */
export function AppealsTable({ slug, rows, isFiltered }: { slug: string; rows: readonly AppealRowView[]; isFiltered: boolean }) {
  const { list, state, outcome } = useMessages().appeals;
  const { dateTime } = useFormats();
  const href = useHref();
  return (
    <Table
      caption={list.title}
      rows={[...rows]}
      rowKey={({ id }) => id}
      empty={<EmptyState title={isFiltered ? list.noneFound : list.empty}>{!isFiltered && <p>{list.emptyHelp}</p>}</EmptyState>}
      columns={[
        { key: "number", header: list.number, primary: true, cell: ({ id, number }) => <a href={href(paths.appeal(slug, id))}>{number}</a> },
        { key: "entry", header: list.entry, wide: true, cell: ({ title }) => title },
        { key: "unit", header: list.unit, cell: ({ unit }) => unit },
        { key: "filed", header: list.filed, cell: ({ filedAt }) => dateTime(filedAt) },
        { key: "state", header: list.state, cell: (row) => `${state[row.state]}${row.outcome ? `: ${outcome[row.outcome]}` : ""}` },
        { key: "left", header: list.left, cell: ({ daysLeft }) => (daysLeft === null ? "–" : <DaysLeft days={daysLeft} />) },
      ]}
    />
  );
}

const SOON = 3;

/** Days until an appeal should be answered. */
export function DaysLeft({ days }: { days: number }) {
  const { list } = useMessages().appeals;
  const { integer } = useFormats();
  if (days < 0) return <Badge tone="danger">{list.overdue(integer(-days))}</Badge>;
  return <Badge tone={days <= SOON ? "warning" : "neutral"}>{days === 0 ? list.today : list.daysLeft(integer(days))}</Badge>;
}
