import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { MessageStateBadge } from "~/features/notifications/components/message-state";
import { outboxPage, PAGE_SIZE } from "~/features/notifications/outbox.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, FilterSelect, Notice, Pagination, Table } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

const STATES = ["PENDING", "HELD", "SENT", "FAILED", "HANDED_OVER", "DISCARDED"] as const;

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).people.outbox.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "outbox.view");
  const { search, page, choice } = listQuery(request);
  const state = choice("tinh-trang", STATES);
  const list = await outboxPage(context.services, { actor, filter: { search, state, page } });
  if (!list.ok) refuse(list.reason);
  return { ...list.value, search, state, page, pageSize: PAGE_SIZE, hasMailServer: context.services.config.smtpUrl !== null };
}

export default function Outbox() {
  const { rows, total, search, state, page, pageSize, hasMailServer } = useLoaderData<typeof loader>();
  const { outbox } = useMessages().people;
  const { dateTime } = useFormats();
  const href = useHref();
  return (
    <div className="space-y-5">
      <PageHeader title={outbox.title} lead={outbox.lead} />
      {!hasMailServer && (
        <Notice tone="warning">
          <p>{outbox.noMailServer}</p>
        </Notice>
      )}
      <FilterBar search={{ value: search, label: outbox.search }} {...(search || state ? { clearHref: href(paths.outbox()) } : {})}>
        <FilterSelect name="tinh-trang" label={outbox.state} value={state} all={outbox.anyState} options={STATES.map((one) => ({ value: one, label: outbox.states[one] }))} />
      </FilterBar>
      <Table
        caption={outbox.title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "subject", header: outbox.column.subject, primary: true, cell: (row) => <a href={href(paths.outboxMessage(row.id))}>{row.subject}</a> },
          {
            key: "recipient",
            header: outbox.column.recipient,
            cell: (row) => (
              <>
                {row.recipientName} <span className="muted break-words">{row.recipient}</span>
              </>
            ),
          },
          { key: "state", header: outbox.column.state, cell: (row) => <MessageStateBadge message={row} /> },
          { key: "edition", header: outbox.column.edition, wide: true, cell: (row) => row.editionTitle ?? "–" },
          { key: "created", header: outbox.column.created, cell: (row) => dateTime(row.createdAt) },
        ]}
        empty={<EmptyState title={outbox.empty}>{outbox.emptyHelp}</EmptyState>}
      />
      <Pagination page={page} pageSize={pageSize} total={total} search={useLocation().search} />
    </div>
  );
}
