import type { Database } from "~/data/client.server";
import type { EventData } from "~/domain/ledger/chain";

export interface LedgerLine {
  seq: number;
  at: Date;
  type: string;
  actorName: string | null;
  data: EventData;
}

/** One page of an edition's events, newest first, without scores: those stand behind the rights of the score pages. */
export function ledgerPage(db: Database, chain: string, page: { offset: number; limit: number }): Promise<LedgerLine[]> {
  return db.query<LedgerLine>(
    "ledger_page",
    `SELECT e."seq", e."at", e."type", u."name" AS "actorName", e."data" - 'scores' - 'total' - 'awards' AS "data"
       FROM "LedgerEvent" e LEFT JOIN "User" u ON u."id" = e."actor" WHERE e."chain" = $1 ORDER BY e."seq" DESC OFFSET $2 LIMIT $3`,
    [chain, page.offset, page.limit],
  );
}
