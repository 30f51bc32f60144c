import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { DateTime, EmptyState, LinkButton, Mono, Pagination, Table } from "~/ui/primitives";
import type { RescoreListView } from "../queries-rescore.server";
import { JuryTabs, type JuryTab } from "./jury-tabs";
import { RescoreState } from "./rescore-page";

/** Every meeting on re-scoring of an edition, open ones first. */
export function RescoreListPage({ view, search }: { view: RescoreListView & { slug: string; tabs: readonly JuryTab[] }; search: string }) {
  const { rescore } = useMessages().jury;
  const { integer } = useFormats();
  const href = useHref();
  return (
    <>
      <PageHeader title={rescore.title} lead={rescore.lead} />
      <JuryTabs slug={view.slug} current="rescores" shown={view.tabs} />
      <Table
        caption={rescore.title}
        rows={view.rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={rescore.none} actions={<LinkButton href={href(paths.progress(view.slug))}>{rescore.toProgress}</LinkButton>}>
            {rescore.noneHelp}
          </EmptyState>
        }
        columns={[
          {
            key: "entry",
            header: rescore.entry,
            primary: true,
            cell: (row) => (
              <a href={href(paths.rescore(view.slug, row.id))} className="inline-block py-2">
                <Mono>{row.code}</Mono> {row.title}
              </a>
            ),
          },
          { key: "round", header: rescore.round, cell: (row) => row.round },
          { key: "state", header: rescore.state, cell: (row) => <RescoreState meeting={row} /> },
          { key: "locked", header: rescore.lockedAgain, numeric: true, cell: (row) => `${integer(row.locked)}/${integer(row.sheets)}` },
          { key: "opened", header: rescore.openedAt, cell: (row) => <DateTime at={row.openedAt} /> },
        ]}
      />
      <Pagination page={view.page} pageSize={50} total={view.total} search={search} />
    </>
  );
}
