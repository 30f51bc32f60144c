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

/**
 * The edition for a member of its staff who may perform `action` now.
 * To whoever holds no role of its staff the edition's desk doesn't exist (`not_found`).
 */
export async function accessEdition(
  { db }: Pick<Services, "db">,
  request: { actor: Actor; slug: string; action: Action; now: Date },
): Promise<Result<AccessedEdition, Denial | "not_found">> {
  const edition = await editionBySlug(db.prisma, request.slug);
  if (!edition || !isStaff(request.actor, edition.id)) return refused("not_found");
  const phase = phaseAt(edition, request.now);
  const decision = can(request.actor, request.action, { editionId: edition.id, phase });
  return decision.allowed ? ok({ edition, phase }) : refused(decision.reason);
}
