import { agendaEntries, insertMeeting, lockMeeting, meetingById, unseenOf, updateMeeting, type AgendaSource, type MeetingRow } from "~/data/jury-meetings.server";
import type { Tx } from "~/data/client.server";
import { hiddenEntries } from "~/data/sheets.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export interface StartInput {
  /** made with the form, so that one sent twice starts one meeting */
  id: string;
  roundId: string;
  panelId: string | null;
  title: string;
  source: AgendaSource;
}

export type MeetingRefusal = EditionRefusal | "meeting_over" | "version_conflict" | "agenda_empty";

/** Starts a meeting of a panel, or of the whole jury of a round, with its agenda; nothing lies on the table yet. */
export function startMeeting({ db }: Pick<Services, "db">, act: EditionAct & { input: StartInput }): Promise<Result<{ id: string }, MeetingRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ id: string }, MeetingRefusal>> => {
    const access = await lockEditionFor(tx, act, "meeting.lead", "UPDATE");
    if (!access.ok) return access;
    const { id, roundId, panelId, title, source } = input;
    if (![id, roundId, panelId ?? roundId].every(isUuid)) return refused("not_found");
    const known = await meetingById(tx, id);
    if (known) return known.editionId === editionId ? ok({ id }) : refused("not_found");
    if ((await tx.round.count({ where: { id: roundId, editionId } })) === 0) return refused("not_found");
    if (panelId !== null && (await tx.panel.count({ where: { id: panelId, roundId } })) === 0) return refused("not_found");
    const unread = source === "spread" ? [...(await hiddenEntries(tx, actor, editionId)).keys()] : [];
    const agenda = await agendaEntries(tx, { roundId, panelId, source, maxSpread: access.value.edition.maxSpread, unread });
    if (agenda.length === 0) return refused("agenda_empty");
    await insertMeeting(tx, { id, editionId, roundId, panelId, title, agenda, startedById: actor.userId, startedAt: now });
    return ok({ id });
  });
}

/** What moves a meeting: on to the next, back, to one of the agenda, everything off the table, one up or down the agenda, the end. */
export type MeetingStep = "next" | "previous" | "clear" | "end" | { to: string } | { up: string } | { down: string } | { drop: string };

interface StepAct extends EditionAct {
  meetingId: string;
  /** as the page that was pressed on had it: two who press at once move once */
  version: number;
  step: MeetingStep;
}

/** Moves a meeting on. A page that is behind is refused (`version_conflict`): nobody skips an entry unseen. */
export function stepMeeting({ db }: Pick<Services, "db">, act: StepAct): Promise<Result<{ version: number }, MeetingRefusal>> {
  return db.transact(async (tx): Promise<Result<{ version: number }, MeetingRefusal>> => {
    const access = await lockEditionFor(tx, act, "meeting.lead", "SHARE");
    if (!access.ok) return access;
    const meeting = isUuid(act.meetingId) ? await lockMeeting(tx, act.meetingId) : null;
    if (meeting?.editionId !== act.editionId) return refused("not_found");
    if (meeting.endedAt) return refused("meeting_over");
    if (meeting.version !== act.version) return refused("version_conflict");
    return (await applyStep(tx, meeting, act)) ? ok({ version: meeting.version + 1 }) : ok({ version: meeting.version });
  });
}

/** @returns whether anything changed */
async function applyStep(tx: Tx, meeting: MeetingRow, { actor, step, now }: StepAct): Promise<boolean> {
  if (step === "end") {
    await updateMeeting(tx, meeting.id, { endedAt: now, currentEntryId: null, currentSince: null });
    return true;
  }
  if (typeof step === "object" && !("to" in step)) {
    const agenda = reordered(meeting.agenda, step, await unseenOf(tx, meeting.agenda, actor.userId));
    if (!agenda) return false;
    await updateMeeting(tx, meeting.id, { agenda });
    return true;
  }
  const entryId = target(meeting, step);
  if (entryId === undefined || entryId === meeting.currentEntryId) return false;
  await updateMeeting(tx, meeting.id, { currentEntryId: entryId, currentSince: entryId === null ? null : now });
  return true;
}

/** The entry to lay on the table; null: none; undefined: there is nothing to go to. */
function target({ agenda, currentEntryId }: MeetingRow, step: "next" | "previous" | "clear" | { to: string }): string | null | undefined {
  if (step === "clear") return null;
  if (typeof step === "object") return agenda.includes(step.to) ? step.to : undefined;
  const place = currentEntryId === null ? -1 : agenda.indexOf(currentEntryId);
  return step === "next" ? agenda[place + 1] : place > 0 ? agenda[place - 1] : undefined;
}

/** Up and down go by the entries that the person sees: those between that they have a conflict of interest with stay where they are. */
function reordered(agenda: readonly string[], step: { up: string } | { down: string } | { drop: string }, unseen: ReadonlySet<string>): string[] | null {
  const [entry] = Object.values(step);
  const seen = agenda.filter((id) => !unseen.has(id));
  const place = seen.indexOf(entry as string);
  if (place < 0) return null;
  if ("drop" in step) return agenda.filter((id) => id !== entry);
  const [here, there] = [seen[place], seen["up" in step ? place - 1 : place + 1]];
  if (here === undefined || there === undefined) return null;
  return agenda.map((id) => (id === here ? there : id === there ? here : id));
}
