import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SealPage } from "~/features/bundle/components/seal-page";
import { sealView } from "~/features/bundle/download-bundle.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).sealedBundle.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  return { slug: edition.slug, view: await sealView(args.context.services, { actor, edition, phase }) };
}

export default function Seal() {
  const { slug, view } = useLoaderData<typeof loader>();
  return <SealPage slug={slug} view={view} />;
}
