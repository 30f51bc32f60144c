import { explainChanceShortage, tooFewForChance } from "./chance";
import { findContradictions } from "./contradictions";
import { toInstance } from "./instance";
import type { AssignmentProblem, InfeasibleReason } from "./problem";
import { explainShortage } from "./shortage";

/**
 * What of the reasons of an infeasible problem holds also without some of its entries, told as if those had never been there: neither
 * a name nor a sum tells of them. Empty where the reasons lie with the left out entries.
 * @param seen the problem without those entries
 * @param reasons why there is no plan for all of them
 */
export function reasonsInSight(seen: AssignmentProblem, reasons: readonly InfeasibleReason[]): InfeasibleReason[] {
  const instance = toInstance(seen);
  const contradictions = findContradictions(seen, instance);
  if (contradictions.length > 0) return contradictions;
  const { maxChance } = seen;
  const tooFew = maxChance === undefined ? [] : tooFewForChance(instance, maxChance);
  if (tooFew.length > 0) return tooFew;
  return reasons.flatMap((reason) => {
    if (reason.kind !== "too_little_room") return [];
    const group = new Set(reason.judges);
    const judges = Uint8Array.from(instance.judges, (judge) => (group.has(judge) ? 1 : 0));
    return maxChance === undefined ? explainShortage(instance, judges) : explainChanceShortage(instance, maxChance, judges);
  });
}
