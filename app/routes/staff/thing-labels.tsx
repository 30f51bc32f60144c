import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ThingLabels } from "~/features/things/components/thing-papers";
import { thingLabels } from "~/features/things/queries.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).things.labels.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const only = new URL(args.request.url).searchParams.get("chi");
  return { slug: edition.slug, labels: await thingLabels(args.context.services, { ...edition, viewerId: actor.userId }, only) };
}

export default function Labels() {
  return <ThingLabels {...useLoaderData<typeof loader>()} />;
}
