import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { DecisionActs, type DecisionReply } from "~/features/results/components/decision-acts";
import { PrizeMoneyTable } from "~/features/results/components/prize-money";
import { ResultWay, StandingNotices } from "~/features/results/components/result-way";
import { SpreadsOpen } from "~/features/results/components/spreads-open";
import { decisionView, type DecisionView } from "~/features/results/decision-view.server";
import { DecisionToIssue } from "~/features/documents/components/decision-to-issue";
import { UnmatchedNotice } from "~/features/units/components/unmatched-notice";
import { unmatchedOfEdition } from "~/features/units/queries.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { CopyText, EmptyState, LinkButton, Notice, Table, Timeline } from "~/ui/primitives";
import { takeDecisionStep } from "./decision-action.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).results.decision.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "ranking.view");
  const { services, now } = args.context;
  const mayAppeal = can(actor, "appeal.view", { editionId: edition.id, phase }).allowed;
  const mayIssue = can(actor, "paper.view", { editionId: edition.id, phase }).allowed;
  const [view, unmatched] = await Promise.all([decisionView(services, { actor, edition, phase, now }), unmatchedOfEdition(services, actor, edition.id)]);
  return { slug: edition.slug, perField: edition.perField, phase, now, mayAppeal, mayIssue, view, unmatched };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const { services, now } = args.context;
  const url = new URL(args.request.url);
  const locale = localeOfPath(url.pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const taken = await takeDecisionStep({ services, actor, editionId: edition.id, now, form, locale });
  if (!taken) refuse("invalid");
  const { submission, outcome } = taken;
  if (outcome?.ok) throw redirect(url.pathname);
  const intent = String(form.get("intent"));
  if (!outcome) return data<DecisionReply>({ intent, problem: null, result: submission.reply(), preview: taken.preview }, { status: taken.preview ? 200 : 400 });
  const problem = reasonText(messages, outcome.reason, messages.stages.reasons, messages.results.reasons);
  return data<DecisionReply>({ intent, problem, result: submission.reply({ formErrors: [problem] }) }, { status: statusOf(outcome.reason) });
}

export default function Decision() {
  const { slug, view, perField, phase, now, mayAppeal, mayIssue, unmatched } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { decision } = useMessages().results;
  const { dateTime, date } = useFormats();
  const href = useHref();
  const next = view.steps.findIndex(({ done }) => !done);
  const awardsTitle = view.stage === "PUBLISHED" && !view.correction ? decision.awarded : decision.proposed;
  const milestones = view.steps.map(({ name, done, at, by }, index) => ({
    label: decision.stages[name],
    state: done ? ("done" as const) : index === next ? ("current" as const) : ("upcoming" as const),
    when: name === "SIGNED" && view.signed ? decision.decisionOf(view.signed.number, date(view.signed.date)) : at ? decision.done(by ?? "", dateTime(at)) : "–",
  }));
  return (
    <>
      <PageHeader title={decision.title} lead={decision.lead} />
      {reply?.problem && (
        <Notice tone="danger" live>
          <p>{reply.problem}</p>
        </Notice>
      )}
      <StandingNotices slug={slug} view={view} />
      <UnmatchedNotice {...unmatched} />
      <DecisionToIssue slug={slug} paper={view.paperToIssue} mayIssue={mayIssue} />
      <Timeline label={decision.title} items={milestones} />
      {view.stage && !view.standing.isScheduled ? <p>{decision.wait[view.stage]}</p> : phase !== "DECIDING" && !view.correction && <p>{decision.notYet}</p>}
      {view.seal && (
        <section>
          <h2>{decision.seal}</h2>
          <CopyText text={view.seal} label={decision.seal} />
          <p className="muted">{decision.sealHelp}</p>
        </section>
      )}
      <SpreadsOpen spreads={view.spreads} slug={slug} />
      <DecisionActs view={view} reply={reply} now={now} />
      {view.stage === "PUBLISHED" && <LinkButton href={href(paths.results(slug))}>{decision.seePublic}</LinkButton>}
      <ResultWay slug={slug} view={view} mayAppeal={mayAppeal} />
      <h2>{awardsTitle}</h2>
      <AwardTable title={awardsTitle} awards={view.awards} perField={perField} />
      {view.money && view.awards.length > 0 && <PrizeMoneyTable money={view.money} />}
    </>
  );
}

function AwardTable({ title, awards, perField }: { title: string; awards: DecisionView["awards"]; perField: boolean }) {
  const { decision } = useMessages().results;
  const { decimal } = useFormats();
  return (
    <Table
      caption={title}
      rows={awards}
      rowKey={({ code }) => code}
      empty={<EmptyState title={decision.nothingYet}>{decision.notYet}</EmptyState>}
      columns={[
        { key: "prize", header: decision.award.prize, cell: ({ tier }) => tier },
        { key: "entry", header: decision.award.entry, primary: true, cell: ({ code, title }) => `${code} – ${title}` },
        { key: "field", header: decision.award.field, cell: ({ field }) => field },
        { key: "rank", header: decision.award.rank, numeric: true, cell: ({ rank, rankInField }) => (perField ? rankInField : rank) ?? "–" },
        { key: "mean", header: decision.award.mean, numeric: true, cell: ({ mean }) => (mean === null ? "–" : decimal(mean)) },
      ]}
    />
  );
}
