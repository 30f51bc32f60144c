import type { ClientBase } from "pg";
import type { Database } from "~/data/client.server";
import { DUPLICATE_INVARIANTS } from "~/data/invariants-duplicates.server";
import { EDITION_INVARIANTS } from "~/data/invariants-editions.server";
import { ENTRY_INVARIANTS } from "~/data/invariants-entries.server";
import { FILE_INVARIANTS } from "~/data/invariants-files.server";
import { HONOUR_INVARIANTS } from "~/data/invariants-honours.server";
import { JUDGING_INVARIANTS } from "~/data/invariants-judging.server";
import { LEDGER_INVARIANTS } from "~/data/invariants-ledger.server";
import { PEOPLE_INVARIANTS } from "~/data/invariants-people.server";
import { RESULT_INVARIANTS } from "~/data/invariants-results.server";
import { RETENTION_INVARIANTS } from "~/data/invariants-retention.server";
import { STAGE_INVARIANTS } from "~/data/invariants-stages.server";
import { THING_INVARIANTS } from "~/data/invariants-things.server";
import { UPWARD_INVARIANTS } from "~/data/invariants-upward.server";

/** Everything that holds of the database at any moment between two transactions, one statement each. */
const INVARIANTS = { ...EDITION_INVARIANTS, ...ENTRY_INVARIANTS, ...FILE_INVARIANTS, ...DUPLICATE_INVARIANTS, ...THING_INVARIANTS, ...JUDGING_INVARIANTS, ...RESULT_INVARIANTS, ...STAGE_INVARIANTS, ...HONOUR_INVARIANTS, ...UPWARD_INVARIANTS, ...PEOPLE_INVARIANTS, ...RETENTION_INVARIANTS, ...LEDGER_INVARIANTS };

export type InvariantName = keyof typeof INVARIANTS;

export const INVARIANT_NAMES = Object.keys(INVARIANTS) as InvariantName[];

export interface Violation {
  invariant: InvariantName;
  /** table, id and, where it helps, the code of the row */
  row: string;
}

/** Every row that breaks an invariant, all read from one snapshot, so that a running server does no harm. */
export async function findViolations(db: Database): Promise<Violation[]> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await violationsSeenBy(client);
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}

/** The same as one connection sees it, within its transaction. */
export async function violationsSeenBy(client: ClientBase): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const invariant of INVARIANT_NAMES) {
    const { rows } = await client.query<{ row: string }>(INVARIANTS[invariant]);
    found.push(...rows.map(({ row }) => ({ invariant, row })).toSorted((a, b) => (a.row < b.row ? -1 : 1)));
  }
  return found;
}
