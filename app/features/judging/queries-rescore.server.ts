import { randomUUID } from "node:crypto";
import { peopleOfPanels, type PanelPerson } from "~/data/rescores-people.server";
import { openRescoresOfJudge, rescoreLines, standingsOf, type CodedStanding, type RescoreLine } from "~/data/rescores-list.server";
import { erasableTexts, rescoreById, rescoresOfEntry, type OriginalSheet, type RescoreRow } from "~/data/rescores.server";
import { visibleSheets, type VisibleEntry } from "~/data/sheets.server";
import { entryOfEdition } from "~/data/sheets-progress.server";
import { namesOf } from "~/data/users-names.server";
import type { Actor } from "~/domain/access/roles";
import { originalsHiddenFrom } from "~/domain/judging/rescore";
import { parsePoints, plainPoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { PAGE_SIZE } from "./queries-assignments.server";

/** One judge's sheet before and after; points are plain decimal texts, null where they may not be seen. */
export interface RescoreSheetLine {
  judge: string;
  original: string | null;
  now: string | null;
  /** null: the judge no longer judges the entry */
  locked: boolean | null;
  changed: boolean;
}

export interface RescoreView {
  id: string;
  roundId: string;
  round: string;
  state: RescoreRow["state"];
  dueAt: Date;
  isDue: boolean;
  openedAt: Date;
  openedBy: string;
  reason: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  minutes: string | null;
  present: string[];
  lines: RescoreSheetLine[];
  /** highest less lowest original total */
  spread: string | null;
}

interface Reading {
  rows: readonly RescoreRow[];
  texts: ReadonlyMap<string, string | null>;
  names: ReadonlyMap<string, string>;
  standings: readonly CodedStanding[];
  visible: VisibleEntry | undefined;
  rounds: ReadonlyMap<string, string>;
  actor: Actor;
  mayInspect: boolean;
  now: Date;
}

interface EntryQuery {
  actor: Actor;
  editionId: string;
  entryId: string;
  mayInspect: boolean;
  now: Date;
}

/** Every meeting on an entry with the scores before and after, as far as the viewer may see them. Six statements at most. */
export async function rescoresView({ db }: Pick<Services, "db">, query: EntryQuery): Promise<RescoreView[]> {
  const rows = await rescoresOfEntry(db.prisma, query.editionId, query.entryId);
  return rows.length === 0 ? [] : readMeetings({ db }, query, rows);
}

async function readMeetings({ db }: Pick<Services, "db">, query: EntryQuery, rows: readonly RescoreRow[]): Promise<RescoreView[]> {
  const reader = db.prisma;
  const people = rows.flatMap(({ openedById, closedById, presentIds }) => [openedById, ...(closedById ? [closedById] : []), ...presentIds]);
  const [texts, names, standings, visible, rounds] = await Promise.all([
    erasableTexts(reader, rows.flatMap(({ reasonId, minutesId }) => [reasonId, ...(minutesId ? [minutesId] : [])])),
    namesOf(reader, people),
    standingsOf(reader, [query.entryId]),
    visibleSheets(reader, query.actor, { editionId: query.editionId, entryIds: [query.entryId] }),
    reader.round.findMany({ where: { id: { in: rows.map(({ roundId }) => roundId) } }, select: { id: true, name: true } }),
  ]);
  const reading = { rows, texts, names, standings, visible: visible.get(query.entryId), rounds: new Map(rounds.map(({ id, name }) => [id, name])), ...query };
  return rows.map((row) => meetingView(row, reading));
}

interface Originals {
  /** by the rules of visibility the viewer may not read them yet */
  areHidden: boolean;
  /** highest less lowest total */
  spread: () => string;
  /** code and name of a judge, the code alone of one who no longer judges the entry */
  nameOf: (judge: string) => string;
}

/** What a viewer learns of the scores of a panel as they were before a meeting opened them. */
function originalsFor(actor: Actor, { originals, roundId }: { originals: readonly OriginalSheet[]; roundId: string }, standings: readonly CodedStanding[]): Originals {
  const judges = new Map(standings.map((standing) => [standing.judge, standing]));
  const reopened = new Set(originals.flatMap(({ judge }) => judges.get(judge)?.userId ?? []));
  const totals = originals.map(({ total }) => total);
  return {
    areHidden: originalsHiddenFrom({ userId: actor.userId, inConflict: false }, standings, roundId, reopened) !== null,
    spread: () => plainPoints(Math.max(...totals) - Math.min(...totals)),
    nameOf: (judge) => [judge, judges.get(judge)?.judgeName].filter(Boolean).join(" "),
  };
}

function meetingView(row: RescoreRow, reading: Reading): RescoreView {
  const { texts, names, rounds, standings, actor, mayInspect, now } = reading;
  const { areHidden, spread, nameOf } = originalsFor(actor, row, standings);
  const mayRead = mayInspect && !areHidden;
  return {
    id: row.id,
    roundId: row.roundId,
    round: rounds.get(row.roundId) ?? "",
    state: row.state,
    dueAt: row.dueAt,
    isDue: now > row.dueAt,
    openedAt: row.openedAt,
    openedBy: names.get(row.openedById) ?? "",
    reason: texts.get(row.reasonId) ?? null,
    closedAt: row.closedAt,
    closedBy: row.closedById && (names.get(row.closedById) ?? ""),
    minutes: row.minutesId && (texts.get(row.minutesId) ?? null),
    present: row.presentIds.map((id) => names.get(id) ?? ""),
    lines: row.originals.map((original) => ({ judge: nameOf(original.judge), ...sheetLine(original, reading, mayRead) })),
    spread: mayRead ? spread() : null,
  };
}

function sheetLine(original: OriginalSheet, { visible, mayInspect }: Reading, mayRead: boolean): Omit<RescoreSheetLine, "judge"> {
  const sheet = visible?.sheets.find(({ assignmentId }) => assignmentId === original.assignment);
  const total = mayInspect && sheet?.state === "LOCKED" ? (sheet.scores?.total ?? null) : null;
  return {
    original: mayRead ? plainPoints(original.total) : null,
    now: total === null ? null : plainPoints(total),
    locked: sheet ? sheet.state === "LOCKED" : null,
    changed: mayRead && total !== null && total !== original.total,
  };
}

export interface RescorePageView {
  entry: { id: string; code: string; title: string };
  meeting: RescoreView;
  people: PanelPerson[];
}

/** One meeting with everybody who could be there. An entry the viewer has a conflict of interest with is not found. */
export async function rescorePage(
  { db }: Pick<Services, "db">,
  { rescoreId, ...query }: Omit<EntryQuery, "entryId"> & { rescoreId: string },
): Promise<Result<RescorePageView, "not_found">> {
  const row = isUuid(rescoreId) ? await rescoreById(db.prisma, query.editionId, rescoreId) : null;
  const entry = row && (await entryOfEdition(db.prisma, { editionId: query.editionId, entryId: row.entryId, viewerId: query.actor.userId }));
  if (!row || !entry) return refused("not_found");
  const [meeting] = await readMeetings({ db }, { ...query, entryId: row.entryId }, [row]);
  if (!meeting) return refused("not_found");
  return ok({ entry: { id: row.entryId, ...entry }, meeting, people: await peopleOfPanels(db.prisma, row) });
}

export interface RescoreListView {
  rows: RescoreLine[];
  total: number;
  page: number;
}

export async function rescoreList({ db }: Pick<Services, "db">, { actor, editionId, page }: { actor: Actor; editionId: string; page: number }): Promise<RescoreListView> {
  const { rows, total } = await rescoreLines(db, { editionId, viewerId: actor.userId, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return { rows, total, page };
}

/** A meeting that waits for a judge: how the panel had scored before it was opened. */
export interface OwnRescore {
  id: string;
  assignmentId: string;
  code: string;
  title: string;
  edition: string;
  round: string;
  dueAt: Date;
  isDue: boolean;
  reason: string | null;
  spread: string | null;
  /** originals of the whole panel, or of nobody while the rules of visibility hide them from this judge */
  lines: { judge: string; own: boolean; total: string }[];
}

/** Open meetings on entries a judge has scored. Two statements. */
export async function ownRescores({ db }: Pick<Services, "db">, actor: Actor, now: Date): Promise<OwnRescore[]> {
  const rows = await openRescoresOfJudge(db, actor.userId);
  if (rows.length === 0) return [];
  const standings = await standingsOf(db.prisma, rows.map(({ entryId }) => entryId));
  return rows.map(({ originals, entryId, roundId, ...row }) => {
    const sheets = originals as OriginalSheet[];
    const ofEntry = standings.filter((standing) => standing.entryId === entryId);
    const { areHidden, spread, nameOf } = originalsFor(actor, { originals: sheets, roundId }, ofEntry);
    const own = new Set(ofEntry.flatMap(({ userId, judge }) => (userId === actor.userId ? judge : [])));
    return {
      ...row,
      isDue: now > row.dueAt,
      spread: areHidden ? null : spread(),
      lines: areHidden ? [] : sheets.map(({ judge, total }) => ({ judge: nameOf(judge), own: own.has(judge), total: plainPoints(total) })),
    };
  });
}

/** How long judges have for locking again, unless the chair says otherwise. */
const PROPOSED_MINUTES = 120;

/** Where a meeting can be opened, with what its form starts from. */
export interface RescoreChance {
  roundId: string;
  round: string;
  /** of the meeting to be, made with the form */
  id: string;
  dueAt: Date;
  /** how far the totals are apart and how far they may be, plain decimal texts; null where the viewer may not see the totals */
  spread: { points: string; allowed: string | null; isAbove: boolean } | null;
}

/** The rounds in which a meeting on an entry can be opened: every sheet locked and none under way. */
export function rescoreChances(
  sheets: readonly { roundId: string; round: string; state: string | null; total: string | null }[],
  meetings: readonly RescoreView[],
  { maxSpread, now }: { maxSpread: Points | null; now: Date },
): RescoreChance[] {
  const rounds = new Map(sheets.map(({ roundId, round }) => [roundId, round]));
  const isReady = (roundId: string) =>
    sheets.every((sheet) => sheet.roundId !== roundId || sheet.state === "LOCKED") && !meetings.some((meeting) => meeting.roundId === roundId && meeting.state === "OPEN");
  const dueAt = new Date(now.getTime() + PROPOSED_MINUTES * 60_000);
  const totalsOf = (roundId: string) => sheets.filter((sheet) => sheet.roundId === roundId).map(({ total }) => total);
  return [...rounds].filter(([roundId]) => isReady(roundId)).map(([roundId, round]) => ({ roundId, round, id: randomUUID(), dueAt, spread: spreadOf(totalsOf(roundId), maxSpread) }));
}

function spreadOf(totals: readonly (string | null)[], maxSpread: Points | null): RescoreChance["spread"] {
  const points = totals.flatMap((total) => (total === null ? [] : (parsePoints(total) ?? [])));
  if (points.length === 0 || points.length < totals.length) return null;
  const spread = Math.max(...points) - Math.min(...points);
  return { points: plainPoints(spread), allowed: maxSpread === null ? null : plainPoints(maxSpread), isAbove: maxSpread !== null && spread > maxSpread };
}
