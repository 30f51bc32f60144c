import { paths } from "~/paths";
import { BarList } from "~/ui/charts";
import { NumberField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, Disclosure, LinkButton, Mono, Notice, Table } from "~/ui/primitives";
import type { Obstacle } from "../infeasible-help";
import { shownCap } from "../plan-form";
import type { PlanView } from "../queries-plan.server";
import { DrawOption, DrawOfPlan, PastDraws } from "./plan-draw";
import { RoundTabs } from "./round-tabs";
import { SearchProgress } from "./search-progress";

interface PlanPageProps {
  view: PlanView & { slug: string };
  /** why what was sent was not applied */
  refusal: string | null;
  /** the two fields as they were typed, where one of them could not be read */
  wrong: Record<"perEntry" | "cap", { typed: string; errors: string[] }> | null;
  /** how many assignments were just made */
  made: number | null;
}

/** The best plan for a round, to be looked at and then applied, the search for it, or why there is none. */
export function PlanPage({ view, refusal, wrong, made }: PlanPageProps) {
  const { judging, planning } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { assignments } = judging;
  const { plan } = planning;
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
      {view.search && <SearchProgress search={view.search} fields={{ roundId: view.round.id }} />}
      {view.fault && <Notice tone="danger">{view.fault}</Notice>}
      {view.isStale && made === null && !refusal && <Notice tone="warning">{plan.stale}</Notice>}
      {view.search?.state !== "running" && <StartForm view={view} wrong={wrong} />}
      {view.plan && <Plan view={view} plan={view.plan} />}
      {view.obstacles.length > 0 && <Obstacles title={plan.infeasible} obstacles={view.obstacles} />}
      {view.pastDraws.length > 0 && <PastDraws slug={view.slug} count={view.draws} draws={view.pastDraws} />}
    </>
  );
}

function StartForm({ view, wrong }: { view: PlanView; wrong: PlanPageProps["wrong"] }) {
  const { planning, drawing } = useMessages();
  const { plan } = planning;
  const isFirst = !view.plan && view.obstacles.length === 0 && !view.isStale && !view.search && !view.fault;
  return (
    <form method="post" className="my-4" noValidate>
      <input type="hidden" name="roundId" value={view.round.id} />
      <NumberField name="perEntry" label={plan.perEntry} value={wrong?.perEntry.typed ?? String(view.perEntry)} errors={wrong?.perEntry.errors ?? []} />
      <DrawOption value={wrong?.cap.typed ?? shownCap(view.maxChance)} errors={wrong?.cap.errors ?? []} />
      <Button kind={view.plan ? "secondary" : "primary"} name="intent" value="start">
        {isFirst ? plan.start : view.plan?.draw ? drawing.plan.again : plan.recompute}
      </Button>
    </form>
  );
}

/** Why there is no plan, each reason with what would help. */
export function Obstacles({ title, obstacles }: { title: string; obstacles: readonly Obstacle[] }) {
  const { help } = useMessages().planning;
  return (
    <Notice tone="danger" title={title}>
      <ul className="list-disc pl-5">
        {obstacles.map(({ text, help: advice }) => (
          <li key={text}>
            {text}
            <br />
            <strong>{help.title}:</strong> {advice}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Plan({ view, plan }: { view: PlanPageProps["view"]; plan: NonNullable<PlanView["plan"]> }) {
  const { plan: texts } = useMessages().planning;
  const { integer } = useFormats();
  if (plan.entries.length === 0) return <Notice>{texts.noEntries}</Notice>;
  if (plan.added === 0) return <Notice tone="success">{texts.nothing}</Notice>;
  return (
    <Card title={texts.result}>
      <p className="muted">{texts.madeFor(integer(view.perEntry))}</p>
      <ul className="list-disc pl-5">
        <li>{texts.adds(integer(plan.added))}</li>
        {plan.kept > 0 && <li>{texts.kept(integer(plan.kept))}</li>}
        <li>{texts.maxLoad(integer(plan.maxLoad))}</li>
      </ul>
      {plan.draw && <DrawOfPlan slug={view.slug} roundId={view.round.id} draw={plan.draw} />}
      <h3>{texts.loads}</h3>
      <BarList label={texts.loads} items={plan.loads.map(({ code, name, load }) => ({ label: `${code} ${name}`, value: load }))} />
      <Disclosure summary={texts.details}>
        <PlannedEntries entries={plan.entries} />
      </Disclosure>
      <form method="post">
        <input type="hidden" name="roundId" value={view.round.id} />
        <input type="hidden" name="perEntry" value={view.perEntry} />
        <input type="hidden" name="fingerprint" value={plan.fingerprint} />
        {plan.draw && <input type="hidden" name="maxChance" value={shownCap(plan.draw.maxChance)} />}
        {plan.draw && <input type="hidden" name="seed" value={plan.draw.seed} />}
        <Button kind="primary">{texts.apply}</Button>
      </form>
    </Card>
  );
}

function PlannedEntries({ entries }: { entries: NonNullable<PlanView["plan"]>["entries"] }) {
  const { judging, planning } = useMessages();
  const { assignments } = judging;
  const { plan: texts } = planning;
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
