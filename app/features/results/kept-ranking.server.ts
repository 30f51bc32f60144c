import { ledgerHead } from "~/data/ledger.server";
import type { Reader } from "~/data/editions.server";
import { currentRanking } from "./current-ranking.server";

type Outcome = Awaited<ReturnType<typeof currentRanking>>;

/** Rankings of the editions looked at last; each is worth some hundred kilobytes at 2,000 entries. */
const MOST_KEPT = 8;
const kept = new Map<string, { stamp: string; outcome: Outcome }>();

/**
 * The ranking for screens, computed once for each state of the record: whatever a ranking is made of (locked sheets,
 * assignments, screening, withdrawals, choices) writes an event, and rules count up the edition's version. Commands that
 * decide something compute anew (`currentRanking`), so a row changed behind the record never gets into a decision.
 */
export async function keptRanking(reader: Reader, edition: { id: string; version: number }): Promise<Outcome> {
  const head = await ledgerHead(reader, edition.id);
  const stamp = `${edition.version} ${head?.hash ?? ""}`;
  const known = kept.get(edition.id);
  // Without events nothing tells one state from the next.
  if (head && known?.stamp === stamp) return known.outcome;
  const outcome = await currentRanking(reader, edition.id);
  kept.delete(edition.id);
  if (head) kept.set(edition.id, { stamp, outcome });
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return outcome;
}
