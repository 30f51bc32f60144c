import type { Database } from "~/data/client.server";
import type { HeldRole } from "~/domain/access/roles";

/** Roles the person holds now, over all editions. */
export function rolesOfUser(db: Database, userId: string): Promise<HeldRole[]> {
  return db.query<HeldRole>(
    "roles_of_user",
    `SELECT "role"::text AS "role", "editionId"::text AS "editionId", "unitId"::text AS "unitId"
       FROM "Membership" WHERE "userId" = $1 AND "endedAt" IS NULL`,
    [userId],
  );
}
