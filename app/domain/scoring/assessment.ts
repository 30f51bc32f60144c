import {
  addRatios,
  multiplyRatios,
  ratio,
  roundHalfUp,
  UNITS_PER_POINT,
  type Points,
  type Ratio,
} from "~/domain/kernel/decimal";
import type { Criterion, Round, ScoredEntry, ScoreSheet, ScoringProblem } from "./problem";
import { rubricFor } from "./rubric";

/** What the sheets say about one entry, before it is compared with the others. */
export interface Assessment {
  readonly entry: ScoredEntry;
  /** Null where a round has too few locked sheets. Counted in 10^-decimals of a point, as are the criteria. */
  readonly mean: number | null;
  /** Criterion code → mean, in the order of the rubric of the last round; empty where `mean` is null. */
  readonly criteria: ReadonlyMap<string, number>;
  /** Locked sheets in the last round. */
  readonly judges: number;
  /** Highest minus lowest total in the last round, exact; null without a sheet. */
  readonly spread: Points | null;
  readonly flags: readonly Flag[];
}

/**
 * INCOMPLETE: too few locked sheets in a round, so no mean, no rank, no prize. SPREAD: the judges of a round differ by
 * more than the rules allow; a notice only. BELOW_MIN: the mean in a criterion is below its minimum; ranked, no prize.
 */
export type Flag = "INCOMPLETE" | "SPREAD" | "BELOW_MIN";

/** A contest without rounds is one nameless round that counts in full. */
const SINGLE_ROUND = { code: null, weight: UNITS_PER_POINT } as const;

type HeldRound = Round | typeof SINGLE_ROUND;

/** Assesses every entry, in the order given. The problem must be free of faults (see `problemFaults`). */
export function assessEntries(problem: ScoringProblem): Assessment[] {
  const rounds: readonly HeldRound[] = problem.rounds.length === 0 ? [SINGLE_ROUND] : problem.rounds;
  const lockedSheets = groupLockedSheets(problem.sheets);
  return problem.entries.map((entry) => {
    const sheetsByRound = rounds.map((round) => lockedSheets.get(sheetKey(entry.id, round.code)) ?? []);
    return assessEntry(problem, entry, rounds, sheetsByRound);
  });
}

function assessEntry(
  problem: ScoringProblem,
  entry: ScoredEntry,
  rounds: readonly HeldRound[],
  sheetsByRound: readonly ScoreSheet[][],
): Assessment {
  const { decimals, minJudges, maxSpread } = problem.rules;
  const totals = sheetsByRound.map((sheets) => sheets.map(total));
  const spreads = totals.map(spreadOf);
  const lastSheets = sheetsByRound.at(-1) ?? [];
  const incomplete = sheetsByRound.some((sheets) => sheets.length < minJudges);
  const criteria = incomplete
    ? []
    : (rubricFor(problem.rubrics, rounds.at(-1)?.code ?? null, entry.field)?.criteria ?? []);
  const means = new Map(criteria.map((it) => [it.code, roundHalfUp(criterionMean(it, lastSheets), decimals)]));

  const flags: Flag[] = [];
  if (incomplete) flags.push("INCOMPLETE");
  if (maxSpread !== null && spreads.some((spread) => spread !== null && spread > maxSpread)) flags.push("SPREAD");
  if (criteria.some((it) => it.min !== null && isBelow(means.get(it.code) ?? 0, decimals, it.min))) {
    flags.push("BELOW_MIN");
  }
  return {
    entry,
    mean: incomplete ? null : roundHalfUp(weightedMean(rounds, totals), decimals),
    criteria: means,
    judges: lastSheets.length,
    spread: spreads.at(-1) ?? null,
    flags,
  };
}

/**
 * Whether a rounded mean is below a bound. What people read decides: a mean that is printed as 80.00 reaches 80, as
 * the mean of the contract is the rounded one (only the spread is compared exactly).
 */
export function isBelow(mean: number, decimals: number, bound: Points): boolean {
  return mean * UNITS_PER_POINT < bound * 10 ** decimals;
}

/** The exact weighted sum of the rounds' exact means; each round has at least one total. */
function weightedMean(rounds: readonly HeldRound[], totals: readonly (readonly Points[])[]): Ratio {
  return rounds
    .map((round, index) => multiplyRatios(ratio(round.weight, UNITS_PER_POINT), exactMean(totals[index] ?? [])))
    .reduce(addRatios);
}

function criterionMean(criterion: Criterion, sheets: readonly ScoreSheet[]): Ratio {
  return exactMean(sheets.map((sheet) => sheet.scores.get(criterion.code) ?? 0));
}

function exactMean(values: readonly Points[]): Ratio {
  return ratio(sum(values), BigInt(values.length) * BigInt(UNITS_PER_POINT));
}

function spreadOf(totals: readonly Points[]): Points | null {
  if (totals.length === 0) return null;
  return totals.reduce((a, b) => Math.max(a, b)) - totals.reduce((a, b) => Math.min(a, b));
}

function total(sheet: ScoreSheet): Points {
  return sum([...sheet.scores.values()]);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function groupLockedSheets(sheets: readonly ScoreSheet[]): Map<string, ScoreSheet[]> {
  const groups = new Map<string, ScoreSheet[]>();
  for (const sheet of sheets) {
    if (sheet.state !== "LOCKED") continue;
    const key = sheetKey(sheet.entry, sheet.round);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sheet]);
    else group.push(sheet);
  }
  return groups;
}

function sheetKey(entry: string, round: string | null): string {
  return JSON.stringify([entry, round]);
}
