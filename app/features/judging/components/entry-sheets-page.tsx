import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { plainForm, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { ConfirmDisclosure, DateTime, EmptyState, Mono, Notice, Table } from "~/ui/primitives";
import type { EntrySheetsView } from "../queries-progress.server";
import { reasonConstraint } from "../schemas";
import type { RescoreChance, RescoreView } from "../queries-rescore.server";
import { EntryRescores, type OpeningAnswer } from "./entry-rescores";
import { SheetBadge } from "./sheet-badge";

interface UnlockAnswer {
  assignmentId: string;
  text: string | null;
  result: SubmissionResult<string[]>;
}

interface EntrySheetsPageProps {
  view: EntrySheetsView & { slug: string; mayUnlock: boolean; meetings: readonly RescoreView[]; chances: readonly RescoreChance[] };
  answer: UnlockAnswer | undefined;
  opening: OpeningAnswer | undefined;
  isUnlocked: boolean;
}

type Sheet = EntrySheetsView["sheets"][number];

/** The sheets of one entry: who has locked, totals where they may be seen, and opening one again. */
export function EntrySheetsPage({ view, answer, opening, isUnlocked }: EntrySheetsPageProps) {
  const { progress } = useMessages();
  const { decimal } = useFormats();
  const href = useHref();
  return (
    <>
      <PageHeader
        title={
          <>
            <Mono>{view.code}</Mono> {view.title}
          </>
        }
        crumbs={[{ label: progress.title, href: href(paths.progress(view.slug)) }, { label: view.code }]}
      />
      {isUnlocked && !answer && <Notice tone="success" live>{progress.unlocked}</Notice>}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {view.hidden === "judging" && <Notice>{progress.hidden}</Notice>}
      <Table
        caption={progress.sheetsOf(view.code)}
        rows={view.sheets}
        rowKey={(row) => row.assignmentId}
        empty={<EmptyState title={progress.noSheets} />}
        columns={[
          { key: "judge", header: progress.judge, primary: true, cell: (row) => row.judge },
          { key: "round", header: progress.round, cell: (row) => row.round },
          {
            key: "state",
            header: progress.state,
            cell: (row) => (
              <span>
                <SheetBadge state={row.state} /> {row.lockedAt && <DateTime at={row.lockedAt} />}
              </span>
            ),
          },
          { key: "total", header: progress.total, numeric: true, cell: (row) => (row.total === null ? "–" : decimal(row.total)) },
          {
            key: "unlock",
            header: progress.unlock,
            cell: (row) => view.mayUnlock && !row.own && row.state === "LOCKED" && (row.isOver ? <span className="muted">{progress.over}</span> : <UnlockForm sheet={row} answer={answer?.assignmentId === row.assignmentId ? answer : undefined} />),
          },
        ]}
      />
      <EntryRescores slug={view.slug} meetings={view.meetings} chances={view.chances} answer={opening} />
    </>
  );
}

function UnlockForm({ sheet, answer }: { sheet: Sheet; answer: UnlockAnswer | undefined }) {
  const { progress } = useMessages();
  const form = plainForm({ id: `mo-${sheet.assignmentId}`, result: answer?.result ?? null, constraint: reasonConstraint });
  return (
    <ConfirmDisclosure
      label={progress.unlock}
      confirmLabel={progress.unlockButton}
      consequences={progress.unlockConsequences}
      intent="unlock"
      fields={{ assignmentId: sheet.assignmentId }}
      danger
      small
      open={answer !== undefined}
    >
      <TextArea field={form.field("reason")} label={progress.unlockReason} rows={2} required />
    </ConfirmDisclosure>
  );
}
