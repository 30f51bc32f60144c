import { FileList } from "~/features/files/components/file-list";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";
import type { SentSheet } from "../sheet-form";
import { DossierPeople, DossierText } from "./dossier";
import { LockedSheet, SheetReadBack } from "./sheet-read-back";
import { SheetForm } from "./sheet-form";

export interface SheetAnswer {
  reason: string;
  faults: { scores?: Readonly<Record<string, string>>; remark?: string };
  sent: SentSheet;
}

interface ScoreSheetPageProps {
  view: SheetView;
  answer?: SheetAnswer | undefined;
  /** what has just been done: `luu`, `khoa` */
  done: string | null;
  reviewing: boolean;
}

/** The dossier and its sheet: to fill, to read back before locking, or locked. */
export function ScoreSheetPage({ view, answer, done, reviewing }: ScoreSheetPageProps) {
  const { judging } = useMessages();
  const isComplete = view.total.missing === 0 && view.lines.length > 0;
  const isReadBack = view.closed === null && isComplete && ((reviewing && !answer) || answer?.sent.intent === "lock");
  return (
    <div className="grid gap-6">
      <SheetHeader view={view} />
      {done === "luu" && !answer && <Notice tone="success" live>{judging.sheet.justSaved}</Notice>}
      {answer && <Refusal answer={answer} />}
      {isReadBack ? <SheetReadBack view={view} /> : <SheetBody view={view} answer={answer} done={done} />}
    </div>
  );
}

function SheetBody({ view, answer, done }: Omit<ScoreSheetPageProps, "reviewing">) {
  if (view.closed === null || (answer && answer.sent.intent !== "lock" && view.closed !== "locked")) return <SheetForm view={view} answer={answer} />;
  return (
    <div className="grid gap-6">
      {view.closed === "locked" ? <LockedSheet view={view} isFresh={done === "khoa"} /> : <ClosedNotice view={view} />}
      <DossierPeople dossier={view.dossier} />
      {view.dossier.parts.map((part) => {
        const files = view.files.filter((file) => file.partKey === part.key);
        return (
          <DossierText key={part.key} part={part}>
            {files.length > 0 && <FileList files={files} />}
          </DossierText>
        );
      })}
    </div>
  );
}

function SheetHeader({ view }: { view: SheetView }) {
  const { judging } = useMessages();
  const { dateTime, integer } = useFormats();
  const href = useHref();
  const { sheet, mine } = judging;
  const { neighbours, round } = view;
  return (
    <PageHeader
      eyebrow={`${view.edition} · ${round.name}`}
      title={
        <>
          <Mono>{view.code}</Mono> {view.dossier.title}
        </>
      }
      crumbs={[{ label: mine.title, href: href(paths.judging()) }, { label: view.code }]}
      meta={
        <>
          <Badge>{view.dossier.field}</Badge>
          {round.blind && <Badge tone="info">{sheet.blind}</Badge>}
          <span className="muted">{mine.until(dateTime(round.endsAt))}</span>
        </>
      }
      actions={
        neighbours && (
          <nav aria-label={mine.title} className="actions">
            {neighbours.previous && (
              <LinkButton kind="quiet" icon="previous" href={href(paths.scoreSheet(neighbours.previous))}>
                {sheet.previous}
              </LinkButton>
            )}
            <span className="num">{sheet.place(integer(neighbours.position), integer(neighbours.total))}</span>
            {neighbours.next && (
              <LinkButton kind="quiet" icon="next" href={href(paths.scoreSheet(neighbours.next))}>
                {sheet.next}
              </LinkButton>
            )}
          </nav>
        )
      }
    />
  );
}

/** Codes that mean something else here than on other pages. */
const OWN_TEXT: Readonly<Record<string, "round_not_open" | "round_closed" | "sheet_stale">> = { not_open: "round_not_open", deadline_passed: "round_closed" };

function Refusal({ answer }: { answer: SheetAnswer }) {
  const messages = useMessages();
  const { judging } = messages;
  if (answer.reason === "scores_refused") return null;
  if (answer.reason === "version_conflict" && answer.sent.intent !== "lock") {
    return (
      <Notice tone="warning" title={judging.sheet.staleTitle} live>
        <p>{judging.sheet.staleText}</p>
      </Notice>
    );
  }
  const code = answer.reason === "version_conflict" ? "sheet_stale" : (OWN_TEXT[answer.reason] ?? answer.reason);
  return (
    <Notice tone="danger" live>
      {reasonText(messages, code, judging.reasons)}
    </Notice>
  );
}

function ClosedNotice({ view }: { view: SheetView }) {
  const messages = useMessages();
  const { dateTime } = useFormats();
  const { mine, reasons } = messages.judging;
  if (view.closed === "not_open") return <Notice>{mine.from(dateTime(view.round.startsAt))}</Notice>;
  if (view.closed === "deadline_passed") return <Notice tone="warning">{mine.over(dateTime(view.round.endsAt))}</Notice>;
  return <Notice tone="warning">{reasonText(messages, view.closed ?? "", reasons)}</Notice>;
}
