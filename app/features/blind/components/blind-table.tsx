import type { ReactNode } from "react";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, DateTime, Mono, Table } from "~/ui/primitives";
import type { BlindRow } from "../list-page.server";

type Row = Omit<BlindRow, "checkedAt"> & { checkedAt: Date | string | null };

/** Entries of blind rounds with how far their dossiers were gone through. */
export function BlindTable({ rows, slug, empty }: { rows: readonly Row[]; slug: string; empty: ReactNode }) {
  const { blind } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { column } = blind;
  return (
    <Table
      caption={blind.title}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "entry",
          header: column.entry,
          primary: true,
          cell: ({ id, code, title }) => (
            <a href={href(paths.blindEntry(slug, id))} className="inline-block py-2">
              <Mono>{code}</Mono> {title}
            </a>
          ),
        },
        { key: "field", header: column.field, cell: ({ field }) => field },
        { key: "found", header: column.found, cell: (row) => <Found row={row} /> },
        { key: "redacted", header: column.redacted, cell: ({ redacted }) => (redacted > 0 ? integer(redacted) : "–") },
        { key: "state", header: column.state, cell: (row) => <State row={row} /> },
      ]}
    />
  );
}

function Found({ row: { found, open, checkedAt } }: { row: Row }) {
  const { blind } = useMessages();
  const { integer } = useFormats();
  if (found === null || open === null) return <Badge>{blind.unsearched}</Badge>;
  if (found === 0) return checkedAt === null ? <Badge>{blind.filesWait}</Badge> : "–";
  return open > 0 ? <Badge tone="warning">{blind.openOf(integer(open), integer(found))}</Badge> : <Badge tone="success">{blind.allDecided}</Badge>;
}

function State({ row: { checkedAt, checkedBy, isAssigned } }: { row: Row }) {
  const { blind } = useMessages();
  if (checkedAt === null) return isAssigned ? <Badge tone="danger">{blind.judgesWait}</Badge> : "–";
  return (
    <>
      {checkedBy === null ? blind.bySystem : blind.byPerson(checkedBy)} <DateTime at={checkedAt} />
    </>
  );
}
