import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { FieldChart } from "~/features/results/components/public-field-chart";
import { ResultHead } from "~/features/results/components/public-result-head";
import { Seal } from "~/features/results/components/public-seal";
import { PublicSpecialAwards } from "~/features/results/components/public-special-awards";
import { PublicStages } from "~/features/results/components/public-stages";
import { TierTables } from "~/features/results/components/public-tier-tables";
import { TopAwards } from "~/features/results/components/public-top-awards";
import { GroupLists, JumpList, ViewLinks } from "~/features/results/components/public-views";
import { publicResult } from "~/features/results/public-result.server";
import { resultView } from "~/features/results/public-result-view";
import { editionName, tierName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { useFormats, useLocale, useMessages } from "~/ui/locale";
import { EmptyState, Pagination } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { edition, figures } = data.result;
  const locale = localeOfPath(location.pathname);
  const { publicsite } = messagesFor(locale);
  const title = publicsite.results.of(editionName(locale, edition));
  const description = publicsite.results.summary(String(figures.prizes), String(figures.entries), String(figures.fields));
  const forms = [
    { type: "application/json", path: paths.resultsJson(edition.slug) },
    { type: "text/csv", path: paths.resultsCsv(edition.slug) },
    { type: "application/atom+xml", path: paths.feed(edition.slug) },
  ];
  const distribution = forms.slice(0, 2).map(({ type, path }) => ({ "@type": "DataDownload", encodingFormat: type, contentUrl: data.origin + path }));
  const about = { "@type": "Dataset", name: title, description, creator: { "@type": "Organization", name: edition.hostName }, distribution };
  return publicMeta({ origin: data.origin, path: location.pathname, title, description, about, forms });
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const result = await publicResult(services.db, params.edition ?? "", now);
  if (!result.ok) {
    const { reason, edition, plannedAt } = result;
    refuse(reason === "not_found" ? "not_found" : "results_not_published", reason === "not_found" ? {} : { edition, plannedAt });
  }
  const asked = new URL(request.url).searchParams;
  return { result: resultView(result.value, { by: asked.get("theo"), page: asked.get("trang") }), origin: services.config.publicUrl };
}

export default function ResultsPage() {
  const { result } = useLoaderData<typeof loader>();
  const { edition, by, page, groups } = result;
  const { publicsite, resultPages } = useMessages();
  const formats = useFormats();
  const locale = useLocale();
  const { search } = useLocation();
  const here = groups.filter(({ awards }) => awards.length > 0);
  return (
    <div className="results">
      <ResultHead result={result} />
      <PublicStages stages={result.stages} />
      {result.figures.prizes === 0 ? (
        <EmptyState title={resultPages.nobodyTitle}>
          <p>{resultPages.nobody}</p>
        </EmptyState>
      ) : (
        <>
          <ViewLinks slug={edition.slug} by={by} fields={result.fields.filter(({ prizes }) => prizes > 0).length} units={result.units} />
          <TopAwards awards={result.top} />
          <JumpList slug={edition.slug} by={by} page={page} groups={groups} />
          {by === "giai" ? <TierTables groups={here} perField={edition.perField} /> : <GroupLists groups={here} by={by} />}
          {result.listed > result.pageSize && <Pagination page={page} pageSize={result.pageSize} total={result.listed} search={search} parameter="trang" />}
          <PublicSpecialAwards awards={result.special} />
          {result.emptyTiers.length > 0 && <p>{resultPages.emptyTiers(formats.list(result.emptyTiers.map((tier) => tierName(locale, tier))))}</p>}
          <p className="muted">{publicsite.results.namesNote}</p>
        </>
      )}
      {page === 1 && by === "giai" && <FieldChart fields={result.fields} />}
      <Seal slug={edition.slug} head={result.ledgerHead} />
    </div>
  );
}
