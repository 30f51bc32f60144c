import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FieldChart } from "~/features/results/components/public-field-chart";
import { GroupLists, JumpLinks, useGroups } from "~/features/results/components/public-jump-lists";
import { Seal } from "~/features/results/components/public-seal";
import { TierTables } from "~/features/results/components/public-tier-tables";
import { TopAwards } from "~/features/results/components/public-top-awards";
import { publicResult } from "~/features/results/public-result.server";
import { resultView } from "~/features/results/public-result-view";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, LinkButton } from "~/ui/primitives";
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
  ];
  const distribution = forms.map(({ type, path }) => ({ "@type": "DataDownload", encodingFormat: type, contentUrl: data.origin + path }));
  const about = { "@type": "Dataset", name: title, description, creator: { "@type": "Organization", name: edition.hostName }, distribution };
  return publicMeta({ origin: data.origin, path: location.pathname, title, description, about, forms });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const result = await publicResult(services.db, params.edition ?? "", now);
  if (!result.ok) {
    const { reason, edition, plannedAt } = result;
    refuse(reason === "not_found" ? "not_found" : "results_not_published", reason === "not_found" ? {} : { edition, plannedAt });
  }
  return { result: resultView(result.value), origin: services.config.publicUrl };
}

export default function ResultsPage() {
  const { result } = useLoaderData<typeof loader>();
  const { edition, decision, provisional, ledgerHead, figures, top, tiers, fields } = result;
  const { publicsite } = useMessages();
  const texts = publicsite.results;
  const formats = useFormats();
  const href = useHref();
  const name = editionName(useLocale(), edition);
  const awards = [...top, ...tiers.flatMap((tier) => tier.awards)];
  const groups = useGroups(awards, fields.map((field) => field.name));
  return (
    <div className="results">
      <PageHeader
        crumbs={[{ label: name, href: href(paths.edition(edition.slug)) }, { label: texts.title }]}
        eyebrow={edition.hostName}
        title={texts.of(name)}
        meta={
          <>
            <Badge tone={provisional ? "info" : "success"}>{provisional ? texts.provisional : texts.final}</Badge>
            {decision.number !== null && (
              <span className="strong">{decision.date ? texts.decision(decision.number, formats.longDate(decision.date)) : texts.decisionOnly(decision.number)}</span>
            )}
            <span>{texts.publishedAt(formats.dateTime(edition.publishedAt))}</span>
          </>
        }
        lead={
          <p>
            {texts.summary(formats.integer(figures.prizes), formats.integer(figures.entries), formats.integer(figures.fields))}
            {provisional && ` ${texts.provisionalNote}`}
          </p>
        }
        actions={
          <>
            <LinkButton icon="download" href={paths.resultsCsv(edition.slug)}>
              {texts.downloadCsv}
            </LinkButton>
            <LinkButton kind="quiet" href={paths.resultsJson(edition.slug)}>
              {texts.downloadJson}
            </LinkButton>
          </>
        }
      />
      {awards.length === 0 && <p>{texts.nobody}</p>}
      {awards.length > 0 && <JumpLinks {...groups} />}
      <TopAwards awards={top} />
      <TierTables groups={tiers} perField={edition.perField} />
      {awards.length > 0 && <p className="muted">{texts.namesNote}</p>}
      <FieldChart fields={fields} />
      <Seal slug={edition.slug} head={ledgerHead} />
      {awards.length > 0 && <GroupLists title={texts.byField} prefix="linh-vuc" groups={groups.fields} />}
      {awards.length > 0 && <GroupLists title={texts.byUnit} prefix="don-vi" groups={groups.units} />}
    </div>
  );
}
