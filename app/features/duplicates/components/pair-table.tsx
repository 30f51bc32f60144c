import type { ReactNode } from "react";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Mono, Table } from "~/ui/primitives";
import type { PairedEntry, PairInList } from "../pair-page.server";
import { Grounds } from "./likeness";

/** Pairs of entries, each leading to the two side by side. */
export function PairTable({ rows, slug, empty }: { rows: readonly PairInList[]; slug: string; empty: ReactNode }) {
  const { duplicates } = useMessages();
  const href = useHref();
  const { column } = duplicates;
  return (
    <Table
      caption={duplicates.title}
      rows={rows}
      rowKey={({ own, other }) => `${own.id} ${other.id}`}
      empty={empty}
      columns={[
        {
          key: "own",
          header: column.own,
          primary: true,
          cell: ({ own, other }) => (
            <div className="min-w-48">
              <a href={href(paths.duplicatePair(slug, own.id, other.id))}>
                <Mono>{own.code}</Mono> {own.title}
              </a>
              <People entry={own} />
            </div>
          ),
        },
        {
          key: "other",
          header: column.other,
          cell: ({ own, other }) => (
            <div className="min-w-48">
              <Mono>{other.code}</Mono> {other.title}
              {other.editionSlug !== own.editionSlug && <span className="muted block">{other.editionTitle}</span>}
              <People entry={other} />
              <Award entry={other} />
            </div>
          ),
        },
        { key: "grounds", header: column.grounds, cell: (row) => <Grounds pair={row} /> },
        { key: "state", header: column.state, cell: ({ judgement }) => (judgement ? <Badge tone={judgement === "SAME" ? "warning" : "neutral"}>{duplicates.judgement[judgement]}</Badge> : "–") },
      ]}
    />
  );
}

function People({ entry }: { entry: PairedEntry }) {
  const { list } = useFormats();
  const who = [list(entry.authors), entry.unitName].filter((text) => text !== "").join(" · ");
  return <span className="muted block font-normal">{who}</span>;
}

/** The prize the entry got, where its result is out. */
export function Award({ entry }: { entry: Pick<PairedEntry, "award"> }) {
  const { duplicates } = useMessages();
  return entry.award === null ? null : <Badge tone="warning">{duplicates.award(entry.award)}</Badge>;
}
