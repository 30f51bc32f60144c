import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, ConfirmDisclosure, Disclosure, EmptyState, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { TimetableView } from "../queries-timetable.server";
import { RoundTabs } from "./round-tabs";
import { SessionForm } from "./timetable-session-form";
import { SessionCard } from "./timetable-session";

export interface TimetableAnswer {
  /** said at the top where no form holds it */
  text: string | null;
  /** the session whose form was sent */
  sessionId: string;
  result: SubmissionResult<string[]> | null;
}

interface TimetablePageProps {
  slug: string;
  view: TimetableView;
  answer: TimetableAnswer | undefined;
  /** what was just done */
  said: string | null;
}

/** The plan of a round's presentations: sessions with their turns, what does not fit, and making it known. */
export function TimetablePage({ slug, view, answer, said }: TimetablePageProps) {
  const { timetable: texts, judging } = useMessages();
  const href = useHref();
  return (
    <>
      <PageHeader title={texts.title} eyebrow={view.round.name} lead={texts.lead} actions={<LinkButton href={href(paths.printTimetable(slug, view.round.code))}>{texts.print}</LinkButton>} />
      <RoundTabs rounds={view.rounds} current={view.round.code} path={(code) => paths.timetable(slug, code)} />
      {said && !answer && <Notice tone="success" live>{said}</Notice>}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {view.panels.length === 0 ? (
        <EmptyState title={texts.noPanels} actions={<LinkButton href={href(paths.panels(slug))}>{judging.panels.title}</LinkButton>}>
          {texts.noPanelsHelp}
        </EmptyState>
      ) : (
        <div className="grid gap-6">
          <Findings tone="danger" title={texts.clashes.title} lines={view.clashes} />
          <Findings tone="warning" title={texts.cautions.title} lines={view.cautions} />
          {view.sessions.length === 0 && <EmptyState title={texts.noSessions}>{texts.noSessionsHelp}</EmptyState>}
          {view.sessions.length > 0 && <Arranging />}
          {view.sessions.map((session) => (
            <SessionCard key={session.id} session={session} panels={view.panels} result={answer?.sessionId === session.id ? answer.result : null} />
          ))}
          <Waiting view={view} />
          <Card title={texts.session.add}>
            <SessionForm id={view.newId} panels={view.panels} result={answer && !view.sessions.some(({ id }) => id === answer.sessionId) ? answer.result : null} />
          </Card>
          <Publishing view={view} />
        </div>
      )}
    </>
  );
}

function Findings({ tone, title, lines }: { tone: "danger" | "warning"; title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Notice tone={tone} title={title}>
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Arranging() {
  const { arrange } = useMessages().timetable;
  return (
    <Card title={arrange.title}>
      <p className="muted">{arrange.lead}</p>
      <div className="actions">
        <ConfirmDisclosure label={arrange.byField} confirmLabel={arrange.byField} consequences={[arrange.replaces]} intent="arrange" fields={{ by: "field" }} />
        <ConfirmDisclosure label={arrange.byLot} confirmLabel={arrange.byLot} consequences={[arrange.replaces]} intent="arrange" fields={{ by: "lot" }} />
      </div>
    </Card>
  );
}

function Waiting({ view }: { view: TimetableView }) {
  const { timetable: texts } = useMessages();
  const { integer, dateTime } = useFormats();
  if (view.waiting.length === 0) return null;
  return (
    <Card title={texts.waiting.title(integer(view.waiting.length))}>
      <ul className="grid gap-3">
        {view.waiting.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <Mono>{entry.code}</Mono> {entry.title} <span className="muted">{entry.panelId === null ? `(${texts.waiting.noPanel})` : entry.field}</span>
            </span>
            {view.sessions.length > 0 && (
              <form method="post" className="flex items-center gap-2">
                <input type="hidden" name="entryId" value={entry.id} />
                <select name="target" className="input w-auto" aria-label={`${texts.waiting.to} – ${entry.code}`} defaultValue={view.sessions.find(({ panelId }) => panelId === entry.panelId)?.id}>
                  {view.sessions.map(({ id, room, startsAt }) => (
                    <option key={id} value={id}>
                      {room}, {dateTime(startsAt)}
                    </option>
                  ))}
                </select>
                <Button small name="intent" value="place">
                  {texts.waiting.place}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Publishing({ view }: { view: TimetableView }) {
  const { publish, reasons } = useMessages().timetable;
  const { integer, dateTime } = useFormats();
  const [last] = view.publications;
  const hasTurns = view.sessions.some(({ turns }) => turns.length > 0);
  const facts = (one: TimetableView["publications"][number]) => ({ number: integer(one.number), when: dateTime(one.at), by: one.byName, turns: integer(one.turns) });
  return (
    <Card title={publish.title}>
      <p>{last ? publish.published(facts(last)) : publish.draft}</p>
      {view.isChanged && <p className="strong">{publish.changed}</p>}
      {view.clashes.length > 0 && <p>{reasons.timetable_clashes}</p>}
      {view.clashes.length === 0 && (last ? view.isChanged : hasTurns) && (
        <ConfirmDisclosure
          label={last ? publish.buttonAgain : publish.button}
          confirmLabel={last ? publish.buttonAgain : publish.button}
          consequences={publish.consequences}
          intent="publish"
          fields={{ state: view.state }}
        />
      )}
      {view.publications.length > 0 && (
        <Disclosure summary={publish.history}>
          <ul className="list-disc pl-5">
            {view.publications.map((one) => (
              <li key={one.number}>{publish.entry(facts(one))}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  );
}
