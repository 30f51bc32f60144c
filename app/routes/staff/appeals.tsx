import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { AppealsTable } from "~/features/appeals/components/appeals-table";
import { APPEALS_PAGE, appealsPage } from "~/features/appeals/staff-appeals.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

const STATES = ["RECEIVED", "ANSWERED", "WITHDRAWN"] as const;

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).appeals.list.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "appeal.view");
  const { search, page, choice } = listQuery(args.request);
  const state = choice("tinh-trang", STATES);
  const view = await appealsPage(args.context.services, { actor, edition, state, search, page, now: args.context.now });
  return { slug: edition.slug, search, state, pageSize: APPEALS_PAGE, view };
}

export default function Appeals() {
  const { slug, search, state, pageSize, view } = useLoaderData<typeof loader>();
  const { appeals } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const isFiltered = search !== "" || state !== null;
  return (
    <div className="space-y-5">
      <PageHeader title={appeals.list.title} lead={view.until ? appeals.list.lead(dateTime(view.until)) : appeals.list.leadClosed} />
      <FilterBar search={{ value: search, label: appeals.list.search }} {...(isFiltered ? { clearHref: href(paths.appeals(slug)) } : {})}>
        <FilterSelect name="tinh-trang" label={appeals.list.stateLabel} value={state} all={appeals.list.all} options={STATES.map((value) => ({ value, label: appeals.state[value] }))} />
      </FilterBar>
      <AppealsTable slug={slug} rows={view.rows} isFiltered={isFiltered} />
      <Pagination page={view.page} pageSize={pageSize} total={view.total} search={useLocation().search} />
    </div>
  );
}
