import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import { entriesToTime, insertPublication, publicationsOf, type PublishedSession, type SessionRow } from "~/data/timetable.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { sessionsIn } from "./commands-timetable.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";
import { enqueueTimetableLetters } from "./timetable-letters.server";
import { reviewRound } from "./timetable-review";

export type PublishRefusal = EditionRefusal | "version_conflict" | "timetable_clashes" | "timetable_empty" | "nothing_changed";

/** Stands for the sessions as they were seen: each with its version. */
export function stateOfSessions(sessions: readonly Pick<SessionRow, "id" | "version">[]): string {
  return sessions.map(({ id, version }) => `${id}:${version}`).sort().join(" ");
}

/** What becomes known of a session; one without turns is not made known. */
export function toPublish(sessions: readonly SessionRow[]): PublishedSession[] {
  return sessions.flatMap(({ id, panelId, panel, room, startsAt, turns }) =>
    turns.length === 0
      ? []
      : [{ id, panelId, panel, room, startsAt: startsAt.toISOString(), turns: turns.map((turn) => ({ entryId: turn.entryId, code: turn.code, startsAt: turn.startsAt.toISOString(), endsAt: turn.endsAt.toISOString() })) }],
  );
}

/** Whether two publications tell people the same. */
export function isSameTimetable(a: readonly PublishedSession[], b: readonly PublishedSession[]): boolean {
  const told = (sessions: readonly PublishedSession[]) => JSON.stringify(sessions.map(({ panelId, room, startsAt, turns }) => [panelId, room, startsAt, turns.map((turn) => [turn.entryId, turn.startsAt, turn.endsAt])]));
  return told(a) === told(b);
}

/**
 * Makes a round's timetable known to its judges and to the people of its entries: all of it, as it was seen (`state`). Refused where a rule
 * is broken or nothing is new. An earlier publication stays as history; whoever's times or room changed gets a letter. On record.
 */
export async function publishTimetable(
  { db, config }: Pick<Services, "db" | "config">,
  act: EditionAct & { roundId: string; state: string },
): Promise<Result<{ number: number; letters: number }, PublishRefusal>> {
  return db.transact(async (tx): Promise<Result<{ number: number; letters: number }, PublishRefusal>> => {
    const access = await lockEditionFor(tx, act, "assignment.manage", "UPDATE");
    if (!access.ok) return access;
    const sessions = await sessionsIn(tx, act);
    if (!sessions.ok) return sessions;
    if (stateOfSessions(sessions.value) !== act.state) return refused("version_conflict");
    const [last] = await publicationsOf(tx, act.roundId);
    const made = toPublish(sessions.value);
    if (made.length === 0 && !last) return refused("timetable_empty");
    if (last && isSameTimetable(last.sessions, made)) return refused("nothing_changed");
    if (reviewRound(sessions.value, await entriesToTime(tx, act.roundId)).clashes.length > 0) return refused("timetable_clashes");
    return publish(tx, { config, edition: access.value.edition, act, made, last: last ?? null });
  });
}

interface Publishing {
  config: Services["config"];
  edition: EditionRow;
  act: EditionAct & { roundId: string };
  made: PublishedSession[];
  last: { number: number; sessions: PublishedSession[] } | null;
}

async function publish(tx: Tx, { config, edition, act, made, last }: Publishing): Promise<Result<{ number: number; letters: number }, never>> {
  const { editionId, roundId, actor, now } = act;
  const number = (last?.number ?? 0) + 1;
  await insertPublication(tx, { editionId, roundId, number, sessions: made, at: now, byId: actor.userId });
  const round = (await roundsOf(tx, editionId)).find(({ id }) => id === roundId);
  const letters = await enqueueTimetableLetters(tx, { config, edition, round: { id: roundId, name: round?.name ?? "" }, before: last?.sessions ?? [], after: made, isFirst: !last, now });
  const told = made.map(({ id, turns }) => ({ session: id, turns: turns.map(({ code, startsAt }) => ({ entry: code, startsAt })) }));
  await appendToLedger(tx, [{ type: "TIMETABLE_PUBLISHED", data: { round: round?.code ?? "", number, sessions: told }, actor: actor.userId, at: now, editionId }]);
  return ok({ number, letters });
}
