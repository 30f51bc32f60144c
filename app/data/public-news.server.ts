import type { Database } from "~/data/client.server";

export interface PublishedCorrection {
  id: string;
  editionId: string;
  decisionNumber: string | null;
  at: Date;
}

/** Corrections of results that were published by `now`, newest first. One statement. */
export function publishedCorrections(db: Database, now: Date): Promise<PublishedCorrection[]> {
  return db.query<PublishedCorrection>(
    "published_corrections",
    `SELECT r."id"::text AS "id", r."editionId"::text AS "editionId", r."decisionNumber", r."publishedAt" AS "at"
       FROM "ResultDecision" r JOIN "Edition" d ON d."id" = r."editionId"
      WHERE r."state" = 'PUBLISHED' AND r."sequence" > 1 AND r."publishedAt" <= $1 AND d."announcedAt" <= $1 AND d."publishedAt" <= $1
      ORDER BY r."publishedAt" DESC LIMIT 200`,
    [now],
  );
}
