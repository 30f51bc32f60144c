import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, isRouteErrorResponse, useLocation, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { statusText } from "~/i18n/reasons";
import appStyles from "~/styles/app.css?url";
import publicStyles from "~/styles/public.css?url";
import { ErrorPage } from "~/ui/layout/error-page";
import { fontLinks } from "~/ui/layout";
import { LocaleProvider } from "~/ui/locale";
import { useNonce } from "~/ui/nonce";
import { PageScripts } from "~/ui/page-scripts";
import { useReference } from "~/ui/reference";

export const links: LinksFunction = () => [
  ...fontLinks(),
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** The title of pages that give none, which are those that say what went wrong. */
export const meta: MetaFunction = ({ error, location }) => {
  const messages = messagesFor(localeOfPath(location.pathname));
  const { appName } = messages.common;
  if (!error) return [{ title: appName }];
  const { status, data } = isRouteErrorResponse(error) ? error : { status: 500, data: null };
  const reason = (data as { reason?: string } | null)?.reason;
  const title = reason === "wrong_phase" || reason === "being_prepared" ? messages.errors.notNow : statusText(messages, status).title;
  return [{ title: `${title} – ${appName}` }];
};

/** A route whose `handle` says `scripts: true` is hydrated; all others ship no JavaScript but the page scripts they name. */
function usesScripts(matches: ReturnType<typeof useMatches>): boolean {
  return matches.some((match) => (match.handle as { scripts?: boolean } | undefined)?.scripts === true);
}

/** Pages below a route whose `handle` says `lightStyles: true` load the small style sheet of the public site. */
function stylesOf(matches: ReturnType<typeof useMatches>): string {
  const light = matches.some((match) => (match.handle as { lightStyles?: boolean } | undefined)?.lightStyles === true);
  return light ? publicStyles : appStyles;
}

export function Layout({ children }: { children: ReactNode }) {
  const locale = localeOfPath(useLocation().pathname);
  const nonce = useNonce();
  const matches = useMatches();
  const scripts = usesScripts(matches);
  const error = useRouteError();
  const reference = useReference();
  return (
    <html lang={locale} data-reference={error && !isRouteErrorResponse(error) ? reference : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <link rel="stylesheet" href={stylesOf(matches)} />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>{children}</LocaleProvider>
        <PageScripts />
        {scripts && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const reference = useReference();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} reference={reference} />;
  const data = error.data as { reason?: string; held?: [string, string][] } | null;
  return <ErrorPage status={error.status} reason={data?.reason} held={data?.held} />;
}
