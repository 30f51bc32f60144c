import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Actor, Role } from "~/domain/access/roles";

/** The person of a session that has not ended, with all roles held now; null where there is none such. One statement. */
export async function actorOfSession(db: Database, token: string): Promise<Actor | null> {
  const [actor] = await db.query<Actor>(
    "actor_of_session",
    `SELECT u."id" AS "userId", u."name", u."email", u."phone",
            coalesce((SELECT json_agg(json_build_object('role', m."role", 'editionId', m."editionId", 'unitId', m."unitId"))
                        FROM "Membership" m WHERE m."userId" = u."id" AND m."endedAt" IS NULL), '[]') AS "roles"
       FROM "Session" s JOIN "User" u ON u."id" = s."userId" WHERE s."token" = $1 AND s."expiresAt" > now()`,
    [token],
  );
  return actor ?? null;
}

export async function countAdministrators(reader: Reader): Promise<number> {
  return reader.membership.count({ where: { role: "ADMINISTRATOR", endedAt: null } });
}

/** Accounts that hold a role of the edition now. */
export async function holdersOfRole(reader: Reader, editionId: string, role: Role): Promise<string[]> {
  const rows = await reader.membership.findMany({ where: { editionId, role, endedAt: null }, select: { userId: true }, orderBy: { createdAt: "asc" } });
  return [...new Set(rows.map((row) => row.userId))];
}

/** Accounts that administer the system now. */
export async function administratorIds(reader: Reader): Promise<string[]> {
  const rows = await reader.membership.findMany({ where: { role: "ADMINISTRATOR", endedAt: null }, select: { userId: true }, orderBy: { createdAt: "asc" } });
  return rows.map((row) => row.userId);
}

export interface NewMembership {
  userId: string;
  role: Role;
  editionId: string | null;
  unitId: string | null;
}

/** Gives a role; false where the person holds it already. */
export async function insertMembership(tx: Tx, { userId, role, editionId, unitId }: NewMembership, now: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Membership" ("id", "userId", "role", "editionId", "unitId", "createdAt")
    VALUES (gen_random_uuid(), ${userId}, ${role}::"Role", ${editionId}::uuid, ${unitId}::uuid, ${now}) ON CONFLICT DO NOTHING`;
  return count > 0;
}

/** A role that is held now, locked until the transaction ends; null where it ended or never was. */
export async function lockMembership(tx: Tx, id: string): Promise<{ id: string; userId: string; role: Role; editionId: string | null } | null> {
  const [row] = await tx.$queryRaw<{ id: string; userId: string; role: Role; editionId: string | null }[]>`
    SELECT "id"::text, "userId", "role"::text, "editionId"::text FROM "Membership" WHERE "id" = ${id}::uuid AND "endedAt" IS NULL FOR UPDATE`;
  return row ?? null;
}

export async function endMembership(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.membership.update({ where: { id }, data: { endedAt: now } });
}

/** Holds off everybody else who counts or ends administrators until the transaction ends. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))`;
}

export interface EditionMember {
  id: string;
  userId: string;
  role: Role;
  name: string;
  email: string;
  phone: string | null;
  unitName: string | null;
  judgeCode: string | null;
  panels: string[];
  createdAt: Date;
}

/** Everybody who holds a role of the edition now, except entrants and guardians, by name. */
export function membersOfEdition(db: Database, editionId: string): Promise<EditionMember[]> {
  return db.query<EditionMember>(
    "members_of_edition",
    `SELECT m."id"::text, m."userId", m."role"::text, u."name", u."email", u."phone", m."createdAt",
            coalesce(own."name", theirs."name") AS "unitName", j."code" AS "judgeCode",
            coalesce((SELECT json_agg(p."name" ORDER BY p."name") FROM "PanelMember" pm JOIN "Panel" p ON p."id" = pm."panelId"
               WHERE pm."judgeId" = j."id"), '[]') AS "panels"
       FROM "Membership" m
       JOIN "User" u ON u."id" = m."userId"
       LEFT JOIN "Judge" j ON j."editionId" = m."editionId" AND j."userId" = m."userId" AND m."role" = 'JUDGE'
       LEFT JOIN "Unit" own ON own."id" = m."unitId"
       LEFT JOIN "Unit" theirs ON theirs."id" = j."unitId"
      WHERE m."editionId" = $1::uuid AND m."endedAt" IS NULL AND m."role" NOT IN ('ENTRANT', 'GUARDIAN')
      ORDER BY m."role", j."code", norm(u."name"), m."id" LIMIT 1000`,
    [editionId],
  );
}

export interface RoleInFull {
  role: Role;
  edition: { slug: string; title: string } | null;
  unitName: string | null;
}

/** Roles a person holds now, with the names of what they belong to. */
export function rolesInFull(db: Database, userId: string): Promise<RoleInFull[]> {
  return db.query<RoleInFull>(
    "roles_in_full",
    `SELECT m."role"::text, u."name" AS "unitName",
            CASE WHEN e."id" IS NOT NULL THEN json_build_object('slug', e."slug", 'title', e."title") END AS "edition"
       FROM "Membership" m LEFT JOIN "Edition" e ON e."id" = m."editionId" LEFT JOIN "Unit" u ON u."id" = m."unitId"
      WHERE m."userId" = $1 AND m."endedAt" IS NULL ORDER BY m."createdAt" DESC, m."id" DESC LIMIT 100`,
    [userId],
  );
}
