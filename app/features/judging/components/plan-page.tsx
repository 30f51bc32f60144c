import { paths } from "~/paths";
import { BarList } from "~/ui/charts";
import { NumberField, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, Disclosure, LinkButton, Mono, Notice, Table } from "~/ui/primitives";
import type { PlanView } from "../queries-plan.server";
import { RoundTabs } from "./round-tabs";

interface PlanPageProps {
  view: PlanView & { slug: string };
  /** why what was sent was not applied */
  refusal: string | null;
  /** how many assignments were just made */
  made: number | null;
}

/** The best plan for a round, to be looked at and then applied, or why there is none. */
export function PlanPage({ view, refusal, made }: PlanPageProps) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { plan, assignments } = judging;
  const back = href(paths.assignments(view.slug, view.round.code));
  return (
    <>
      <PageHeader
        title={plan.title}
        eyebrow={view.round.name}
        lead={plan.lead}
        crumbs={[{ label: assignments.title, href: back }, { label: plan.title }]}
        actions={<LinkButton href={back}>{assignments.title}</LinkButton>}
      />
      <RoundTabs rounds={view.rounds} current={view.round.code} path={(code) => paths.assignmentPlan(view.slug, code)} />
      {made !== null && !refusal && <Notice tone="success" live>{plan.applied(integer(made))}</Notice>}
      {refusal && <Notice tone="danger" live>{refusal}</Notice>}
      <form method="get" className="my-4 flex flex-wrap items-end gap-3 [&_.field]:mb-0">
        <input type="hidden" name="vong" value={view.round.code} />
        <NumberField name="moi-bai" label={plan.perEntry} value={String(view.perEntry)} />
        <SubmitButton kind="secondary">{plan.recompute}</SubmitButton>
      </form>
      {view.plan ? <Plan view={view} plan={view.plan} /> : <NoPlan problems={view.problems} />}
    </>
  );
}

function NoPlan({ problems }: { problems: readonly string[] }) {
  const { judging } = useMessages();
  return (
    <Notice tone="danger" title={judging.plan.infeasible}>
      <ul className="list-disc pl-5">
        {problems.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>{judging.plan.infeasibleHelp}</p>
    </Notice>
  );
}

function Plan({ view, plan }: { view: PlanView; plan: NonNullable<PlanView["plan"]> }) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const { plan: texts } = judging;
  if (plan.entries.length === 0) return <Notice>{texts.noEntries}</Notice>;
  if (plan.added === 0) return <Notice tone="success">{texts.nothing}</Notice>;
  return (
    <Card title={texts.result}>
      <ul className="list-disc pl-5">
        <li>{texts.adds(integer(plan.added))}</li>
        {plan.kept > 0 && <li>{texts.kept(integer(plan.kept))}</li>}
        <li>{texts.maxLoad(integer(plan.maxLoad))}</li>
      </ul>
      <h3>{texts.loads}</h3>
      <BarList label={texts.loads} items={plan.loads.map(({ code, name, load }) => ({ label: `${code} ${name}`, value: load }))} />
      <Disclosure summary={texts.details}>
        <PlannedEntries entries={plan.entries} />
      </Disclosure>
      <form method="post">
        <input type="hidden" name="roundId" value={view.round.id} />
        <input type="hidden" name="perEntry" value={view.perEntry} />
        <input type="hidden" name="fingerprint" value={plan.fingerprint} />
        <Button kind="primary">{texts.apply}</Button>
      </form>
    </Card>
  );
}

function PlannedEntries({ entries }: { entries: NonNullable<PlanView["plan"]>["entries"] }) {
  const { judging } = useMessages();
  const { assignments, plan: texts } = judging;
  return (
    <Table
      caption={texts.details}
      rows={entries}
      rowKey={(row) => row.code}
      columns={[
        {
          key: "entry",
          header: assignments.entry,
          primary: true,
          cell: (row) => (
            <>
              <Mono>{row.code}</Mono> {row.title}
            </>
          ),
        },
        {
          key: "judges",
          header: assignments.judges,
          cell: (row) => (
            <span className="flex flex-wrap gap-x-3">
              {row.judges.map(({ code, isNew }) => (
                <span key={code}>
                  <Mono>{code}</Mono> {isNew && <span className="muted">({texts.new})</span>}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}
