import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { declareConflict, entryByCode, liftConflict, lockConflict, peopleOfEdition } from "~/data/conflicts-found-list.server";
import { accountsOfPersons } from "~/data/person-contacts.server";
import { holdEditionOf, ownAssignment } from "~/data/sheets-judge.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { liftingOf } from "~/domain/judging/conflict-rules";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

type WithDatabase = Pick<Services, "db">;

export type DeclareRefusal = EditionRefusal | "person_unknown" | "entry_unknown" | "already_exists";

/** Staff records that a person of the edition must not judge, chair, vote on or key in an entry. */
export async function recordConflict(
  { db }: WithDatabase,
  act: EditionAct & { input: { userId: string; entryCode: string; reason: string } },
): Promise<Result<null, DeclareRefusal>> {
  const { actor, editionId, input, now } = act;
  return db.transact(async (tx): Promise<Result<null, DeclareRefusal>> => {
    const access = await lockEditionFor(tx, act, "conflict.declare", "SHARE");
    if (!access.ok) return access;
    const person = (await peopleOfEdition(tx, editionId)).find(({ userId }) => userId === input.userId);
    if (!person) return refused("person_unknown");
    const entry = await entryByCode(tx, editionId, input.entryCode);
    // To whoever has an interest in it, an entry isn't there.
    if (!entry || (await hasConflict(tx, entry.id, actor.userId))) return refused("entry_unknown");
    const isNew = await declareConflict(tx, { editionId, entry, person, reason: input.reason, actorId: actor.userId, now });
    if (!isNew) return refused("already_exists");
    await refreshConflicts(tx, { editionId, entryId: entry.id, now });
    return ok(null);
  });
}

export type OwnDeclareRefusal = Denial | "not_found" | "gone";

/**
 * A judge declares a conflict of interest with an assigned entry. The assignment is revoked in the same transaction and the sheet
 * counts no longer. Declared twice, it stands once.
 */
export async function declareOwnConflict(
  { db }: WithDatabase,
  act: { actor: Actor; assignmentId: string; reason: string; now: Date },
): Promise<Result<null, OwnDeclareRefusal>> {
  return db.transact(async (tx): Promise<Result<null, OwnDeclareRefusal>> => declareOwn(tx, act));
}

async function declareOwn(tx: Tx, act: { actor: Actor; assignmentId: string; reason: string; now: Date }): Promise<Result<null, OwnDeclareRefusal>> {
  const { actor, assignmentId, reason, now } = act;
  if (!isUuid(assignmentId)) return refused("not_found");
  await holdEditionOf(tx, assignmentId);
  const own = await ownAssignment(tx, assignmentId, actor.userId);
  if (!own) return refused("not_found");
  if (own.state === "REVOKED") return own.declared ? ok(null) : refused("gone");
  const { edition, entry, judgeCode } = own;
  const access = can(actor, "conflict.declare", { editionId: edition.id, phase: phaseAt(edition, now), relations: ["assigned"] });
  if (!access.allowed) return refused(access.reason);
  const person = { userId: actor.userId, name: actor.name, judgeCode };
  await declareConflict(tx, { editionId: edition.id, entry: { id: entry.id, code: entry.code ?? entry.id }, person, reason, actorId: actor.userId, now });
  await refreshConflicts(tx, { editionId: edition.id, entryId: entry.id, now });
  return ok(null);
}

export type LiftRefusal = EditionRefusal | "found_by_rule" | "not_chair" | "own_conflict" | "already_done";

/**
 * Lifts a declared conflict, or one that the rules only guess: the latter is for a chair without an interest in the entry, and stays
 * lifted. Those that follow from a fact go by themselves when it is gone, and nobody lifts their own, by whichever account.
 */
export async function liftConflictByHand(
  { db }: WithDatabase,
  act: EditionAct & { conflictId: string; reason: string },
): Promise<Result<null, LiftRefusal>> {
  const { actor, editionId, reason, now } = act;
  return db.transact(async (tx): Promise<Result<null, LiftRefusal>> => {
    const access = await lockEditionFor(tx, act, "conflict.declare", "SHARE");
    if (!access.ok) return access;
    const conflict = isUuid(act.conflictId) ? await lockConflict(tx, editionId, act.conflictId) : null;
    if (!conflict) return refused("not_found");
    if (conflict.liftedAt) return refused("already_done");
    if ((await accountsOfPersons(tx, [actor.userId])).includes(conflict.userId)) return refused("own_conflict");
    const inConflict = await hasConflict(tx, conflict.entryId, actor.userId);
    const lifting = liftingOf(conflict);
    // To whoever has an interest in the entry it isn't there.
    if (inConflict) return refused("not_found");
    if (lifting === "guessed" && !can(actor, "conflict.waive", { editionId, phase: access.value.phase, inConflict }).allowed) return refused("not_chair");
    if (lifting === "rule") return refused("found_by_rule");
    await liftConflict(tx, { editionId, conflict, reason, actorId: actor.userId, now });
    if (lifting === "declared") await refreshConflicts(tx, { editionId, entryId: conflict.entryId, now });
    return ok(null);
  });
}
