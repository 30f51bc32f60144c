import type { DeskCounts } from "~/domain/contest/desk";
import { paths } from "~/paths";
import { BarList, StackedProgress } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, EmptyState, LinkButton, StatTile } from "~/ui/primitives";
import type { SentMilestone } from "./course-timeline";

/** The desk as its loader sends it. */
export interface SentDesk {
  counts: DeskCounts;
  fields: readonly { id: string; name: string; entries: number }[];
  round: { code: string; name: string } | null;
  roundNames: Readonly<Record<string, string>>;
  course: readonly SentMilestone[];
  gaps: number;
}

type May = Readonly<Record<"announce" | "entries" | "import" | "assign" | "progress" | "outbox" | "approve" | "appeals" | "commendations" | "personalData", boolean>>;

interface Task {
  count: number;
  label: string;
  path: string | null;
  tone?: "warning" | "danger";
}

/** What waits today, as figures that lead to the lists they count. What is nought isn't shown. */
export function DeskToday({ slug, desk, may, now }: { slug: string; desk: SentDesk; may: May; now: Date | string }) {
  const { blind, commendations, editions, heldMail, progress, retention, stages } = useMessages();
  const { desk: texts, milestone } = editions;
  const formats = useFormats();
  const href = useHref();
  const { counts } = desk;
  const list = (filter: string) => (may.entries ? `${paths.screening(slug)}?${filter}` : null);
  const tasks: Task[] = [
    { count: desk.gaps, label: texts.gaps, path: paths.announceEdition(slug), tone: "warning" },
    { count: counts.received, label: texts.toScreen, path: list("loc=moi") },
    { count: counts.overdue, label: texts.overdue, path: list("loc=qua-han"), tone: "danger" },
    { count: counts.supplement - counts.overdue, label: texts.waitingSupplement, path: list("loc=cho-bo-sung") },
    { count: may.assign ? counts.unassigned : 0, label: texts.unassigned, path: paths.assignments(slug, desk.round?.code), tone: "warning" },
    { count: may.assign ? counts.blindWaiting : 0, label: blind.desk, path: paths.blindEntries(slug), tone: "danger" },
    { count: counts.judgesBehind, label: texts.judgesBehind, path: may.progress ? paths.progress(slug) : null },
    { count: counts.lateSheets, label: progress.lateCount, path: may.progress ? paths.lateSheets(slug) : null, tone: "warning" },
    { count: counts.openRescores, label: progress.meetingCount, path: may.progress ? paths.rescores(slug) : null },
    { count: counts.stoppedPublications, label: stages.desk.stopped, path: may.progress ? paths.decision(slug) : null, tone: "danger" },
    { count: counts.openAppeals, label: stages.desk.appeals, path: may.appeals ? paths.appeals(slug) : null, tone: "warning" },
    { count: may.commendations ? counts.commendations : 0, label: commendations.desk, path: paths.commendations(slug) },
    { count: may.personalData ? counts.dataRequests : 0, label: retention.desk.requests, path: paths.personalData(slug), tone: "danger" },
    { count: counts.heldMails, label: heldMail.desk, path: may.approve ? paths.heldMail(slug) : null, tone: "warning" },
    { count: counts.mails, label: texts.mails, path: may.outbox ? paths.outbox() : null },
  ];
  const waiting = tasks.filter(({ count }) => count > 0);
  const next = desk.course.find(({ state }) => state === "current");
  const nextAt = next && (new Date(next.at ?? now) > new Date(now) ? next.at : (next.until ?? next.at));
  const nextName = next && (next.kind === "round" ? (desk.roundNames[next.code ?? ""] ?? "") : milestone[next.kind]);
  return (
    <Card title={texts.today}>
      {next && nextAt && <p>{texts.nextDate(nextName ?? "", formats.dateTime(nextAt), formats.remaining(nextAt, now))}</p>}
      {waiting.length === 0 && <p className="muted">{texts.allDone}</p>}
      <div className="grid gap-3 sm:grid-cols-2">
        {waiting.map(({ count, label, path, tone }) => (
          <StatTile key={label} label={label} value={formats.integer(count)} tone={tone ?? "neutral"} {...(path ? { href: href(path) } : {})} />
        ))}
      </div>
    </Card>
  );
}

/** Entries by their state of screening and by field. */
export function DeskEntries({ slug, desk, may }: { slug: string; desk: SentDesk; may: May }) {
  const { desk: texts } = useMessages().editions;
  const formats = useFormats();
  const href = useHref();
  const { drafts, received, supplement, qualified, rejected, withdrawn } = desk.counts;
  const submitted = received + supplement + qualified + rejected;
  if (submitted === 0) {
    return (
      <Card title={texts.entries}>
        <EmptyState
          title={texts.noEntries}
          actions={may.import && <LinkButton href={href(paths.importEntries(slug))}>{texts.importEntries}</LinkButton>}
        >
          <p>{texts.noEntriesHelp}</p>
          {drafts > 0 && (
            <p>
              {texts.drafts}: {formats.integer(drafts)}
            </p>
          )}
        </EmptyState>
      </Card>
    );
  }
  const address = (fieldId: string) => (may.entries ? { href: href(`${paths.screening(slug)}?linh-vuc=${fieldId}`) } : {});
  return (
    <Card title={texts.entries} aside={<span className="muted">{texts.entriesTotal(formats.integer(submitted))}</span>}>
      <StackedProgress
        label={texts.screeningProgress}
        parts={[
          { label: texts.qualified, value: qualified, tone: "done" },
          { label: texts.supplement, value: supplement, tone: "doing" },
          { label: texts.rejected, value: rejected, tone: "problem" },
          { label: texts.received, value: received, tone: "todo" },
        ]}
      />
      <p className="muted">
        {texts.drafts}: {formats.integer(drafts)} · {texts.withdrawn}: {formats.integer(withdrawn)}
      </p>
      <h3>{texts.byField}</h3>
      <BarList className="md:grid-cols-[minmax(0,3fr)_minmax(6rem,2fr)_auto]" label={texts.byField} items={desk.fields.map(({ id, name, entries }) => ({ label: name, value: entries, ...address(id) }))} />
    </Card>
  );
}

/** How far the judges are in the round being held. */
export function DeskSheets({ slug, desk }: { slug: string; desk: SentDesk }) {
  const { desk: texts } = useMessages().editions;
  const href = useHref();
  const { sheetsLocked, sheetsBegun, sheetsToBegin } = desk.counts;
  const title = desk.round ? `${texts.sheets} – ${desk.round.name}` : texts.sheets;
  return (
    <Card title={<a href={href(paths.progress(slug))}>{title}</a>}>
      {sheetsLocked + sheetsBegun + sheetsToBegin === 0 ? (
        <p className="muted">{texts.noSheets}</p>
      ) : (
        <StackedProgress
          label={title}
          parts={[
            { label: texts.locked, value: sheetsLocked, tone: "done" },
            { label: texts.inDraft, value: sheetsBegun, tone: "doing" },
            { label: texts.notBegun, value: sheetsToBegin, tone: "todo" },
          ]}
        />
      )}
    </Card>
  );
}
