import type { SubmissionResult } from "@conform-to/react";
import { useFormats, useMessages } from "~/ui/locale";
import { Button, Card, ConfirmDisclosure, Disclosure, Mono, Table } from "~/ui/primitives";
import type { SessionRow, TurnRow } from "../queries-timetable.server";
import { SessionForm } from "./timetable-session-form";

interface SessionCardProps {
  session: SessionRow;
  panels: readonly { id: string; name: string }[];
  result: SubmissionResult<string[]> | null;
}

/** A session with its turns, each of which can be moved, and its form. */
export function SessionCard({ session, panels, result }: SessionCardProps) {
  const { session: texts } = useMessages().timetable;
  const { integer, time } = useFormats();
  return (
    <div id={`b-${session.id}`}>
      <Card title={texts.name(session)} eyebrow={<SessionTimes session={session} />}>
        <p className="muted">
          {texts.judges(session.judges.map(({ code, name }) => `${code} ${name}`).join(", "))}
          {session.seed !== null && <> · {texts.drawn(String(session.seed))}</>}
          {session.breaks.map(({ at, minutes }) => (
            <span key={at}> · {texts.break(time(at), time(Date.parse(at) + minutes * 60_000))}</span>
          ))}
        </p>
        {session.turns.length === 0 ? <p>{texts.noTurns}</p> : <Turns session={session} integer={integer} />}
        <Disclosure summary={texts.edit} open={result !== null}>
          <SessionForm id={session.id} panels={panels} result={result} session={session} />
          <div className="mt-3">
            <ConfirmDisclosure
              label={texts.remove}
              confirmLabel={texts.remove}
              consequences={[texts.removeConsequence]}
              intent="remove"
              fields={{ sessionId: session.id, version: String(session.version) }}
              small
              danger
            />
          </div>
        </Disclosure>
      </Card>
    </div>
  );
}

/** Day and hours of a session. */
export function SessionTimes({ session }: { session: Pick<SessionRow, "startsAt" | "turns"> }) {
  const { session: texts } = useMessages().timetable;
  const { integer, date, dateTime, time, weekday } = useFormats();
  const last = session.turns.at(-1);
  return (
    <>
      {weekday(session.startsAt)}, {last ? texts.when({ day: date(session.startsAt), from: time(session.startsAt), to: time(last.endsAt), count: integer(session.turns.length) }) : texts.empty(dateTime(session.startsAt))}
    </>
  );
}

function Turns({ session, integer }: { session: SessionRow; integer: (value: number) => string }) {
  const { timetable: texts } = useMessages();
  const numbers = new Map(session.turns.map(({ entryId }, index) => [entryId, index + 1]));
  return (
    <Table
      caption={texts.session.name(session)}
      rows={session.turns}
      rowKey={(row) => row.entryId}
      columns={[
        { key: "number", header: texts.turn.number, numeric: true, cell: (row) => integer(numbers.get(row.entryId) ?? 0) },
        { key: "time", header: texts.turn.time, cell: (row) => <Hours turn={row} /> },
        {
          key: "entry",
          header: texts.turn.entry,
          primary: true,
          cell: (row) => (
            <>
              <Mono>{row.code}</Mono> {row.title}
            </>
          ),
        },
        { key: "field", header: texts.turn.field, wide: true, cell: (row) => row.field },
        { key: "note", header: texts.turn.note, cell: (row) => <LeavesRoom turn={row} /> },
        { key: "act", header: texts.turn.act, cell: (row) => <MoveButtons session={session} turn={row} place={numbers.get(row.entryId) ?? 0} /> },
      ]}
    />
  );
}

/** From when to when an entry is presented. */
export function Hours({ turn }: { turn: Pick<TurnRow, "startsAt" | "endsAt"> }) {
  const { time } = useFormats();
  return (
    <span className="whitespace-nowrap">
      {time(turn.startsAt)}–{time(turn.endsAt)}
    </span>
  );
}

/** The judges who have to leave the room for an entry. */
export function LeavesRoom({ turn }: { turn: Pick<TurnRow, "outOfRoom"> }) {
  const { turn: texts } = useMessages().timetable;
  if (turn.outOfRoom.length === 0) return null;
  return <strong>{texts.outOfRoom(turn.outOfRoom.map(({ code, name }) => `${code} ${name}`).join(", "))}</strong>;
}

function MoveButtons({ session, turn, place }: { session: SessionRow; turn: TurnRow; place: number }) {
  const { turn: texts } = useMessages().timetable;
  return (
    <form method="post" className="no-print flex gap-1">
      <input type="hidden" name="sessionId" value={session.id} />
      <input type="hidden" name="version" value={session.version} />
      <input type="hidden" name="entryId" value={turn.entryId} />
      <Button small name="intent" value="up" aria-label={texts.up(turn.code)} disabled={place === 1}>
        ↑
      </Button>
      <Button small name="intent" value="down" aria-label={texts.down(turn.code)} disabled={place === session.turns.length}>
        ↓
      </Button>
      <Button small name="intent" value="out" aria-label={texts.out(turn.code)}>
        {texts.outShort}
      </Button>
    </form>
  );
}
