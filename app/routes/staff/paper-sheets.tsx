import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { PaperListPage } from "~/features/judging/components/paper-list-page";
import { juryTabsFor } from "~/features/judging/jury-tabs";
import { paperList } from "~/features/judging/queries-keyed.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { refuse } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).paperSheets.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "sheet.key");
  const { searchParams } = new URL(args.request.url);
  const view = await paperList(args.context.services, { actor, editionId: edition.id, search: searchParams });
  if (!view.ok) refuse(view.reason);
  return { slug: edition.slug, run: crypto.randomUUID(), tabs: juryTabsFor(actor, { editionId: edition.id, phase }), ...view.value };
}

export default function PaperSheets() {
  const view = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return <PaperListPage view={view} search={search} />;
}
