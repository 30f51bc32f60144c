import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PublicMedia } from "~/features/files/components/public-media";
import { Original } from "~/features/publicsite/components/original";
import { publishedEntryPage } from "~/features/publicsite/published-entry.server";
import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, DescriptionList, Mono } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

const LONGEST_DESCRIPTION = 200;

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { entry, origin } = data;
  const { title, code, authors, tier, edition } = entry;
  const description = entry.summary.slice(0, LONGEST_DESCRIPTION) || title;
  const people = authors.map((name) => ({ "@type": "Person", name }));
  const about = { "@type": "CreativeWork", name: title, identifier: code, award: `${tier.label}, ${edition.title}`, inLanguage: "vi", ...(people.length > 0 ? { author: people } : {}) };
  return publicMeta({ origin, path: location.pathname, title, description, about });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const entry = await publishedEntryPage(services, params.code ?? "", now);
  if (!entry) refuse("not_found");
  return { entry, origin: services.config.publicUrl };
}

export default function PublishedEntryPage() {
  const { entry } = useLoaderData<typeof loader>();
  const { publicsite } = useMessages();
  const texts = publicsite.entry;
  const formats = useFormats();
  const href = useHref();
  const { code, title, field, unit, tier, place, edition, authors, summary, perField, publishedAt } = entry;
  const prize = tierName(useLocale(), tier);
  return (
    <div className="entry-page">
      <PageHeader
        crumbs={[{ label: publicsite.results.of(edition.title), href: href(paths.results(edition.slug)) }, { label: code }]}
        eyebrow={<Original>{edition.title}</Original>}
        title={<Original>{title}</Original>}
        meta={<Badge tone="award">{prize}</Badge>}
      />
      <TwoPane
        aside={
          <Card>
            <DescriptionList
              items={[
                { term: texts.authors, description: authors.length > 0 ? formats.list(authors) : <span className="muted">{texts.hidden(code)}</span> },
                ...(unit ? [{ term: texts.unit, description: <Original>{unit}</Original> }] : []),
                { term: texts.field, description: <Original>{field}</Original> },
                { term: texts.prize, description: prize },
                { term: perField ? texts.placeInField : texts.place, description: formats.integer(place) },
                { term: texts.code, description: <Mono>{code}</Mono> },
                { term: texts.published, description: <DateTime at={publishedAt} as="date" /> },
              ]}
            />
          </Card>
        }
      >
        <section className="prose" aria-labelledby="tom-tat">
          <h2 id="tom-tat">{texts.summary}</h2>
          {summary.trim() === "" && <p className="muted">{texts.noSummary}</p>}
          {summary
            .split("\n")
            .filter((line) => line.trim() !== "")
            .map((line, index) => (
              <p key={index}>
                <Original>{line}</Original>
              </p>
            ))}
        </section>
        <PublicMedia files={entry.files} />
        <p className="onward">
          <a href={href(paths.results(edition.slug))}>{texts.all}</a>
          <a href={href(paths.search())}>{texts.search}</a>
        </p>
      </TwoPane>
    </div>
  );
}
