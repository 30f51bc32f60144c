import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { DateField, ErrorSummary, FormActions, plainForm, SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, LinkButton, Mono, Table, type Column } from "~/ui/primitives";
import { stepPath } from "../steps";

export interface PaperRow {
  id: string;
  code: string | null;
  title: string;
  unitName: string;
  state: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  postmarkedOn: string;
  ownerId: string;
  keyedBy: string;
  checkedAt: Date | null;
  checkedBy: string | null;
}

interface BeginPaperProps {
  newId: string;
  authorKey: string;
  /** last day of the postmark */
  until: string;
  result: SubmissionResult<string[]> | null | undefined;
}

/** Where keying in begins: with the day that counts for the deadline. */
export function BeginPaper({ newId, authorKey, until, result }: BeginPaperProps) {
  const { paper } = useMessages();
  const { date } = useFormats();
  const texts = paper.begin;
  const form = plainForm({ id: "nhap", result, values: {} });
  return (
    <Card title={texts.title}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ postmarkedOn: texts.postmark }} />
        <input type="hidden" name="id" value={newId} />
        <input type="hidden" name="authorKey" value={authorKey} />
        <DateField field={form.field("postmarkedOn")} label={texts.postmark} help={texts.postmarkHelp(date(until))} required />
        <p className="muted">{texts.help}</p>
        <FormActions>
          <SubmitButton intent="begin">{texts.submit}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

interface PaperTableProps {
  rows: readonly PaperRow[];
  slug: string;
  viewerId: string;
  isFiltered: boolean;
}

/** Dossiers on paper, those to be compared first. */
export function PaperTable({ rows, slug, viewerId, isFiltered }: PaperTableProps) {
  const { paper } = useMessages();
  const { date, dateTime } = useFormats();
  const href = useHref();
  const texts = paper.list;
  const columns: Column<PaperRow>[] = [
    {
      key: "entry",
      header: texts.column.entry,
      primary: true,
      cell: (row) => (
        <>
          {row.title || texts.untitled}
          <span className="block font-normal muted">
            {row.code && <Mono>{row.code}</Mono>} {row.unitName}
          </span>
        </>
      ),
    },
    { key: "postmark", header: texts.column.postmark, cell: (row) => date(row.postmarkedOn) },
    { key: "keyed", header: texts.column.keyed, cell: (row) => row.keyedBy },
    {
      key: "checked",
      header: texts.column.checked,
      cell: (row) => {
        if (row.checkedAt) return texts.checkedBy(row.checkedBy ?? "", dateTime(row.checkedAt));
        if (row.state !== "SUBMITTED") return row.ownerId === viewerId ? <LinkButton href={href(stepPath(row.id, "basics"))}>{texts.goOn}</LinkButton> : <Badge>{texts.drafting}</Badge>;
        return (
          <>
            <Badge tone="warning">{texts.waiting}</Badge> <a href={href(paths.checkPaper(slug, row.id))}>{texts.check}</a>
          </>
        );
      },
    },
  ];
  const empty = isFiltered ? <EmptyState title={texts.notFound}>{texts.notFoundHelp}</EmptyState> : <EmptyState title={texts.empty}>{texts.emptyHelp}</EmptyState>;
  return <Table caption={paper.title} rows={rows} rowKey={(row) => row.id} columns={columns} empty={empty} />;
}
