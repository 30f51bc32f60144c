import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, CopyText, LinkButton } from "~/ui/primitives";
import type { KindView, ShownIssue, ShownPaper } from "../official/desk.server";
import { IssueAct, type PaperReply, RevokeAct, ScanAct } from "./paper-acts";
import { useNumberAndDate } from "./paper-desk-page";

interface CardProps {
  slug: string;
  view: KindView;
  paper: ShownPaper;
  newId: string;
  today: string;
  reply: PaperReply | undefined;
}

/** One paper: its draft, and what was issued of it. */
export function PaperCard({ slug, view, paper, newId, today, reply }: CardProps) {
  const { paperDesk } = useMessages();
  const numberAndDate = useNumberAndDate();
  const { kind } = paperDesk;
  const canIssue = view.mayIssue && view.kept.length === 0 && view.missingToIssue === null && paper.draft !== null && paper.issued === null;
  const badge = paper.issued ? <Badge tone="success">{numberAndDate(paper.issued)}</Badge> : <Badge tone="info">{paperDesk.notIssued}</Badge>;
  return (
    <Card title={paper.title} aside={badge}>
      {paper.issued && <Issued slug={slug} view={view} paper={paper} issued={paper.issued} reply={reply} />}
      {paper.draft === null && <p className="muted">{kind.noDraft}</p>}
      {paper.draft !== null && !paper.issued && (
        <div className="actions">
          {view.formats.map((format) => (
            <LinkButton key={format} kind={format === "pdf" ? "secondary" : "quiet"} href={paths.paperFile(slug, view.key, { name: paper.name }, format)}>
              {format === "pdf" ? kind.draftPdf : kind.draftDocx}
            </LinkButton>
          ))}
          <PreviewLink slug={slug} view={view} paper={paper} />
        </div>
      )}
      {canIssue && <IssueAct slug={slug} view={view} paper={paper} newId={newId} today={today} reply={reply} />}
      {paper.revoked.map((revoked) => (
        <Revoked key={revoked.id} slug={slug} view={view} revoked={revoked} />
      ))}
    </Card>
  );
}

/** To the words of the paper, where those of another are shown. */
function PreviewLink({ slug, view, paper }: { slug: string; view: KindView; paper: ShownPaper }) {
  const { kind } = useMessages().paperDesk;
  const href = useHref();
  if (view.preview?.name === paper.name) return null;
  return (
    <LinkButton kind="quiet" href={`${href(paths.paperKind(slug, view.key))}?xem=${encodeURIComponent(paper.name)}`}>
      {kind.preview}
    </LinkButton>
  );
}

function Issued({ slug, view, paper, issued, reply }: { slug: string; view: KindView; paper: ShownPaper; issued: ShownIssue; reply: PaperReply | undefined }) {
  const { kind } = useMessages().paperDesk;
  const { dateTime } = useFormats();
  return (
    <>
      <p className="muted">{kind.issued(issued.by, dateTime(issued.issuedAt))}</p>
      <CopyText label={kind.hash} text={issued.hash} />
      {issued.files.map(({ format, sha256 }) => (
        <CopyText key={format} label={kind.fileHash(format === "pdf" ? kind.pdf : kind.docx)} text={sha256} />
      ))}
      <p className="muted">{issued.areFilesGone ? kind.filesGone : issued.files.length > 0 ? kind.filesKept : kind.noFiles}</p>
      <div className="actions mt-3">
        {view.formats.map((format) => (
          <LinkButton key={format} kind={format === "pdf" ? "secondary" : "quiet"} href={paths.paperFile(slug, view.key, { issued: issued.id }, format)}>
            {kind[format]}
          </LinkButton>
        ))}
        <PreviewLink slug={slug} view={view} paper={paper} />
      </div>
      <ScanAct slug={slug} view={view} issued={issued} reply={reply} mayAct={view.mayIssue} />
      {view.mayIssue && (
        <>
          <p className="muted">{kind.again}</p>
          <RevokeAct slug={slug} view={view} issued={issued} reply={reply} />
        </>
      )}
    </>
  );
}

function Revoked({ slug, view, revoked }: { slug: string; view: KindView; revoked: ShownIssue }) {
  const { kind } = useMessages().paperDesk;
  const { dateTime } = useFormats();
  return (
    <p className="muted">
      {kind.revoked(revoked.number ?? "", revoked.revokedAt ? dateTime(revoked.revokedAt) : "")}. {revoked.reason !== null && `${kind.because(revoked.reason)} `}
      <a href={paths.paperFile(slug, view.key, { issued: revoked.id }, view.formats[0] ?? "pdf")}>{kind.revokedCopy}</a>
    </p>
  );
}
