import type { ReactNode } from "react";
import type { EntryState, ScreeningState } from "~/domain/entry/states";
import type { OpenRemark } from "~/domain/screening/remarks";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, LinkButton, Mono, Notice, QrPanel, Timeline } from "~/ui/primitives";
import { entryTone } from "../entry-tones";
import { stepPath } from "../steps";
import { RemarkList } from "./remarks";

/** What the page of one entry knows (`entryPage`). */
export interface EntryPageView {
  entry: {
    id: string;
    code: string | null;
    title: string;
    state: EntryState;
    screening: ScreeningState;
    screeningReason: string | null;
    supplementDueAt: Date | null;
    submittedAt: Date | null;
    withdrawnAt: Date | null;
    number: number | null;
    hasChanges: boolean;
  };
  edition: { title: string; slug: string; closesAt: Date; screeningEndsAt: Date; judgingEndsAt: Date; announcementAt: Date | null };
  parts: readonly { key: string; label: string }[];
  /** what the secretary asks to add, place by place */
  remarks: readonly OpenRemark[];
  missing: number;
  award: string | null;
  isOut: boolean;
  mayChange: boolean;
  until: Date;
  now: Date;
}

/** Where the entry stands now: the one thing to know, with what to do about it. */
export function Standing({ view }: { view: EntryPageView }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { receipt, withdraw } = entries;
  const { entry } = view;
  const until = formats.dateTime(view.until);
  if (entry.state === "DRAFT") {
    return (
      <Notice tone={view.mayChange ? "warning" : "danger"} title={receipt.draftTitle}>
        <p>{view.mayChange ? receipt.draftText(until) : receipt.draftClosed(until)}</p>
        {view.mayChange && (
          <>
            <p>{view.missing > 0 ? entries.missingLine(view.missing) : entries.nothingMissing}</p>
            <div className="actions mt-3">
              <LinkButton kind="primary" href={href(stepPath(entry.id, view.missing > 0 ? "basics" : "submit"))}>
                {entries.myEntries.continue}
              </LinkButton>
            </div>
          </>
        )}
      </Notice>
    );
  }
  if (entry.state === "WITHDRAWN") {
    return (
      <Notice tone="warning" title={withdraw.doneTitle}>
        {entry.withdrawnAt && <p>{withdraw.doneText(formats.dateTime(entry.withdrawnAt))}</p>}
        <p>{view.mayChange ? withdraw.undo(until) : withdraw.closed(until)}</p>
        {view.mayChange && (
          <div className="actions mt-3">
            <LinkButton href={href(stepPath(entry.id, "submit"))}>{withdraw.undoDo}</LinkButton>
          </div>
        )}
      </Notice>
    );
  }
  return (
    <>
      <ScreeningNotice view={view} />
      {entry.hasChanges && (
        <Notice tone="info" title={entries.beside.title}>
          <p>{entries.beside.text(entry.code ?? "")}</p>
          {view.mayChange && (
            <div className="actions mt-3">
              <LinkButton kind="primary" href={href(stepPath(entry.id, view.missing > 0 ? "basics" : "submit"))}>
                {receipt.continueDraft}
              </LinkButton>
            </div>
          )}
        </Notice>
      )}
      {view.isOut && <Result view={view} />}
    </>
  );
}

function ScreeningNotice({ view }: { view: EntryPageView }) {
  const { receipt } = useMessages().entries;
  const formats = useFormats();
  const href = useHref();
  const { entry } = view;
  const reason = entry.screeningReason && (
    <p className="whitespace-pre-line">
      {receipt.reason}: {entry.screeningReason}
    </p>
  );
  if (entry.screening === "NEEDS_SUPPLEMENT") {
    const due = entry.supplementDueAt;
    return (
      <Notice tone="warning" title={receipt.supplementTitle}>
        {reason}
        <RemarkList entryId={entry.id} remarks={view.remarks} parts={view.parts} />
        {due && <p>{view.mayChange ? receipt.supplementDue(formats.dateTime(due), formats.remaining(due, view.now)) : receipt.supplementOver(formats.dateTime(due))}</p>}
        {view.mayChange && (
          <div className="actions mt-3">
            <LinkButton kind="primary" href={href(stepPath(entry.id, "basics"))}>
              {receipt.supplementDo}
            </LinkButton>
          </div>
        )}
      </Notice>
    );
  }
  if (entry.screening === "REJECTED") {
    return (
      <Notice tone="danger" title={receipt.rejectedTitle}>
        {reason}
      </Notice>
    );
  }
  return entry.screening === "QUALIFIED" && !view.isOut ? <Notice tone="success" title={receipt.qualifiedTitle} /> : null;
}

function Result({ view }: { view: EntryPageView }) {
  const { receipt } = useMessages().entries;
  const href = useHref();
  return (
    <Card title={receipt.resultTitle} look={view.award ? "award" : "quiet"}>
      <p className="strong">{view.award ? receipt.awarded(view.award) : receipt.notAwarded}</p>
      <a href={href(paths.results(view.edition.slug))}>{receipt.resultLink}</a>
    </Card>
  );
}

/** The receipt itself: code, moment, the version that counts, and a QR code that leads back here. */
export function Receipt({ view, field, qr, children }: { view: EntryPageView; field: string; qr: { text: string; svg: string }; children?: ReactNode }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const { receipt } = entries;
  const { entry } = view;
  if (!entry.code || !entry.submittedAt) return null;
  const moment = formats.dateTime(entry.submittedAt);
  return (
    <Card title={receipt.title} aside={<Badge tone={entryTone(entry)}>{entry.state === "SUBMITTED" ? entries.screening[entry.screening] : entries.state[entry.state]}</Badge>}>
      <DescriptionList
        items={[
          { term: receipt.code, description: <Mono>{entry.code}</Mono> },
          { term: receipt.edition, description: view.edition.title },
          { term: receipt.entryTitle, description: entry.title },
          { term: receipt.fieldLabel, description: field },
          { term: receipt.submittedAt, description: moment },
          ...(entry.state === "SUBMITTED" ? [{ term: receipt.version, description: receipt.versionText(entry.number ?? 1, moment) }] : []),
        ]}
      />
      <p>{receipt.keep}</p>
      <QrPanel text={qr.text} svg={qr.svg} label={receipt.qr}>
        <p>{receipt.qrText}</p>
      </QrPanel>
      {children}
    </Card>
  );
}

/** What happens next and when. */
export function NextDates({ view }: { view: EntryPageView }) {
  const { receipt } = useMessages().entries;
  const formats = useFormats();
  const { edition, now } = view;
  const dates: [string, Date | null][] = [
    [receipt.next.closes, edition.closesAt],
    [receipt.next.screening, edition.screeningEndsAt],
    [receipt.next.judging, edition.judgingEndsAt],
    [receipt.next.announcement, edition.announcementAt],
  ];
  const known = dates.flatMap(([label, at]) => (at ? [{ label, at }] : []));
  const next = known.findIndex(({ at }) => at > now);
  return (
    <Card title={receipt.nextTitle}>
      <Timeline
        label={receipt.nextTitle}
        items={known.map(({ label, at }, index) => ({ label, when: formats.dateTime(at), state: at <= now ? "done" : index === next ? "current" : "upcoming" }))}
      />
    </Card>
  );
}
