import { isStaff, type Actor, type Role } from "~/domain/access/roles";
import { paths } from "~/paths";

/** Where a person's own work begins: judging first, then the staff's desk, else the own entries. */
export function cornerOf(actor: Pick<Actor, "roles">): string {
  if (actor.roles.some(({ role }) => role === "JUDGE")) return paths.judging();
  return isStaff({ userId: "", name: "", email: "", phone: null, roles: actor.roles }) ? paths.staffHome() : paths.myEntries();
}

/** Where somebody goes who has just been given a role. */
export function firstPageOf(role: Role, editionSlug: string | null): string {
  if (role === "JUDGE") return paths.judging();
  if (role === "ADMINISTRATOR") return paths.staffHome();
  if (role === "ORGANISER" || role === "SECRETARY" || role === "CHAIR") return editionSlug ? paths.desk(editionSlug) : paths.staffHome();
  return paths.myEntries();
}
