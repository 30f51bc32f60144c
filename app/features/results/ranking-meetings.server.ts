import type { Tx } from "~/data/client.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { editionOfRankingMeeting, forgetText, insertRankingMeeting, keptText, meetingPeople, rankingMeetingById, updateRankingMeeting, type RankingMeetingRow } from "~/data/ranking-meetings.server";
import { entryFacts, isResultProposed } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import { can, type Denial, type Subject } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { guestLines } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { linesAbout } from "./seen-text";

export type MeetingRefusal = Denial | "not_found" | "result_proposed" | "meeting_over" | "version_conflict" | "nobody_listed" | "held_in_future";

export interface MeetingDetails {
  title: string;
  place: string;
  heldAt: Date;
  chairId: string | null;
  secretaryId: string | null;
  seats: readonly { user: string; as: "present" | "absent" | null }[];
  /** people without an account, one a line */
  guests: string;
  notes: string;
}

interface MeetingAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

/** The edition, locked, for whoever may lead ranking meetings now: after the judging, or while a published result is being corrected. */
export async function lockForMeeting(tx: Tx, { actor, editionId, now }: MeetingAct): Promise<Result<{ edition: EditionRow; subject: Subject }, Denial | "not_found" | "result_proposed">> {
  const edition = await lockEdition(tx, editionId);
  if (!edition) return refused("not_found");
  const isFrozen = await isResultProposed(tx, editionId);
  const phase = phaseAt(edition, now);
  const subject = { editionId, phase, isCorrected: phase === "PUBLISHED" && !isFrozen };
  const decision = can(actor, "ranking.meet", subject);
  if (!decision.allowed) return refused(decision.reason);
  return isFrozen ? refused("result_proposed") : ok({ edition, subject });
}

/** Opens a ranking meeting. The form brings the id: sent twice, it opens one. */
export function openRankingMeeting({ db }: Pick<Services, "db">, act: MeetingAct & { input: MeetingDetails & { id: string } }): Promise<Result<{ id: string }, MeetingRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ id: string }, MeetingRefusal>> => {
    const edition = await lockForMeeting(tx, act);
    if (!edition.ok) return edition;
    if (!isUuid(input.id)) return refused("not_found");
    const known = await editionOfRankingMeeting(tx, input.id);
    if (known !== null) return known === editionId ? ok({ id: input.id }) : refused("not_found");
    const details = await detailsOf(tx, editionId, input);
    const texts = { guestsId: await keep(tx, editionId, input.guests), notesId: await keep(tx, editionId, input.notes) };
    await insertRankingMeeting(tx, { id: input.id, editionId, ...details, ...texts, openedById: actor.userId, openedAt: now });
    await appendToLedger(tx, [{ type: "RANKING_MEETING_OPENED", data: { meeting: input.id }, actor: actor.userId, at: now, editionId }]);
    return ok({ id: input.id });
  });
}

/** Changes who was there, when and where, and the notes, until the meeting is closed. */
export function changeRankingMeeting({ db }: Pick<Services, "db">, act: MeetingAct & { meetingId: string; input: MeetingDetails & { version: number } }): Promise<Result<null, MeetingRefusal>> {
  const { editionId, input, meetingId } = act;
  return db.transact(async (tx): Promise<Result<null, MeetingRefusal>> => {
    const meeting = await openMeeting(tx, act, meetingId);
    if (!meeting.ok) return meeting;
    const row = meeting.value;
    const details = await detailsOf(tx, editionId, input, row);
    const unseen = await unseenLines(tx, act, row);
    const texts = {
      guestsId: await keepAnew(tx, editionId, row.guestsId, input.guests),
      notesId: await keepAnew(tx, editionId, row.notesId, [input.notes, ...unseen].filter(Boolean).join("\n")),
    };
    if (!(await updateRankingMeeting(tx, row.id, input.version, { ...details, ...texts }))) return refused("version_conflict");
    return ok(null);
  });
}

