import { paths } from "~/paths";
import { RankRange } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, EmptyState, Mono, Table } from "~/ui/primitives";
import type { FirmnessView, FirmRow } from "../firmness.server";

/** Every entry in its official order, with the ranks it could as well have. */
export function FirmnessTable({ rows, total, connected, slug }: Pick<FirmnessView, "rows" | "total" | "connected"> & { slug: string }) {
  const { firmness } = useMessages();
  const { integer, decimal } = useFormats();
  const href = useHref();
  const { table } = firmness;
  const range = (row: FirmRow) => table.rangeText(integer(row.interval[0]), integer(row.interval[1]), decimal(row.expectedRank));
  return (
    <Table
      caption={table.caption}
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        { key: "rank", header: table.rank, numeric: true, cell: (row) => (row.rank === null ? "–" : integer(row.rank)) },
        {
          key: "entry",
          header: table.entry,
          primary: true,
          cell: (row) => (
            <>
              <a href={href(paths.rankedEntry(slug, row.entryId))}>{row.title}</a>
              <span className="block muted">
                <Mono>{row.code}</Mono>
                {!connected && ` · ${table.group(integer(row.component))}`}
              </span>
            </>
          ),
        },
        { key: "mean", header: table.mean, numeric: true, cell: (row) => (row.mean === null ? "–" : decimal(row.mean)) },
        {
          key: "range",
          header: table.range,
          cell: (row) => (
            <>
              <RankRange text={range(row)} low={row.interval[0]} high={row.interval[1]} expected={Number(row.expectedRank)} last={total} />
              <span className="muted block">{range(row)}</span>
            </>
          ),
        },
        { key: "chances", header: table.chances, cell: (row) => (connected ? row.chances.map(({ label, percent }) => table.chance(label, integer(percent))).join(", ") || table.none : "–") },
      ]}
      empty={<EmptyState title={table.empty}>{table.emptyHelp}</EmptyState>}
    />
  );
}

/** Judges by how much they take away; codes, as everywhere on the chair's screens. */
export function Severities({ judges, connected }: Pick<FirmnessView, "judges" | "connected">) {
  const { firmness } = useMessages();
  const { integer, decimal } = useFormats();
  const texts = firmness.judges;
  if (judges.length === 0) return null;
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.lead}</p>
      <Table
        caption={texts.title}
        rows={judges.toSorted((a, b) => Number(b.severity ?? 0) - Number(a.severity ?? 0))}
        rowKey={(row) => row.judge}
        columns={[
          { key: "judge", header: texts.judge, primary: true, cell: (row) => <Mono>{row.judge}</Mono> },
          { key: "severity", header: texts.severity, numeric: true, cell: (row) => (row.severity === null ? texts.unknown : `${Number(row.severity) > 0 ? "+" : ""}${decimal(row.severity)}`) },
          { key: "sheets", header: texts.sheets, numeric: true, cell: (row) => integer(row.sheets) },
          ...(connected ? [] : [{ key: "group", header: "", cell: (row: FirmnessView["judges"][number]) => firmness.table.group(integer(row.component)) }]),
        ]}
      />
    </Card>
  );
}

/** Which entries another judge should look at, and who could. */
export function Advice({ advice, slug }: Pick<FirmnessView, "advice"> & { slug: string }) {
  const { firmness } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const texts = firmness.advice;
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.lead}</p>
      {advice.length === 0 && <p>{texts.none}</p>}
      <ul className="grid gap-3">
        {advice.map((one) => (
          <li key={one.code}>
            <a href={href(paths.rankedEntry(slug, one.entryId))}>{`${one.code} – ${one.title}`}</a> <span className="muted">{texts.line(integer(one.openPercent))}</span>
            <span className="block">{one.judges.length === 0 ? texts.nobody : one.judges.map(({ judgeCode, judgeName, load }) => texts.candidate(judgeCode, judgeName, integer(load))).join("; ")}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
