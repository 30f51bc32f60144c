import { printFixed, printPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { assessEntries, type Flag } from "~/domain/scoring/assessment";
import { problemFaults, type Fault, type FaultCode } from "~/domain/scoring/faults";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { rankEntries, type RankedEntry } from "./order";
import { proposePrizes, type ChoiceFaultCode, type PrizeCount, type UndecidedGroup } from "./prizes";

/** One line of the result, with numbers as they are printed. */
export interface RankingRow {
  readonly entry: string;
  readonly field: string;
  readonly rank: number | null;
  readonly mean: string | null;
  /** Criterion code → mean, in the order of the rubric; empty for an incomplete entry. */
  readonly criteria: Readonly<Record<string, string>>;
  readonly judges: number;
  readonly spread: string | null;
  readonly flags: readonly Flag[];
  readonly prize: string | null;
}

/** The answer of `rank`: members and their order are those of the contract. */
export interface Ranking {
  readonly ranking: readonly RankingRow[];
  readonly prizes: readonly PrizeCount[];
  readonly undecided: readonly UndecidedGroup[];
}

export type RankingFault = Fault<FaultCode | ChoiceFaultCode>;

/**
 * The result of a contest: means, ranks, flags, proposed prizes and the ties that the chair has to decide.
 *
 * Refused with every contradiction in the problem; where there is none, with the choices that answer no tie at a quota
 * line (these can only be judged once all the rest holds). The rules are those of the contract's "Scoring problem".
 */
export function rankProblem(
  problem: ScoringProblem,
): Result<Ranking, "PROBLEM_REFUSED", { faults: readonly RankingFault[] }> {
  const faults = problemFaults(problem);
  if (faults.length > 0) return refused("PROBLEM_REFUSED", { faults });

  const ranked = rankEntries(assessEntries(problem), problem.rules.tieBreak);
  const proposal = proposePrizes(ranked, problem.rules, problem.choices);
  if (proposal.faults.length > 0) return refused("PROBLEM_REFUSED", { faults: proposal.faults });

  return ok({
    ranking: ranked.map((it) => rankingRow(it, problem.rules.decimals, proposal.prizeOf.get(it.entry.id) ?? null)),
    prizes: proposal.counts,
    undecided: proposal.undecided,
  });
}

function rankingRow(ranked: RankedEntry, decimals: number, prize: string | null): RankingRow {
  const { entry, rank, mean, criteria, judges, spread, flags } = ranked;
  return {
    entry: entry.id,
    field: entry.field,
    rank,
    mean: mean === null ? null : printFixed(mean, decimals),
    criteria: Object.fromEntries([...criteria].map(([code, value]) => [code, printFixed(value, decimals)])),
    judges,
    spread: spread === null ? null : printPoints(spread, decimals),
    flags,
    prize,
  };
}
