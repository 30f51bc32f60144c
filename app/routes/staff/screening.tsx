import { parseWithZod } from "@conform-to/zod/v4";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { BulkResult } from "~/features/screening/components/bulk-result";
import { EntryTable } from "~/features/screening/components/entry-table";
import { EntryFilters, EntryTabs } from "~/features/screening/components/entry-filters";
import { filterQuery, readFilter } from "~/features/screening/list-filter";
import { entriesPage, PAGE_SIZE } from "~/features/screening/list-page.server";
import { bulkSchema } from "~/features/screening/schemas";
import { qualifyEntries } from "~/features/screening/screen-entry.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { FormActions, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { EmptyState, LinkButton, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).screening.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "entry.list");
  const filter = readFilter(new URL(args.request.url).searchParams);
  const { page } = listQuery(args.request);
  const list = await entriesPage(args.context.services, { actor, editionId: edition.id, phase, filter, page, now: args.context.now });
  return { ...list, filter, page, pageSize: PAGE_SIZE, slug: edition.slug };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.screen");
  const submission = parseWithZod(await readForm(args.request), { schema: bulkSchema });
  if (submission.status !== "success") return data({ done: 0, left: [] }, { status: 400 });
  const entries = submission.value.entry.map((text) => {
    const [entryId = "", version = "0"] = text.split(".");
    return { entryId, version: Number(version) };
  });
  const { done, left } = await qualifyEntries(args.context.services, { actor, editionId: edition.id, entries, now: args.context.now });
  return data({ done: done.length, left }, { status: left.length > 0 ? 409 : 200 });
}

export default function Screening() {
  const { rows, counts, fields, filter, page, pageSize, slug, mayScreen, mayImport } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { blind, screening, duplicates, papers, paper, upward } = useMessages();
  const href = useHref();
  const { search } = useLocation();
  const pick = mayScreen && rows.some((row) => row.state === "SUBMITTED" && (row.screening === "RECEIVED" || row.screening === "NEEDS_SUPPLEMENT"));
  const isPlain = filterQuery(filter) === "";
  const empty = isPlain ? (
    <EmptyState title={screening.empty.all}>{screening.empty.allHelp}</EmptyState>
  ) : (
    <EmptyState title={screening.empty.none}>{screening.empty.noneHelp}</EmptyState>
  );
  const table = <EntryTable rows={rows} slug={slug} filter={filter} pick={pick} empty={empty} />;
  return (
    <>
      <PageHeader
        title={screening.title}
        lead={screening.lead}
        actions={
          <>
            {mayScreen && <LinkButton href={href(paths.paperEntries(slug))}>{paper.title}</LinkButton>}
            {mayImport && <LinkButton href={href(paths.importEntries(slug))}>{screening.import}</LinkButton>}
            {mayImport && <LinkButton href={href(paths.packagesFromBelow(slug))}>{upward.incoming.title}</LinkButton>}
            <LinkButton href={href(paths.duplicates(slug))}>{duplicates.title}</LinkButton>
            {mayScreen && <LinkButton href={href(paths.blindEntries(slug))}>{blind.title}</LinkButton>}
            <LinkButton href={href(paths.qualifiedList(slug))}>{screening.print}</LinkButton>
            <LinkButton href={href(paths.dossiers(slug))}>{papers.zip.link}</LinkButton>
          </>
        }
      />
      {outcome && <BulkResult {...outcome} slug={slug} />}
      <EntryTabs filter={filter} counts={counts} />
      <EntryFilters filter={filter} fields={fields} />
      {pick ? (
        <form method="post">
          {table}
          <FormActions note={screening.bulk.help}>
            <SubmitButton intent="qualify">{screening.bulk.button}</SubmitButton>
          </FormActions>
        </form>
      ) : (
        table
      )}
      <Pagination page={page} pageSize={pageSize} total={counts[filter.tab] ?? 0} search={search} />
    </>
  );
}
