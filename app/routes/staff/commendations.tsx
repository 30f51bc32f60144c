import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { COMMENDATION_STATES } from "~/domain/commendations/states";
import { CommendationActs, CommendationTable, LetterTable } from "~/features/commendations/components/commendation-list";
import { beginLetter } from "~/features/commendations/letter.server";
import { COMMENDATIONS_PAGE, commendationsView } from "~/features/commendations/view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { isUuid, listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).commendations.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "commendation.view");
  const { search, page, choice } = listQuery(args.request);
  const state = choice("tinh-trang", COMMENDATION_STATES);
  return { slug: edition.slug, search, state, page, pageSize: COMMENDATIONS_PAGE, view: await commendationsView(args.context.services, { actor, edition, phase, search, state, page }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const form = await readForm(args.request);
  const [id, authorityId] = [String(form.get("id")), String(form.get("authorityId"))];
  if (form.get("intent") !== "begin" || !isUuid(id) || !isUuid(authorityId)) refuse("invalid");
  const begun = await beginLetter(services, { actor, editionId: edition.id, now, input: { id, authorityId } });
  if (begun.ok) throw redirect(withLocale(paths.commendationLetter(edition.slug, begun.value.id), locale), 303);
  const messages = messagesFor(locale);
  return data({ problem: reasonText(messages, begun.reason, messages.commendations.reasons) }, { status: statusOf(begun.reason) });
}

export default function Commendations() {
  const { slug, view, search, state, page, pageSize } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().commendations;
  const query = useLocation().search;
  const isProposed = useSearchParams()[0].has("da") && !reply;
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} />
      {isProposed && (
        <Notice tone="success" live>
          {texts.list.proposed}
        </Notice>
      )}
      {reply && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      <CommendationActs slug={slug} view={view} />
      <CommendationTable slug={slug} view={view} search={search} state={state} />
      <Pagination page={page} pageSize={pageSize} total={view.total} search={query} />
      <LetterTable slug={slug} view={view} />
    </>
  );
}
