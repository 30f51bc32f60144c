import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { LEDGER_PAGE, ledgerPageView } from "~/features/ledger/ledger-page.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { listQuery } from "~/platform/http/list-query.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useMessages } from "~/ui/locale";
import { Button, CopyText, EmptyState, Notice, Pagination, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).ledger.page.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "ledger.view");
  const page = listQuery(args.request).page;
  return { page, pageSize: LEDGER_PAGE, view: await ledgerPageView(args.context.services, { viewerId: actor.userId, editionId: edition.id, page, locale: localeOfPath(new URL(args.request.url).pathname) }) };
}

export async function action(args: ActionFunctionArgs) {
  const { edition } = await requireEdition(args, "ledger.view");
  const verdict = await verifyLedger(args.context.services, { edition: edition.slug, head: null });
  if (!verdict.ok) refuse(verdict.reason);
  // Which rows differ is for the command line: their values are scores, which not every member of staff may see.
  const places = verdict.value.chains.flatMap(({ faults, differences }) => [...faults, ...differences.map(({ row }) => row)]);
  return { verified: verdict.value.verified, places: places.slice(0, 50) };
}

export default function Ledger() {
  const { page, pageSize, view } = useLoaderData<typeof loader>();
  const verdict = useActionData<typeof action>();
  const { ledger } = useMessages();
  const { dateTime, integer } = useFormats();
  const { search } = useLocation();
  const types: Readonly<Record<string, string>> = ledger.types;
  return (
    <>
      <PageHeader title={ledger.page.title} lead={ledger.page.lead} />
      {verdict && (
        <Notice tone={verdict.verified ? "success" : "danger"} live>
          <p>{verdict.verified ? ledger.page.fine : ledger.page.wrong}</p>
          <ul>
            {verdict.places.map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
        </Notice>
      )}
      {view.head && (
        <>
          <CopyText label={ledger.page.head} text={view.head} />
          <p className="muted">{ledger.page.headHelp}</p>
        </>
      )}
      <form method="post">
        <Button kind="secondary">{ledger.page.verify}</Button>
      </form>
      <Table
        caption={ledger.page.title}
        rows={view.lines}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState title={ledger.page.empty}>{ledger.page.emptyHelp}</EmptyState>}
        columns={[
          { key: "seq", header: ledger.page.seq, numeric: true, cell: ({ seq }) => integer(seq) },
          { key: "at", header: ledger.page.at, cell: ({ at }) => dateTime(at) },
          { key: "what", header: ledger.page.what, primary: true, cell: ({ type }) => types[type] ?? type },
          { key: "who", header: ledger.page.who, cell: ({ actorName }) => actorName ?? ledger.page.system },
          { key: "about", header: ledger.page.about, wide: true, cell: ({ about }) => about },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={view.total} search={search} />
    </>
  );
}
