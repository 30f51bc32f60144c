import { isInRound } from "~/data/assignments-rounds.server";
import type { Tx } from "~/data/client.server";
import { inConflictOf } from "~/data/conflicts.server";
import type { Reader } from "~/data/editions.server";
import { Prisma } from "~/data/generated/client";

export interface MeetingRow {
  id: string;
  editionId: string;
  roundId: string;
  round: string;
  roundCode: string;
  blind: boolean;
  panelId: string | null;
  panel: string | null;
  title: string;
  /** ids of entries */
  agenda: string[];
  currentEntryId: string | null;
  currentSince: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  version: number;
}

const SELECT = Prisma.sql`
  SELECT m."id"::text AS "id", m."editionId"::text AS "editionId", m."roundId"::text AS "roundId", r."name" AS "round", r."code" AS "roundCode", r."blind",
         m."panelId"::text AS "panelId", p."name" AS "panel", m."title", m."agenda"::text[] AS "agenda", m."currentEntryId"::text AS "currentEntryId", m."currentSince",
         m."startedAt", m."endedAt", m."version"
    FROM "JuryMeeting" m JOIN "Round" r ON r."id" = m."roundId" LEFT JOIN "Panel" p ON p."id" = m."panelId"`;

export async function meetingById(reader: Reader, id: string): Promise<MeetingRow | null> {
  const [row] = await reader.$queryRaw<MeetingRow[]>`${SELECT} WHERE m."id" = ${id}::uuid`;
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockMeeting(tx: Tx, id: string): Promise<MeetingRow | null> {
  const [row] = await tx.$queryRaw<MeetingRow[]>`${SELECT} WHERE m."id" = ${id}::uuid FOR UPDATE OF m`;
  return row ?? null;
}

/** Meetings of an edition, running ones first. */
export function meetingsOf(reader: Reader, editionId: string): Promise<MeetingRow[]> {
  return reader.$queryRaw<MeetingRow[]>`${SELECT} WHERE m."editionId" = ${editionId}::uuid ORDER BY m."endedAt" IS NOT NULL, m."startedAt" DESC LIMIT 100`;
}

/** Meetings that run now in whose panel (or, for the whole jury, in whose round) the person judges and has not left. */
export function runningMeetingsOf(reader: Reader, userId: string): Promise<MeetingRow[]> {
  return reader.$queryRaw<MeetingRow[]>`${SELECT}
    WHERE m."endedAt" IS NULL AND EXISTS (SELECT 1 FROM "PanelMember" pm JOIN "Judge" j ON j."id" = pm."judgeId" AND j."userId" = ${userId} AND j."leftAt" IS NULL JOIN "Panel" q ON q."id" = pm."panelId"
                                           WHERE q."roundId" = m."roundId" AND (m."panelId" IS NULL OR q."id" = m."panelId"))
    ORDER BY m."startedAt" DESC`;
}

interface NewMeeting {
  id: string;
  editionId: string;
  roundId: string;
  panelId: string | null;
  title: string;
  agenda: readonly string[];
  startedById: string;
  startedAt: Date;
}

export async function insertMeeting(tx: Tx, { agenda, ...meeting }: NewMeeting): Promise<void> {
  await tx.juryMeeting.create({ data: { ...meeting, agenda: [...agenda] } });
}

export async function updateMeeting(tx: Tx, id: string, change: { agenda?: string[]; currentEntryId?: string | null; currentSince?: Date | null; endedAt?: Date }): Promise<void> {
  await tx.juryMeeting.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
}

/** What an agenda may be made of. */
export type AgendaSource = "all" | "spread" | "turns";

/**
 * Entries for an agenda: those judged in the round (by the panel, where one is given); of them only those on which judges differ by
 * more than `maxSpread`; or in the order of their turns in the timetable. An entry of which a sheet is open has no spread yet: that it
 * is on the agenda would tell of scores that nobody may read.
 * @param unread ids of entries whose scores whoever asks may not read (`hiddenEntries`): left out where scores decide
 */
export async function agendaEntries(reader: Reader, request: { roundId: string; panelId: string | null; source: AgendaSource; maxSpread: number | null; unread: readonly string[] }): Promise<string[]> {
  const { roundId, panelId, source, maxSpread, unread } = request;
  const ofPanel = panelId === null ? Prisma.sql`true` : Prisma.sql`EXISTS (SELECT 1 FROM "Assignment" a WHERE a."entryId" = e."id" AND a."roundId" = ${roundId}::uuid AND a."panelId" = ${panelId}::uuid AND a."state" = 'ACTIVE')`;
  const turn = Prisma.sql`(SELECT min(t."startsAt") FROM "PresentationTurn" t JOIN "PresentationSession" s ON s."id" = t."sessionId" WHERE t."entryId" = e."id" AND s."roundId" = ${roundId}::uuid)`;
  const spread = Prisma.sql`(SELECT max(s."total") - min(s."total") > ${maxSpread}::int AND bool_and(s."state" IS NOT DISTINCT FROM 'LOCKED')
                               FROM "Assignment" a LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
                              WHERE a."entryId" = e."id" AND a."roundId" = ${roundId}::uuid AND a."state" = 'ACTIVE')`;
  const wanted = source === "spread" ? Prisma.sql`coalesce(${spread}, false) AND e."id" <> ALL (${[...unread]}::uuid[])` : source === "turns" ? Prisma.sql`${turn} IS NOT NULL` : Prisma.sql`true`;
  const order = source === "turns" ? Prisma.sql`${turn}, e."code"` : Prisma.sql`e."code"`;
  const rows = await reader.$queryRaw<{ id: string }[]>`SELECT e."id"::text AS "id" FROM "Entry" e WHERE ${isInRound(roundId)} AND ${ofPanel} AND ${wanted} ORDER BY ${order}`;
  return rows.map(({ id }) => id);
}

export interface AgendaEntry {
  id: string;
  code: string;
  title: string;
  field: string;
  /** names of the authors, as the submitted version has them */
  authors: string[];
  /** the viewer has a conflict of interest */
  inConflict: boolean;
}

/** Entries by id as the viewer may see them; `title` is what judges of the round may read. */
export function agendaView(reader: Reader, { ids, roundId, viewerId, title }: { ids: readonly string[]; roundId: string; viewerId: string; title: string }): Promise<AgendaEntry[]> {
  return reader.$queryRaw<AgendaEntry[]>`
    SELECT e."id"::text AS "id", coalesce(e."code", '') AS "code", ${Prisma.raw(title)} AS "title", coalesce(f."name", '') AS "field",
           CASE WHEN r."blind" THEN '{}' ELSE ARRAY(SELECT au."fullName" FROM "EntryVersion" v JOIN "EntryAuthor" au ON au."versionId" = v."id"
                                                    WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' ORDER BY au."position") END AS "authors",
           ${inConflictOf(Prisma.sql`e."id"`, viewerId)} AS "inConflict"
      FROM "Entry" e JOIN "Round" r ON r."id" = ${roundId}::uuid LEFT JOIN "Field" f ON f."id" = e."fieldId"
     WHERE e."id" = ANY(${[...ids]}::uuid[])`;
}

/** Of the entries of an agenda, those a person has a conflict of interest with. One statement. */
export async function unseenOf(reader: Reader, agenda: readonly string[], userId: string): Promise<ReadonlySet<string>> {
  const rows = await reader.conflict.findMany({ where: { entryId: { in: [...new Set(agenda)] }, userId, liftedAt: null }, select: { entryId: true } });
  return new Set(rows.map(({ entryId }) => entryId));
}

export interface RoomPerson {
  userId: string;
  name: string;
  inConflict: boolean;
}

/** The judges who sit in a meeting and have not left, by code, and who of them has a conflict of interest with the entry on the table. */
export function peopleOfMeeting(reader: Reader, { roundId, panelId, entryId }: { roundId: string; panelId: string | null; entryId: string | null }): Promise<RoomPerson[]> {
  return reader.$queryRaw<RoomPerson[]>`
    SELECT j."userId", u."name", ${inConflictOf(Prisma.sql`${entryId}::uuid`, Prisma.sql`j."userId"`)} AS "inConflict"
      FROM "Judge" j JOIN "User" u ON u."id" = j."userId"
     WHERE j."leftAt" IS NULL AND j."id" IN (SELECT pm."judgeId" FROM "PanelMember" pm JOIN "Panel" p ON p."id" = pm."panelId"
                       WHERE p."roundId" = ${roundId}::uuid AND (${panelId}::uuid IS NULL OR p."id" = ${panelId}::uuid))
     ORDER BY j."code"`;
}
