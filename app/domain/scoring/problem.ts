import type { Points } from "~/domain/kernel/decimal";

/**
 * Everything the result of a contest depends on, and nothing else: the rubrics, the rules, the entries that take part,
 * the judges' score sheets and the chair's choices. The command line reads it from a file, the web application from the
 * database; both hand it to the same rules, so both get the same result.
 *
 * Points (`max`, `step`, `min`, `maxSpread`, `minScore`, scores) are whole numbers of 1/10,000 of a point.
 */
export interface ScoringProblem {
  readonly rubrics: readonly Rubric[];
  readonly rules: ScoringRules;
  /** In the order they are held. Empty: the contest is judged in one go and `round` is null everywhere. */
  readonly rounds: readonly Round[];
  /** Only entries that take part: withdrawn or unqualified ones are left out (see `ranking/participants`). */
  readonly entries: readonly ScoredEntry[];
  readonly sheets: readonly ScoreSheet[];
  readonly choices: readonly Choice[];
}

/** The criteria judged in a round and a field; null stands for "any". The most specific rubric holds. */
export interface Rubric {
  readonly round: string | null;
  readonly field: string | null;
  readonly criteria: readonly Criterion[];
}

/** One line of a score sheet. */
export interface Criterion {
  readonly code: string;
  readonly label?: string;
  readonly max: Points;
  /** Scores are multiples of it, counted from 0; it divides `max`. */
  readonly step: Points;
  /** An entry whose mean in this criterion is below it gets no prize; null: no such bound. */
  readonly min: Points | null;
}

/** One round of judging; the weights of all rounds add up to 1 (10,000). */
export interface Round {
  readonly code: string;
  readonly weight: Points;
}

export interface ScoringRules {
  /** Digits after the point of every mean: 0 to 4. */
  readonly decimals: number;
  /** How many locked sheets an entry needs in each round: at least 1. */
  readonly minJudges: number;
  /** The largest difference of judges that passes without a flag; null: any. */
  readonly maxSpread: Points | null;
  /** Codes of the criteria that decide between equal means, the first one first. */
  readonly tieBreak: readonly string[];
  /** Whether the prizes are given in each field apart, each with the full quotas. */
  readonly perField: boolean;
  /** The prize tiers, highest first. */
  readonly prizes: readonly PrizeTier[];
}

export interface PrizeTier {
  readonly tier: string;
  readonly quota: number;
  /** The least (rounded) mean for this prize; null: any. */
  readonly minScore: Points | null;
}

export interface ScoredEntry {
  readonly id: string;
  readonly field: string;
}

/** What one judge gave one entry in one round, criterion code → points. Only locked sheets count. */
export interface ScoreSheet {
  readonly entry: string;
  readonly judge: string;
  readonly round: string | null;
  readonly state: "DRAFT" | "LOCKED";
  readonly scores: ReadonlyMap<string, Points>;
}

/** The chair's decision on a group of equal rank that did not fit in a tier: these take it, in this field. */
export interface Choice {
  readonly tier: string;
  /** The field where prizes are given per field, otherwise null. */
  readonly field: string | null;
  readonly entries: readonly string[];
}
