import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { PublicProblem, type NotPublishedDetails } from "~/features/publicsite/components/public-problem";
import { siteFrame } from "~/features/publicsite/site.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { ErrorPage, PublicLayout } from "~/ui/layout";
import { useLocale } from "~/ui/locale";
import { useReference } from "~/ui/reference";

export const handle = { lightStyles: true };

/** Only read where a page is not there or failed: pages have heads of their own. */
export const meta: MetaFunction = ({ location, error }) => {
  const { common, errors, publicsite } = messagesFor(localeOfPath(location.pathname));
  const refusal = isRouteErrorResponse(error) ? (error.data as NotPublishedDetails | null)?.reason : null;
  const missing = refusal === "results_not_published" ? publicsite.notPublished.title : publicsite.notFound.title;
  return [{ title: `${isRouteErrorResponse(error) ? missing : errors.pages[500].title} · ${common.appName}` }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  return { site: await siteFrame(context.services, { locale, now: context.now }) };
}

export default function PublicPages() {
  const { site } = useLoaderData<typeof loader>();
  return (
    <PublicLayout site={site}>
      <Outlet />
    </PublicLayout>
  );
}

/** What is not there, or not yet, is said within the public frame. */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>(`${useLocale()}-public`);
  const reference = useReference();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} reference={reference} />;
  if (!frame) return <ErrorPage status={error.status} />;
  return (
    <PublicLayout site={frame.site}>
      <PublicProblem status={error.status} details={error.data as NotPublishedDetails | null} />
    </PublicLayout>
  );
}
