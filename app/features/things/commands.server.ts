import { countThings, insertThing, lockEntryByCode, moveThing, movesOf, thingById } from "~/data/things.server";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isReturned, thingCode, type ThingCondition } from "~/domain/things/things";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";

type WithDatabase = Pick<Services, "db">;

export interface Receipt {
  id: string;
  entryCode: string;
  description: string;
  /** who brought it */
  personName: string;
  place: string;
  condition: ThingCondition;
  note: string;
  photoFileId: string | null;
}

/** Takes a model or product in: it gets the next number of its entry. `id` comes with the form, so that sending twice makes one. */
export async function receiveThing({ db }: WithDatabase, act: EditionAct & { input: Receipt }): Promise<Result<{ id: string }, EditionRefusal | "entry_unknown" | "already_exists">> {
  const { input, editionId, actor, now } = act;
  return db.transact(async (tx): Promise<Result<{ id: string }, EditionRefusal | "entry_unknown" | "already_exists">> => {
    const access = await lockEditionFor(tx, act, "thing.manage", "SHARE");
    if (!access.ok) return access;
    const entry = await lockEntryByCode(tx, { editionId, viewerId: actor.userId }, input.entryCode);
    if (!entry) return refused("entry_unknown");
    const made = await thingById(tx, input.id);
    if (made) return made.entryId === entry.id ? ok({ id: made.id }) : refused("already_exists");
    const { id, description, photoFileId, personName, place, condition, note } = input;
    const code = thingCode(entry.code, (await countThings(tx, entry.id)) + 1);
    await insertThing(tx, { id, editionId, entryId: entry.id, code, description, photoFileId }, { kind: "RECEIVED", at: now, personName, place, condition, note, actorId: actor.userId });
    return ok({ id });
  });
}

export type MoveRefusal = EditionRefusal | "version_conflict" | "thing_returned";

interface Move {
  thingId: string;
  /** version of the thing the form was made of */
  seen: number;
  condition: ThingCondition;
  note: string;
}

/** Writes down that a thing stands elsewhere now, and how it is. */
export async function relocateThing(services: WithDatabase, act: EditionAct & { input: Move & { place: string } }): Promise<Result<null, MoveRefusal>> {
  return change(services, act, { kind: "MOVED", place: act.input.place, personName: "" });
}

/** Gives a thing back. What was given back stays so. */
export async function returnThing(services: WithDatabase, act: EditionAct & { input: Move & { personName: string } }): Promise<Result<null, MoveRefusal>> {
  return change(services, act, { kind: "RETURNED", place: "", personName: act.input.personName });
}

async function change({ db }: WithDatabase, act: EditionAct & { input: Move }, how: { kind: "MOVED" | "RETURNED"; place: string; personName: string }): Promise<Result<null, MoveRefusal>> {
  const { input, editionId, actor, now } = act;
  return db.transact(async (tx): Promise<Result<null, MoveRefusal>> => {
    const access = await lockEditionFor(tx, act, "thing.manage", "SHARE");
    if (!access.ok) return access;
    const moves = isUuid(input.thingId) ? await movesOf(tx, { editionId, viewerId: actor.userId }, input.thingId) : null;
    if (!moves) return refused("not_found");
    if (isReturned(moves.map((kind) => ({ kind })))) return refused("thing_returned");
    const move = { ...how, at: now, condition: input.condition, note: input.note, actorId: actor.userId };
    return (await moveThing(tx, { id: input.thingId, editionId, seen: input.seen }, move)) ? ok(null) : refused("version_conflict");
  });
}
