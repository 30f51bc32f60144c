import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Original } from "~/features/publicsite/components/original";
import { rulesPage } from "~/features/publicsite/edition.server";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const locale = localeOfPath(location.pathname);
  const title = messagesFor(locale).publicsite.rules.of(editionName(locale, data.rules));
  return publicMeta({ origin: data.origin, path: location.pathname, title, description: title });
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { services, now } = context;
  const page = await rulesPage(services, params.edition ?? "", now);
  if (!page.ok) refuse("not_found");
  return { rules: page.value, origin: services.config.publicUrl };
}

export default function EditionRulesPage() {
  const { rules } = useLoaderData<typeof loader>();
  const { publicsite, retention, stages } = useMessages();
  const { integer } = useFormats();
  const texts = publicsite.rules;
  const href = useHref();
  const name = editionName(useLocale(), rules);
  const headings = rules.articles.flatMap(({ heading }, index) => (heading === null ? [] : [{ heading, id: `dieu-${index + 1}` }]));
  return (
    <>
      <PageHeader
        crumbs={[{ label: name, href: href(paths.edition(rules.slug)) }, { label: texts.title }]}
        eyebrow={rules.hostName}
        title={texts.of(name)}
      />
      {rules.articles.length === 0 && <p>{texts.none}</p>}
      {headings.length > 3 && (
        <nav aria-label={texts.contents} className="jump">
          <ul>
            {headings.map(({ heading, id }) => (
              <li key={id}>
                <a href={`#${id}`}>
                  <Original>{heading}</Original>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <article className="prose" lang="vi">
        {rules.articles.map(({ heading, blocks }, index) => (
          <section key={index} id={heading === null ? undefined : `dieu-${index + 1}`}>
            {heading !== null && <h2>{heading}</h2>}
            {blocks.map((block, place) =>
              block.kind === "paragraph" ? (
                <p key={place}>{block.text}</p>
              ) : (
                <ul key={place}>
                  {block.items.map((item, at) => (
                    <li key={at}>{item}</li>
                  ))}
                </ul>
              ),
            )}
          </section>
        ))}
      </article>
      <section>
        <h2>{stages.public.rulesTitle}</h2>
        <p>{rules.appealDays > 0 ? stages.public.rules(integer(rules.appealDays)) : stages.public.noRules}</p>
      </section>
      <section>
        <h2>{retention.title}</h2>
        <p>
          {retention.publicNote(rules.retentionMonths)} <a href={href(paths.privacy())}>{publicsite.privacy.title}</a>
        </p>
      </section>
      <p>
        <a href={href(paths.edition(rules.slug))}>{texts.back}</a>
      </p>
    </>
  );
}
