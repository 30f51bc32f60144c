import { randomUUID } from "node:crypto";
import type { UnitKind } from "~/data/generated/enums";
import type { Actor, HeldRole, Role } from "~/domain/access/roles";
import type { Services } from "~/features/services";

type WithDatabase = Pick<Services, "db">;

interface UserSpec {
  name?: string;
  email?: string;
  /** E.164; the address is then the placeholder of a telephone account unless given */
  phone?: string;
  locale?: "vi" | "en";
  /** a role to hold from the start; every role but ADMINISTRATOR needs `editionId` */
  role?: Role;
  editionId?: string;
  unitId?: string;
}

/** An account without a password (nobody can sign in with it), with at most one role, as the actor of commands. */
export async function makeUser({ db }: WithDatabase, spec: UserSpec = {}): Promise<Actor> {
  const id = randomUUID();
  const user = await db.prisma.user.create({
    data: {
      id,
      name: spec.name ?? `Nguyễn Thị ${id.slice(0, 8)}`,
      email: spec.email ?? (spec.phone ? `${spec.phone.slice(1)}@phone.invalid` : `${id}@example.test`),
      phone: spec.phone ?? null,
      locale: spec.locale ?? "vi",
    },
  });
  const actor: Actor = { userId: user.id, name: user.name, email: user.email, phone: user.phone, roles: [] };
  return spec.role ? withRole({ db }, actor, spec.role, spec) : actor;
}

/** The same person with one more role. */
export async function withRole({ db }: WithDatabase, actor: Actor, role: Role, scope: Pick<UserSpec, "editionId" | "unitId"> = {}): Promise<Actor> {
  const held: HeldRole = { role, editionId: role === "ADMINISTRATOR" ? null : (scope.editionId ?? null), unitId: scope.unitId ?? null };
  await db.prisma.membership.create({ data: { userId: actor.userId, ...held } });
  return { ...actor, roles: [...actor.roles, held] };
}

interface UnitSpec {
  name?: string;
  kind?: UnitKind;
  parentId?: string;
  /** former names and other spellings */
  names?: readonly string[];
}

/** A unit of the register; its name is unique unless given. */
export function makeUnit({ db }: WithDatabase, spec: UnitSpec = {}) {
  return db.prisma.unit.create({
    data: {
      kind: spec.kind ?? "SCHOOL",
      name: spec.name ?? `Trường THCS ${randomUUID().slice(0, 8)}`,
      parentId: spec.parentId ?? null,
      names: { create: (spec.names ?? []).map((name) => ({ name })) },
    },
    include: { names: true },
  });
}
