import { addRatios, multiplyRatios, printFixed, ratio, roundHalfUp, UNITS_PER_POINT, type Points, type Ratio } from "../kernel/decimal";
import type { Ranking, RankingRow } from "../ranking/rank-problem";
import type { ScoringProblem } from "../scoring/problem";

/** A number as it is read out: cut after six digits where it goes on. */
export interface ReadNumber {
  readonly text: string;
  /** false: it goes on behind what is shown */
  readonly isWhole: boolean;
}

export interface RoundSum {
  /** null: a contest without rounds */
  readonly round: string | null;
  /** 1/10,000 of the whole */
  readonly weight: number;
  /** locked sheets by code of the judge, with their totals */
  readonly totals: readonly { readonly judge: string; readonly total: Points }[];
  readonly sum: Points;
  readonly mean: ReadNumber;
  /** what the round adds to the whole */
  readonly share: ReadNumber;
}

/** An entry with the same mean, and the criterion that tells the two apart; null: nothing does, they share the rank. */
export interface EqualMean {
  readonly entry: string;
  readonly isAbove: boolean;
  readonly decidedBy: { readonly code: string; readonly own: string; readonly other: string } | null;
}

/** How the official rank of an entry comes about, step by step, so that it can be done again by hand. */
export interface Derivation {
  readonly rounds: readonly RoundSum[];
  readonly exact: ReadNumber;
  readonly decimals: number;
  readonly mean: string;
  /** criteria that break ties, with this entry's rounded means, in their order */
  readonly tieBreak: readonly { readonly code: string; readonly mean: string | null }[];
  readonly equals: readonly EqualMean[];
  /** entries with a higher mean, and those above at the same mean */
  readonly higher: number;
  readonly rank: number;
}

const SHOWN_DIGITS = 6;

/** A fraction that isn't negative as a decimal number, cut after six digits. */
export function readNumber({ numerator, denominator }: Ratio): ReadNumber {
  const scaled = numerator * 10n ** BigInt(SHOWN_DIGITS);
  const cut = printFixed(Number(scaled / denominator), SHOWN_DIGITS);
  const isWhole = scaled % denominator === 0n;
  return { text: isWhole ? cut.replace(/\.?0+$/, "") : cut, isWhole };
}

/**
 * The derivation of a ranked entry; null for one that has no rank, because sheets are missing or it is not in the contest.
 * What it says is what `rankProblem` does; a test holds the two together.
 */
export function deriveRank(problem: ScoringProblem, { ranking }: Ranking, entry: string): Derivation | null {
  const row = ranking.find((one) => one.entry === entry);
  if (!row || row.rank === null || row.mean === null) return null;
  const held: readonly { code: string | null; weight: number }[] = problem.rounds.length === 0 ? [{ code: null, weight: UNITS_PER_POINT }] : problem.rounds;
  const shares: Ratio[] = [];
  const rounds = held.map(({ code, weight }): RoundSum => {
    const totals = problem.sheets
      .filter((sheet) => sheet.entry === entry && sheet.round === code && sheet.state === "LOCKED")
      .map(({ judge, scores }) => ({ judge, total: [...scores.values()].reduce((a, b) => a + b, 0) }));
    const sum = totals.reduce((all, { total }) => all + total, 0);
    const mean = ratio(sum, BigInt(totals.length) * BigInt(UNITS_PER_POINT));
    const share = multiplyRatios(ratio(weight, UNITS_PER_POINT), mean);
    shares.push(share);
    return { round: code, weight, totals, sum, mean: readNumber(mean), share: readNumber(share) };
  });
  const exact = shares.reduce(addRatios);
  const { decimals, tieBreak } = problem.rules;
  const equals = ranking.filter((other) => other.entry !== entry && other.mean === row.mean).map((other) => comparedWith(row, other, tieBreak));
  return {
    rounds,
    exact: readNumber(exact),
    decimals,
    mean: printFixed(roundHalfUp(exact, decimals), decimals),
    tieBreak: tieBreak.map((code) => ({ code, mean: row.criteria[code] ?? null })),
    equals,
    higher: row.rank - 1 - equals.filter(({ isAbove }) => isAbove).length,
    rank: row.rank,
  };
}

function comparedWith(row: RankingRow, other: RankingRow, tieBreak: readonly string[]): EqualMean {
  const code = tieBreak.find((one) => row.criteria[one] !== other.criteria[one]);
  const isAbove = (other.rank ?? Infinity) < (row.rank ?? Infinity);
  const decidedBy = code === undefined ? null : { code, own: row.criteria[code] ?? "", other: other.criteria[code] ?? "" };
  return { entry: other.entry, isAbove, decidedBy };
}
