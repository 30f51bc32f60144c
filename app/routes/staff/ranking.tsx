import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { AwardLines } from "~/features/results/components/award-lines";
import { PrizeMoneyTable } from "~/features/results/components/prize-money";
import { QuotaChoices } from "~/features/results/components/quota-choices";
import { Quotas } from "~/features/results/components/quotas";
import { RankingTable } from "~/features/results/components/ranking-table";
import { SpreadsOpen } from "~/features/results/components/spreads-open";
import { LeftBehind } from "~/features/results/components/left-behind";
import { ChoicesMade, isTieShown, Ties } from "~/features/results/components/ties";
import { ALL_ROUNDS, RANKING_PAGE, rankingView } from "~/features/results/ranking-view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, LinkButton, Notice, Pagination } from "~/ui/primitives";
import { takeRankingAct } from "./ranking-action.server";
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
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(args.request);
  const { intent, submission, outcome } = await takeRankingAct({ services, actor, editionId: edition.id, now, form, locale });
  if (!outcome) return data({ intent, result: submission.reply() }, { status: 400 });
  if (outcome.ok) throw redirect(pathname);
  // The buttons that take something back have no form to show what is wrong with it.
  if (intent.startsWith("revoke")) refuse(outcome.reason);
  const messages = messagesFor(locale);
  const formErrors = [reasonText(messages, outcome.reason, messages.results.reasons, messages.rankingMeeting.reasons)];
  return data({ intent, result: submission.reply({ formErrors }) }, { status: statusOf(outcome.reason) });
}

export default function Ranking() {
  const { slug, perField, field, page, pageSize, all, asked, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const resultOf = (intent: string) => (reply?.intent === intent ? reply.result : null);
  const { results, conflictRules, rankingMeeting } = useMessages();
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
      <PageHeader title={results.ranking.title} lead={results.ranking.lead} actions={<Ways slug={slug} />} />
      <p className="muted">{conflictRules.ownHidden}</p>
      {view.rounds.some(({ isScored }) => !isScored) && (
        <Notice>{results.ranking.waitsFor(list(view.rounds.filter(({ isScored }) => !isScored).map(({ name }) => name)), view.rounds.find(({ code }) => code === view.round)?.name ?? null)}</Notice>
      )}
      {reply && !(reply.intent === "choose" ? isTieShown(view, reply.result) : view.mayChoose && view.tiers.length > 0) && <LeftBehind result={reply.result} labels={{ reason: results.ties.reason }} />}
      <SpreadsOpen spreads={view.spreads} slug={slug} />
      {view.voteRule !== "CHAIR" && view.undecided.length > 0 && (
        <Notice>
          {rankingMeeting.rule[view.voteRule]} <a href={href(paths.rankingMeetings(slug))}>{rankingMeeting.spread.settle}</a>
        </Notice>
      )}
      <Ties ties={view.undecided} mayChoose={view.mayChoose} result={resultOf("choose")} />
      <ChoicesMade choices={view.choices} stale={view.staleChoices} mayChoose={view.mayChoose} slug={slug} />
      <QuotaChoices view={view} slug={slug} result={resultOf("quota")} />
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
      <AwardLines lines={view.lines} />
      <RankingTable rows={view.rows} slug={slug} perField={perField} />
      <Pagination page={page} pageSize={pageSize} total={view.total} search={search} />
      {view.round === null && (
        <>
          <Quotas prizes={view.prizes} />
          <PrizeMoneyTable money={view.money} />
        </>
      )}
    </>
  );
}

/** What else can be looked at around the ranking. */
function Ways({ slug }: { slug: string }) {
  const { firmness, rankingMeeting, whatIf } = useMessages();
  const href = useHref();
  return (
    <>
      <LinkButton href={href(paths.rankingMeetings(slug))}>{rankingMeeting.open}</LinkButton>
      <LinkButton href={href(paths.whatIf(slug))} kind="secondary">{whatIf.open}</LinkButton>
      <LinkButton href={href(paths.firmness(slug))} kind="secondary">{firmness.open}</LinkButton>
    </>
  );
}
