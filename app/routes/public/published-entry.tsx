import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PublicMedia } from "~/features/files/components/public-media";
import { AuthorLinks } from "~/features/publicsite/components/honours";
import { Original } from "~/features/publicsite/components/original";
import { Neighbours, PublicText } from "~/features/publicsite/components/published-entry-parts";
import { publishedEntryPage } from "~/features/publicsite/published-entry.server";
import { tierName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
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
  const { title, code, authors, tier, edition, unit, files } = entry;
  const { resultPages } = messagesFor(localeOfPath(location.pathname));
  const description = entry.summary.slice(0, LONGEST_DESCRIPTION) || resultPages.entry.statement(tier.label, edition.title, unit);
  const people = authors.map((name) => ({ "@type": "Person", name }));
  const photo = files.find(({ family }) => family === "PHOTO");
  const picture = photo ? paths.file(photo.id) : undefined;
  const about = {
    "@type": "CreativeWork", name: title, identifier: code, award: `${tier.label}, ${edition.title}`, inLanguage: "vi", url: origin + paths.publishedEntry(code),
    ...(people.length > 0 ? { author: people } : {}), ...(unit ? { sourceOrganization: { "@type": "Organization", name: unit } } : {}), ...(picture ? { image: origin + picture } : {}),
  };
  return publicMeta({ origin, path: location.pathname, title, description, about, picture });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const entry = await publishedEntryPage(services, params.code ?? "", now);
  if (!entry) refuse("not_found");
  return { entry, origin: services.config.publicUrl };
}

export default function PublishedEntryPage() {
  const { entry } = useLoaderData<typeof loader>();
  const { publicsite, resultPages } = useMessages();
  const texts = publicsite.entry;
  const formats = useFormats();
  const href = useHref();
  const { code, title, field, unit, tier, place, edition, authors, people, summary, perField, publishedAt, decision } = entry;
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
                { term: texts.authors, description: authors.length > 0 ? <AuthorLinks authors={people} /> : <span className="muted">{texts.hidden(code)}</span> },
                ...(unit ? [{ term: texts.unit, description: <Original>{unit}</Original> }] : []),
                { term: texts.field, description: <Original>{field}</Original> },
                { term: texts.prize, description: prize },
                { term: perField ? texts.placeInField : texts.place, description: formats.integer(place) },
                { term: texts.code, description: <Mono>{code}</Mono> },
                ...(decision ? [{ term: resultPages.entry.decision, description: resultPages.entry.decisionOf(decision.number, decision.date ? formats.longDate(decision.date) : "") }] : []),
                { term: texts.published, description: <DateTime at={publishedAt} as="date" /> },
              ]}
            />
          </Card>
        }
      >
        <PublicMedia files={entry.files} />
        <PublicText id="tom-tat" title={texts.summary} text={summary} empty={texts.noSummary} />
        {entry.parts.map((part, at) => (
          <PublicText key={part.label} id={`phan-${at + 1}`} title={<Original>{part.label}</Original>} text={part.text} />
        ))}
        <Neighbours label={resultPages.entry.neighbours(prize)} previous={entry.previous} next={entry.next} />
        <p className="onward">
          <a href={href(paths.results(edition.slug))}>{texts.all}</a>
          <a href={href(paths.search())}>{texts.search}</a>
        </p>
      </TwoPane>
    </div>
  );
}
