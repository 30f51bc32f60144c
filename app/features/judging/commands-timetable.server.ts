import { randomInt } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { appendToLedger } from "~/data/ledger.server";
import { panelsOf, roundsOf } from "~/data/panels.server";
import { deleteSession, entriesToTime, insertSession, roundOfSession, setTurns, turnsOfRound, updateSession, type SessionRow, type SessionWrite } from "~/data/timetable.server";
import { arrange } from "~/domain/timetable/arrange";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { hoursOf, turnsAt } from "./timetable-review";

type WithDatabase = Pick<Services, "db">;

export type TimetableRefusal = EditionRefusal | "version_conflict" | "panel_unknown" | "no_sessions" | "entry_unknown";
type Answer<T> = Promise<Result<T, TimetableRefusal>>;

/** Changes the plan of a round's timetable under a lock: two secretaries never arrange at once. */
function planning<T>({ db }: WithDatabase, act: EditionAct, work: (tx: Tx) => Answer<T>): Answer<T> {
  return db.transact(async (tx): Answer<T> => {
    const access = await lockEditionFor(tx, act, "assignment.manage", "UPDATE");
    return access.ok ? work(tx) : access;
  });
}

/** Makes a session for a panel of a round. `id` was handed out with the form: sent twice, it makes one; one of another round is not found. */
export function addSession(services: WithDatabase, act: EditionAct & { input: SessionWrite & { id: string; roundId: string } }): Answer<null> {
  const { editionId, actor, input } = act;
  return planning(services, act, async (tx) => {
    const [panel] = await panelsOf(tx, editionId, input.panelId);
    if (!panel || panel.roundId !== input.roundId) return refused("panel_unknown");
    const known = await roundOfSession(tx, input.id);
    if (known !== null) return known === input.roundId ? ok(null) : refused("not_found");
    await insertSession(tx, { ...input, editionId, createdById: actor.userId });
    return ok(null);
  });
}

/** Changes hours, room or panel of a session; its entries keep their order and get new times. */
export function changeSession(services: WithDatabase, act: EditionAct & { roundId: string; sessionId: string; version: number; input: SessionWrite }): Answer<null> {
  const { editionId, input } = act;
  return planning(services, act, async (tx) => {
    const session = await sessionOf(tx, act);
    if (!session.ok) return session;
    const [panel] = await panelsOf(tx, editionId, input.panelId);
    if (!panel || panel.roundId !== act.roundId) return refused("panel_unknown");
    if (!(await updateSession(tx, act.sessionId, act.version, input))) return refused("version_conflict");
    await setTurns(tx, act.sessionId, turnsAt(input, session.value.turns.map(({ entryId }) => entryId)));
    return ok(null);
  });
}

/** Takes a session out of the plan; what was made known of it stays until the timetable is published anew. */
export function dropSession(services: WithDatabase, act: EditionAct & { roundId: string; sessionId: string; version: number }): Answer<null> {
  return planning(services, act, async (tx) => {
    const session = await sessionOf(tx, act);
    if (!session.ok) return session;
    return (await deleteSession(tx, act.sessionId, act.version)) ? ok(null) : refused("version_conflict");
  });
}

/**
 * Gives all sessions of a round their entries anew, by field or by lot. The seed of a lot is drawn here, kept with the sessions and on
 * record, so that anybody can draw again; `seed` is for tests.
 */
