import { isInRound } from "~/data/assignments-rounds.server";
import type { Tx } from "~/data/client.server";
import { inConflictOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

/** A judge of a panel who has to leave the room while an entry is presented. */
export interface OutOfRoom {
  judgeId: string;
  userId: string;
  code: string;
  name: string;
}

export interface TurnRow {
  entryId: string;
  code: string;
  title: string;
  field: string;
  startsAt: Date;
  endsAt: Date;
  /** judges of the panel with a conflict of interest that stands */
  outOfRoom: OutOfRoom[];
}

export interface SessionRow {
  id: string;
  roundId: string;
  panelId: string;
  panel: string;
  room: string;
  startsAt: Date;
  minutesPerEntry: number;
  pauseMinutes: number;
  breaks: { at: string; minutes: number }[];
  seed: number | null;
  publishedAt: Date | null;
  version: number;
  /** who sits in the panel and has not left */
  judges: { id: string; code: string; name: string }[];
  turns: TurnRow[];
}

type Sent = Omit<SessionRow, "turns"> & { turns: (Omit<TurnRow, "startsAt" | "endsAt"> & { startsAt: string; endsAt: string })[] };

/** The sessions of a round as its staff plans them, with their turns and who leaves the room for which; by start, then room. One statement. */
export async function turnsOfRound(reader: Reader, roundId: string): Promise<SessionRow[]> {
  const rows = await reader.$queryRaw<Sent[]>`
    WITH seat AS (
      SELECT m."panelId", j."id", j."code", j."userId", u."name" FROM "PanelMember" m JOIN "Panel" p ON p."id" = m."panelId" JOIN "Judge" j ON j."id" = m."judgeId"
        JOIN "User" u ON u."id" = j."userId" WHERE p."roundId" = ${roundId}::uuid AND j."leftAt" IS NULL)
    SELECT s."id"::text AS "id", s."roundId"::text AS "roundId", s."panelId"::text AS "panelId", p."name" AS "panel", s."room", s."startsAt", s."minutesPerEntry",
           s."pauseMinutes", s."breaks", s."seed", s."publishedAt", s."version",
           coalesce((SELECT json_agg(json_build_object('id', seat."id", 'code', seat."code", 'name', seat."name") ORDER BY seat."code") FROM seat WHERE seat."panelId" = s."panelId"), '[]') AS "judges",
           coalesce((SELECT json_agg(json_build_object('entryId', t."entryId", 'code', coalesce(e."code", ''), 'title', e."title", 'field', coalesce(f."name", ''),
                               'startsAt', t."startsAt", 'endsAt', t."endsAt", 'outOfRoom',
                               coalesce((SELECT json_agg(json_build_object('judgeId', seat."id", 'userId', seat."userId", 'code', seat."code", 'name', seat."name") ORDER BY seat."code")
                                  FROM seat WHERE seat."panelId" = s."panelId"
                                   AND ${inConflictOf(Prisma.sql`t."entryId"`, Prisma.sql`seat."userId"`)}), '[]'))
                             ORDER BY t."position")
                       FROM "PresentationTurn" t JOIN "Entry" e ON e."id" = t."entryId" LEFT JOIN "Field" f ON f."id" = e."fieldId" WHERE t."sessionId" = s."id"), '[]') AS "turns"
      FROM "PresentationSession" s JOIN "Panel" p ON p."id" = s."panelId" WHERE s."roundId" = ${roundId}::uuid ORDER BY s."startsAt", s."room", s."id"`;
  return rows.map((row) => ({ ...row, turns: row.turns.map((turn) => ({ ...turn, startsAt: new Date(turn.startsAt), endsAt: new Date(turn.endsAt) })) }));
}

export interface EntryToTime {
  id: string;
  code: string;
  title: string;
  field: string;
  /** place of its field */
  fieldPosition: number;
  panelId: string | null;
  /** what identifies its authors: the account, and name with date of birth */
  authors: string[];
}

/** The entries of a round with their authors and the panel that hears them: the one that judges most of them, else one that serves the field. One statement. */
export function entriesToTime(reader: Reader, roundId: string): Promise<EntryToTime[]> {
  return reader.$queryRaw<EntryToTime[]>`
    SELECT e."id"::text AS "id", e."code", e."title", coalesce(f."name", '') AS "field", coalesce(f."position", 0) AS "fieldPosition",
           (SELECT p."id"::text FROM "Panel" p
             WHERE p."roundId" = ${roundId}::uuid AND EXISTS (SELECT 1 FROM "PanelField" pf WHERE pf."panelId" = p."id" AND pf."fieldId" = e."fieldId")
             ORDER BY (SELECT count(*) FROM "Assignment" a WHERE a."panelId" = p."id" AND a."entryId" = e."id" AND a."state" = 'ACTIVE') DESC, p."name", p."id" LIMIT 1) AS "panelId",
           ARRAY(SELECT DISTINCT k FROM "EntryVersion" v JOIN "EntryAuthor" a ON a."versionId" = v."id",
                    LATERAL (VALUES ('u ' || a."userId"), ('n ' || norm(a."fullName") || ' ' || a."birthDate")) AS keys(k)
                  WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND k IS NOT NULL ORDER BY k) AS "authors"
      FROM "Entry" e LEFT JOIN "Field" f ON f."id" = e."fieldId" WHERE ${isInRound(roundId)} ORDER BY e."code"`;
}

export interface SessionWrite {
  panelId: string;
  room: string;
  startsAt: Date;
  minutesPerEntry: number;
  pauseMinutes: number;
  breaks: { at: string; minutes: number }[];
}

/** Id of the round that the session with this id is of, in whatever edition; null: there is none. */
export async function roundOfSession(tx: Tx, id: string): Promise<string | null> {
  const session = await tx.presentationSession.findUnique({ where: { id }, select: { roundId: true } });
  return session?.roundId ?? null;
}

export async function insertSession(tx: Tx, session: SessionWrite & { id: string; editionId: string; roundId: string; createdById: string }): Promise<void> {
  await tx.presentationSession.create({ data: session });
}

/** @returns false where somebody else changed it since `version` */
export async function updateSession(tx: Tx, id: string, version: number, session: Partial<SessionWrite> & { seed?: number | null }): Promise<boolean> {
  const { count } = await tx.presentationSession.updateMany({ where: { id, version }, data: { ...session, version: { increment: 1 } } });
  return count === 1;
}

export async function deleteSession(tx: Tx, id: string, version: number): Promise<boolean> {
  const { count } = await tx.presentationSession.deleteMany({ where: { id, version } });
  return count === 1;
}

/** Makes the given turns the turns of a session, in their order. */
export async function setTurns(tx: Tx, sessionId: string, turns: readonly { entryId: string; startsAt: Date; endsAt: Date }[]): Promise<void> {
  await tx.presentationTurn.deleteMany({ where: { sessionId } });
  await tx.presentationTurn.createMany({ data: turns.map((turn, index) => ({ sessionId, position: index + 1, ...turn })) });
}

/** A session as it was made known. */
export interface PublishedSession {
  id: string;
  panelId: string;
  panel: string;
  room: string;
  startsAt: string;
  turns: { entryId: string; code: string; startsAt: string; endsAt: string }[];
}

export interface Publication {
  number: number;
  at: Date;
  byName: string;
  sessions: PublishedSession[];
}

/** Everything that was made known of a round's timetable, the latest first. One statement. */
export function publicationsOf(reader: Reader, roundId: string): Promise<Publication[]> {
  return reader.$queryRaw<Publication[]>`
    SELECT t."number", t."at", coalesce(u."name", '') AS "byName", t."sessions" FROM "TimetablePublication" t LEFT JOIN "User" u ON u."id" = t."byId"
     WHERE t."roundId" = ${roundId}::uuid ORDER BY t."number" DESC`;
}

export async function insertPublication(tx: Tx, made: { editionId: string; roundId: string; number: number; sessions: PublishedSession[]; at: Date; byId: string }): Promise<void> {
  await tx.timetablePublication.create({ data: { ...made, sessions: made.sessions as unknown as Prisma.InputJsonValue } });
  await tx.presentationSession.updateMany({ where: { roundId: made.roundId }, data: { publishedAt: made.at } });
}

/** When and where an entry is presented, as last made known. */
export interface PublishedTurn {
  round: string;
  panel: string;
  room: string;
  startsAt: string;
  endsAt: string;
  /** how often the timetable was published: above 1 it was changed */
  number: number;
}

/** The published turns of an entry in the order of time. One statement. */
export function publishedTurnsOfEntry(reader: Reader, entryId: string): Promise<PublishedTurn[]> {
  return reader.$queryRaw<PublishedTurn[]>`
    SELECT r."name" AS "round", s."session" ->> 'panel' AS "panel", s."session" ->> 'room' AS "room", t."turn" ->> 'startsAt' AS "startsAt", t."turn" ->> 'endsAt' AS "endsAt", p."number"
      FROM "Entry" e JOIN "Round" r ON r."editionId" = e."editionId"
      JOIN LATERAL (SELECT * FROM "TimetablePublication" x WHERE x."roundId" = r."id" ORDER BY x."number" DESC LIMIT 1) p ON true,
      LATERAL jsonb_array_elements(p."sessions") AS s("session"), LATERAL jsonb_array_elements(s."session" -> 'turns') AS t("turn")
     WHERE e."id" = ${entryId}::uuid AND e."state" = 'SUBMITTED' AND t."turn" ->> 'entryId' = ${entryId} ORDER BY t."turn" ->> 'startsAt'`;
}

/** A session in which a judge sits, as last made known. */
export interface PublishedSessionOfJudge {
  sessionId: string;
  edition: string;
  roundId: string;
  round: string;
  blind: boolean;
  panel: string;
  room: string;
  startsAt: string;
  turns: {
    startsAt: string;
    endsAt: string;
    /** null: the judge leaves the room, and learns no more about it */
    code: string | null;
    /** null in blind rounds too */
    title: string | null;
  }[];
}

/** The published sessions, from `since` on, of the panels in which a person sits. Of an entry with which they have a conflict only the time is told. One statement. */
export function publishedSessionsOfJudge(reader: Reader, userId: string, since: Date): Promise<PublishedSessionOfJudge[]> {
  return reader.$queryRaw<PublishedSessionOfJudge[]>`
    SELECT s."session" ->> 'id' AS "sessionId", ed."title" AS "edition", r."id"::text AS "roundId", r."name" AS "round", r."blind", s."session" ->> 'panel' AS "panel", s."session" ->> 'room' AS "room",
           s."session" ->> 'startsAt' AS "startsAt",
           (SELECT coalesce(json_agg(json_build_object('startsAt', t."turn" ->> 'startsAt', 'endsAt', t."turn" ->> 'endsAt',
                               'code', CASE WHEN c."barred" THEN NULL ELSE t."turn" ->> 'code' END,
                               'title', CASE WHEN c."barred" OR r."blind" THEN NULL ELSE e."title" END) ORDER BY t."turn" ->> 'startsAt'), '[]')
              FROM jsonb_array_elements(s."session" -> 'turns') AS t("turn")
              LEFT JOIN "Entry" e ON e."id" = (t."turn" ->> 'entryId')::uuid
              CROSS JOIN LATERAL (SELECT ${inConflictOf(Prisma.sql`e."id"`, userId)} AS "barred") c) AS "turns"
      FROM "Judge" j JOIN "Edition" ed ON ed."id" = j."editionId" JOIN "Round" r ON r."editionId" = ed."id"
      JOIN LATERAL (SELECT * FROM "TimetablePublication" x WHERE x."roundId" = r."id" ORDER BY x."number" DESC LIMIT 1) p ON true,
      LATERAL jsonb_array_elements(p."sessions") AS s("session")
     WHERE j."userId" = ${userId} AND j."leftAt" IS NULL
       AND EXISTS (SELECT 1 FROM "PanelMember" m WHERE m."judgeId" = j."id" AND m."panelId" = (s."session" ->> 'panelId')::uuid)
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(s."session" -> 'turns') AS t("turn") WHERE (t."turn" ->> 'endsAt')::timestamptz > ${since})
     ORDER BY "startsAt", "sessionId"`;
}
