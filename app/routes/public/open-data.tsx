import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Original } from "~/features/publicsite/components/original";
import { publishedEditions } from "~/features/publicsite/published-editions.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { CopyText, Mono, Table } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => {
  const { publicsite, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${publicsite.openData.title} · ${common.appName}` }, { name: "description", content: publicsite.openData.description }];
};

export async function loader({ context }: LoaderFunctionArgs) {
  return { editions: await publishedEditions(context.services, context.now) };
}

export default function OpenDataPage() {
  const { editions } = useLoaderData<typeof loader>();
  const { openData } = useMessages().publicsite;
  const slug = editions[0]?.slug ?? "{slug}";
  const addresses = [
    { path: paths.editionsApi(), format: "JSON", holds: openData.editionsList, exists: true },
    { path: paths.resultsJson(slug), format: "JSON", holds: openData.resultJson, exists: editions.length > 0 },
    { path: paths.resultsCsv(slug), format: "CSV", holds: openData.resultCsv, exists: editions.length > 0 },
    { path: paths.statisticsCsv(slug), format: "CSV", holds: openData.statisticsCsv, exists: editions.length > 0 },
    { path: paths.pressFile(slug, "csv"), format: "CSV", holds: openData.pressCsv, exists: editions.length > 0 },
    { path: paths.publicBundle(slug), format: "ZIP", holds: openData.sealedBundle, exists: editions.length > 0 },
    { path: paths.feed(), format: "Atom", holds: openData.feed, exists: true },
    { path: paths.apiDescription(), format: "OpenAPI", holds: openData.apiDescription, exists: true },
  ];
  return (
    <>
      <PageHeader title={openData.title} lead={openData.lead} />
      <Table
        caption={openData.addresses}
        rows={addresses}
        rowKey={({ path }) => path}
        columns={[
          { key: "path", header: openData.address, primary: true, cell: ({ path, exists }) => (exists ? <a href={path}>{path}</a> : <Mono>{path}</Mono>) },
          { key: "format", header: openData.format, cell: ({ format }) => format },
          { key: "holds", header: openData.holds, cell: ({ holds }) => <span>{holds}</span> },
        ]}
      />
      <div className="prose">
        <h2>{openData.rules}</h2>
        <ul>
          {openData.ruleItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <h2 id="cac-cot">{openData.columns}</h2>
        <p>{openData.columnsLead}</p>
        {([["ket-qua.csv", openData.resultColumns], ["thong-ke.csv", openData.statisticsColumns]] as const).map(([file, columns]) => (
          <ColumnList key={file} file={file} columns={columns} />
        ))}
        <h2>{openData.verify}</h2>
        <p>{openData.verifyText}</p>
        <CopyText text={`npm run -s cli -- ledger verify --edition ${slug} --head HASH`} />
        <h2>{openData.published}</h2>
        {editions.length === 0 && <p>{openData.none}</p>}
        <ul>
          {editions.map((edition) => (
            <li key={edition.slug}>
              <Original>{edition.title}</Original>: <a href={paths.resultsJson(edition.slug)}>JSON</a>, <a href={paths.resultsCsv(edition.slug)}>CSV</a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** What each column of a table holds, by its heading. */
function ColumnList({ file, columns }: { file: string; columns: Readonly<Record<string, string>> }) {
  return (
    <>
      <h3>
        <Mono>{file}</Mono>
      </h3>
      <ul>
        {Object.entries(columns).map(([name, meaning]) => (
          <li key={name}>
            <Mono>{name}</Mono>: {meaning}
          </li>
        ))}
      </ul>
    </>
  );
}
