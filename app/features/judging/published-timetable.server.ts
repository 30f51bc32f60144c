import { publishedSessionsOfJudge, publishedTurnsOfEntry, type PublishedSessionOfJudge, type PublishedTurn } from "~/data/timetable.server";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";

export type { PublishedSessionOfJudge, PublishedTurn };

/** The published sessions, from today on, in which a judge sits. One statement. */
export function ownTimetable({ db }: Pick<Services, "db">, actor: Actor, now: Date): Promise<PublishedSessionOfJudge[]> {
  return publishedSessionsOfJudge(db.prisma, actor.userId, now);
}

/** When and where an entry is presented, as last made known; for whoever may see the entry. One statement. */
export function timetableOfEntry({ db }: Pick<Services, "db">, entryId: string): Promise<PublishedTurn[]> {
  return publishedTurnsOfEntry(db.prisma, entryId);
}
