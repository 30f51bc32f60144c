import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PostedList } from "~/features/screening/components/posted-list";
import { postedList } from "~/features/screening/list-page.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).screening.posted.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "entry.list");
  const { title, slug, letterheadParent, letterheadBody } = edition;
  return { entries: await postedList(args.context.services, edition.id), edition: { title, slug, letterheadParent, letterheadBody }, now: args.context.now };
}

export default function QualifiedList() {
  return <PostedList {...useLoaderData<typeof loader>()} />;
}
