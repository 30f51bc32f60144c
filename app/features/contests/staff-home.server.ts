import { editionsWithIds } from "~/data/editions-lists.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import { isAdministrator, STAFF_ROLES, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import type { Services } from "~/features/services";

/** The editions somebody works on as staff, newest first with their phase, and which common tools the person may use. */
export async function staffHome({ db }: Pick<Services, "db">, { actor, now }: { actor: Actor; now: Date }) {
  const own = actor.roles.flatMap(({ role, editionId }) => (editionId !== null && STAFF_ROLES.includes(role) ? [editionId] : []));
  const editions = await editionsWithIds(db, isAdministrator(actor) ? null : [...new Set(own)]);
  const may = (action: Parameters<typeof can>[1]) => can(actor, action, SYSTEM_SUBJECT).allowed;
  return {
    editions: editions.map((edition) => ({
      ...edition,
      phase: phaseAt(edition, now),
      roles: isAdministrator(actor) ? (["ADMINISTRATOR"] as const) : actor.roles.filter((held) => held.editionId === edition.id).map(({ role }) => role),
    })),
    may: { create: may("edition.create"), units: may("unit.manage"), outbox: may("outbox.view"), users: may("user.manage") },
  };
}
