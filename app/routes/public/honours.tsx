import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { honoursPage, PAGE_SIZE } from "~/features/archive/archive.server";
import { Original } from "~/features/publicsite/components/original";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, LinkButton, Pagination, SearchBar, Table } from "~/ui/primitives";
import { publicMeta } from "./public-meta";
import { pageOf, typedOf } from "./public-query";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { honours } = messagesFor(localeOfPath(location.pathname)).archive;
  return [...publicMeta({ origin: data.origin, path: location.pathname, title: honours.title, description: honours.description }), ...(data.typed === "" ? [] : [{ name: "robots", content: "noindex" }])];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const typed = typedOf(query);
  return { typed, pageSize: PAGE_SIZE, found: await honoursPage(context.services, { typed, page: pageOf(query), now: context.now }), origin: context.services.config.publicUrl };
}

export default function HonoursPage() {
  const { typed, found, pageSize } = useLoaderData<typeof loader>();
  const { archive } = useMessages();
  const { honours } = archive;
  const formats = useFormats();
  const href = useHref();
  const { search } = useLocation();
  return (
    <div className="search-page">
      <PageHeader title={honours.title} lead={honours.lead} actions={<LinkButton kind="secondary" href={href(paths.archive())}>{archive.toArchive}</LinkButton>} />
      <SearchBar action={href(paths.honours())} value={typed} label={honours.search.label} placeholder={honours.search.placeholder} />
      {found.total === 0 ? (
        <EmptyState title={typed === "" ? honours.empty : honours.none}>
          <p>{archive.noneHelp}</p>
        </EmptyState>
      ) : (
        <section aria-label={honours.found(formats.integer(found.total))}>
          <Table
            caption={honours.found(formats.integer(found.total))}
            showCaption
            rows={found.units}
            rowKey={({ id }) => id}
            columns={[
              { key: "unit", header: honours.unit, primary: true, cell: ({ id, name }) => <a href={href(paths.unitHonours(id))}><Original>{name}</Original></a> },
              { key: "awards", header: honours.awards, numeric: true, cell: ({ awards }) => formats.integer(awards) },
            ]}
          />
          <Pagination page={found.page} pageSize={pageSize} total={found.total} search={search} />
        </section>
      )}
    </div>
  );
}
