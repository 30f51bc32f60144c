import type { ReactNode } from "react";
import type { EntryFilter, EntryOrder, ListedEntry } from "~/domain/screening/entry-list";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, type Column, DateTime, Mono, Table } from "~/ui/primitives";
import { filterQuery } from "../list-filter";
import { StateBadge } from "./state-badge";

type Row = ListedEntry & { isOverdue: boolean };

interface EntryTableProps {
  rows: readonly Row[];
  slug: string;
  filter: EntryFilter;
  /** with boxes to tick the entries that can be marked qualified */
  pick: boolean;
  empty: ReactNode;
}

/** All entries under a filter; the boxes belong to the form around the table. */
export function EntryTable({ rows, slug, filter, pick, empty }: EntryTableProps) {
  const { screening } = useMessages();
  const href = useHref();
  const { column } = screening;
  const sort = (order: EntryOrder) => {
    const isThis = filter.order === order;
    const direction = filter.descending ? ("descending" as const) : ("ascending" as const);
    return { href: filterQuery({ ...filter, order, descending: isThis && !filter.descending }) || "?", ...(isThis ? { direction } : {}) };
  };
  const picking: Column<Row>[] = pick ? [{ key: "pick", header: column.pick, cell: (row) => <PickBox row={row} /> }] : [];
  return (
    <Table
      caption={screening.title}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        ...picking,
        { key: "code", header: column.code, sort: sort("code"), cell: (row) => (row.code === null ? "–" : <Mono>{row.code}</Mono>) },
        {
          key: "title",
          header: column.title,
          primary: true,
          sort: sort("title"),
          cell: (row) => (
            <div className="min-w-64">
              <a href={href(paths.screenEntry(slug, row.id)) + filterQuery(filter)}>{row.isUnconsented ? screening.unconsented : row.title || screening.untitled}</a>
              <Authors names={row.authors} />
            </div>
          ),
        },
        { key: "field", header: column.field, cell: (row) => row.fieldName ?? "–" },
        { key: "unit", header: column.unit, sort: sort("unit"), cell: (row) => row.unitName || "–" },
        { key: "state", header: column.state, sort: sort("state"), cell: (row) => <Standing row={row} /> },
        { key: "submitted", header: column.submitted, sort: sort("submitted"), cell: (row) => (row.submittedAt ? <DateTime at={row.submittedAt} /> : "–") },
        { key: "warnings", header: column.warnings, cell: (row) => <ShortWarnings row={row} /> },
      ]}
    />
  );
}

function PickBox({ row }: { row: Row }) {
  const { screening } = useMessages();
  const isOpen = row.state === "SUBMITTED" && (row.screening === "RECEIVED" || row.screening === "NEEDS_SUPPLEMENT");
  if (!isOpen) return null;
  return (
    <label className="inline-flex min-h-6 min-w-6 items-center justify-center">
      <span className="sr-only">{screening.pick(row.code ?? row.title)}</span>
      <input type="checkbox" name="entry" value={`${row.id}.${row.version}`} />
    </label>
  );
}

const MOST_NAMES = 2;

function Authors({ names }: { names: readonly string[] }) {
  const { screening } = useMessages();
  const { list } = useFormats();
  if (names.length === 0) return null;
  const more = names.length - MOST_NAMES;
  return <span className="muted block font-normal">{more > 0 ? screening.authorsMore(names.slice(0, MOST_NAMES).join(", "), more) : list(names)}</span>;
}

function Standing({ row }: { row: Row }) {
  const { screening } = useMessages();
  const { date } = useFormats();
  const isAwaited = row.state === "SUBMITTED" && row.screening === "NEEDS_SUPPLEMENT" && row.supplementDueAt !== null;
  return (
    <div>
      <StateBadge entry={row} />
      {isAwaited && row.supplementDueAt && <span className="muted block">{screening.dueAt(date(row.supplementDueAt))}</span>}
    </div>
  );
}

function ShortWarnings({ row }: { row: Row }) {
  const { shortWarning } = useMessages().screening;
  if (row.warnings.length === 0) return <>–</>;
  return (
    <span className="flex flex-wrap gap-1">
      {row.warnings.map((warning) => (
        <Badge key={warning} tone="warning">
          {shortWarning[warning]}
        </Badge>
      ))}
    </span>
  );
}
