import type { Reader } from "~/data/editions.server";
import { openSpreads } from "~/domain/results/spreads";
import { currentRanking } from "./current-ranking.server";

/** Whether an entry that is to get a prize has sheets too far apart that neither a meeting on re-scoring nor a vote has settled. */
export async function isAnySpreadOpen(reader: Reader, editionId: string): Promise<boolean> {
  const current = await currentRanking(reader, editionId);
  return current.ok && openSpreads(current.value.problem, current.value.ranking, current.value.settled).length > 0;
}
