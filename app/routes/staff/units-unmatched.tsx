import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { ChooseUnitCard, UnmatchedCard } from "~/features/units/components/unmatched-card";
import { submitLink } from "~/features/units/forms.server";
import { PAGE_SIZE, unitChoices, unmatchedPage } from "~/features/units/queries.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Notice, Pagination } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).units.unmatched.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { userId } = await requireSystem({ request, context }, "unit.manage");
  const { page } = listQuery(request);
  const { searchParams } = new URL(request.url);
  const chosen = searchParams.get("ten");
  const [list, choices] = chosen === null ? [await unmatchedPage(context.services, { viewerId: userId, page }), []] : [{ rows: [], total: 0 }, await unitChoices(context.services)];
  const linked = Number(searchParams.get("khop"));
  return {
    ...list,
    chosen,
    choices,
    page,
    pageSize: PAGE_SIZE,
    linked: Number.isInteger(linked) && linked > 0 ? linked : null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "unit.manage");
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const answer = await submitLink(context.services, { actor, form: await readForm(request), locale, now: context.now });
  if ("linked" in answer) throw redirect(`${withLocale(paths.unmatchedUnits(), locale)}?khop=${answer.linked}`);
  const messages = messagesFor(locale);
  return data({ error: reasonText(messages, answer.reason, messages.units.reasons) }, { status: statusOf(answer.reason) });
}

export default function UnmatchedUnits() {
  const { rows, total, chosen, choices, page, pageSize, linked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { units } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { search } = useLocation();
  return (
    <div className="space-y-5">
      <PageHeader
        title={units.unmatched.title}
        lead={units.unmatched.lead}
        crumbs={[{ label: units.title, href: href(paths.units()) }, { label: units.unmatched.title }]}
      />
      {answer?.error && (
        <Notice tone="danger" live>
          <p>{answer.error}</p>
        </Notice>
      )}
      {linked !== null && !answer && (
        <Notice tone="success" live>
          <p>{units.unmatched.linked(integer(linked))}</p>
        </Notice>
      )}
      {chosen !== null ? (
        <ChooseUnitCard name={chosen} choices={choices} />
      ) : rows.length === 0 ? (
        <EmptyState title={units.unmatched.empty}>{units.unmatched.emptyHelp}</EmptyState>
      ) : (
        <div className="grid gap-4">
          {rows.map((row) => (
            <UnmatchedCard key={row.name} row={row} />
          ))}
        </div>
      )}
      <Pagination page={page} pageSize={pageSize} total={total} search={search} />
    </div>
  );
}
