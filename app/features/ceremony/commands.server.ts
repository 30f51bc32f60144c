import { editionById, lockEdition } from "~/data/editions.server";
import { moveCeremony, setCeremony } from "~/data/ceremony.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { ceremonyProgramme, type CeremonyRefusal } from "./programme.server";

export type StepRefusal = Denial | CeremonyRefusal | "not_found" | "version_conflict";

interface Act {
  actor: Actor;
  editionId: string;
  now: Date;
}

/**
 * Moves the screen from the step that was seen to another one. Pressing twice, or on two devices at once, moves once: whoever saw an
 * older step is refused.
 */
export async function stepCeremony(services: Pick<Services, "db">, { actor, editionId, now, from, to }: Act & { from: number; to: number }): Promise<Result<{ step: number }, StepRefusal>> {
  const edition = await editionById(services.db.prisma, editionId);
  if (!edition) return refused("not_found");
  const right = can(actor, "ceremony.lead", { editionId, phase: phaseAt(edition, now) });
  if (!right.allowed) return refused(right.reason);
  const programme = await ceremonyProgramme(services, { actor, edition, now });
  if (!programme.ok) return programme;
  const { step, steps, ceremony } = programme.value;
  if (from !== step || to < 0 || to >= steps.length) return refused("version_conflict");
  // Where a correction made the order shorter, the stored step is beyond its end and what was seen is the end.
  const stored = ceremony?.step ?? 0;
  const change = { changedById: actor.userId, changedAt: now };
  const moved = await services.db.transact((tx) => moveCeremony(tx, editionId, { from: stored, to }, change));
  return moved ? ok({ step: to }) : refused("version_conflict");
}

/** Sets when and where the ceremony is; both may be left open. */
export async function planCeremony({ db }: Pick<Services, "db">, { actor, editionId, now, input }: Act & { input: { at: Date | null; place: string } }): Promise<Result<null, Denial | "not_found">> {
  return db.transact(async (tx): Promise<Result<null, Denial | "not_found">> => {
    const edition = await lockEdition(tx, editionId, "SHARE");
    if (!edition) return refused("not_found");
    const right = can(actor, "ceremony.lead", { editionId, phase: phaseAt(edition, now) });
    if (!right.allowed) return refused(right.reason);
    await setCeremony(tx, editionId, input, { changedById: actor.userId, changedAt: now });
    return ok(null);
  });
}