/** Ends the meeting: from here on its record stands, with who was there and the hashes of its texts in the chain. */
export function closeRankingMeeting({ db }: Pick<Services, "db">, act: MeetingAct & { meetingId: string; version: number }): Promise<Result<null, MeetingRefusal>> {
  const { actor, editionId, now, meetingId, version } = act;
  return db.transact(async (tx): Promise<Result<null, MeetingRefusal>> => {
    const meeting = await openMeeting(tx, act, meetingId);
    if (!meeting.ok) return meeting;
    const row = meeting.value;
    if (row.presentIds.length === 0) return refused("nobody_listed");
    if (row.heldAt > now) return refused("held_in_future");
    if (!(await updateRankingMeeting(tx, row.id, version, { closedById: actor.userId, closedAt: now }))) return refused("version_conflict");
    const [guests, notes] = [await keptText(tx, row.guestsId), await keptText(tx, row.notesId)];
    const data = {
      meeting: row.id, heldAt: row.heldAt.toISOString(), chair: row.chairId, secretary: row.secretaryId, present: row.presentIds, absent: row.absentIds,
      guestCount: guestLines(guests?.text ?? "").length, guests: guests?.hash ?? null, notes: notes?.hash ?? null,
    };
    await appendToLedger(tx, [{ type: "RANKING_MEETING_CLOSED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** The meeting, if it is one of the edition, open, and the actor may lead it. */
async function openMeeting(tx: Tx, act: MeetingAct, meetingId: string): Promise<Result<RankingMeetingRow, MeetingRefusal>> {
  const edition = await lockForMeeting(tx, act);
  if (!edition.ok) return edition;
  const row = isUuid(meetingId) ? await rankingMeetingById(tx, act.editionId, meetingId) : null;
  if (!row) return refused("not_found");
  return row.closedAt ? refused("meeting_over") : ok(row);
}

/** Only committee and jury of the edition, and whoever was listed before, each once; who leads the meeting or writes was there. */
async function detailsOf(tx: Tx, editionId: string, input: MeetingDetails, before?: RankingMeetingRow) {
  const listed = [...(before?.presentIds ?? []), ...(before?.absentIds ?? [])];
  const known = new Set((await meetingPeople(tx, editionId, listed)).map(({ userId }) => userId));
  const knownOrNull = (id: string | null) => (id !== null && known.has(id) ? id : null);
  const [chairId, secretaryId] = [knownOrNull(input.chairId), knownOrNull(input.secretaryId)];
  const seated = (as: "present" | "absent") => input.seats.flatMap((seat) => (seat.as === as && known.has(seat.user) ? [seat.user] : []));
  const present = new Set([...seated("present"), ...[chairId, secretaryId].flatMap((id) => id ?? [])]);
  const absent = new Set(seated("absent").filter((id) => !present.has(id)));
  return { title: input.title, place: input.place, heldAt: input.heldAt, chairId, secretaryId, presentIds: [...present].toSorted(), absentIds: [...absent].toSorted() };
}

const keep = async (tx: Tx, editionId: string, text: string) => (text === "" ? null : (await keepErasableText(tx, editionId, text)).id);

/** No event names the texts of an open meeting: what was replaced goes. */
async function keepAnew(tx: Tx, editionId: string, before: string | null, text: string): Promise<string | null> {
  if (((await keptText(tx, before))?.text ?? "") === text) return before;
  if (before) await forgetText(tx, before);
  return keep(tx, editionId, text);
}

/** Lines of the notes that the page did not show because they are about entries in which the actor has an interest: they stay. */
async function unseenLines(tx: Tx, { actor, editionId }: MeetingAct, { notesId }: RankingMeetingRow): Promise<string[]> {
  const notes = (await keptText(tx, notesId))?.text ?? "";
  if (notes === "") return [];
  const hidden = await hiddenEntries(tx, actor, editionId);
  const barred = (await entryFacts(tx, editionId)).filter(({ id }) => hidden.get(id) === "conflict");
  return linesAbout(notes, barred).about;
}
