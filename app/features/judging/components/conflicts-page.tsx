import type { SubmissionResult } from "@conform-to/react";
import { ErrorSummary, FormActions, plainForm, SelectField, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, DateTime, DescriptionList, Disclosure, EmptyState, FilterBar, FilterSelect, Mono, Notice, Pagination, Table } from "~/ui/primitives";
import type { ConflictsView } from "../queries-conflicts.server";
import { declareConstraint, REASON_LENGTH, reasonConstraint } from "../schemas";

interface ConflictsAnswer {
  /** the conflict a lifting was about; "" for a declaration */
  about: string;
  text: string | null;
  result: SubmissionResult<string[]>;
}

interface ConflictsPageProps {
  view: ConflictsView & { slug: string; mayDeclare: boolean; mayWaive: boolean };
  answer: ConflictsAnswer | undefined;
  search: URLSearchParams;
}

type Row = ConflictsView["rows"][number];
const KINDS = ["AUTHOR", "SUPERVISOR", "GUARDIAN", "SAME_UNIT", "FORMER_UNIT", "FAMILY", "COAUTHOR", "DECLARED"] as const;

/** Who is barred from which entry and why; staff declare more and lift what was declared. */
export function ConflictsPage({ view, answer, search }: ConflictsPageProps) {
  const { judging, conflictRules } = useMessages();
  const { conflicts } = judging;
  const said: Record<string, string> = { khai: conflicts.declared, go: conflicts.liftedDone };
  const message = answer ? undefined : said[search.get("da") ?? ""];
  const isFiltered = ["q", "can-cu", "tinh-trang"].some((name) => search.get(name));
  return (
    <>
      <PageHeader title={conflicts.title} lead={conflicts.lead} />
      {message && <Notice tone="success" live>{message}</Notice>}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      <FilterBar search={{ label: conflicts.search, value: search.get("q") ?? "" }} {...(isFiltered ? { clearHref: "?" } : {})}>
        <FilterSelect name="can-cu" label={conflicts.kindColumn} all={conflicts.allKinds} value={search.get("can-cu")} options={KINDS.map((kind) => ({ value: kind, label: conflicts.kind[kind] }))} />
        <FilterSelect name="tinh-trang" label={conflicts.state} all={conflicts.standing} value={search.get("tinh-trang")} options={[{ value: "da-go", label: conflicts.lifted }]} />
      </FilterBar>
      <ConflictTable view={view} answer={answer} />
      <Pagination page={view.page} pageSize={50} total={view.total} search={`?${withoutMessage(search)}`} />
      <p className="muted my-4">
        {conflicts.blindNote} {conflictRules.ownHidden}
      </p>
      <Disclosure summary={conflictRules.whatTitle}>
        <DescriptionList items={KINDS.map((kind) => ({ term: conflicts.kind[kind], description: conflictRules.what[kind] }))} />
      </Disclosure>
      {view.mayDeclare && <DeclareForm view={view} result={answer?.about === "" ? answer.result : null} />}
    </>
  );
}

function withoutMessage(search: URLSearchParams): string {
  const rest = new URLSearchParams(search);
  rest.delete("da");
  return rest.toString();
}

function ConflictTable({ view, answer }: Pick<ConflictsPageProps, "view" | "answer">) {
  const { judging, conflictRules } = useMessages();
  const { dateTime } = useFormats();
  const { conflicts } = judging;
  const note = (row: Row) => (
    <>
      {row.note && <span className="whitespace-pre-line">{row.note}</span>}
      {row.liftedAt && (
        <span className="muted">
          {" "}
          {conflicts.liftedAt(dateTime(row.liftedAt))}
          {row.liftNote && `: ${row.liftNote}`}
        </span>
      )}
      {!row.liftedAt && row.lifting !== "declared" && <span className="muted">{row.lifting === "guessed" ? conflictRules.guessed : conflicts.foundByRule}</span>}
      {!row.liftedAt && ((row.lifting === "declared" && view.mayDeclare) || (row.lifting === "guessed" && view.mayWaive)) && <LiftForm row={row} answer={answer?.about === row.id ? answer : undefined} />}
    </>
  );
  return (
    <Table
      caption={conflicts.title}
      rows={view.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={conflicts.empty}>{conflicts.emptyHelp}</EmptyState>}
      columns={[
        {
          key: "person",
          header: conflicts.person,
          primary: true,
          cell: (row) => (
            <>
              {row.judgeCode && <Mono>{row.judgeCode}</Mono>} {row.personName}
            </>
          ),
        },
        {
          key: "entry",
          header: conflicts.entry,
          cell: (row) => (
            <span>
              <Mono>{row.entryCode}</Mono> {row.entryTitle}
            </span>
          ),
        },
        { key: "kind", header: conflicts.kindColumn, cell: (row) => <Badge tone={row.liftedAt ? "neutral" : "warning"}>{conflicts.kind[row.kind]}</Badge> },
        { key: "since", header: conflicts.since, cell: (row) => <DateTime at={row.createdAt} as="date" /> },
        { key: "note", header: conflicts.note, cell: (row) => <div>{note(row)}</div> },
      ]}
    />
  );
}

function LiftForm({ row, answer }: { row: Row; answer: ConflictsAnswer | undefined }) {
  const { judging } = useMessages();
  const { conflicts } = judging;
  const form = plainForm({ id: `go-${row.id}`, result: answer?.result ?? null, constraint: reasonConstraint });
  return (
    <ConfirmDisclosure
      label={conflicts.lift}
      confirmLabel={conflicts.liftButton}
      consequences={[conflicts.liftConsequence]}
      intent="lift"
      fields={{ conflictId: row.id }}
      small
      open={answer !== undefined}
    >
      <TextArea field={form.field("reason")} label={conflicts.reason} help={conflicts.reasonHelp} rows={2} required />
    </ConfirmDisclosure>
  );
}

function DeclareForm({ view, result }: { view: ConflictsPageProps["view"]; result: SubmissionResult<string[]> | null }) {
  const { judging } = useMessages();
  const { conflicts } = judging;
  const form = plainForm({ id: "khai", result, constraint: declareConstraint });
  const options = view.people.map(({ userId, name, judgeCode }) => ({ value: userId, label: judgeCode ? `${judgeCode} ${name}` : name }));
  return (
    <Card title={conflicts.declare}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ userId: conflicts.person, entryCode: conflicts.entryCode, reason: conflicts.reason }} />
        <SelectField field={form.field("userId")} label={conflicts.person} options={options} required />
        <TextField field={form.field("entryCode")} label={conflicts.entryCode} size={24} required autoCapitalize="none" />
        <TextArea field={form.field("reason")} label={conflicts.reason} help={conflicts.reasonHelp} max={REASON_LENGTH} rows={3} required />
        <FormActions>
          <SubmitButton>{conflicts.declareButton}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
