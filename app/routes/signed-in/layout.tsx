import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { siteFrame } from "~/features/publicsite/site.server";
import { localeOfPath } from "~/i18n/locale";
import { requireActor } from "~/platform/http/responses.server";
import { SignedInLayout, signedInLinks } from "~/ui/layout";
import { workerOf } from "./worker.server";

export const links = signedInLinks;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const [site, person] = await Promise.all([siteFrame(context.services, { locale, now: context.now }), workerOf(context.services, actor)]);
  return { site, person };
}

export default function MyPages() {
  const { site, person } = useLoaderData<typeof loader>();
  return (
    <SignedInLayout site={site} person={person}>
      <Outlet />
    </SignedInLayout>
  );
}
