import type { Database } from "~/data/client.server";
import type { ContestKind } from "~/data/generated/client";

export interface SiteEdition {
  slug: string;
  kind: ContestKind;
  letterheadParent: string;
  letterheadBody: string;
  contact: string;
}

/** The newest announced edition of each contest: what the frame of every page says of the host. One statement. */
export function newestEditions(db: Database, now: Date): Promise<SiteEdition[]> {
  return db.query<SiteEdition>(
    "newest_editions",
    `SELECT DISTINCT ON ("kind") "slug", "kind"::text AS "kind", "letterheadParent", "letterheadBody", "contact"
       FROM "Edition" WHERE "announcedAt" <= $1 ORDER BY "kind", "opensAt" DESC, "number" DESC`,
    [now],
  );
}

/** How many messages wait to be sent or handed over. */
export async function waitingMessages(db: Database): Promise<number> {
  const rows = await db.query<{ waiting: number }>(
    "waiting_messages",
    `SELECT count(*)::int AS "waiting" FROM "OutboxMessage" WHERE "state" IN ('PENDING', 'FAILED')`,
  );
  return rows[0]?.waiting ?? 0;
}
