import type { EntryToTime, SessionRow } from "~/data/timetable.server";
import { reviewTimetable, type Caution, type Clash, type Session } from "~/domain/timetable/rules";
import { slotsOf, type Hours } from "~/domain/timetable/slots";

/** The hours of a stored session, in milliseconds. */
export function hoursOf({ startsAt, minutesPerEntry, pauseMinutes, breaks }: Pick<SessionRow, "startsAt" | "minutesPerEntry" | "pauseMinutes" | "breaks">): Hours {
  return { startsAt: startsAt.getTime(), minutesPerEntry, pauseMinutes, breaks: breaks.map(({ at, minutes }) => ({ at: Date.parse(at), minutes })) };
}

/** The turns of these entries, in this order, at the hours of a session. */
export function turnsAt(session: Parameters<typeof hoursOf>[0], entryIds: readonly string[]): { entryId: string; startsAt: Date; endsAt: Date }[] {
  const slots = slotsOf(hoursOf(session), entryIds.length);
  return entryIds.map((entryId, index) => ({ entryId, startsAt: new Date(slots[index]?.startsAt ?? 0), endsAt: new Date(slots[index]?.endsAt ?? 0) }));
}

/** What is wrong with a round's timetable, and what is worth a look. */
export function reviewRound(sessions: readonly SessionRow[], entries: readonly EntryToTime[]): { clashes: Clash[]; cautions: Caution[] } {
  return reviewTimetable(sessions.map(toSession), entries);
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    room: row.room,
    startsAt: row.startsAt.getTime(),
    breaks: hoursOf(row).breaks,
    judges: row.judges.map(({ id }) => id),
    turns: row.turns.map(({ entryId, startsAt, endsAt }) => ({ entry: entryId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() })),
  };
}
