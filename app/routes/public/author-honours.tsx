import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { authorHonoursPage } from "~/features/archive/archive.server";
import { HonoursTable, SpecialHonours } from "~/features/publicsite/components/honours";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { person, origin } = data;
  const { archive } = messagesFor(localeOfPath(location.pathname));
  const about = { "@type": "Person", name: person.name, award: person.awards.map(({ tierLabel, editionTitle }) => `${tierLabel}, ${editionTitle}`) };
  const page = publicMeta({ origin, path: location.pathname, title: person.name, description: archive.author.description(person.name), ...(person.mayIndex ? { about } : {}) });
  return person.mayIndex ? page : [...page, { name: "robots", content: "noindex" }];
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await authorHonoursPage(context.services, params.author ?? "", context.now);
  if (!person) refuse("not_found");
  return { person, origin: context.services.config.publicUrl };
}

export default function AuthorHonoursPage() {
  const { person } = useLoaderData<typeof loader>();
  const { archive } = useMessages();
  const texts = archive.author;
  const href = useHref();
  return (
    <div className="search-page">
      <PageHeader crumbs={[{ label: archive.title, href: href(paths.archive()) }, { label: person.name }]} eyebrow={texts.eyebrow} title={person.name} />
      <section aria-labelledby="giai-thuong">
        <h2 id="giai-thuong">{texts.awards}</h2>
        <HonoursTable caption={texts.awards} awards={person.awards} />
      </section>
      <SpecialHonours id="giai-khac" special={person.special} />
      <p className="muted">{texts.consent}</p>
    </div>
  );
}
