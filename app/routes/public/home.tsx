import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EditionCard } from "~/features/publicsite/components/edition-card";
import { Notices } from "~/features/publicsite/components/notices";
import { WinnerCard } from "~/features/publicsite/components/winner-card";
import { homePage } from "~/features/publicsite/home.server";
import { editionName } from "~/i18n/known-names";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { useHref, useLocale, useMessages } from "~/ui/locale";
import { EmptyState, LinkButton } from "~/ui/primitives";
import { publicMeta } from "./public-meta";

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const { home, common } = messagesFor(localeOfPath(location.pathname));
  if (!data) return [{ title: common.appName }];
  const search = { "@type": "SearchAction", target: `${data.origin}/tim-kiem?q={words}`, "query-input": "required name=words" };
  const about = { "@type": "WebSite", name: common.appName, url: data.origin, potentialAction: search };
  return publicMeta({ origin: data.origin, path: location.pathname, title: home.title, description: home.description, about });
};

export async function loader({ context }: LoaderFunctionArgs) {
  const { services, now } = context;
  return { ...(await homePage(services, now)), now, origin: services.config.publicUrl };
}

export default function Home() {
  const { cards, earlier, winners, notices, now } = useLoaderData<typeof loader>();
  const { home } = useMessages();
  const href = useHref();
  if (cards.length === 0) return <NothingYet />;
  return (
    <div className="home">
      <div>
        <h1>{home.title}</h1>
        <p className="lead">{home.lead}</p>
      </div>
      <section aria-labelledby="cac-ky-thi">
        <h2 id="cac-ky-thi" className="sr-only">
          {home.editions}
        </h2>
        <div className="edition-cards">
          {cards.map((edition, index) => (
            <EditionCard key={edition.slug} edition={edition} now={now} first={index === 0} />
          ))}
        </div>
      </section>
      {winners.length > 0 && (
        <section aria-labelledby="dat-giai">
          <div className="section-head">
            <h2 id="dat-giai">{home.winners}</h2>
            <a href={href(paths.results(winners[0]?.edition.slug ?? ""))}>{home.allWinners}</a>
          </div>
          <div className="winners">
            {winners.map((winner) => (
              <WinnerCard key={winner.code} winner={winner} />
            ))}
          </div>
        </section>
      )}
      <div className="home-foot">
        <section aria-labelledby="thong-bao">
          <h2 id="thong-bao">{home.news}</h2>
          <Notices notices={notices} />
        </section>
        {earlier.length > 0 && <Earlier editions={earlier} />}
      </div>
    </div>
  );
}

function Earlier({ editions }: { editions: ReturnType<typeof useLoaderData<typeof loader>>["earlier"] }) {
  const { archive, home } = useMessages();
  const href = useHref();
  const locale = useLocale();
  return (
    <section aria-labelledby="ky-truoc">
      <h2 id="ky-truoc">{home.earlier}</h2>
      <ul className="plain-list">
        {editions.map((edition) => (
          <li key={edition.slug}>
            <a href={href(paths.edition(edition.slug))}>{editionName(locale, edition)}</a> <span className="muted">{edition.hostName}</span>
          </li>
        ))}
      </ul>
      <p className="onward">
        <a href={href(paths.archive())}>{archive.title}</a>
        <a href={href(paths.honours())}>{archive.toHonours}</a>
      </p>
    </section>
  );
}

function NothingYet() {
  const { home } = useMessages();
  const href = useHref();
  return (
    <div className="home">
      <div>
        <h1>{home.title}</h1>
        <p className="lead">{home.lead}</p>
      </div>
      <EmptyState title={home.empty.title} actions={<LinkButton href={href(paths.myCorner())}>{home.empty.staff}</LinkButton>}>
        <p>{home.empty.text}</p>
        <p>{home.empty.about}</p>
      </EmptyState>
    </div>
  );
}
