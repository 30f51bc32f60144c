import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FEWEST_PEOPLE } from "~/domain/statistics/protected-table";
import { StatisticsTable } from "~/features/statistics/components/public-statistics-table";
import { statisticsPage } from "~/features/statistics/statistics.server";
import { statisticsTables } from "~/features/statistics/statistics-tables";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { LinkButton, Table } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { edition } = data.statistics;
  const locale = localeOfPath(location.pathname);
  const { statistics } = messagesFor(locale);
  const name = editionName(locale, edition);
  const [title, description, path] = [statistics.of(name), statistics.description(name), paths.statisticsCsv(edition.slug)];
  const about = { "@type": "Dataset", name: title, description, distribution: [{ "@type": "DataDownload", encodingFormat: "text/csv", contentUrl: data.origin + path }] };
  return publicMeta({ origin: data.origin, path: location.pathname, title, description, about, forms: [{ type: "text/csv", path }] });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const page = await statisticsPage(services, params.edition ?? "", now);
  if (!page.ok) refuse(page.reason, page.reason === "not_found" ? {} : { edition: page.edition, plannedAt: page.plannedAt });
  return { statistics: page.value, origin: services.config.publicUrl };
}

export default function StatisticsPage() {
  const { statistics } = useLoaderData<typeof loader>();
  const messages = useMessages();
  const texts = messages.statistics;
  const formats = useFormats();
  const href = useHref();
  const locale = useLocale();
  const { edition, figures, editions } = statistics;
  const name = editionName(locale, edition);
  const tables = statisticsTables(statistics, messages);
  const count = (value: number | null, areLost = statistics.areLost) => (value === null ? (areLost ? messages.common.unknown : texts.hidden) : formats.integer(value));
  return (
    <div className="statistics">
      <PageHeader
        crumbs={[{ label: name, href: href(paths.edition(edition.slug)) }, { label: messages.publicsite.results.title, href: href(paths.results(edition.slug)) }, { label: texts.title }]}
        eyebrow={edition.hostName}
        title={texts.of(name)}
        lead={<p>{texts.lead}</p>}
        actions={
          <LinkButton icon="download" href={href(paths.statisticsCsv(edition.slug))}>
            {texts.download}
          </LinkButton>
        }
      />
      <dl className="stat-figures">
        {([["submitted", texts.submitted], ["qualified", texts.qualified], ["awarded", texts.awarded]] as const).map(([key, label]) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{count(figures[key])}</dd>
          </div>
        ))}
      </dl>
      {tables.length === 0 && <p>{statistics.areLost ? texts.lost : texts.tooFew}</p>}
      {tables.map((table) => (
        <StatisticsTable key={table.key} table={table} />
      ))}
      {editions.length > 1 && (
        <section aria-labelledby="qua-cac-ky">
          <h2 id="qua-cac-ky">{texts.overEditions}</h2>
          <Table
            caption={texts.overEditions}
            rows={editions}
            rowKey={({ slug }) => slug}
            columns={[
              { key: "edition", header: texts.edition, primary: true, cell: (row) => <a href={href(paths.statistics(row.slug))}>{editionName(locale, row)}</a> },
              { key: "submitted", header: texts.submitted, numeric: true, cell: (row) => count(row.submitted, row.areLost) },
              { key: "qualified", header: texts.qualified, numeric: true, cell: (row) => count(row.qualified, row.areLost) },
              { key: "awarded", header: texts.awarded, numeric: true, cell: (row) => count(row.awarded, row.areLost) },
            ]}
          />
        </section>
      )}
      <p className="muted">{texts.rule(formats.integer(FEWEST_PEOPLE))}</p>
      <p>
        <a href={`${href(paths.openData())}#cac-cot`}>{messages.publicsite.openData.columnsLink}</a>
      </p>
    </div>
  );
}
