import { useFormats, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import type { PublishedTurn } from "../published-timetable.server";

/** When and where the people of an entry present it. */
export function TurnsOfEntry({ turns }: { turns: readonly PublishedTurn[] }) {
  const { ofEntry } = useMessages().timetable;
  const { date, time, weekday } = useFormats();
  if (turns.length === 0) return null;
  return (
    <Card title={ofEntry.title}>
      <ul className="grid gap-2">
        {turns.map((turn) => (
          <li key={turn.startsAt}>
            <strong>
              {weekday(turn.startsAt)}, {ofEntry.line({ day: date(turn.startsAt), from: time(turn.startsAt), to: time(turn.endsAt), room: turn.room })}
            </strong>
            <br />
            {ofEntry.panel(turn.panel)} <span className="muted">· {turn.round}</span>
            {turn.number > 1 && <span className="muted"> · {ofEntry.changed}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
