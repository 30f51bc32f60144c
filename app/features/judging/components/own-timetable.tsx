import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure, Mono } from "~/ui/primitives";
import type { PublishedSessionOfJudge } from "../published-timetable.server";

/** The published sessions in which a judge sits; of an entry they have a conflict with only when to leave the room. */
export function OwnTimetable({ sessions }: { sessions: readonly PublishedSessionOfJudge[] }) {
  const { timetable: texts } = useMessages();
  const { integer, date, time, weekday } = useFormats();
  if (sessions.length === 0) return null;
  return (
    <Card title={texts.mine.title}>
      <ul className="grid gap-3">
        {sessions.map((session) => (
          <li key={session.sessionId}>
            <strong>{texts.session.name(session)}</strong>
            <br />
            {weekday(session.startsAt)}, {texts.session.when({ day: date(session.startsAt), from: time(session.startsAt), to: time(session.turns.at(-1)?.endsAt ?? session.startsAt), count: integer(session.turns.length) })}
            <span className="muted"> · {session.round}</span>
            <Disclosure summary={texts.mine.more}>
              <ol>
                {session.turns.map((turn) => (
                  <li key={turn.startsAt}>
                    {time(turn.startsAt)}–{time(turn.endsAt)} {turn.code === null ? <strong>{texts.mine.outOfRoom}</strong> : <Mono>{turn.code}</Mono>} {turn.title}
                  </li>
                ))}
              </ol>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Card>
  );
}
