import type { Reader } from "~/data/editions.server";
import { standingChoices, type StandingChoice } from "~/data/results.server";
import { scoringInput } from "~/data/sheets.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { rankProblem, type Ranking, type RankingFault } from "~/domain/ranking/rank-problem";
import type { ScoringProblem } from "~/domain/scoring/problem";

export interface CurrentRanking {
  problem: ScoringProblem;
  ranking: Ranking;
  choices: readonly StandingChoice[];
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
  const choices = await standingChoices(reader, editionId);
  const problem: ScoringProblem = { ...input, choices: choices.map(({ tier, field, entries }) => ({ tier, field, entries })) };
  const ranked = rankProblem(problem);
  if (ranked.ok) return ok({ problem, ranking: ranked.value, choices, staleChoices: false });
  const bare = { ...problem, choices: [] };
  const withoutChoices = rankProblem(bare);
  if (!withoutChoices.ok) return refused("rules_contradict", { faults: withoutChoices.faults });
  return ok({ problem: bare, ranking: withoutChoices.value, choices, staleChoices: choices.length > 0 });
}
