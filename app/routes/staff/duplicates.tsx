import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { PairTable } from "~/features/duplicates/components/pair-table";
import { PAIRS_PER_PAGE, pairsPage } from "~/features/duplicates/pair-page.server";
import { JUDGED_SLUG } from "~/features/duplicates/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, Pagination, Tabs } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).duplicates.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "duplicates.view");
  const { search, page, choice } = listQuery(args.request);
  const filter = { isJudged: choice("loc", [JUDGED_SLUG] as const) !== null, search: search ?? "" };
  const list = await pairsPage(args.context.services, { actor, editionId: edition.id, filter, page, now: args.context.now });
  return { ...list, filter, page, pageSize: PAIRS_PER_PAGE, slug: edition.slug };
}

export default function Duplicates() {
  const { rows, counts, filter, page, pageSize, slug } = useLoaderData<typeof loader>();
  const { duplicates, screening } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { tabs, empty } = duplicates;
  const { isJudged, search } = filter;
  const queryOf = (judged: boolean) => `?${new URLSearchParams({ ...(judged ? { loc: JUDGED_SLUG } : {}), ...(search ? { q: search } : {}) }).toString()}`;
  const nothing = search ? (
    <EmptyState title={empty.none}>{empty.noneHelp}</EmptyState>
  ) : (
    <EmptyState title={isJudged ? empty.judged : empty.open}>{empty.openHelp}</EmptyState>
  );
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: screening.title, href: href(paths.screening(slug)) }, { label: duplicates.title }]} title={duplicates.title} lead={duplicates.lead} />
      <Tabs
        label={tabs.label}
        items={[
          { label: tabs.open, href: queryOf(false), current: !isJudged, count: integer(counts.open) },
          { label: tabs.judged, href: queryOf(true), current: isJudged, count: integer(counts.judged) },
        ]}
      />
      <FilterBar search={{ value: search, label: duplicates.search }} keep={isJudged ? { loc: JUDGED_SLUG } : {}} {...(search ? { clearHref: isJudged ? `?loc=${JUDGED_SLUG}` : "?" } : {})} />
      <PairTable rows={rows} slug={slug} empty={nothing} />
      <Pagination page={page} pageSize={pageSize} total={isJudged ? counts.judged : counts.open} search={useLocation().search} />
    </div>
  );
}
