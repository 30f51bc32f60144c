import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, EmptyState, FilterBar, FilterSelect, LinkButton, Mono, Notice, Pagination, Table } from "~/ui/primitives";
import type { PaperListView } from "../queries-keyed.server";
import { FollowedPrint, PrintState } from "./followed-print";
import { JuryTabs, type JuryTab } from "./jury-tabs";
import { RoundTabs } from "./round-tabs";

interface PaperListProps {
  view: PaperListView & { slug: string; run: string; tabs: readonly JuryTab[] };
  search: URLSearchParams;
}

type Line = PaperListView["rows"][number];

/** Sheets that may come on paper: what is keyed in by nobody, once, differently, or locked. */
export function PaperListPage({ view, search }: PaperListProps) {
  const { paperSheets } = useMessages();
  const href = useHref();
  const done = search.get("da");
  const rest = new URLSearchParams(search);
  rest.delete("da");
  return (
    <>
      <PageHeader
        title={paperSheets.title}
        lead={paperSheets.lead}
        actions={
          <FollowedPrint slug={view.slug} file="phieu-cham-trong" round={view.round.code} run={view.run}>
            {paperSheets.printBlank}
          </FollowedPrint>
        }
      />
      <PrintState />
      <JuryTabs slug={view.slug} current="paper" shown={view.tabs} />
      <RoundTabs rounds={view.rounds} current={view.round.code} path={(code) => paths.paperSheets(view.slug, code)} />
      {(done === "waiting" || done === "locked") && <Notice tone="success" live>{paperSheets.done[done]}</Notice>}
      <FilterBar keep={{ vong: view.round.code }} search={{ label: paperSheets.search, value: search.get("q") ?? "" }}>
        <FilterSelect
          name="chi"
          label={paperSheets.show}
          all={paperSheets.all}
          value={search.get("chi")}
          options={(["hai", "khac", "chua", "xong"] as const).map((value) => ({ value, label: paperSheets.marks[value] }))}
        />
      </FilterBar>
      <Table
        caption={paperSheets.title}
        rows={view.rows}
        rowKey={(row) => row.assignmentId}
        empty={<EmptyState title={paperSheets.none}>{paperSheets.noneHelp}</EmptyState>}
        columns={[
          {
            key: "entry",
            header: paperSheets.entry,
            primary: true,
            cell: (row) => (
              <>
                <Mono>{row.code}</Mono> {row.title}
              </>
            ),
          },
          { key: "judge", header: paperSheets.judge, cell: (row) => row.judge },
          { key: "state", header: paperSheets.state, cell: (row) => <State row={row} /> },
          {
            key: "open",
            header: paperSheets.open,
            cell: (row) =>
              row.state !== "LOCKED" && (
                <LinkButton small href={href(paths.keySheet(view.slug, row.assignmentId))}>
                  {paperSheets.open}
                </LinkButton>
              ),
          },
        ]}
      />
      <Pagination page={view.page} pageSize={50} total={view.total} search={`?${rest.toString()}`} />
    </>
  );
}

function State({ row }: { row: Line }) {
  const { states } = useMessages().paperSheets;
  if (row.state === "LOCKED") return <Badge tone="success">{states.locked}</Badge>;
  if (row.keyed >= 2) return <Badge tone="danger">{states.differs}</Badge>;
  if (row.keyed === 1) return <Badge tone="info">{row.own ? states.own : states.other}</Badge>;
  return <Badge>{row.state === "DRAFT" ? states.draft : states.none}</Badge>;
}
