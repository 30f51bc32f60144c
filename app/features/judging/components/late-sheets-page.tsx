import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { plainForm, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, DescriptionList, EmptyState, Mono, Notice, Pagination, Table } from "~/ui/primitives";
import type { LateScore, LateSheetView } from "../queries-late.server";
import { reasonConstraint } from "../schemas";
import { JuryTabs, type JuryTab } from "./jury-tabs";

export interface LateAnswer {
  lateId: string;
  accept: boolean;
  text: string | null;
  result: SubmissionResult<string[]>;
}

interface LateSheetsProps {
  view: { slug: string; tabs: readonly JuryTab[]; sheets: readonly LateSheetView[]; total: number; page: number; mayDecide: boolean };
  answer: LateAnswer | undefined;
  done: string | null;
  search: string;
}

/** What judges scored without a network and sent after the round had closed, each to be decided on. */
export function LateSheetsPage({ view, answer, done, search }: LateSheetsProps) {
  const { late } = useMessages().jury;
  return (
    <>
      <PageHeader title={late.title} lead={late.lead} />
      <JuryTabs slug={view.slug} current="late" shown={view.tabs} />
      {!answer && done === "nhan" && <Notice tone="success" live>{late.accepted}</Notice>}
      {!answer && done === "khong" && <Notice tone="success" live>{late.refused}</Notice>}
      {view.sheets.length === 0 && <EmptyState title={late.none}>{late.noneHelp}</EmptyState>}
      <div className="grid gap-6">
        {view.sheets.map((sheet) => (
          <LateCard key={sheet.id} sheet={sheet} view={view} answer={answer?.lateId === sheet.id ? answer : undefined} />
        ))}
      </div>
      <Pagination page={view.page} pageSize={20} total={view.total} search={search} />
    </>
  );
}

const TONE = { WAITING: "warning", ACCEPTED: "success", REFUSED: "neutral" } as const;

function LateCard({ sheet, view, answer }: { sheet: LateSheetView; view: LateSheetsProps["view"]; answer: LateAnswer | undefined }) {
  const { late, rescore } = useMessages().jury;
  const { dateTime } = useFormats();
  const href = useHref();
  return (
    <Card
      eyebrow={`${sheet.roundName} · ${sheet.judgeCode} ${sheet.judgeName}`}
      title={
        <a href={href(paths.progressEntry(view.slug, sheet.entryId))}>
          <Mono>{sheet.entryCode}</Mono> {sheet.entryTitle}
        </a>
      }
      aside={<Badge tone={TONE[sheet.state]}>{late.state[sheet.state]}</Badge>}
    >
      <DescriptionList
        items={[
          { term: late.received, description: dateTime(sheet.receivedAt) },
          {
            term: late.device,
            description: (
              <>
                {sheet.deviceAt ? dateTime(sheet.deviceAt) : late.deviceUnknown} <span className="muted">{late.deviceNote}</span>
              </>
            ),
          },
          ...(sheet.decision ? [{ term: late.reason, description: `${sheet.decision.reason ?? rescore.erased} (${sheet.decision.by ?? ""}, ${dateTime(sheet.decision.at)})` }] : []),
        ]}
      />
      {sheet.values === null ? <p className="muted">{rescore.hiddenScores}</p> : <Values sheet={sheet} values={sheet.values} />}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {sheet.state === "WAITING" && view.mayDecide && !sheet.own && (
        <div className="actions mt-4">
          {sheet.isComplete && <Decide sheet={sheet} accept answer={answer} />}
          <Decide sheet={sheet} accept={false} answer={answer} />
        </div>
      )}
    </Card>
  );
}

function Values({ sheet, values }: { sheet: LateSheetView; values: NonNullable<LateSheetView["values"]> }) {
  const { late, rescore } = useMessages().jury;
  const { decimal } = useFormats();
  const points = (text: string | null) => (text === null ? "–" : decimal(text));
  const total: LateScore = { code: "", label: rescore.total, max: "", late: values.total, stored: values.storedTotal, remark: "" };
  return (
    <>
      <Table
        caption={late.values}
        rows={[...values.scores, total]}
        rowKey={(line) => line.code}
        columns={[
          { key: "criterion", header: late.criterion, primary: true, cell: (line) => (line.max === "" ? line.label : `${line.label} (${decimal(line.max)})`) },
          { key: "late", header: late.values, numeric: true, cell: (line) => <span className="strong">{points(line.late)}</span> },
          { key: "stored", header: late.stored, numeric: true, cell: (line) => (sheet.sheetState === null ? late.nothingStored : points(line.stored)) },
        ]}
      />
      {!sheet.isComplete && <Badge tone="warning">{late.incomplete}</Badge>}
      {values.remark !== "" && <p className="whitespace-pre-line">{values.remark}</p>}
    </>
  );
}

function Decide({ sheet, accept, answer }: { sheet: LateSheetView; accept: boolean; answer: LateAnswer | undefined }) {
  const { late } = useMessages().jury;
  const own = answer?.accept === accept ? answer : undefined;
  const form = plainForm({ id: `${accept ? "nhan" : "khong"}-${sheet.id}`, result: own?.result ?? null, constraint: reasonConstraint });
  return (
    <ConfirmDisclosure
      label={accept ? late.accept : late.refuse}
      confirmLabel={accept ? late.accept : late.refuse}
      consequences={[accept ? late.acceptConsequence : late.refuseConsequence]}
      intent={accept ? "accept" : "refuse"}
      fields={{ lateId: sheet.id }}
      danger={!accept}
      open={own !== undefined}
    >
      <TextArea field={form.field("reason")} label={late.reason} rows={2} required />
    </ConfirmDisclosure>
  );
}
