import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { NamesakesLeft, RequestsCard } from "~/features/retention/components/personal-data";
import { answerRequest, PAGE_SIZE, personalDataPage } from "~/features/retention/personal-data.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, LinkButton, Mono, Notice, Pagination, SearchBar, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).retention.personal.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "person.erase");
  const query = new URL(args.request.url).searchParams;
  const typed = (query.get("q") ?? "").slice(0, 200).normalize("NFC").replaceAll("\0", "").trim();
  const page = Math.max(1, Number(/^\d{1,6}$/.exec(query.get("page") ?? "")?.[0] ?? "1"));
  const view = await personalDataPage(args.context.services, { actor, edition, typed, page, now: args.context.now });
  return { view, typed, page, pageSize: PAGE_SIZE, slug: edition.slug, done: query.get("da"), namesakes: query.get("trung") };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "person.erase");
  const form = await readForm(args.request);
  const answered = await answerRequest(args.context.services, { actor, edition, id: String(form.get("id") ?? ""), now: args.context.now });
  if (!answered.ok) refuse(answered.reason);
  throw redirect(`${withLocale(paths.personalData(edition.slug), localeOfPath(new URL(args.request.url).pathname))}?da=tra-loi`, 303);
}

export default function PersonalData() {
  const { view, typed, page, pageSize, slug, done, namesakes } = useLoaderData<typeof loader>();
  const { retention } = useMessages();
  const { personal } = retention;
  const formats = useFormats();
  const href = useHref();
  const { search } = useLocation();
  const { found, requests } = view;
  const said: Readonly<Record<string, string>> = { "tra-loi": personal.requests.noted, xoa: personal.erase.done };
  return (
    <div className="space-y-5">
      <PageHeader title={personal.title} lead={personal.lead} actions={<LinkButton kind="secondary" href={href(paths.retention(slug))}>{retention.title}</LinkButton>} />
      {done && said[done] && <Notice tone="success" live title={said[done]} />}
      {done === "xoa" && <NamesakesLeft typed={namesakes} />}
      <RequestsCard requests={requests} />
      <Card title={personal.search.title}>
        <p className="muted">{personal.search.help}</p>
        <SearchBar value={typed} label={personal.search.label} />
        {found && found.people.length === 0 && <EmptyState title={personal.search.none(typed)} />}
        {found && found.people.length > 0 && (
          <>
            <Table
              caption={personal.found(formats.integer(found.total))}
              showCaption
              rows={found.people}
              rowKey={({ entryId, authorKey }) => `${entryId} ${authorKey}`}
              columns={[
                { key: "name", header: personal.columns.name, primary: true, cell: ({ entryId, authorKey, name }) => <a href={href(paths.personalDataOf(slug, entryId, authorKey))}>{name}</a> },
                { key: "entry", header: personal.columns.entry, cell: ({ code, title }) => <><Mono>{code ?? ""}</Mono> {title}</> },
                { key: "unit", header: personal.columns.unit, cell: ({ unitName }) => unitName, wide: true },
                { key: "state", header: personal.columns.state, cell: ({ state, erasedAt }) => (erasedAt ? <Badge tone="neutral">{personal.erased(formats.date(erasedAt))}</Badge> : personal.state[state]) },
              ]}
            />
            <Pagination page={page} pageSize={pageSize} total={found.total} search={search} />
          </>
        )}
      </Card>
    </div>
  );
}
