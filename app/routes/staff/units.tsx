import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { PAGE_SIZE, unitsPage } from "~/features/units/queries.server";
import { UNIT_KINDS } from "~/features/units/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, FilterSelect, LinkButton, Notice, Pagination, Table } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).units.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { userId: viewerId } = await requireSystem({ request, context }, "unit.manage");
  const { search, page, choice } = listQuery(request);
  const kind = choice("loai", UNIT_KINDS);
  return { ...(await unitsPage(context.services, { viewerId, search, kind, page })), search, kind, page, pageSize: PAGE_SIZE };
}

export default function Units() {
  const { rows, total, waiting, search, kind, page, pageSize } = useLoaderData<typeof loader>();
  const { units } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const isFiltered = search !== "" || kind !== null;
  return (
    <div className="space-y-5">
      <PageHeader
        title={units.title}
        lead={units.lead}
        actions={
          <LinkButton kind="primary" href={href(paths.newUnit())}>
            {units.list.add}
          </LinkButton>
        }
      />
      {waiting > 0 && (
        <Notice tone="warning">
          <p>
            {units.list.waiting(integer(waiting))} <a href={href(paths.unmatchedUnits())}>{units.list.waitingLink}</a>
          </p>
        </Notice>
      )}
      <FilterBar search={{ value: search, label: units.list.search }} {...(isFiltered ? { clearHref: href(paths.units()) } : {})}>
        <FilterSelect name="loai" label={units.list.kind} value={kind} all={units.list.anyKind} options={UNIT_KINDS.map((one) => ({ value: one, label: units.kind[one] }))} />
      </FilterBar>
      <Table
        caption={units.title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: units.list.column.name,
            primary: true,
            cell: (row) => (
              <>
                <a href={href(paths.unit(row.id))}>{row.name}</a>
                {row.otherNames.length > 0 && <span className="muted block font-normal">{units.list.otherNames(row.otherNames.join("; "))}</span>}
              </>
            ),
          },
          { key: "kind", header: units.list.column.kind, cell: (row) => units.kind[row.kind] },
          { key: "parent", header: units.list.column.parent, cell: (row) => row.parentName ?? "–" },
          { key: "entries", header: units.list.column.entries, numeric: true, cell: (row) => integer(row.entries) },
        ]}
        empty={
          isFiltered ? (
            <EmptyState title={units.list.notFound}>{units.list.notFoundHelp}</EmptyState>
          ) : (
            <EmptyState title={units.list.empty}>{units.list.emptyHelp}</EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={total} search={useLocation().search} />
    </div>
  );
}
