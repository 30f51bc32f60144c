import type { RankingView, RankingRowView } from "~/features/results/ranking-view.server";
import { paths } from "~/paths";
import { ScoreLine } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, EmptyState, Table, type Column } from "~/ui/primitives";

interface RankingTableProps {
  rows: RankingView["rows"];
  slug: string;
  perField: boolean;
}

/** The official ranking: a line per entry with a dot per judge, the bar ending at the mean. */
export function RankingTable({ rows, slug, perField}: RankingTableProps) {
  const { results } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { ranking } = results;
  const number = (text: string | null) => (text === null ? "–" : formats.decimal(text));
  const columns: Column<RankingRowView>[] = [
    { key: "rank", header: perField ? ranking.rankInField : ranking.rank, numeric: true, cell: (row) => (perField ? row.rankInField : row.rank) ?? "–" },
    {
      key: "entry",
      header: ranking.entry,
      primary: true,
      cell: (row) => (
        <>
          <a href={href(paths.rankedEntry(slug, row.entryId))}>{row.title || row.entry}</a>
          <span className="block muted">
            {row.entry} · {row.fieldName}
          </span>
        </>
      ),
    },
    { key: "unit", header: ranking.unit, wide: true, cell: (row) => row.unitName },
    {
      key: "scores",
      header: ranking.scores,
      cell: (row) =>
        row.withheld ? (
          <span className="muted">{ranking.withheld}</span>
        ) : (
          <ScoreLine
            label={row.entry}
            dots={row.dots.map(({ judge, value, points }) => ({ judge, value, text: formats.score(points) }))}
            mean={row.mean === null ? null : { value: Number(row.mean), text: formats.decimal(row.mean) }}
            spread={row.spread === null ? null : formats.decimal(row.spread)}
          />
        ),
    },
    { key: "mean", header: ranking.mean, numeric: true, cell: (row) => <span className="strong">{number(row.mean)}</span> },
    { key: "spread", header: ranking.spread, numeric: true, wide: true, cell: (row) => number(row.spread) },
    { key: "judges", header: ranking.judges, numeric: true, wide: true, cell: (row) => (row.withheld || (row.notAdmitted !== null && row.judges === 0) ? "–" : formats.integer(row.judges)) },
    {
      key: "prize",
      header: ranking.prize,
      cell: (row) => (
        <>
          {row.prizeLabel && <Badge tone="success">{row.prizeLabel}</Badge>}{" "}
          {row.notAdmitted !== null && <Badge tone="neutral">{ranking.notAdmitted(row.notAdmitted)}</Badge>}{" "}
          {row.flags.map((flag) => (
            <Badge key={flag} tone={flag === "INCOMPLETE" ? "neutral" : "warning"}>
              {ranking.flags[flag]}
            </Badge>
          ))}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={ranking.caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.entry}
      empty={<EmptyState title={ranking.empty}>{ranking.emptyHelp}</EmptyState>}
    />
  );
}
