import { paths } from "~/paths";
import { BarList } from "~/ui/charts";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, FilterBar, FilterSelect, LinkButton, Mono, Notice, Pagination, Table } from "~/ui/primitives";
import type { AssignmentsView } from "../queries-assignments.server";
import { AssignmentForm } from "./assignment-form";
import { RoundTabs } from "./round-tabs";

export interface AssignmentAnswer {
  reason: string;
  text: string;
  entryId: string;
  /** what was ticked; null where the state has changed and is shown anew */
  wanted: readonly string[] | null;
}

interface AssignmentsPageProps {
  view: AssignmentsView & { slug: string };
  answer: AssignmentAnswer | undefined;
  /** query of the address */
  search: string;
}

/** Entries of a round with their judges; one entry at a time is opened and changed. */
export function AssignmentsPage({ view, answer, search }: AssignmentsPageProps) {
  const { judging, timetable } = useMessages();
  const href = useHref();
  const { assignments } = judging;
  const { slug, round } = view;
  const query = new URLSearchParams(search);
  return (
    <>
      <PageHeader
        title={assignments.title}
        lead={assignments.lead}
        actions={
          <>
            <LinkButton kind="primary" href={href(paths.assignmentPlan(slug, round.code))}>
              {assignments.auto}
            </LinkButton>
            <LinkButton href={href(paths.timetable(slug, round.code))}>{timetable.link}</LinkButton>
            {!view.isFirstRound && <LinkButton href={href(paths.admission(slug, round.code))}>{assignments.admit}</LinkButton>}
          </>
        }
      />
      <RoundTabs rounds={view.rounds} current={round.code} path={(code) => paths.assignments(slug, code)} />
      {answer ? <Notice tone="danger" live>{answer.text}</Notice> : query.get("da") && <Notice tone="success" live>{assignments.saved}</Notice>}
      <Loads view={view} />
      <Filters view={view} query={query} />
      <EntryTable view={view} answer={answer} query={query} />
      <Pagination page={view.page} pageSize={50} total={view.total} search={withoutState(query)} />
    </>
  );
}

/** The query without what belongs to one moment: the entry in hand, the last message. */
function withoutState(query: URLSearchParams): string {
  const rest = new URLSearchParams(query);
  rest.delete("bai");
  rest.delete("da");
  return `?${rest.toString()}`;
}

function Loads({ view }: { view: AssignmentsPageProps["view"] }) {
  const { judging } = useMessages();
  const { assignments } = judging;
  const href = useHref();
  if (view.judges === 0) {
    return (
      <EmptyState title={assignments.noJudges} actions={<LinkButton href={href(paths.panels(view.slug))}>{judging.panels.title}</LinkButton>}>
        {assignments.noJudgesHelp}
      </EmptyState>
    );
  }
  return (
    <Card title={assignments.loads} className="mb-6">
      <BarList label={assignments.loads} items={view.loads.map(({ code, name, load }) => ({ label: `${code} ${name}`, value: load }))} />
      {view.judges > view.loads.length && <p className="muted">{assignments.otherLoads(view.judges - view.loads.length)}</p>}
    </Card>
  );
}

function Filters({ view, query }: { view: AssignmentsPageProps["view"]; query: URLSearchParams }) {
  const { judging } = useMessages();
  const { assignments } = judging;
  const isFiltered = ["q", "linh-vuc", "chi"].some((name) => query.get(name));
  return (
    <FilterBar
      search={{ label: assignments.search, value: query.get("q") ?? "" }}
      keep={{ vong: view.round.code }}
      {...(isFiltered ? { clearHref: `?vong=${view.round.code}` } : {})}
    >
      <FilterSelect name="linh-vuc" label={assignments.field} all={assignments.allFields} value={query.get("linh-vuc")} options={view.fields.map(({ id, name }) => ({ value: id, label: name }))} />
      <FilterSelect name="chi" label={assignments.show} all={assignments.showAll} value={query.get("chi")} options={[{ value: "thieu", label: assignments.showLacking }]} />
    </FilterBar>
  );
}

function EntryTable({ view, answer, query }: { view: AssignmentsPageProps["view"]; answer: AssignmentAnswer | undefined; query: URLSearchParams }) {
  const { judging } = useMessages();
  const { assignments } = judging;
  const editHref = (entryId: string) => {
    const next = new URLSearchParams(withoutState(query));
    next.set("vong", view.round.code);
    next.set("bai", entryId);
    return `?${next.toString()}#bai-${entryId}`;
  };
  const isFiltered = ["q", "linh-vuc", "chi"].some((name) => query.get(name));
  const empty = isFiltered ? (
    <EmptyState title={assignments.empty}>{assignments.emptyHelp}</EmptyState>
  ) : (
    <EmptyState title={assignments.emptyRound}>{view.isFirstRound ? assignments.emptyFirst : assignments.emptyLater}</EmptyState>
  );
  const { editing } = view;
  return (
    <Table
      caption={assignments.title}
      rows={view.rows}
      rowKey={(row) => row.id}
      rowCurrent={(row) => row.id === editing?.entryId}
      empty={empty}
      columns={[
        {
          key: "entry",
          header: assignments.entry,
          primary: true,
          cell: (row) => (
            <span id={`bai-${row.id}`}>
              <Mono>{row.code}</Mono> {row.title}
            </span>
          ),
        },
        { key: "field", header: assignments.field, wide: true, cell: (row) => row.field },
        {
          key: "judges",
          header: assignments.judges,
          cell: (row) =>
            row.id === editing?.entryId ? (
              <AssignmentForm
                entry={row}
                roundId={view.round.id}
                eligible={editing.eligible}
                answer={answer?.entryId === row.id ? answer : undefined}
                closeHref={`${withoutState(query)}#bai-${row.id}`}
              />
            ) : (
              <Assigned row={row} needed={view.perEntry} editHref={editHref(row.id)} />
            ),
        },
      ]}
    />
  );
}

function Assigned({ row, needed, editHref }: { row: AssignmentsView["rows"][number]; needed: number; editHref: string }) {
  const { judging } = useMessages();
  const { assignments } = judging;
  const lacking = needed - row.assigned.length;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {row.assigned.length === 0 && <span className="muted">{assignments.nobody}</span>}
      {row.assigned.map(({ id, code, name, state }) => (
        <span key={id}>
          <Mono>{code}</Mono> {name} <span className="muted">({assignments.state[state ?? "NONE"]})</span>
        </span>
      ))}
      {lacking > 0 && row.assigned.length > 0 && <Badge tone="warning">{assignments.lacking(lacking)}</Badge>}
      <LinkButton small href={editHref} aria-label={`${assignments.edit} ${row.code}`}>
        {assignments.edit}
      </LinkButton>
    </span>
  );
}
