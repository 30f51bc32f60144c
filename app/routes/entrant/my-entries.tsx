import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { MyEntriesList } from "~/features/entries/components/my-entries-list";
import { MY_ENTRIES_PER_PAGE, myEntriesPage } from "~/features/entries/queries.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, EmptyState, LinkButton, Pagination } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.myEntries.title }, { name: "robots", content: "noindex" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const { page } = listQuery(request);
  return { ...(await myEntriesPage(context.services, { actor, page, now: context.now })), page, pageSize: MY_ENTRIES_PER_PAGE, now: context.now };
}

export default function MyEntries() {
  const { entries: listed, open, total, page, pageSize, now } = useLoaderData<typeof loader>();
  const { entries } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { search } = useLocation();
  const { myEntries } = entries;
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader title={myEntries.title} lead={myEntries.lead} />
      {open.map((edition) => (
        <Card
          key={edition.slug}
          look="strong"
          eyebrow={myEntries.open}
          title={edition.title}
          actions={
            <LinkButton kind="primary" href={href(paths.newEntry(edition.slug))}>
              {myEntries.submitNew}
            </LinkButton>
          }
        >
          <p>{edition.hostName}</p>
          <p className="muted">{myEntries.until(formats.dateTime(edition.closesAt), formats.remaining(edition.closesAt, now))}</p>
        </Card>
      ))}
      {total === 0 ? (
        <EmptyState title={myEntries.none}>
          <p>{open.length > 0 ? myEntries.noneButOpen : myEntries.noneOpen}</p>
        </EmptyState>
      ) : (
        <>
          <h2>{myEntries.list}</h2>
          <MyEntriesList entries={listed} now={now} />
          <Pagination page={page} pageSize={pageSize} total={total} search={search} />
        </>
      )}
    </div>
  );
}
