/** A judge as the assigner sees one. */
export interface AssignmentJudge {
  id: string;
  /** The fields the judge may judge; `null` = all of them. */
  fields: readonly string[] | null;
  /** The most entries the judge may get, fixed ones counted; `null` = any number. */
  max: number | null;
}

export interface AssignmentEntry {
  id: string;
  field: string;
  /** How many judges this entry gets where it is not `perEntry` of the problem. */
  perEntry?: number;
}

/** A judge and an entry, always in this order. */
export type JudgeEntryPair = readonly [judge: string, entry: string];

/** What it costs to give the entry to the judge; smaller is better, negative is a wish. */
export type PairCost = readonly [judge: string, entry: string, cost: number];

/** Largest absolute value of a cost. */
export const COST_LIMIT = 1_000_000;

/**
 * Which judge is to judge which entry (`contracts.md`, "Assignment problem").
 *
 * Hard: exactly `perEntry` distinct judges an entry, no pair of `conflicts`, the judge's fields, the judge's `max`,
 * every pair of `fixed` kept (they count in loads and in the cost).
 * Then, in this order: the largest load, the sum of costs, the sum of squared loads are as small as possible.
 */
export interface AssignmentProblem {
  perEntry: number;
  judges: readonly AssignmentJudge[];
  entries: readonly AssignmentEntry[];
  conflicts: readonly JudgeEntryPair[];
  fixed: readonly JudgeEntryPair[];
  /** A pair that is not named costs 0. */
  costs: readonly PairCost[];
  /**
   * No pair beyond the fixed ones may have a higher chance than this to be assigned, in units of 1/10,000 (1 to `CERTAIN`):
   * the plan is then drawn by lot (`drawPlan`). Absent: no cap, nothing is drawn.
   */
  maxChance?: number;
}

/** How a plan was drawn. Chances in units of 1/10,000. */
export interface AssignmentDraw {
  maxChance: number;
  /** per entry, ascending: the highest chance that a pair beyond the fixed ones had; 0 where all are fixed */
  highest: readonly (readonly [entry: string, chance: number])[];
  /** the same problem and seed give the same plan */
  seed: number;
}

/** A plan that breaks no hard rule and that no other plan beats. */
export interface OptimalAssignment {
  status: "optimal";
  /** By entry, then judge, ascending by code unit. */
  assignments: readonly JudgeEntryPair[];
  maxLoad: number;
  cost: number;
  /** Every judge, ascending. */
  loads: ReadonlyMap<string, number>;
  /** Where the plan was drawn under a cap on chances; it is then one of many, and its cost the one it happens to have. */
  draw?: AssignmentDraw;
}

/** Why no plan can keep the hard rules. Ids ascending. */
export type InfeasibleReason =
  | { kind: "fixed_in_conflict"; judge: string; entry: string }
  | { kind: "fixed_outside_fields"; judge: string; entry: string; field: string }
  | { kind: "fixed_over_max"; judge: string; max: number; entries: readonly string[] }
  | { kind: "fixed_over_per_entry"; entry: string; perEntry: number; judges: readonly string[] }
  | { kind: "too_few_judges"; entry: string; perEntry: number; judges: readonly string[] }
  | {
      /** `entries` need at least `needed` more assignments from `judges`, who together can take only `available` more. */
      kind: "too_little_room";
      entries: readonly string[];
      judges: readonly string[];
      needed: number;
      available: number;
      /** where it would be enough without this cap on chances */
      maxChance?: number;
    }
  | {
      /** Each of `judges`, all who may judge the entry beyond its fixed ones, may get it with at most this chance, and so at least `needed` of them are necessary. */
      kind: "too_few_for_chance";
      entry: string;
      maxChance: number;
      needed: number;
      judges: readonly string[];
    };

export interface InfeasibleAssignment {
  status: "infeasible";
  reasons: readonly InfeasibleReason[];
}

export type AssignmentAnswer = OptimalAssignment | InfeasibleAssignment;

/** Ascending by UTF-16 code unit: the same on every machine and in every language. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
