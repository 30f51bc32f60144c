import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { choosePrize, revokePrizeChoices } from "~/features/results/choices.server";
import { Quotas } from "~/features/results/components/quotas";
import { RankingTable } from "~/features/results/components/ranking-table";
import { ChoicesMade, Ties } from "~/features/results/components/ties";
import { ALL_ROUNDS, RANKING_PAGE, rankingView } from "~/features/results/ranking-view.server";
import { choiceSchema, revokeChoicesSchema } from "~/features/results/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, LinkButton, Notice, Pagination } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).results.ranking.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const query = new URL(args.request.url).searchParams;
  const page = listQuery(args.request).page;
  const field = query.get("linh-vuc") || null;
  const view = await rankingView(args.context.services, { actor, edition, phase, field, round: query.get("vong"), page });
  const { slug, perField } = edition;
  return { slug, perField, field, page, pageSize: RANKING_PAGE, all: ALL_ROUNDS, asked: query.get("vong"), view: view.ok ? view.value : null };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const { context, request } = args;
  const form = await readForm(request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  if (form.get("intent") === "revoke") {
    const submission = parseWithZod(form, { schema: revokeChoicesSchema });
    const revoked = await revokePrizeChoices(context.services, { actor, editionId: edition.id, choiceIds: submission.status === "success" ? submission.value.choice : [], now: context.now });
    if (!revoked.ok) refuse(revoked.reason);
    throw redirect(new URL(request.url).pathname);
  }
  const submission = parseWithZod(form, { schema: choiceSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const chosen = await choosePrize(context.services, { actor, editionId: edition.id, input: submission.value, now: context.now });
  if (chosen.ok) throw redirect(new URL(request.url).pathname);
  const formErrors = [reasonText(messages, chosen.reason, messages.results.reasons)];
  return data({ result: submission.reply({ formErrors }) }, { status: statusOf(chosen.reason) });
}

export default function Ranking() {
  const { slug, perField, field, page, pageSize, all, asked, view } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { results, firmness, conflictRules } = useMessages();
  const href = useHref();
  const { list } = useFormats();
  const { search } = useLocation();
  if (!view) {
    return (
      <>
        <PageHeader title={results.ranking.title} />
        <Notice tone="danger">
          <p>{results.ranking.contradiction}</p>
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHeader title={results.ranking.title} lead={results.ranking.lead} actions={<LinkButton href={href(paths.firmness(slug))}>{firmness.open}</LinkButton>} />
      <p className="muted">{conflictRules.ownHidden}</p>
      {view.rounds.some(({ isScored }) => !isScored) && (
        <Notice>{results.ranking.waitsFor(list(view.rounds.filter(({ isScored }) => !isScored).map(({ name }) => name)), view.rounds.find(({ code }) => code === view.round)?.name ?? null)}</Notice>
      )}
      <Ties ties={view.undecided} mayChoose={view.mayChoose} result={result} />
      <ChoicesMade choices={view.choices} stale={view.staleChoices} mayChoose={view.mayChoose} />
      <FilterBar>
        {view.rounds.length > 0 && (
          <FilterSelect name="vong" label={results.ranking.round} value={asked} all={results.ranking.latestRound} options={[{ value: all, label: results.ranking.allRounds }, ...view.rounds.map(({ code, name }) => ({ value: code, label: name }))]} />
        )}
        <FilterSelect
          name="linh-vuc"
          label={results.ranking.field}
          value={field}
          all={results.ranking.allFields}
          options={view.fields.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </FilterBar>
      <RankingTable rows={view.rows} slug={slug} perField={perField} />
      <Pagination page={page} pageSize={pageSize} total={view.total} search={search} />
      {view.round === null && <Quotas prizes={view.prizes} />}
    </>
  );
}
