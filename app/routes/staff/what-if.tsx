import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { WhatIfChanges, WhatIfForm, WhatIfTable } from "~/features/results/components/what-if-page";
import { WHAT_IF_PAGE, whatIfView } from "~/features/results/what-if-view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).whatIf.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const { page } = listQuery(args.request);
  const view = await whatIfView(args.context.services, { actor, edition, query: new URL(args.request.url).searchParams, page });
  const isWrong = view.ok && Object.keys(view.value.faults).length > 0;
  const shown = { slug: edition.slug, page, pageSize: WHAT_IF_PAGE, view: view.ok ? view.value : null };
  return isWrong ? data(shown, { status: 400 }) : shown;
}

export default function WhatIf() {
  const { slug, page, pageSize, view } = useLoaderData<typeof loader>();
  const { whatIf, results, conflictRules } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { search } = useLocation();
  return (
    <>
      <PageHeader title={whatIf.title} lead={whatIf.lead} crumbs={[{ label: results.ranking.title, href: href(paths.ranking(slug)) }, { label: whatIf.title }]} />
      <p className="muted">{conflictRules.ownHidden}</p>
      {view === null ? (
        <Notice tone="danger">{results.ranking.contradiction}</Notice>
      ) : (
        <div className="grid grid-cols-1 gap-6">
          {view.leftOut > 0 && <Notice>{whatIf.leftOut(integer(view.leftOut))}</Notice>}
          {Object.keys(view.faults).length > 0 && <Notice tone="danger">{whatIf.wrong}</Notice>}
          <WhatIfForm view={view} slug={slug} />
          {view.compared && view.isAsked && <WhatIfChanges compared={view.compared} />}
          {view.compared && <WhatIfTable rows={view.compared.rows} slug={slug} />}
          {view.compared && <Pagination page={page} pageSize={pageSize} total={view.compared.total} search={search} />}
        </div>
      )}
    </>
  );
}
