/** Roles of the contract. ADMINISTRATOR is held in the whole system, the others in one edition. */
export const ROLES = ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR", "JUDGE", "SCHOOL", "ENTRANT", "GUARDIAN"] as const;
export type Role = (typeof ROLES)[number];

/** Roles of the staff of an edition, who see its desk. */
export const STAFF_ROLES: readonly Role[] = ["ADMINISTRATOR", "ORGANISER", "SECRETARY", "CHAIR"];

export interface HeldRole {
  role: Role;
  /** null for ADMINISTRATOR */
  editionId: string | null;
  /** the unit a SCHOOL account acts for */
  unitId: string | null;
}

/** The signed-in person of a request. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
  roles: readonly HeldRole[];
}

/** True when the actor holds `role` in the edition (ADMINISTRATOR: in the system). */
export function holdsRole(actor: Actor | null, role: Role, editionId: string | null): boolean {
  if (!actor) return false;
  return actor.roles.some((held) => held.role === role && (role === "ADMINISTRATOR" || held.editionId === editionId));
}

export function isAdministrator(actor: Actor | null): boolean {
  return holdsRole(actor, "ADMINISTRATOR", null);
}

/** True when the actor belongs to the staff of the edition, or of any edition when none is given. */
export function isStaff(actor: Actor | null, editionId?: string): boolean {
  if (!actor) return false;
  return actor.roles.some(
    (held) => held.role === "ADMINISTRATOR" || (STAFF_ROLES.includes(held.role) && (!editionId || held.editionId === editionId)),
  );
}
