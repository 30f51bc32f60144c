import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { ROLES } from "~/domain/access/roles";
import { PAGE_SIZE, usersPage } from "~/features/people/users.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, FilterSelect, Pagination, Table } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).people.users.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const { search, page, choice } = listQuery(request);
  const role = choice("vai-tro", ROLES);
  const list = await usersPage(context.services, { actor, filter: { search, role, page }, now: context.now });
  if (!list.ok) refuse(list.reason);
  return { ...list.value, search, role, page, pageSize: PAGE_SIZE };
}

export default function Users() {
  const { rows, total, search, role, page, pageSize } = useLoaderData<typeof loader>();
  const { people, common } = useMessages();
  const { dateTime, date } = useFormats();
  const href = useHref();
  const { users } = people;
  return (
    <div className="space-y-5">
      <PageHeader title={users.title} lead={users.lead} />
      <FilterBar search={{ value: search, label: users.search }} {...(search || role ? { clearHref: href(paths.users()) } : {})}>
        <FilterSelect name="vai-tro" label={users.role} value={role} all={users.anyRole} options={ROLES.map((one) => ({ value: one, label: common.role[one] }))} />
      </FilterBar>
      <Table
        caption={users.title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", header: users.column.name, primary: true, cell: (row) => <a href={href(paths.user(row.id))}>{row.name}</a> },
          { key: "signIn", header: users.column.signInName, cell: (row) => <span className="break-words">{row.signInName}</span> },
          {
            key: "roles",
            header: users.column.roles,
            cell: (row) =>
              row.roles.length === 0 ? (
                <span className="muted">{users.noRole}</span>
              ) : (
                row.roles.map((held, index) => (
                  <span key={index} className="block">
                    {common.role[held.role]}
                    {held.editionTitle && <span className="muted"> · {held.editionTitle}</span>}
                  </span>
                ))
              ),
          },
          { key: "sessions", header: users.column.sessions, cell: (row) => users.devices(row.sessions) },
          { key: "seen", header: users.column.lastSeen, wide: true, cell: (row) => (row.lastSeenAt ? dateTime(row.lastSeenAt) : users.never) },
          { key: "created", header: users.column.created, wide: true, cell: (row) => date(row.createdAt) },
        ]}
        empty={<EmptyState title={users.empty}>{users.emptyHelp}</EmptyState>}
      />
      <Pagination page={page} pageSize={pageSize} total={total} search={useLocation().search} />
    </div>
  );
}
