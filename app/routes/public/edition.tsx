import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EditionAside } from "~/features/publicsite/components/edition-aside";
import { PhaseBadge } from "~/features/publicsite/components/edition-card";
import { CriteriaTables, PrizeTable, WhoMayEnter } from "~/features/publicsite/components/edition-facts";
import { DossierParts } from "~/features/publicsite/components/dossier-parts";
import { Original } from "~/features/publicsite/components/original";
import { editionPage } from "~/features/publicsite/edition.server";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useHref, useLocale, useMessages } from "~/ui/locale";
import { LinkButton } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { edition, origin } = data;
  const name = editionName(localeOfPath(location.pathname), edition);
  const description = edition.introduction[0] ?? name;
  const about = {
    "@type": "Event", name, description, url: origin + paths.edition(edition.slug),
    startDate: new Date(edition.opensAt).toISOString(),
    endDate: new Date(edition.closesAt).toISOString(),
    organizer: { "@type": "Organization", name: edition.hostName },
  };
  return publicMeta({ origin, path: location.pathname, title: name, description, about });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const page = await editionPage(services, params.edition ?? "", now);
  if (!page.ok) refuse("not_found");
  return { edition: page.value, origin: services.config.publicUrl };
}

export default function EditionPage() {
  const { edition } = useLoaderData<typeof loader>();
  const { publicsite, home } = useMessages();
  const texts = publicsite.edition;
  const href = useHref();
  return (
    <div className="edition-page">
      <PageHeader
        crumbs={[{ label: home.editions, href: href(paths.home()) }, { label: texts.overview }]}
        eyebrow={`${texts.host(edition.hostName)} · ${texts.period(edition.period)}`}
        title={editionName(useLocale(), edition)}
        meta={<PhaseBadge phase={edition.phase} />}
        lead={edition.introduction.map((line, at) => (
          <p key={at}>
            <Original>{line}</Original>
          </p>
        ))}
        actions={<LinkButton href={href(paths.editionRules(edition.slug))}>{texts.rules}</LinkButton>}
      />
      <TwoPane aside={<EditionAside edition={edition} />}>
        <div className="announcement">
          <section>
            <h2>{texts.fields}</h2>
            <p>{texts.fieldsLead}</p>
            <ol>
              {edition.fields.map((field) => (
                <li key={field}>
                  <Original>{field}</Original>
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>{texts.who}</h2>
            <WhoMayEnter edition={edition} />
          </section>
          <section>
            <h2>{texts.prizes}</h2>
            <PrizeTable tiers={edition.tiers} perField={edition.perField} />
          </section>
          <section>
            <h2>{texts.criteria}</h2>
            <CriteriaTables criteria={edition.criteria} />
          </section>
          <section>
            <h2>{texts.dossier}</h2>
            <p>{texts.dossierLead}</p>
            <DossierParts parts={edition.parts} commitment={edition.commitment} />
          </section>
        </div>
      </TwoPane>
    </div>
  );
}
