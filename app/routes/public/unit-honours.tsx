import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { unitHonoursPage } from "~/features/archive/archive.server";
import { HonoursTable, SpecialHonours } from "~/features/publicsite/components/honours";
import { Original } from "~/features/publicsite/components/original";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  if (!data) return [];
  const { unit, origin } = data;
  const { archive } = messagesFor(localeOfPath(location.pathname));
  const about = { "@type": "Organization", name: unit.name, award: unit.awards.map(({ tierLabel, editionTitle }) => `${tierLabel}, ${editionTitle}`) };
  return publicMeta({ origin, path: location.pathname, title: unit.name, description: archive.unit.description(unit.name), about });
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const unit = await unitHonoursPage(context.services, params.id ?? "", context.now);
  if (!unit) refuse("not_found");
  if (unit.isMerged) throw redirect(withLocale(paths.unitHonours(unit.id), localeOfPath(new URL(request.url).pathname)), 301);
  return { unit, origin: context.services.config.publicUrl };
}

export default function UnitHonoursPage() {
  const { unit } = useLoaderData<typeof loader>();
  const { archive } = useMessages();
  const texts = archive.unit;
  const formats = useFormats();
  const href = useHref();
  return (
    <div className="search-page">
      <PageHeader
        crumbs={[{ label: archive.honours.title, href: href(paths.honours()) }, { label: unit.name }]}
        eyebrow={texts.eyebrow}
        title={<Original>{unit.name}</Original>}
        lead={unit.formerNames.length > 0 ? <p>{texts.formerNames}: <Original>{formats.list(unit.formerNames)}</Original></p> : undefined}
      />
      {unit.awards.length > 0 && (
        <section aria-labelledby="giai-thuong">
          <h2 id="giai-thuong">{texts.awards}</h2>
          <HonoursTable caption={texts.awards} awards={unit.awards} />
        </section>
      )}
      <SpecialHonours id="giai-khac" special={unit.special} />
      {unit.commendations.length > 0 && (
        <section aria-labelledby="khen-thuong">
          <h2 id="khen-thuong">{texts.commendations}</h2>
          <ul className="plain-list">
            {unit.commendations.map(({ kind, authority, grounds, editionTitle, period }, index) => (
              <li key={index}>
                <strong>{texts.commendationOf[kind]}</strong> <Original>{authority}</Original>
                {grounds !== "" && <>: <Original>{grounds}</Original></>}
                <br />
                <span className="muted"><Original>{`${editionTitle}, ${period}`}</Original></span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
