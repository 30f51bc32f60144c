import type { Database } from "~/data/client.server";
import type { EventData } from "~/domain/ledger/chain";

export interface LedgerLine {
  seq: number;
  at: Date;
  type: string;
  actorName: string | null;
  data: EventData;
}

export interface LedgerPage {
  lines: LedgerLine[];
  /** how many events there are for this reader */
  total: number;
  /** codes of entries this reader must not read of, for taking them out of lists */
  barred: string[];
}

/** Codes and ids of the entries person $2 has a conflict of interest with, and ids of the votes and choices of chain $1 that decided about them. */
const BARRED = `SELECT (SELECT array_agg(b."code") FROM (
      SELECT unnest(ARRAY[x."code", x."id"::text]) AS "code" FROM "Entry" x WHERE x."id" = ANY (own."ids")
      ${["Vote", "PrizeChoice", "QuotaChoice"].map((table) => `UNION SELECT d."id"::text FROM "${table}" d WHERE d."editionId"::text = $1 AND d."groupIds" && own."ids"`).join(" ")}
    ) b WHERE b."code" IS NOT NULL) AS "codes"
    FROM (SELECT array_agg(k."entryId") AS "ids" FROM "Conflict" k WHERE k."userId" = $2 AND k."liftedAt" IS NULL) own`;

/**
 * One page of an edition's events, newest first, without scores: those stand behind the rights of the score pages. Events about an
 * entry the reader has a conflict of interest with are left out and the others counted on, so that no gap tells of them; for everybody
 * else `seq` is the number in the chain.
 */
export async function ledgerPage(db: Database, chain: string, page: { viewerId: string; offset: number; limit: number }): Promise<LedgerPage> {
  const rows = await db.query<LedgerLine & { total: number; barred: string[] }>(
    "ledger_page",
    `WITH barred AS (${BARRED}),
     shown AS (
       SELECT e.*, (row_number() OVER (ORDER BY e."seq"))::int AS "place" FROM "LedgerEvent" e, barred
        WHERE e."chain" = $1 AND (barred."codes" IS NULL OR NOT EXISTS (
          SELECT 1 FROM jsonb_each(e."data") v
           WHERE v."value" #>> '{}' = ANY(barred."codes") OR (e."type" IN ('PRIZE_CHOSEN', 'PRIZE_CHOICE_REVOKED', 'VOTE_RECORDED', 'VOTE_REVOKED') AND v."key" = 'entries' AND v."value" ?| barred."codes"))))
     SELECT s."place" AS "seq", s."at", s."type", u."name" AS "actorName", s."data" - 'scores' - 'total' - 'awards' AS "data",
            (SELECT count(*)::int FROM shown) AS "total", coalesce((SELECT "codes" FROM barred), '{}') AS "barred"
       FROM shown s LEFT JOIN "User" u ON u."id" = s."actor" ORDER BY s."seq" DESC OFFSET $3 LIMIT $4`,
    [chain, page.viewerId, page.offset, page.limit],
  );
  return { lines: rows.map(({ total: _total, barred: _barred, ...line }) => line), total: rows[0]?.total ?? 0, barred: rows[0]?.barred ?? [] };
}

/** Names of rounds, tiers, fields and special awards of an edition by `<kind>/<code>`: what its events tell by code. */
export async function namesOfEvents(db: Database, editionId: string): Promise<Map<string, string>> {
  const rows = await db.query<{ key: string; name: string }>(
    "ledger_names",
    `SELECT 'round/' || "code" AS "key", "name" FROM "Round" WHERE "editionId" = $1::uuid
     UNION ALL SELECT 'tier/' || "code", "label" FROM "PrizeTier" WHERE "editionId" = $1::uuid
     UNION ALL SELECT 'field/' || "code", "name" FROM "Field" WHERE "editionId" = $1::uuid
     UNION ALL SELECT 'award/' || "code", "label" FROM "SpecialAward" WHERE "editionId" = $1::uuid`,
    [editionId],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}
