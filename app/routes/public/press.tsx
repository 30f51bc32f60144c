import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Original } from "~/features/publicsite/components/original";
import { pressList } from "~/features/results/press-list.server";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useLocale, useMessages } from "~/ui/locale";
import { LinkButton, Table } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { edition } = data.press;
  const locale = localeOfPath(location.pathname);
  const texts = messagesFor(locale).resultPages.pressList;
  const name = editionName(locale, edition);
  const forms = [{ type: "text/csv", path: paths.pressFile(edition.slug, "csv") }];
  return publicMeta({ origin: data.origin, path: location.pathname, title: texts.of(name), description: texts.description(name), forms });
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const press = await pressList(services, { slug: params.edition ?? "", locale: localeOfPath(new URL(request.url).pathname), now });
  if (!press.ok) refuse(press.reason, press.reason === "not_found" ? {} : { edition: press.edition, plannedAt: press.plannedAt });
  return { press: press.value, origin: services.config.publicUrl };
}

export default function PressPage() {
  const { press } = useLoaderData<typeof loader>();
  const messages = useMessages();
  const texts = messages.resultPages.pressList;
  const href = useHref();
  const { edition, paragraphs, lines, contact } = press;
  const name = editionName(useLocale(), edition);
  return (
    <div className="press">
      <PageHeader
        crumbs={[{ label: name, href: href(paths.edition(edition.slug)) }, { label: messages.publicsite.results.title, href: href(paths.results(edition.slug)) }, { label: texts.title }]}
        eyebrow={edition.hostName}
        title={texts.of(name)}
        lead={<p>{texts.lead}</p>}
        actions={
          <>
            <LinkButton icon="download" href={href(paths.pressFile(edition.slug, "docx"))}>
              {texts.docx}
            </LinkButton>
            <LinkButton kind="quiet" href={href(paths.pressFile(edition.slug, "csv"))}>
              {texts.csv}
            </LinkButton>
          </>
        }
      />
      <section className="prose" aria-labelledby="doan-tin">
        <h2 id="doan-tin">{texts.short}</h2>
        {paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
      {lines.length > 0 && (
        <section aria-labelledby="danh-sach">
          <h2 id="danh-sach">{texts.list}</h2>
          <Table
            caption={texts.list}
            rows={lines}
            rowKey={({ code }) => code}
            columns={[
              { key: "prize", header: texts.prize, cell: ({ prize }) => <span>{prize}</span> },
              { key: "entry", header: texts.entry, primary: true, cell: ({ title, code }) => <a href={href(paths.publishedEntry(code))}>{title}</a> },
              { key: "authors", header: texts.authors, cell: ({ authors }) => authors || <span className="muted">{texts.withheld}</span> },
              { key: "unit", header: texts.unit, cell: ({ unit }) => <span>{unit}</span> },
              { key: "field", header: texts.field, cell: ({ field }) => <span>{field}</span> },
              { key: "code", header: texts.code, cell: ({ code }) => <span className="code">{code}</span> },
            ]}
          />
        </section>
      )}
      <section aria-labelledby="lien-he">
        <h2 id="lien-he">{texts.contact}</h2>
        <p className="pre-line">{contact ? <Original>{contact}</Original> : texts.noContact}</p>
      </section>
    </div>
  );
}
