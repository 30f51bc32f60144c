import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { AwardLines } from "~/features/results/components/award-lines";
import { Advice, FirmnessTable, Severities } from "~/features/results/components/firmness-page";
import { FIRMNESS_PAGE, firmnessView } from "~/features/results/firmness.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).firmness.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const { page } = listQuery(args.request);
  const view = await firmnessView(args.context.services, { actor, edition, page });
  return { slug: edition.slug, isOpen: phase === "JUDGING" || phase === "DECIDING", page, pageSize: FIRMNESS_PAGE, view: view.ok ? view.value : null };
}

export default function Firmness() {
  const { slug, isOpen, page, pageSize, view } = useLoaderData<typeof loader>();
  const { firmness, results } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { search } = useLocation();
  const header = <PageHeader title={firmness.title} lead={firmness.lead} crumbs={[{ label: results.ranking.title, href: href(paths.ranking(slug)) }, { label: firmness.title }]} />;
  if (!view) {
    return (
      <>
        {header}
        <Notice tone="danger">{results.ranking.contradiction}</Notice>
      </>
    );
  }
  return (
    <>
      {header}
      <div className="grid grid-cols-1 gap-6">
        {view.round !== null && <Notice tone="info">{firmness.ofRound}</Notice>}
        {view.leftOut > 0 && <Notice tone="info">{firmness.leftOut(integer(view.leftOut))}</Notice>}
        {view.notes.map((note) => (
          <Notice key={note} tone="warning">
            {firmness.notes[note]}
          </Notice>
        ))}
        {!view.connected && <Notice tone="warning">{firmness.apart(integer(view.components))}</Notice>}
        <AwardLines lines={view.lines} />
        <FirmnessTable rows={view.rows} total={view.total} connected={view.connected} slug={slug} />
        <Pagination page={page} pageSize={pageSize} total={view.total} search={search} />
        {view.connected && isOpen && <Advice advice={view.advice} slug={slug} />}
        <Severities judges={view.judges} connected={view.connected} />
      </div>
    </>
  );
}
