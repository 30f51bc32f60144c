import { firstFreeName, hasEditionOfHost, insertEdition, lockEditionCreation } from "~/data/editions-create.server";
import { editionById } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { insertMembership } from "~/data/memberships.server";
import { openUnit } from "~/data/editions-hosts.server";
import type { Tx } from "~/data/client.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import { isAdministrator, isStaff, type Actor } from "~/domain/access/roles";
import { editionNames } from "~/domain/contest/naming";
import { timelineFaults, type TimelineFault } from "~/domain/contest/timeline";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { draftEdition, type NewEdition } from "./edition-draft";

export type CreateEditionRefusal = "forbidden" | "unit_unknown" | "number_taken" | "timeline_contradicts" | "already_exists";

interface Details {
  faults?: readonly TimelineFault[];
}

/**
 * Makes an edition out of the preset of its contest, as a draft that only its staff sees. Its maker becomes its
 * secretary, unless he is an administrator anyway. The same `id` sent twice makes one edition.
 * @returns its slug.
 */
export async function createEdition(
  { db }: Pick<Services, "db">,
  { actor, input, now }: { actor: Actor; input: NewEdition & { id: string }; now: Date },
): Promise<Result<{ slug: string }, CreateEditionRefusal, Details>> {
  if (!can(actor, "edition.create", SYSTEM_SUBJECT).allowed) return refused("forbidden");
  const { id, ...edition } = input;
  const faults = timelineFaults(edition.dates);
  if (faults.length > 0) return refused("timeline_contradicts", { faults });
  return db.transact(async (tx) => {
    await lockEditionCreation(tx);
    const made = await editionById(tx, id);
    if (made) return (await isOwnStaff(tx, actor, id)) ? ok({ slug: made.slug }) : refused("already_exists");
    const unit = edition.hostUnitId === null ? null : await openUnit(tx, edition.hostUnitId);
    if (edition.hostUnitId !== null && unit === null) return refused("unit_unknown");
    const hosted = { ...edition, hostName: edition.hostName || (unit?.name ?? "") };
    if (await hasEditionOfHost(tx, hosted)) return refused("number_taken");
    const name = await firstFreeName(tx, editionNames(hosted));
    await insertEdition(tx, id, { ...draftEdition(hosted), ...name });
    await recordCreation(tx, { id, kind: hosted.kind, number: hosted.number, actor, now });
    return ok({ slug: name.slug });
  });
}

/** Roles may have been given after the request was read: a second click asks the database. */
async function isOwnStaff(tx: Tx, actor: Actor, editionId: string): Promise<boolean> {
  if (isStaff(actor, editionId)) return true;
  const held = await tx.membership.findFirst({ where: { userId: actor.userId, editionId, endedAt: null }, select: { id: true } });
  return held !== null;
}

async function recordCreation(tx: Tx, made: { id: string; kind: string; number: number; actor: Actor; now: Date }): Promise<void> {
  const { id, kind, number, actor, now } = made;
  const event = { actor: actor.userId, at: now, editionId: null } as const;
  const created = { ...event, type: "EDITION_CREATED", data: { edition: id, kind, number } } as const;
  if (isAdministrator(actor)) return appendToLedger(tx, [created]);
  await insertMembership(tx, { userId: actor.userId, role: "SECRETARY", editionId: id, unitId: null }, now);
  await appendToLedger(tx, [created, { ...event, type: "ROLE_GRANTED", data: { user: actor.userId, role: "SECRETARY", edition: id } }]);
}
