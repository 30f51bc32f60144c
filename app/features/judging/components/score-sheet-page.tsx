import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { StackedProgress } from "~/ui/charts";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { SaveFaults } from "~/domain/judging/sheet-save";
import type { PostedSheet, SheetIntent } from "~/domain/judging/sheet-fields";
import type { SheetView } from "../queries-sheet.server";
import { SheetBefore } from "./sheet-before";
import { DossierColumn, SheetForm } from "./sheet-form";
import { LockedSheet, SheetReadBack } from "./sheet-read-back";

type ScoreFaults = Readonly<Record<string, NonNullable<SaveFaults["scores"]>[string] | "MISSING">>;

/** A form that could not be taken as it was, with what was typed. */
export interface SheetReply {
  reason: string;
  faults: Omit<SaveFaults, "scores"> & { scores?: ScoreFaults };
  /** the rest of it was stored */
  isPartlySaved: boolean;
  intent: SheetIntent;
  sent: PostedSheet["save"];
}

interface ScoreSheetPageProps {
  view: SheetView;
  reply?: SheetReply | undefined;
  /** what has just been done: `luu`, `khoa` */
  done: string | null;
  reviewing: boolean;
}

/** The dossier and its sheet: to fill, to read back before locking, or locked. */
export function ScoreSheetPage({ view, reply, done, reviewing }: ScoreSheetPageProps) {
  const { scoreSheet } = useMessages();
  const isComplete = view.total.missing === 0 && view.lines.length > 0;
  const isReadBack = view.closed === null && isComplete && ((reviewing && !reply) || reply?.intent === "lock");
  const isOpen = view.closed === null || (reply && reply.intent !== "lock" && view.closed !== "locked");
  return (
    <div className="grid gap-4">
      <div className="sheet-head">
        <SheetHeader view={view} />
      </div>
      {done === "luu" && !reply && <Notice tone="success" live>{scoreSheet.sheet.justSaved}</Notice>}
      {reply && <Refusal reply={reply} />}
      {view.before && view.closed === null && !isReadBack && <SheetBefore before={view.before} />}
      {isReadBack ? <SheetReadBack view={view} /> : isOpen ? <SheetForm view={view} reply={reply} /> : <ClosedSheet view={view} done={done} />}
    </div>
  );
}

function ClosedSheet({ view, done }: { view: SheetView; done: string | null }) {
  return (
    <div className="grid gap-6">
      {view.closed === "locked" ? <LockedSheet view={view} isFresh={done === "khoa"} /> : <ClosedNotice view={view} />}
      <DossierColumn view={view} />
    </div>
  );
}

function SheetHeader({ view }: { view: SheetView }) {
  const { scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { sheet, mine } = scoreSheet;
  const { round } = view;
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
          <span className="muted">{mine.until(dateTime(view.rescoreDueAt ?? round.endsAt))}</span>
        </>
      }
      actions={view.place && <Place place={view.place} />}
    />
  );
}

/** Where this entry stands among the judge's own of the round: the way back and forth, and how far the judge is. */
function Place({ place }: { place: NonNullable<SheetView["place"]> }) {
  const { scoreSheet } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { sheet, mine } = scoreSheet;
  const { locked, draft, total } = place;
  const parts = [
    { label: mine.locked, value: locked, tone: "done" as const },
    { label: mine.draft, value: draft, tone: "doing" as const },
    { label: mine.todo, value: total - locked - draft, tone: "todo" as const },
  ];
  return (
    <nav aria-label={mine.title} className="sheet-place">
      <div className="actions">
        {place.previous && (
          <LinkButton kind="quiet" icon="previous" href={href(paths.scoreSheet(place.previous))}>
            {sheet.previous}
          </LinkButton>
        )}
        <span className="num">{sheet.place(integer(place.position), integer(total))}</span>
        {place.next && (
          <LinkButton kind="quiet" icon="next" href={href(paths.scoreSheet(place.next))}>
            {sheet.next}
          </LinkButton>
        )}
      </div>
      <StackedProgress label={mine.progress} parts={parts} legend={false} />
      <p className="muted text-sm">{sheet.ownProgress(integer(locked), integer(total))}</p>
    </nav>
  );
}

/** Codes that mean something else here than on other pages. */
const OWN_TEXT: Readonly<Record<string, "round_not_open" | "round_closed" | "sheet_stale">> = { not_open: "round_not_open", deadline_passed: "round_closed" };

function Refusal({ reply }: { reply: SheetReply }) {
  const messages = useMessages();
  const { judging, scoreSheet } = messages;
  const { sheet } = scoreSheet;
  if (reply.reason === "scores_refused") return reply.isPartlySaved ? <PartSaved /> : null;
  if (reply.reason === "late") return <Notice tone="warning" live>{sheet.lateKept}</Notice>;
  if (reply.reason === "version_conflict" && reply.intent !== "lock") {
    return (
      <Notice tone="warning" title={sheet.staleTitle} live>
        <p>{sheet.staleText}</p>
      </Notice>
    );
  }
  const code = reply.reason === "version_conflict" ? "sheet_stale" : (OWN_TEXT[reply.reason] ?? reply.reason);
  return (
    <Notice tone="danger" live>
      {reasonText(messages, code, judging.reasons)}
    </Notice>
  );
}

/** The script takes it away once everything is stored. */
function PartSaved() {
  const { scoreSheet } = useMessages();
  return (
    <div data-part-saved="">
      <Notice tone="warning">{scoreSheet.sheet.partSaved}</Notice>
    </div>
  );
}

function ClosedNotice({ view }: { view: SheetView }) {
  const messages = useMessages();
  const { dateTime } = useFormats();
  const { mine } = messages.scoreSheet;
  if (view.closed === "not_open") return <Notice>{mine.from(dateTime(view.round.startsAt))}</Notice>;
  if (view.closed === "deadline_passed") return <Notice tone="warning">{mine.over(dateTime(view.round.endsAt))}</Notice>;
  return <Notice tone="warning">{reasonText(messages, view.closed ?? "", messages.judging.reasons)}</Notice>;
}
