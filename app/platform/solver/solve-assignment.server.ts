import { canBeImproved, hasSmallestMaxLoad } from "~/domain/assignment/certificate";
import { findContradictions } from "~/domain/assignment/contradictions";
import { toInstance, type AssignmentInstance } from "~/domain/assignment/instance";
import { checkPlan, toAnswer, type Plan } from "~/domain/assignment/plan";
import type { AssignmentAnswer, AssignmentProblem } from "~/domain/assignment/problem";
import { explainShortage, lowestLimitFor, type JudgeSet } from "~/domain/assignment/shortage";
import { inSlices } from "./in-slices.server";
import { findCheapestPlan, findLowestLimit, type LowestLimit, type Stuck } from "./plan-search";

/** What is taken on at most, so that it fits in one or two gigabytes: judges, and judges × all assignments to be made. */
const JUDGE_LIMIT = 2_000;
const OFFER_LIMIT = 60_000_000;

export interface SolveOptions {
  /**
   * What comes first: `load` (unless given) is the order of `AssignmentProblem`; with `cost` the sum of costs comes before the
   * largest load, which among the cheapest plans is still the smallest (so is the sum of squares).
   */
  first?: "load" | "cost";
  /** Stops the run between two entries: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Called now and then; `done` starts over when `limit`, the largest load allowed, had to be raised. */
  onProgress?: (progress: { done: number; entries: number; limit: number }) => void;
}

/** @throws AssignmentTooLargeError */
export function refuseTooLarge({ judges, entries, perEntry }: AssignmentProblem): void {
  const offers = judges.length * entries.reduce((sum, entry) => sum + Math.min(entry.perEntry ?? perEntry, judges.length), 0);
  if (judges.length > JUDGE_LIMIT || offers > OFFER_LIMIT) throw new AssignmentTooLargeError(judges.length, entries.length);
}

/** The problem has more judges, entries and assignments than fit in memory. */
export class AssignmentTooLargeError extends Error {
  override readonly name = "AssignmentTooLargeError";

  constructor(
    readonly judges: number,
    readonly entries: number,
  ) {
    super(`An assignment problem of ${judges} judges × ${entries} entries is too large`);
  }
}

/**
 * Solves the problem exactly, or says why no plan exists; without lots, whatever its `maxChance` (`drawAssignment`). The same answer for any order of judges, entries and lists.
 * Before a plan is handed out, it is checked against every hard rule and proven optimal by `domain/assignment`,
 * which knows nothing of how it was found.
 *
 * Runs on the calling thread in slices of a few milliseconds, so a server goes on answering meanwhile.
 * The problem must have no faults (`findProblemFaults`).
 * @throws RangeError where a pair names an unknown id, `AssignmentTooLargeError`, or the signal's reason.
 */
export async function solveAssignment(
  problem: AssignmentProblem,
  { signal, onProgress, first = "load" }: SolveOptions = {},
): Promise<AssignmentAnswer> {
  signal?.throwIfAborted();
  refuseTooLarge(problem);
  const { entries } = problem;
  const instance = toInstance(problem);
  const contradictions = findContradictions(problem, instance);
  if (contradictions.length > 0) return { status: "infeasible", reasons: contradictions };

  const bound = firstBound(instance);
  if (bound.limit === null) return { status: "infeasible", reasons: explainShortage(instance, bound.proof) };
  const run = <Found>(steps: Generator<number, Found>, limit: number) =>
    inSlices(steps, signal, (done) => onProgress?.({ done, entries: entries.length, limit }));

  if (first === "cost") return cheapest(instance, await run(findCheapestPlan(instance, Infinity), bound.limit));
  const direct = await run(findCheapestPlan(instance, bound.limit), bound.limit);
  if ("plan" in direct) return certified(instance, direct.plan, bound.proof);
  const lowest = await run(findLowestLimit(instance, bound), bound.limit);
  if ("tooSmall" in lowest) return { status: "infeasible", reasons: explainShortage(instance, lowest.tooSmall) };
  const best = await run(findCheapestPlan(instance, lowest.limit), lowest.limit);
  if ("plan" in best) return certified(instance, best.plan, lowest.proof);
  throw new Error("The assigner found no plan where there is one");
}

/**
 * A bound of the largest load that is seen at once, and mostly reached: by all judges together, or by the one with the
 * most fixed entries. `limit` is null where all judges' `max` are too small together.
 */
export function firstBound(instance: AssignmentInstance): LowestLimit | { limit: null; proof: JudgeSet } {
  const everyone = new Uint8Array(instance.judges.length).fill(1);
  const limit = lowestLimitFor(instance, everyone);
  const mostFixed = Math.max(0, ...instance.fixedLoad);
  if (limit === null || limit >= mostFixed) return { limit, proof: everyone };
  const one = new Uint8Array(instance.judges.length);
  one[instance.fixedLoad.indexOf(mostFixed)] = 1;
  return { limit: lowestLimitFor(instance, one) ?? mostFixed, proof: one };
}

/** With the loads bounded by the judges' own `max` alone, no chain of swaps is cheaper, or as cheap and more even. */
function cheapest(instance: AssignmentInstance, found: { plan: Plan } | Stuck): AssignmentAnswer {
  if ("tooSmall" in found) return { status: "infeasible", reasons: explainShortage(instance, found.tooSmall) };
  return proven(instance, found.plan, !canBeImproved(instance, found.plan, Infinity));
}

function certified(instance: AssignmentInstance, plan: Plan, proof: JudgeSet): AssignmentAnswer {
  return proven(instance, plan, hasSmallestMaxLoad(instance, plan, proof) && !canBeImproved(instance, plan));
}

function proven(instance: AssignmentInstance, plan: Plan, isBest: boolean): AssignmentAnswer {
  if (!isBest || checkPlan(instance, plan).length > 0) throw new Error("The assigner made a plan that it could not prove");
  return toAnswer(instance, plan);
}
