import { paths } from "~/paths";
import { CheckboxField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, Mono, Notice, Table } from "~/ui/primitives";
import type { EntryChange, LeaveView } from "../queries-leave.server";
import { Obstacles } from "./plan-page";
import { SearchProgress } from "./search-progress";

interface LeavePageProps {
  slug: string;
  view: LeaveView;
  /** why what was sent was not done */
  refusal: string | null;
  /** what was just done */
  done: string | null;
}

/** A judge who cannot go on: what stays, what is open, who takes it over with as little change as possible. */
export function LeavePage({ slug, view, refusal, done }: LeavePageProps) {
  const { judging, planning } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { leave } = planning;
  const { judge } = view;
  const title = leave.title(`${judge.code} ${judge.name}`);
  return (
    <>
      <PageHeader title={title} lead={leave.lead} crumbs={[{ label: judging.assignments.title, href: href(paths.assignments(slug)) }, { label: title }]} />
      {done === "thoi" && !refusal && <Notice tone="success" live>{leave.done}</Notice>}
      {done === "lai" && !refusal && <Notice tone="success" live>{leave.cameBack}</Notice>}
      {refusal && <Notice tone="danger" live>{refusal}</Notice>}
      <Work view={view} />
      {judge.leftAt ? (
        <Card title={leave.left(dateTime(judge.leftAt))}>
          <p>{leave.comeBackHelp}</p>
          <form method="post">
            <Button name="intent" value="return">
              {leave.comeBack}
            </Button>
          </form>
        </Card>
      ) : (
        <Replacement view={view} />
      )}
    </>
  );
}

function Work({ view }: { view: LeaveView }) {
  const { leave } = useMessages().planning;
  const { integer } = useFormats();
  if (view.work.length === 0) return <p>{leave.nothingOpen}</p>;
  return (
    <Table
      caption={leave.round}
      rows={view.work}
      rowKey={(row) => row.roundCode}
      columns={[
        { key: "round", header: leave.round, primary: true, cell: (row) => row.roundName },
        { key: "locked", header: leave.locked, cell: (row) => integer(row.locked) },
        { key: "drafts", header: leave.drafts, cell: (row) => integer(row.drafts) },
        { key: "untouched", header: leave.untouched, cell: (row) => integer(row.untouched) },
      ]}
    />
  );
}

function Replacement({ view }: { view: LeaveView }) {
  const { planning, drawing } = useMessages();
  const { leave } = planning;
  if (view.open === 0) {
    return (
      <form method="post" className="my-6">
        <Button kind="primary" name="intent" value="leave">
          {leave.applyNothing}
        </Button>
      </form>
    );
  }
  const isRunning = view.search?.state === "running";
  const isFirst = !view.plan && !view.isStale && !view.search && !view.fault && view.obstacles.length === 0;
  return (
    <div className="my-6 grid gap-6">
      {view.search && <SearchProgress search={view.search} fields={{}} />}
      {view.isDrawn && <Notice>{drawing.leave}</Notice>}
      {view.isStale && <Notice tone="warning">{leave.stale}</Notice>}
      {view.fault && <Notice tone="danger">{view.fault}</Notice>}
      {view.obstacles.length > 0 && <Obstacles title={leave.infeasible} obstacles={view.obstacles} />}
      {view.plan && <Plan plan={view.plan} />}
      {!isRunning && (
        <form method="post">
          <Button kind={isFirst ? "primary" : "secondary"} name="intent" value="plan">
            {isFirst ? leave.start : leave.recompute}
          </Button>
        </form>
      )}
      {!isRunning && <Bare />}
    </div>
  );
}

function Plan({ plan }: { plan: NonNullable<LeaveView["plan"]> }) {
  const { leave } = useMessages().planning;
  const { integer } = useFormats();
  return (
    <Card title={leave.planTitle}>
      <ul className="list-disc pl-5">
        <li>{leave.replaces(integer(plan.changes.length))}</li>
        <li>{plan.moved === 0 ? leave.movesNone : leave.moves(integer(plan.moved))}</li>
        {plan.begun > 0 && <li>{leave.movesDrafts(integer(plan.begun))}</li>}
      </ul>
      <Changes changes={plan.changes} />
      <form method="post">
        <input type="hidden" name="run" value={plan.run} />
        <input type="hidden" name="begun" value={plan.begun} />
        <Button kind="primary" name="intent" value="leave">
          {leave.apply}
        </Button>
      </form>
    </Card>
  );
}

function Changes({ changes }: { changes: readonly EntryChange[] }) {
  const { leave } = useMessages().planning;
  return (
    <Table
      caption={leave.change}
      rows={changes}
      rowKey={(row) => `${row.round} ${row.code}`}
      columns={[
        {
          key: "entry",
          header: leave.entry,
          primary: true,
          cell: (row) => (
            <>
              <Mono>{row.code}</Mono> {row.title}
            </>
          ),
        },
        { key: "round", header: leave.round, wide: true, cell: (row) => row.round },
        { key: "gives", header: leave.gives, cell: (row) => row.gives.join(", ") },
        { key: "takes", header: leave.takes, cell: (row) => <strong>{row.takes.join(", ")}</strong> },
      ]}
    />
  );
}

/** Leaving at once, where nobody can take over or it is to be seen to later. */
function Bare() {
  const { leave } = useMessages().planning;
  return (
    <Card title={leave.applyBare}>
      <p>{leave.bareHelp}</p>
      <form method="post">
        <CheckboxField name="confirmed" label={leave.confirm} />
        <Button name="intent" value="leave">
          {leave.applyBare}
        </Button>
      </form>
    </Card>
  );
}