export function arrangeRound(services: WithDatabase, act: EditionAct & { roundId: string; by: "field" | "lot"; seed?: number }): Answer<{ seed: number | null; left: number }> {
  const { editionId, roundId, actor, now } = act;
  return planning(services, act, async (tx) => {
    const sessions = await sessionsIn(tx, act);
    if (!sessions.ok) return sessions;
    if (sessions.value.length === 0) return refused("no_sessions");
    const entries = await entriesToTime(tx, roundId);
    const seed = act.by === "lot" ? (act.seed ?? randomInt(1, 1_000_000)) : null;
    const open = sessions.value.map((session) => ({ ...hoursOf(session), id: session.id, panelId: session.panelId, room: session.room, judges: session.judges.map(({ id }) => id) }));
    const placed = entries.map((entry) => ({ ...entry, field: entry.fieldPosition }));
    const { order, left } = arrange(open, placed, seed === null ? { by: "field" } : { by: "lot", seed });
    for (const session of sessions.value) {
      await updateSession(tx, session.id, session.version, { seed });
      await setTurns(tx, session.id, turnsAt(session, order.get(session.id) ?? []));
    }
    if (seed !== null) {
      const round = (await roundsOf(tx, editionId)).find(({ id }) => id === roundId)?.code ?? "";
      await appendToLedger(tx, [{ type: "TURNS_DRAWN", data: { round, seed, entries: entries.length }, actor: actor.userId, at: now, editionId }]);
    }
    return ok({ seed, left: left.length });
  });
}

interface Moving {
  roundId: string;
  entryId: string;
  /** the session in which the entry is, with the version that was seen; null: it has no turn yet */
  from: { sessionId: string; version: number } | null;
  /** one place up or down, out of the plan, or to the end of a session */
  to: "up" | "down" | "out" | { sessionId: string };
}

/** Moves one entry by hand; the times of the sessions concerned follow. */
export function moveTurn(services: WithDatabase, act: EditionAct & { input: Moving }): Answer<null> {
  const { input } = act;
  return planning(services, act, async (tx) => {
    const sessions = await sessionsIn(tx, { ...act, roundId: input.roundId });
    if (!sessions.ok) return sessions;
    const from = input.from && sessions.value.find(({ id }) => id === input.from?.sessionId);
    if (input.from && !from) return refused("not_found");
    if (input.from && from && from.version !== input.from.version) return refused("version_conflict");
    const order = from ? from.turns.map(({ entryId }) => entryId) : [];
    const place = order.indexOf(input.entryId);
    if (from && place < 0) return refused("version_conflict");
    if (typeof input.to === "string") {
      if (!from) return refused("not_found");
      return store(tx, from, moved(order, place, input.to));
    }
    const target = sessions.value.find(({ id }) => typeof input.to === "object" && id === input.to.sessionId);
    if (!target) return refused("not_found");
    const isListed = sessions.value.some(({ turns }) => turns.some(({ entryId }) => entryId === input.entryId));
    if (!from && isListed) return refused("version_conflict");
    if (!from && !(await entriesToTime(tx, input.roundId)).some(({ id }) => id === input.entryId)) return refused("entry_unknown");
    if (from?.id === target.id) return store(tx, from, [...order.toSpliced(place, 1), input.entryId]);
    if (from) await store(tx, from, order.toSpliced(place, 1));
    return store(tx, target, [...target.turns.map(({ entryId }) => entryId), input.entryId]);
  });
}

function moved(order: readonly string[], place: number, to: "up" | "down" | "out"): string[] {
  const rest = order.toSpliced(place, 1);
  if (to === "out") return rest;
  return rest.toSpliced(Math.max(0, to === "up" ? place - 1 : place + 1), 0, order[place] ?? "");
}

/** By hand the lot is left: the session no longer claims to be drawn. */
async function store(tx: Tx, session: SessionRow, order: readonly string[]): Answer<null> {
  await updateSession(tx, session.id, session.version, { seed: null });
  await setTurns(tx, session.id, turnsAt(session, order));
  return ok(null);
}

export async function sessionsIn(tx: Tx, { editionId, roundId }: { editionId: string; roundId: string }): Promise<Result<SessionRow[], "not_found">> {
  const isKnown = isUuid(roundId) && (await roundsOf(tx, editionId)).some(({ id }) => id === roundId);
  return isKnown ? ok(await turnsOfRound(tx, roundId)) : refused("not_found");
}

async function sessionOf(tx: Tx, { editionId, roundId, sessionId }: { editionId: string; roundId: string; sessionId: string }): Promise<Result<SessionRow, "not_found">> {
  const sessions = await sessionsIn(tx, { editionId, roundId });
  if (!sessions.ok) return sessions;
  const session = sessions.value.find(({ id }) => id === sessionId);
  return session ? ok(session) : refused("not_found");
}
