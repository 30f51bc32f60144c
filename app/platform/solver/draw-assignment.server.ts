import { canBeCheaper } from "~/domain/assignment/certificate";
import { CERTAIN, checkChances, explainChanceShortage, highestChances, inChances, isDrawOf, tooFewForChance, type Chances } from "~/domain/assignment/chance";
import { findContradictions } from "~/domain/assignment/contradictions";
import { drawPlan } from "~/domain/assignment/draw";
import { toInstance, type AssignmentInstance } from "~/domain/assignment/instance";
import { checkPlan, toAnswer } from "~/domain/assignment/plan";
import type { AssignmentAnswer, AssignmentProblem, InfeasibleReason } from "~/domain/assignment/problem";
import { provesLimitTooLow } from "~/domain/assignment/shortage";
import { seededRandom } from "~/domain/calibration/seeded-random";
import { inSlices } from "./in-slices.server";
import { findCheapestChances, findLowestLimit, type LowestLimit } from "./plan-search";
import { firstBound, refuseTooLarge, type SolveOptions } from "./solve-assignment.server";

type Run = <Found>(steps: Generator<number, Found>, limit: number) => Promise<Found>;

/** What holds of every plan drawn. */
export interface ChancePlan {
  instance: AssignmentInstance;
  chances: Chances;
  /** no load exceeds it in any draw, and no way of drawing under the cap and the hard rules has a smaller such bound */
  limit: number;
}

/**
 * Draws a plan in which no pair beyond the fixed ones has a higher chance than `maxChance`; every draw keeps all hard rules. Or says why
 * none can. Before a plan is handed out, chances and plan are checked by `domain/assignment`, which knows nothing of how they were found.
 * Slices, progress and errors as `solveAssignment`.
 * @param problem without faults
 * @param seed a whole number from 0 on: the same problem and seed give the same plan
 */
export async function drawAssignment(
  problem: AssignmentProblem & { maxChance: number },
  seed: number,
  options: Pick<SolveOptions, "signal" | "onProgress"> = {},
): Promise<AssignmentAnswer> {
  const found = await findChances(problem, options);
  if ("reasons" in found) return { status: "infeasible", reasons: found.reasons };
  const { instance, chances, limit } = found;
  const { maxChance, entries } = problem;
  const plan = await inSlices(drawPlan(instance, chances, seededRandom(seed)), options.signal, (done) => options.onProgress?.({ done, entries: entries.length, limit }));
  if (checkPlan(instance, plan).length > 0 || !isDrawOf(instance, chances, plan)) throw new Error("The draw made a plan that breaks a rule");
  return { ...toAnswer(instance, plan), draw: { maxChance, highest: highestChances(instance, chances), seed } };
}

/**
 * The chances of all pairs, found without any lot. In this order: the largest load of any draw is as small as possible; the mean of the
 * cost is as small as possible; mean loads are levelled as far as that costs nothing, to within about an entry.
 */
export async function findChances(
  problem: AssignmentProblem & { maxChance: number },
  { signal, onProgress }: Pick<SolveOptions, "signal" | "onProgress"> = {},
): Promise<ChancePlan | { reasons: readonly InfeasibleReason[] }> {
  signal?.throwIfAborted();
  refuseTooLarge(problem);
  const { maxChance, entries } = problem;
  const instance = toInstance(problem);
  const contradictions = findContradictions(problem, instance);
  if (contradictions.length > 0) return { reasons: contradictions };
  const tooFew = tooFewForChance(instance, maxChance);
  if (tooFew.length > 0) return { reasons: tooFew };

  const run: Run = (steps, limit) => inSlices(steps, signal, (done) => onProgress?.({ done, entries: entries.length, limit: limit / CERTAIN }));
  const capped = inChances(instance, maxChance);
  const bound = firstBound(capped);
  if (bound.limit === null) return { reasons: explainChanceShortage(instance, maxChance, bound.proof) };
  const lowest = await run(findLowestLimit(capped, bound), bound.limit);
  if ("tooSmall" in lowest) return { reasons: explainChanceShortage(instance, maxChance, lowest.tooSmall) };

  const chances = await cheapest(capped, lowest.limit, run);
  const limit = lowest.limit / CERTAIN;
  if (!isLowest(capped, lowest) || checkChances(instance, chances, { maxChance, limit }).length > 0) throw new Error("The assigner made chances that it could not prove");
  return { instance, chances, limit };
}

/** One entry less for everybody, and the judges of the proof could not take what depends on them. */
function isLowest(capped: AssignmentInstance, { limit, proof }: LowestLimit): boolean {
  return limit === 0 || provesLimitTooLow(capped, proof, limit - CERTAIN);
}

async function cheapest(capped: AssignmentInstance, limit: number, run: Run): Promise<Chances> {
  const found = await run(findCheapestChances(capped, limit), limit);
  if ("tooSmall" in found || canBeCheaper(capped, found.chances, limit)) throw new Error("The assigner made chances that it could not prove");
  return found.chances;
}
