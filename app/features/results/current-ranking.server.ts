import type { Reader } from "~/data/editions.server";
import { scoringInput } from "~/data/sheets.server";
import { standingDecisions, type StandingDecisions } from "~/data/votes.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { rankProblem, type Ranking, type RankingFault } from "~/domain/ranking/rank-problem";
import type { ScoringProblem } from "~/domain/scoring/problem";

export interface CurrentRanking extends StandingDecisions {
  problem: ScoringProblem;
  ranking: Ranking;
  /** true when choices that stand answer no tie any more; the ranking then leaves all of them out */
  staleChoices: boolean;
}

/**
 * The ranking as the database stands now, by the rules of the contract.
 * Refused where the edition's rules contradict each other (a rubric missing, weights that do not add up).
 */
export async function currentRanking(
  reader: Reader,
  editionId: string,
): Promise<Result<CurrentRanking, "rules_contradict", { faults: readonly RankingFault[] }>> {
  const input = await scoringInput(reader, editionId);
  const decided = await standingDecisions(reader, editionId);
  const { choices } = decided;
  const problem: ScoringProblem = { ...input, choices: choices.map(({ tier, field, entries }) => ({ tier, field, entries })) };
  const ranked = rankProblem(problem);
  if (ranked.ok) return ok({ problem, ranking: ranked.value, ...decided, staleChoices: false });
  const bare = { ...problem, choices: [] };
  const withoutChoices = rankProblem(bare);
  if (!withoutChoices.ok) return refused("rules_contradict", { faults: withoutChoices.faults });
  return ok({ problem: bare, ranking: withoutChoices.value, ...decided, staleChoices: choices.length > 0 });
}
