import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { RescoreListPage } from "~/features/judging/components/rescore-list-page";
import { juryTabsFor } from "~/features/judging/jury-tabs";
import { pageOf } from "~/features/judging/queries-assignments.server";
import { rescoreList } from "~/features/judging/queries-rescore.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).jury.rescore.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "progress.view");
  const page = pageOf(new URL(args.request.url).searchParams);
  const view = await rescoreList(args.context.services, { actor, editionId: edition.id, page });
  return { slug: edition.slug, tabs: juryTabsFor(actor, { editionId: edition.id, phase }), ...view };
}

export default function Rescores() {
  const view = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return <RescoreListPage view={view} search={`?${search.toString()}`} />;
}
