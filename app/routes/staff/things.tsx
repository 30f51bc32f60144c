import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { conditionText } from "~/features/things/components/thing-page";
import { PAGE_SIZE, thingsPage } from "~/features/things/queries.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, FilterSelect, LinkButton, Mono, Pagination, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).things.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const { search, page, choice } = listQuery(args.request);
  const where = choice("o", ["here", "returned"]);
  const list = await thingsPage(args.context.services, { editionId: edition.id, viewerId: actor.userId, search, where, page });
  return { ...list, slug: edition.slug, search, where, page, pageSize: PAGE_SIZE };
}

export default function Things() {
  const { rows, total, slug, search, where, page, pageSize } = useLoaderData<typeof loader>();
  const { things } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const location = useLocation();
  const { list: texts } = things;
  const isFiltered = search !== "" || where !== null;
  const add = (
    <LinkButton kind="primary" icon="plus" href={href(paths.newThing(slug))}>
      {texts.add}
    </LinkButton>
  );
  return (
    <div className="space-y-5">
      <PageHeader
        title={things.title}
        lead={things.lead}
        actions={
          <>
            {add}
            <LinkButton href={href(paths.thingLabels(slug))}>{texts.labels}</LinkButton>
          </>
        }
      />
      <FilterBar search={{ value: search, label: texts.search }} {...(isFiltered ? { clearHref: href(paths.things(slug)) } : {})}>
        <FilterSelect name="o" label={texts.where} value={where} all={texts.anywhere} options={[{ value: "here", label: texts.here }, { value: "returned", label: texts.returned }]} />
      </FilterBar>
      <Table
        caption={things.title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "code",
            header: texts.column.code,
            primary: true,
            cell: (row) => (
              <>
                <a href={href(paths.thing(slug, row.id))}>
                  <Mono>{row.code}</Mono>
                </a>
                <span className="block font-normal">{row.description}</span>
              </>
            ),
          },
          { key: "entry", header: texts.column.entry, cell: (row) => [row.entryTitle, row.unitName].filter((text) => text !== "").join(" – ") },
          { key: "place", header: texts.column.place, cell: (row) => (row.returnedAt === null ? row.place : texts.returnedAt(dateTime(row.returnedAt))) },
          { key: "condition", header: texts.column.condition, cell: (row) => conditionText(things, row.condition) },
          { key: "received", header: texts.column.received, cell: (row) => dateTime(row.receivedAt) },
        ]}
        empty={
          isFiltered ? (
            <EmptyState title={texts.notFound}>{texts.notFoundHelp}</EmptyState>
          ) : (
            <EmptyState title={texts.empty} actions={add}>
              {texts.emptyHelp}
            </EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={total} search={location.search} />
    </div>
  );
}
