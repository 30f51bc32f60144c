import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { BlindTable } from "~/features/blind/components/blind-table";
import { BLIND_PER_PAGE, blindPage } from "~/features/blind/list-page.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, Notice, Pagination, Tabs } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

const CHECKED_SLUG = "da-mo";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).blind.title },
  ...(data && data.counts.unsearched > 0 ? [{ httpEquiv: "refresh", content: "10" }] : []),
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.screen");
  const { search, page, choice } = listQuery(args.request);
  const tab = choice("loc", [CHECKED_SLUG] as const) === null ? ("waiting" as const) : ("checked" as const);
  const list = await blindPage(args.context.services, { actor, editionId: edition.id, tab, search: search ?? "", page });
  return { ...list, tab, search: search ?? "", page, pageSize: BLIND_PER_PAGE, slug: edition.slug };
}

export default function BlindEntries() {
  const { rows, counts, tab, search, page, pageSize, slug } = useLoaderData<typeof loader>();
  const { blind, screening } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { tabs, empty } = blind;
  const isChecked = tab === "checked";
  const queryOf = (checked: boolean) => `?${new URLSearchParams({ ...(checked ? { loc: CHECKED_SLUG } : {}), ...(search ? { q: search } : {}) }).toString()}`;
  const nothing = search ? (
    <EmptyState title={empty.none}>{empty.noneHelp}</EmptyState>
  ) : (
    <EmptyState title={empty[tab]}>{empty.waitingHelp}</EmptyState>
  );
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: screening.title, href: href(paths.screening(slug)) }, { label: blind.title }]} title={blind.title} lead={blind.lead} />
      <Tabs
        label={tabs.label}
        items={[
          { label: tabs.waiting, href: queryOf(false), current: !isChecked, count: integer(counts.waiting) },
          { label: tabs.checked, href: queryOf(true), current: isChecked, count: integer(counts.checked) },
        ]}
      />
      {counts.unsearched > 0 && <Notice>{blind.unsearchedNote(integer(counts.unsearched))}</Notice>}
      <FilterBar search={{ value: search, label: blind.search }} keep={isChecked ? { loc: CHECKED_SLUG } : {}} {...(search ? { clearHref: isChecked ? `?loc=${CHECKED_SLUG}` : "?" } : {})} />
      <BlindTable rows={rows} slug={slug} empty={nothing} />
      <Pagination page={page} pageSize={pageSize} total={isChecked ? counts.checked : counts.waiting} search={useLocation().search} />
    </div>
  );
}
