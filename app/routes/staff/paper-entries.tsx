import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { paperUntil } from "~/domain/entry/paper";
import { BeginPaper, PaperTable } from "~/features/entries/components/paper-entries";
import { beginPaperEntry, PAPER_FILTERS, PAPER_PAGE, paperEntriesPage } from "~/features/entries/paper-entry.server";
import { beginPaperSchema } from "~/features/entries/schemas";
import { stepPath } from "~/features/entries/steps";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, Notice, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).paper.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.assist");
  const { services, now } = args.context;
  const { search, page, choice } = listQuery(args.request);
  const filter = choice("loc", PAPER_FILTERS);
  const list = await paperEntriesPage(services, { editionId: edition.id, viewerId: actor.userId, search, filter, page });
  const until = paperUntil(edition, now);
  return { ...list, slug: edition.slug, viewerId: actor.userId, search, filter, filters: [...PAPER_FILTERS], page, pageSize: PAPER_PAGE, until, newId: crypto.randomUUID(), authorKey: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.assist");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: beginPaperSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const begun = await beginPaperEntry(context.services, { actor, input: { ...submission.value, editionSlug: edition.slug }, now: context.now });
  if (begun.ok) throw redirect(withLocale(stepPath(begun.value.entryId, "basics"), locale), 303);
  if (begun.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, begun.reason, messages.paper.reasons);
  return data({ result: submission.reply({ fieldErrors: { postmarkedOn: [text] } }) }, { status: statusOf(begun.reason) });
}

export default function PaperEntries() {
  const { rows, total, slug, viewerId, search, filter, filters, page, pageSize, until, newId, authorKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { paper } = useMessages();
  const href = useHref();
  const location = useLocation();
  const isFiltered = search !== "" || filter !== null;
  return (
    <div className="space-y-5">
      <PageHeader title={paper.title} lead={paper.lead} />
      {until.isOver ? <Notice tone="info">{paper.begin.closed}</Notice> : <BeginPaper newId={newId} authorKey={authorKey} until={until.postmark} result={answer?.result} />}
      <FilterBar search={{ value: search, label: paper.list.search }} {...(isFiltered ? { clearHref: href(paths.paperEntries(slug)) } : {})}>
        <FilterSelect name="loc" label={paper.list.state} value={filter} all={paper.list.all} options={filters.map((value) => ({ value, label: paper.list.filter[value] }))} />
      </FilterBar>
      <PaperTable rows={rows} slug={slug} viewerId={viewerId} isFiltered={isFiltered} />
      <Pagination page={page} pageSize={pageSize} total={total} search={location.search} />
    </div>
  );
}
