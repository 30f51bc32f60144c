import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { Original } from "~/features/publicsite/components/original";
import { WinnerCard } from "~/features/publicsite/components/winner-card";
import { PAGE_SIZE, searchPage } from "~/features/publicsite/search.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, LinkButton, Pagination, SearchBar } from "~/ui/primitives";

const LONGEST = 200;

export const meta: MetaFunction = ({ location }) => {
  const { publicsite, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${publicsite.search.title} · ${common.appName}` }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const typed = (query.get("q") ?? "").slice(0, LONGEST).normalize("NFC").replaceAll("\0", "").trim();
  const page = Number(/^\d{1,6}$/.exec(query.get("page") ?? "")?.[0] ?? "1");
  return { typed, pageSize: PAGE_SIZE, found: typed === "" ? null : await searchPage(context.services, { typed, page, now: context.now }) };
}

export default function SearchPage() {
  const { typed, found, pageSize } = useLoaderData<typeof loader>();
  const { archive, publicsite } = useMessages();
  const texts = publicsite.search;
  const formats = useFormats();
  const href = useHref();
  const { search } = useLocation();
  const nothing = found !== null && found.total === 0 && found.editions.length === 0;
  return (
    <div className="search-page">
      <PageHeader title={texts.title} lead={found === null ? texts.hint : undefined} />
      <SearchBar action={href(paths.search())} value={typed} label={texts.label} placeholder={texts.placeholder} />
      {found === null && (
        <p className="onward">
          <a href={href(paths.archive())}>{archive.title}</a>
          <a href={href(paths.honours())}>{archive.toHonours}</a>
        </p>
      )}
      {nothing && (
        <EmptyState title={texts.none(typed)} actions={<LinkButton href={href(paths.home())}>{texts.browse}</LinkButton>}>
          <p>{texts.noneHelp}</p>
        </EmptyState>
      )}
      {found !== null && found.editions.length > 0 && (
        <section aria-labelledby="ky-thi">
          <h2 id="ky-thi">{texts.editions}</h2>
          <ul className="plain-list">
            {found.editions.map((edition) => (
              <li key={edition.slug}>
                <a href={href(paths.edition(edition.slug))}>
                  <Original>{edition.title}</Original>
                </a>{" "}
                <span className="muted">
                  <Original>{edition.hostName}</Original>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found !== null && found.total > 0 && (
        <section aria-labelledby="dat-giai">
          <h2 id="dat-giai">{texts.winners}</h2>
          <div className="winners">
            {found.winners.map((winner) => (
              <WinnerCard key={winner.code} winner={winner} note={winner.edition.title} />
            ))}
          </div>
          <p className="sr-only">{texts.found(formats.integer(found.total))}</p>
          <Pagination page={found.page} pageSize={pageSize} total={found.total} search={search} />
        </section>
      )}
    </div>
  );
}
