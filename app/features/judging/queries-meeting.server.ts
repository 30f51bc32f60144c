import { agendaView, meetingById, meetingsOf, peopleOfMeeting, runningMeetingsOf, unseenOf, type AgendaEntry, type MeetingRow } from "~/data/jury-meetings.server";
import { chainFunctions } from "~/data/ledger.server";
import { judgedTitle } from "~/data/redactions.server";
import { visibleSheets } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { plainPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { isWatching, noteSeen } from "./meeting-presence.server";

export interface OnTheTable {
  code: string;
  title: string;
  field: string;
  /** none in a blind round */
  authors: string[];
}

/** Totals of all sheets of the entry in the round, or why none are shown. Plain decimal texts. */
export type TableScores = { kind: "shown"; lines: { judge: string; total: string }[]; spread: string } | { kind: "open"; locked: number; of: number } | { kind: "withheld" };

export interface MeetingView {
  id: string;
  title: string;
  round: string;
  panel: string | null;
  version: number;
  isOver: boolean;
  /** place among the entries of the agenda that the viewer may know of, from 1; null: none of those is on the table */
  position: number | null;
  /** entries of the agenda that the viewer may know of */
  total: number;
  since: Date | null;
  /** null while nothing is on the table, or where the viewer has a conflict of interest with it */
  entry: OnTheTable | null;
  /** the viewer has a conflict of interest with what is on the table */
  mustLeave: boolean;
  leave: string[];
  stay: { name: string; watching: boolean }[];
  scores: TableScores | null;
}

interface MeetingRequest {
  actor: Actor;
  meetingId: string;
  now: Date;
}

/** What the wall of the room shows, for whoever is signed in there. Six statements at most. */
export async function projectorView({ db }: Pick<Services, "db">, { actor, meetingId, now, editionId, mayInspect }: MeetingRequest & { editionId: string; mayInspect: boolean }): Promise<Result<MeetingView, "not_found">> {
  const meeting = isUuid(meetingId) ? await meetingById(db.prisma, meetingId) : null;
  if (meeting?.editionId !== editionId) return refused("not_found");
  const { view, entryId } = await tableView({ db }, meeting, actor, now);
  if (!entryId || view.mustLeave) return ok(view);
  const sheets = (await visibleSheets(db.prisma, actor, { editionId, entryIds: [entryId] })).get(entryId);
  const ofRound = sheets?.sheets.filter(({ roundId }) => roundId === meeting.roundId) ?? [];
  const locked = ofRound.filter(({ state }) => state === "LOCKED").length;
  if (locked < ofRound.length || ofRound.length === 0) return ok({ ...view, scores: { kind: "open", locked, of: ofRound.length } });
  const totals = ofRound.flatMap(({ scores }) => (scores?.total === null || scores?.total === undefined ? [] : [scores.total]));
  if (!mayInspect || sheets?.hidden || totals.length < ofRound.length) return ok({ ...view, scores: { kind: "withheld" } });
  const lines = ofRound.map(({ judgeCode, scores }) => ({ judge: judgeCode, total: plainPoints(scores?.total ?? 0) }));
  return ok({ ...view, scores: { kind: "shown", lines, spread: plainPoints(Math.max(...totals) - Math.min(...totals)) } });
}

async function tableView({ db }: Pick<Services, "db">, meeting: MeetingRow, actor: Actor, now: Date): Promise<{ view: MeetingView; entryId: string | null }> {
  const { id, roundId, panelId, currentEntryId: entryId } = meeting;
  const [[entry], people, unseen] = await Promise.all([
    entryId ? agendaView(db.prisma, { ids: [entryId], roundId, viewerId: actor.userId, title: judgedTitle("e", "r") }) : ([] as AgendaEntry[]),
    peopleOfMeeting(db.prisma, { roundId, panelId, entryId }),
    unseenOf(db.prisma, meeting.agenda, actor.userId),
  ]);
  const mustLeave = entry?.inConflict ?? false;
  const agenda = meeting.agenda.filter((one) => !unseen.has(one));
  const place = entryId === null ? -1 : agenda.indexOf(entryId);
  const view: MeetingView = {
    id,
    title: meeting.title,
    round: meeting.round,
    panel: meeting.panel,
    version: meeting.version,
    isOver: meeting.endedAt !== null,
    position: place < 0 ? null : place + 1,
    total: agenda.length,
    since: mustLeave ? null : meeting.currentSince,
    entry: entry && !mustLeave ? { code: entry.code, title: entry.title, field: entry.field, authors: entry.authors } : null,
    mustLeave,
    leave: mustLeave ? [] : people.filter(({ inConflict }) => inConflict).map(({ name }) => name),
    stay: mustLeave ? [] : people.filter(({ inConflict }) => !inConflict).map(({ name, userId }) => ({ name, watching: isWatching(id, userId, now) })),
    scores: null,
  };
  return { view, entryId };
}

/** What a judge's own phone shows: leave the room, or what lies on the table and the way to the own sheet. */
export interface JudgeMeetingView {
  id: string;
  title: string;
  round: string;
  isOver: boolean;
  position: number | null;
  total: number;
  mustLeave: boolean;
  entry: Omit<OnTheTable, "authors"> | null;
  assignmentId: string | null;
}

/** Only for judges who sit in the meeting; others find none. Asking counts as being there. */
export async function judgesMeetingView({ db }: Pick<Services, "db">, { actor, meetingId, now }: MeetingRequest): Promise<Result<JudgeMeetingView, "not_found">> {
  const meeting = isUuid(meetingId) ? await meetingById(db.prisma, meetingId) : null;
  if (!meeting) return refused("not_found");
  const people = await peopleOfMeeting(db.prisma, { roundId: meeting.roundId, panelId: meeting.panelId, entryId: meeting.currentEntryId });
  if (!people.some(({ userId }) => userId === actor.userId)) return refused("not_found");
  noteSeen(meeting.id, actor.userId, now);
  const { view, entryId } = await tableView({ db }, meeting, actor, now);
  const { id, title, round, isOver, position, total, mustLeave } = view;
  const own = entryId && !mustLeave ? await db.prisma.assignment.findFirst({ where: { entryId, roundId: meeting.roundId, state: "ACTIVE", judge: { userId: actor.userId } }, select: { id: true } }) : null;
  const entry = view.entry && { code: view.entry.code, title: view.entry.title, field: view.entry.field };
  return ok({ id, title, round, isOver, position, total, mustLeave, entry, assignmentId: own?.id ?? null });
}

/** A short mark of what a page shows: as long as it is the same, nothing has to be drawn anew. */
export function stampOf(view: MeetingView | JudgeMeetingView): string {
  return chainFunctions.sha256Hex(JSON.stringify(view)).slice(0, 24);
}

export interface AgendaLine {
  id: string;
  code: string;
  title: string;
  current: boolean;
}

/** The agenda for whoever leads the meeting, without entries they have a conflict of interest with. */
export async function agendaOf({ db }: Pick<Services, "db">, { actor, editionId, meetingId }: { actor: Actor; editionId: string; meetingId: string }): Promise<Result<AgendaLine[], "not_found">> {
  const meeting = isUuid(meetingId) ? await meetingById(db.prisma, meetingId) : null;
  if (meeting?.editionId !== editionId) return refused("not_found");
  const { agenda, roundId, currentEntryId } = meeting;
  const entries = new Map((await agendaView(db.prisma, { ids: agenda, roundId, viewerId: actor.userId, title: judgedTitle("e", "r") })).map((entry) => [entry.id, entry]));
  return ok(
    agenda.flatMap((id) => {
      const entry = entries.get(id);
      return !entry || entry.inConflict ? [] : [{ id, code: entry.code, title: entry.title, current: id === currentEntryId }];
    }),
  );
}

export interface MeetingLine {
  id: string;
  title: string;
  round: string;
  panel: string | null;
  /** of the agenda, those the viewer may know of */
  entries: number;
  startedAt: Date;
  endedAt: Date | null;
}

async function linesOf({ db }: Pick<Services, "db">, meetings: readonly MeetingRow[], viewer: { userId: string }): Promise<MeetingLine[]> {
  const unseen = await unseenOf(db.prisma, meetings.flatMap(({ agenda }) => agenda), viewer.userId);
  return meetings.map(({ id, title, round, panel, agenda, startedAt, endedAt }) => ({ id, title, round, panel, entries: agenda.filter((one) => !unseen.has(one)).length, startedAt, endedAt }));
}

/** The meetings of an edition and what a new one can be about. Three statements. */
export async function meetingsView({ db }: Pick<Services, "db">, { editionId, actor }: { editionId: string; actor: Actor }) {
  const [meetings, rounds] = await Promise.all([
    meetingsOf(db.prisma, editionId),
    db.prisma.round.findMany({ where: { editionId }, orderBy: { position: "asc" }, select: { id: true, name: true, panels: { select: { id: true, name: true }, orderBy: { name: "asc" } } } }),
  ]);
  return { meetings: await linesOf({ db }, meetings, actor), rounds };
}

/** Meetings that run now and wait for a judge. Two statements. */
export async function ownMeetings({ db }: Pick<Services, "db">, actor: Actor): Promise<MeetingLine[]> {
  return linesOf({ db }, await runningMeetingsOf(db.prisma, actor.userId), actor);
}
