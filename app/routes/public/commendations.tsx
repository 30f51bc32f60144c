import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { PublicCommendationFilter } from "~/features/commendations/components/public-filter";
import { PublicCommendations } from "~/features/commendations/components/public-commendations";
import { PUBLIC_PAGE, publicCommendationsPage } from "~/features/commendations/public.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Pagination } from "~/ui/primitives";

const LONGEST = 200;

export const meta: MetaFunction = ({ location }) => {
  const { commendations, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${commendations.public.title} · ${common.appName}` }, { name: "description", content: commendations.public.lead }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const search = (query.get("q") ?? "").slice(0, LONGEST).normalize("NFC").replaceAll("\0", "").trim();
  const page = Math.max(1, Number(/^\d{1,6}$/.exec(query.get("page") ?? "")?.[0] ?? "1"));
  const year = Number(/^\d{4}$/.exec(query.get("nam") ?? "")?.[0] ?? "0") || null;
  return { search, pageSize: PUBLIC_PAGE, found: await publicCommendationsPage(context.services, { now: context.now, year, search, page }) };
}

export default function PublicCommendationsPage() {
  const { search, found, pageSize } = useLoaderData<typeof loader>();
  const texts = useMessages().commendations.public;
  const formats = useFormats();
  const href = useHref();
  const query = useLocation().search;
  const isFiltered = search !== "" || found.year !== null;
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} />
      {(found.years.length > 0 || isFiltered) && (
        <PublicCommendationFilter action={href(paths.publicCommendations())} search={search} year={found.year} years={found.years} clearHref={isFiltered ? href(paths.publicCommendations()) : null} />
      )}
      {found.total === 0 && <EmptyState title={found.years.length > 0 && isFiltered ? texts.noneFound : texts.none} />}
      <PublicCommendations rows={found.rows} />
      {found.unnamed > 0 && <p className="muted">{texts.unnamed(formats.integer(found.unnamed))}</p>}
      <Pagination page={found.page} pageSize={pageSize} total={found.total} search={query} />
    </>
  );
}
