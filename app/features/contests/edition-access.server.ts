import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export interface AccessedEdition {
  edition: EditionRow;
  phase: Phase;
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
}): Result<AccessedEdition, Denial | "not_found"> {
  const { actor, edition, action, now } = request;
  if (!edition || !isStaff(actor, edition.id)) return refused("not_found");
  const phase = phaseAt(edition, now);
  const decision = can(actor, action, { editionId: edition.id, phase });
  return decision.allowed ? ok({ edition, phase }) : refused(decision.reason);
}
