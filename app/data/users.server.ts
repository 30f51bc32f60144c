import type { Database, Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Role } from "~/domain/access/roles";
import { everyWord, searchPatterns } from "~/data/search.server";

export type UserLocale = "vi" | "en";

export interface Contact {
  name: string;
  email: string;
  phone: string | null;
  locale: UserLocale;
}

const asLocale = (stored: string): UserLocale => (stored === "en" ? "en" : "vi");

/** How to reach a person, and in which language; null where the account is gone. */
export async function contactOfUser(reader: Reader, userId: string): Promise<Contact | null> {
  const user = await reader.user.findUnique({ where: { id: userId }, select: { name: true, email: true, phone: true, locale: true } });
  return user && { ...user, locale: asLocale(user.locale) };
}

/** The account with this address (for telephone accounts the placeholder), or null. */
export function userByEmail(reader: Reader, email: string) {
  return reader.user.findUnique({ where: { email }, select: { id: true, name: true } });
}

export async function updateProfile(reader: Reader, userId: string, profile: { name: string; locale: UserLocale }): Promise<void> {
  await reader.user.update({ where: { id: userId }, data: profile });
}

export interface ListedUser {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  createdAt: Date;
  /** running sessions */
  sessions: number;
  lastSeenAt: Date | null;
  roles: { role: Role; editionTitle: string | null }[];
}

/** One page of the accounts whose name or sign-in name holds every word of the search, by name. */
export async function listUsers(db: Database, filter: { search: string; role: Role | null; page: number; pageSize: number; now: Date }): Promise<{ rows: ListedUser[]; total: number }> {
  const where = `${everyWord(`u."name" || ' ' || u."email" || ' ' || coalesce('0' || substr(u."phone", 4), '')`, 1)}
    AND ($2::"Role" IS NULL OR EXISTS (SELECT 1 FROM "Membership" h WHERE h."userId" = u."id" AND h."endedAt" IS NULL AND h."role" = $2::"Role"))`;
  const values = [searchPatterns(filter.search), filter.role];
  const [rows, [count]] = await Promise.all([
    db.query<ListedUser>(
      "users_list",
      `SELECT u."id", u."name", u."email", u."phone", u."createdAt",
              (SELECT count(*)::int FROM "Session" s WHERE s."userId" = u."id" AND s."expiresAt" > $3) AS "sessions",
              (SELECT max(s."updatedAt") FROM "Session" s WHERE s."userId" = u."id") AS "lastSeenAt",
              coalesce((SELECT json_agg(json_build_object('role', h."role", 'editionTitle', e."title") ORDER BY h."role", e."number" DESC)
                 FROM "Membership" h LEFT JOIN "Edition" e ON e."id" = h."editionId" WHERE h."userId" = u."id" AND h."endedAt" IS NULL), '[]') AS "roles"
         FROM "User" u WHERE ${where} ORDER BY norm(u."name"), u."id" LIMIT $4 OFFSET $5`,
      [...values, filter.now, filter.pageSize, (filter.page - 1) * filter.pageSize],
    ),
    db.query<{ n: number }>("users_count", `SELECT count(*)::int AS n FROM "User" u WHERE ${where}`, values),
  ]);
  return { rows, total: count?.n ?? 0 };
}

/** An account with the roles it holds and held and its running sessions, without their tokens. */
export function userInFull(reader: Reader, userId: string, now: Date) {
  return reader.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      name: true,
      email: true,
      phone: true,
      createdAt: true,
      memberships: {
        select: { id: true, role: true, createdAt: true, endedAt: true, edition: { select: { slug: true, title: true } }, unit: { select: { name: true } } },
        orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
        take: 100,
      },
      sessions: { where: { expiresAt: { gt: now } }, select: { id: true, userAgent: true, createdAt: true, updatedAt: true }, orderBy: { updatedAt: "desc" }, take: 50 },
    },
  });
}

/** Signs a person out everywhere. Returns how many sessions ended. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId } });
  return count;
}
