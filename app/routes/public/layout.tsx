import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { siteFrame } from "~/features/publicsite/site.server";
import { localeOfPath } from "~/i18n/locale";
import { PublicLayout } from "~/ui/layout";

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
