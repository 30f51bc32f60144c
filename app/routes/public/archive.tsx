import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { archivePage, PAGE_SIZE } from "~/features/archive/archive.server";
import { Original } from "~/features/publicsite/components/original";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, DateTime, EmptyState, LinkButton, Pagination, SearchBar, Table, Tabs } from "~/ui/primitives";
import { publicMeta } from "./public-meta";
import { pageOf, typedOf } from "./public-query";

/** How the contest stands in the address. */
const KINDS = { "ky-thuat": "TECHNICAL", "thieu-nhi": "YOUTH" } as const;
const kindOf = (text: string | null): keyof typeof KINDS | null => (text === "ky-thuat" || text === "thieu-nhi" ? text : null);

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { archive } = messagesFor(localeOfPath(location.pathname));
  return [...publicMeta({ origin: data.origin, path: location.pathname, title: archive.title, description: archive.description }), ...(data.typed === "" ? [] : [{ name: "robots", content: "noindex" }])];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const [typed, contest] = [typedOf(query), kindOf(query.get("loai"))];
  const found = await archivePage(context.services, { typed, page: pageOf(query), kind: contest && KINDS[contest], now: context.now });
  return { typed, contest, pageSize: PAGE_SIZE, found, origin: context.services.config.publicUrl };
}

export default function ArchivePage() {
  const { typed, contest, found, pageSize } = useLoaderData<typeof loader>();
  const { archive, common } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const locale = useLocale();
  const { search } = useLocation();
  const here = href(paths.archive());
  const isFiltered = typed !== "" || contest !== null;
  return (
    <div className="search-page">
      <PageHeader title={archive.title} lead={archive.lead} actions={<LinkButton kind="secondary" href={href(paths.honours())}>{archive.toHonours}</LinkButton>} />
      <SearchBar action={here} value={typed} label={archive.search.label} placeholder={archive.search.placeholder} />
      <Tabs
        label={archive.filter.label}
        items={[
          { label: archive.filter.all, href: here, current: contest === null },
          { label: common.contestShort.TECHNICAL, href: `${here}?loai=ky-thuat`, current: contest === "ky-thuat" },
          { label: common.contestShort.YOUTH, href: `${here}?loai=thieu-nhi`, current: contest === "thieu-nhi" },
        ]}
      />
      {found.total === 0 ? (
        <EmptyState title={isFiltered ? archive.none : archive.empty}>
          <p>{isFiltered ? archive.noneHelp : archive.emptyHelp}</p>
        </EmptyState>
      ) : (
        <section aria-label={archive.count(formats.integer(found.total))}>
          <Table
            caption={archive.count(formats.integer(found.total))}
            showCaption
            rows={found.editions}
            rowKey={({ slug }) => slug}
            columns={[
              {
                key: "edition", header: archive.table.edition, primary: true,
                cell: (edition) => (
                  <>
                    <a href={href(paths.results(edition.slug))}>{editionName(locale, edition)}</a> {edition.isFinal && <Badge tone="success">{archive.official}</Badge>}
                    <br />
                    <span className="muted"><Original>{edition.hostName}</Original></span>
                  </>
                ),
              },
              { key: "period", header: archive.table.period, cell: ({ period }) => period },
              { key: "entries", header: archive.table.entries, numeric: true, cell: ({ entries }) => formats.integer(entries) },
              { key: "awards", header: archive.table.awards, numeric: true, cell: ({ awards }) => formats.integer(awards) },
              { key: "published", header: archive.table.published, cell: ({ publishedAt }) => <DateTime at={publishedAt} as="date" /> },
            ]}
          />
          <Pagination page={found.page} pageSize={pageSize} total={found.total} search={search} />
        </section>
      )}
    </div>
  );
}
