/** Each statement gives the rows that break the invariant, named in the column `row`. What stands in the events is for `ledger verify`. */
export const LEDGER_INVARIANTS = {
  /** The head of a chain is its last event. */
  ledger_head: `SELECT 'LedgerHead ' || coalesce(h."chain", l."chain") AS "row"
    FROM (SELECT DISTINCT ON ("chain") "chain", "seq", "hash" FROM "LedgerEvent" ORDER BY "chain", "seq" DESC) l
    FULL JOIN (SELECT * FROM "LedgerHead" WHERE "seq" > 0) h ON h."chain" = l."chain"
    WHERE h."seq" IS DISTINCT FROM l."seq" OR h."hash" IS DISTINCT FROM l."hash"`,
  /** The events of a chain are numbered from 1 without a gap. */
  ledger_numbers: `SELECT 'LedgerEvent ' || "chain" AS "row" FROM "LedgerEvent" GROUP BY "chain" HAVING min("seq") <> 1 OR max("seq") <> count(*)`,
  /** A chain is the system's or an edition's. */
  ledger_chain: `SELECT DISTINCT 'LedgerEvent ' || l."chain" AS "row" FROM "LedgerEvent" l
    WHERE l."chain" <> 'system' AND NOT EXISTS (SELECT 1 FROM "Edition" d WHERE d."id"::text = l."chain")`,
} as const;
