import { isCorrected } from "~/data/corrections.server";
import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { can, dependsOnCorrection, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export interface AccessedEdition {
  edition: EditionRow;
  phase: Phase;
}

/** Whether the edition's result is open for a correction; asked only where the action depends on it. */
export async function isOpenForCorrection({ db }: Pick<Services, "db">, { edition, action, now }: { edition: EditionRow | null; action: Action; now: Date }): Promise<boolean> {
  return edition !== null && dependsOnCorrection(action, phaseAt(edition, now)) && (await isCorrected(db.prisma, edition.id));
}

export function findEdition({ db }: Pick<Services, "db">, slug: string): Promise<EditionRow | null> {
  return editionBySlug(db.prisma, slug);
}

/**
 * The edition for a member of its staff who may perform `action` now.
 * To whoever holds no role of its staff the edition's desk doesn't exist (`not_found`).
 */
export function accessEdition(request: {
  actor: Actor;
  edition: EditionRow | null;
  action: Action;
  now: Date;
  /** the published result is open for a correction */
  isCorrected?: boolean;
}): Result<AccessedEdition, Denial | "not_found"> {
  const { actor, edition, action, now, isCorrected = false } = request;
  if (!edition || !isStaff(actor, edition.id)) return refused("not_found");
  const phase = phaseAt(edition, now);
  const decision = can(actor, action, { editionId: edition.id, phase, isCorrected });
  return decision.allowed ? ok({ edition, phase }) : refused(decision.reason);
}
