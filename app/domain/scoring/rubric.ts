import type { Points } from "~/domain/kernel/decimal";
import type { Criterion, Rubric } from "./problem";

/** What can be wrong with the definition of a criterion. */
export type CriterionFault = "MAX_ZERO" | "STEP_ZERO" | "STEP_NOT_DIVIDING" | "MIN_ABOVE_MAX";

/** What can be wrong with one score. */
export type ScoreFault = "OUT_OF_RANGE" | "OFF_STEP";

/**
 * The rubric that holds for a round and a field: one made for both, else one for the round, else one for the field,
 * else the general one. Undefined where none fits.
 */
export function rubricFor(rubrics: readonly Rubric[], round: string | null, field: string): Rubric | undefined {
  const of = (r: string | null, f: string | null) => rubrics.find((it) => it.round === r && it.field === f);
  return of(round, field) ?? of(round, null) ?? of(null, field) ?? of(null, null);
}

/**
 * Why a criterion can't be used: worth nothing, no step, a step by which its maximum can't be reached, or a minimum
 * nobody can reach. A minimum need not lie on a step, because means are compared with it.
 */
export function criterionFaults(criterion: Criterion): CriterionFault[] {
  const faults: CriterionFault[] = [];
  if (criterion.max === 0) faults.push("MAX_ZERO");
  if (criterion.step === 0) faults.push("STEP_ZERO");
  else if (criterion.max % criterion.step !== 0) faults.push("STEP_NOT_DIVIDING");
  if (criterion.min !== null && criterion.min > criterion.max) faults.push("MIN_ABOVE_MAX");
  return faults;
}

/** Whether a judge may give these points: 0 to the maximum, in steps counted from 0; null where it is right. */
export function scoreFault(criterion: Criterion, points: Points): ScoreFault | null {
  if (points < 0 || points > criterion.max) return "OUT_OF_RANGE";
  if (criterion.step > 0 && points % criterion.step !== 0) return "OFF_STEP";
  return null;
}

/** The criteria a sheet has no score for. A locked sheet has none of these; a draft may. */
export function missingCriteria(rubric: Rubric, scores: ReadonlyMap<string, Points>): Criterion[] {
  return rubric.criteria.filter((criterion) => !scores.has(criterion.code));
}
