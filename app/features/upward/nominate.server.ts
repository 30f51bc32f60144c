import type { Tx } from "~/data/client.server";
import { appendToLedger } from "~/data/ledger.server";
import { awardedEntries, insertNominations, type NominatedEntry, nominationsOf, noteNominationRow, swapNominations, withdrawNominationRow } from "~/data/nominations.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";

type WithDatabase = Pick<Services, "db">;

export type NominateReason = EditionRefusal | "not_awarded" | "nothing_chosen";

/**
 * Proposes entries with a prize for the contest above, behind those that stand, in the order of the result. Entries proposed already are
 * left as they are. What the actor has an interest in is not there for them.
 */
export async function nominateEntries({ db }: WithDatabase, act: EditionAct & { input: { entryIds: readonly string[] } }): Promise<Result<{ added: number }, NominateReason>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ added: number }, NominateReason>> => {
    const access = await lockEditionFor(tx, act, "nomination.manage", "UPDATE");
    if (!access.ok) return access;
    if (input.entryIds.length === 0) return refused("nothing_chosen");
    const [awarded, standing] = [await awardedEntries(tx, editionId, actor.userId), await nominationsOf(tx, editionId)];
    const chosen = awarded.filter(({ entryId }) => input.entryIds.includes(entryId));
    if (chosen.length < new Set(input.entryIds).size) return refused("not_awarded");
    const fresh = chosen.filter(({ entryId }) => !standing.some((one) => one.entryId === entryId));
    const last = Math.max(0, ...standing.map(({ position }) => position));
    const rows = fresh.map(({ entryId, code }, index) => ({ entryId, code, position: last + index + 1 }));
    await insertNominations(tx, rows.map(({ entryId, position }) => ({ editionId, entryId, position, nominatedById: actor.userId, nominatedAt: now })));
    // One event an entry: whoever has an interest in one of them reads of the others.
    await appendToLedger(tx, rows.map(({ code, position }) => ({ type: "ENTRY_NOMINATED" as const, data: { entry: code, position }, actor: actor.userId, at: now, editionId })));
    return ok({ added: rows.length });
  });
}

interface About {
  /** of the nomination */
  id: string;
}

/** Takes an entry out of the list; doing it twice is doing it once. */
export function withdrawNomination(services: WithDatabase, act: EditionAct & { input: About }): Promise<Result<null, EditionRefusal>> {
  return withNomination(services, act, async (tx, { one }) => {
    await withdrawNominationRow(tx, one.id, act.now);
    await appendToLedger(tx, [{ type: "NOMINATION_WITHDRAWN", data: { entry: one.code, position: one.position }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
  });
}

/** What goes along with the entry on the list and in the package. */
export function noteNomination(services: WithDatabase, act: EditionAct & { input: About & { note: string } }): Promise<Result<null, EditionRefusal>> {
  return withNomination(services, act, (tx, { one }) => noteNominationRow(tx, one.id, act.input.note));
}

/** Moves an entry one place up (-1) or down (1) among those the actor sees; at the ends nothing happens. */
export function moveNomination(services: WithDatabase, act: EditionAct & { input: About & { by: -1 | 1 } }): Promise<Result<null, EditionRefusal>> {
  return withNomination(services, act, async (tx, { one, seen }) => {
    const neighbour = seen[seen.indexOf(one) + act.input.by];
    if (!neighbour) return;
    await swapNominations(tx, one, neighbour);
    const about = { actor: act.actor.userId, at: act.now, editionId: act.editionId };
    await appendToLedger(tx, [
      { ...about, type: "ENTRY_NOMINATED" as const, data: { entry: one.code, position: neighbour.position } },
      { ...about, type: "ENTRY_NOMINATED" as const, data: { entry: neighbour.code, position: one.position } },
    ]);
  });
}

async function withNomination(
  { db }: WithDatabase,
  act: EditionAct & { input: About },
  work: (tx: Tx, found: { one: NominatedEntry; seen: readonly NominatedEntry[] }) => Promise<void>,
): Promise<Result<null, EditionRefusal>> {
  const { actor, editionId, input } = act;
  return db.transact(async (tx): Promise<Result<null, EditionRefusal>> => {
    const access = await lockEditionFor(tx, act, "nomination.manage", "UPDATE");
    if (!access.ok) return access;
    const seen = await nominationsOf(tx, editionId, actor.userId);
    const one = seen.find(({ id }) => id === input.id);
    if (!one) return refused("not_found");
    await work(tx, { one, seen });
    return ok(null);
  });
}
