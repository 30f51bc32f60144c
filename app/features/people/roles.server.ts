import { refreshConflicts } from "~/data/conflicts-found.server";
import type { Tx } from "~/data/client.server";
import { lockEdition } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { countOpenAssignments, ensureJudge, joinPanel, leavePanels } from "~/data/memberships-judges.server";
import { countAdministrators, endMembership, insertMembership, lockAdministrators, lockMembership } from "~/data/memberships.server";
import { editionsInWork } from "~/data/units-unmatched.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import type { Actor, Role } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export interface RoleGrant {
  userId: string;
  role: Role;
  /** null for ADMINISTRATOR only */
  editionId: string | null;
  /** the unit a SCHOOL acts for, or to which a JUDGE belongs */
  unitId?: string | null;
  /** JUDGE only: the panel to join */
  panelId?: string | null;
  /** who gives it; a person who accepts an invitation gives it to themselves */
  actorId: string;
  now: Date;
}

/**
 * Gives a role within the caller's transaction, with its event; a JUDGE gets a code and a place in the panel. A role
 * that is held already stays as it is, without a second event. Appends to the ledger, so call it last.
 * @throws where an edition is missing or doesn't exist: callers checked that.
 */
export async function grantRole(tx: Tx, grant: RoleGrant): Promise<{ isNew: boolean }> {
  const { userId, role, editionId, now } = grant;
  if ((role === "ADMINISTRATOR") !== (editionId === null)) throw new Error(`role ${role} with edition ${editionId}`);
  if (editionId !== null && !(await lockEdition(tx, editionId))) throw new Error("edition is gone");
  const unitId = grant.unitId ?? null;
  const isNew = await insertMembership(tx, { userId, role, editionId, unitId: role === "SCHOOL" ? unitId : null }, now);
  if (role === "JUDGE" && editionId !== null) {
    const judgeId = await ensureJudge(tx, { editionId, userId, unitId });
    if (grant.panelId) await joinPanel(tx, grant.panelId, judgeId);
  }
  if (editionId !== null) await refreshRunning(tx, { editionId, userId, now });
  else for (const running of await editionsInWork(tx)) await refreshConflicts(tx, { editionId: running, userIds: [userId], now });
  if (isNew) {
    await appendToLedger(tx, [{ type: "ROLE_GRANTED", data: { user: userId, role, edition: editionId }, actor: grant.actorId, at: now, editionId: null }]);
  }
  return { isNew };
}

/** Conflicts of an edition whose results are out are history. */
async function refreshRunning(tx: Tx, { editionId, userId, now }: { editionId: string; userId: string; now: Date }): Promise<void> {
  const edition = await lockEdition(tx, editionId);
  if (edition && !edition.publishedAt) await refreshConflicts(tx, { editionId, userIds: [userId], now });
}

export type EndRoleRefusal = "not_found" | "forbidden" | "last_administrator" | "judge_has_sheets";

/**
 * Ends a role that somebody holds (in `editionId`, where given). A judge with assignments that aren't locked keeps it until those are taken back; the
 * last administrator stays.
 */
export async function endRole(
  { db }: Pick<Services, "db">,
  { actor, membershipId, editionId, now }: { actor: Actor; membershipId: string; editionId?: string; now: Date },
): Promise<Result<{ userId: string; role: Role }, EndRoleRefusal>> {
  return db.transact(async (tx) => {
    await lockAdministrators(tx);
    const held = await lockMembership(tx, membershipId);
    if (!held || (editionId !== undefined && held.editionId !== editionId)) return refused("not_found");
    const refusal = held.editionId === null ? await systemRefusal(tx, actor) : await editionRefusal(tx, actor, { ...held, editionId: held.editionId }, now);
    if (refusal) return refused(refusal);
    await endMembership(tx, held.id, now);
    if (held.editionId !== null) {
      if (held.role === "JUDGE") await leavePanels(tx, held.editionId, held.userId);
      await refreshRunning(tx, { editionId: held.editionId, userId: held.userId, now });
    }
    const data = { user: held.userId, role: held.role, edition: held.editionId };
    await appendToLedger(tx, [{ type: "ROLE_ENDED", data, actor: actor.userId, at: now, editionId: null }]);
    return ok({ userId: held.userId, role: held.role });
  });
}

async function systemRefusal(tx: Tx, actor: Actor): Promise<EndRoleRefusal | null> {
  if (!can(actor, "user.manage", SYSTEM_SUBJECT).allowed) return "not_found";
  return (await countAdministrators(tx)) <= 1 ? "last_administrator" : null;
}

async function editionRefusal(
  tx: Tx,
  actor: Actor,
  held: { userId: string; role: Role; editionId: string },
  now: Date,
): Promise<EndRoleRefusal | null> {
  const edition = await lockEdition(tx, held.editionId);
  if (!edition || !can(actor, "member.manage", { editionId: edition.id, phase: phaseAt(edition, now) }).allowed) return "not_found";
  const isOpen = held.role === "JUDGE" && (await countOpenAssignments(tx, held.editionId, held.userId)) > 0;
  return isOpen ? "judge_has_sheets" : null;
}
