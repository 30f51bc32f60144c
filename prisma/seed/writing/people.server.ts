import type { Role } from "~/domain/access/roles";
import type { SeedBook } from "./book.server";

export interface Person {
  userId: string;
  name: string;
  email: string;
}

interface NewPerson {
  name: string;
  email: string;
  /** E.164, of a telephone account */
  phone?: string;
  at: Date;
  /** hash of the password; without one nobody can sign in */
  passwordHash?: string;
}

export function addPerson(book: SeedBook, { name, email, phone, at, passwordHash }: NewPerson): Person {
  const userId = book.chance.uuid();
  book.add("User", { id: userId, name, email, phone: phone ?? null, emailVerified: true, locale: "vi", createdAt: at, updatedAt: at });
  if (passwordHash) {
    const id = book.chance.uuid();
    book.add("Account", { id, accountId: userId, providerId: "credential", userId, password: passwordHash, createdAt: at, updatedAt: at });
  }
  return { userId, name, email };
}

interface Grant {
  userId: string;
  role: Role;
  editionId: string | null;
  unitId?: string | null;
  /** who gave it */
  actorId: string;
  at: Date;
}

/** A role given by staff, with its event. */
export function grantRole(book: SeedBook, { userId, role, editionId, unitId = null, actorId, at }: Grant): void {
  book.add("Membership", { id: book.chance.uuid(), userId, role, editionId, unitId, createdAt: at });
  book.record({ type: "ROLE_GRANTED", data: { user: userId, role, edition: editionId }, actor: actorId, at, editionId: null });
}

/** The role that comes by itself with an entry; it leaves no event. */
export function joinEdition(book: SeedBook, { userId, role, editionId, at }: { userId: string; role: "ENTRANT" | "GUARDIAN"; editionId: string; at: Date }): void {
  book.add("Membership", { id: book.chance.uuid(), userId, role, editionId, unitId: null, createdAt: at });
}
