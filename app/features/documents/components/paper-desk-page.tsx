import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, LinkButton, Table } from "~/ui/primitives";
import type { DeskRow } from "../official/desk.server";

/** Every kind of paper with its state. */
export function PaperDeskTable({ slug, rows }: { slug: string; rows: readonly DeskRow[] }) {
  const { paperDesk } = useMessages();
  const href = useHref();
  return (
    <Table
      caption={paperDesk.title}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<EmptyState title={paperDesk.none} />}
      columns={[
        { key: "paper", header: paperDesk.column.paper, primary: true, cell: ({ key, title }) => <a href={href(paths.paperKind(slug, key))}>{title}</a> },
        { key: "state", header: paperDesk.column.state, cell: (row) => <KindState row={row} /> },
        { key: "issued", header: paperDesk.column.issued, cell: (row) => <IssuedList row={row} /> },
      ]}
    />
  );
}

function KindState({ row }: { row: DeskRow }) {
  const { paperDesk } = useMessages();
  if (row.issued.length > 0) return <Badge tone="success">{paperDesk.issuedState}</Badge>;
  return row.missing === null ? <Badge tone="info">{paperDesk.canBeMade}</Badge> : <Badge>{paperDesk.missing[row.missing]}</Badge>;
}

/** "Số 17/QĐ-BTC, ngày 05/01/2027" */
export function useNumberAndDate(): (paper: { number: string | null; date: string | null }) => string {
  const { paperDesk } = useMessages();
  const { date } = useFormats();
  return (paper) => (paper.number === null ? paperDesk.onlyDate(date(paper.date ?? "")) : paperDesk.numberAndDate(paper.number, date(paper.date ?? "")));
}

function IssuedList({ row }: { row: DeskRow }) {
  const { paperDesk } = useMessages();
  const { integer } = useFormats();
  const numberAndDate = useNumberAndDate();
  if (row.issued.length === 0 && row.revoked === 0) return <span className="muted">{paperDesk.notIssued}</span>;
  return (
    <>
      {row.issued.map((paper) => (
        <p key={paper.id}>
          {numberAndDate(paper)}
          {paper.hasScan && <span className="muted"> ({paperDesk.withScan})</span>}
        </p>
      ))}
      {row.revoked > 0 && <p className="muted">{paperDesk.revokedCount(integer(row.revoked))}</p>}
    </>
  );
}

/** All papers in one archive, with how far it is. */
export function AllPapers({ slug, run }: { slug: string; run: string }) {
  const { zip } = useMessages().paperDesk;
  const link = (format: "pdf" | "docx") => ({ href: `${paths.papersZip(slug, format)}&lan=${run}`, "data-progress": `${paths.papersProgress(slug)}?lan=${run}` });
  return (
    <Card title={zip.title} look="quiet">
      <p>{zip.lead}</p>
      <div className="actions mt-3">
        <LinkButton {...link("pdf")}>{zip.pdf}</LinkButton>
        <LinkButton kind="quiet" {...link("docx")}>
          {zip.docx}
        </LinkButton>
      </div>
      <p role="status" data-running={zip.progress("{done}", "{entries}")} data-done={zip.done} data-stopped={zip.stopped} />
    </Card>
  );
}
