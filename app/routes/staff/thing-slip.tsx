import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ThingSlip } from "~/features/things/components/thing-papers";
import { thingView } from "~/features/things/queries.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).things.slip.titleReceived }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const thing = await thingView(args.context.services, { editionId: edition.id, viewerId: actor.userId }, args.params["thing"] ?? "");
  if (!thing) refuse("not_found");
  const { title, letterheadParent, letterheadBody, slug } = edition;
  return { slug, edition: { title, letterheadParent, letterheadBody }, thing };
}

export default function Slip() {
  return <ThingSlip {...useLoaderData<typeof loader>()} />;
}
