import { OPEN, type AssignmentInstance } from "./instance";
import type { JudgeEntryPair, OptimalAssignment } from "./problem";

/** Per entry: the judges it gets, fixed ones among them, ascending. */
export type Plan = readonly (readonly number[])[];

/** Per judge: number of entries. */
export function loadsOf(instance: AssignmentInstance, plan: Plan): number[] {
  const loads = instance.judges.map(() => 0);
  for (const judges of plan) for (const judge of judges) loads[judge] = (loads[judge] ?? 0) + 1;
  return loads;
}

/** Sum of the costs of all pairs, fixed ones too. Exact: at most 10⁶ each. */
export function costOf(instance: AssignmentInstance, plan: Plan): number {
  let cost = 0;
  plan.forEach((judges, entry) => {
    for (const judge of judges) cost += instance.cost[entry * instance.judges.length + judge] ?? 0;
  });
  return cost;
}

/** The plan in the words of the problem. */
export function toAnswer(instance: AssignmentInstance, plan: Plan): OptimalAssignment {
  const loads = loadsOf(instance, plan);
  return {
    status: "optimal",
    assignments: plan.flatMap((judges, entry) =>
      judges.map((judge): JudgeEntryPair => [instance.judges[judge] ?? "", instance.entries[entry] ?? ""]),
    ),
    maxLoad: Math.max(0, ...loads),
    cost: costOf(instance, plan),
    loads: new Map(instance.judges.map((id, judge) => [id, loads[judge] ?? 0])),
  };
}

export type PlanDefect =
  | { kind: "wrong_count"; entry: string; judges: number }
  | { kind: "judge_twice" | "not_allowed" | "fixed_missing"; judge: string; entry: string }
  | { kind: "over_max"; judge: string; load: number; max: number };

/**
 * Every hard rule that `plan` breaks; none = it may be used, though it need not be the best (see `findImprovement`).
 * `not_allowed` is a conflict, a field, or an unknown judge.
 */
export function checkPlan(instance: AssignmentInstance, plan: Plan): PlanDefect[] {
  const defects = instance.entries.flatMap((_, entry) => entryDefects(instance, entry, plan[entry] ?? []));
  loadsOf(instance, plan).forEach((load, judge) => {
    const max = instance.max[judge] ?? Infinity;
    if (load > max) defects.push({ kind: "over_max", judge: instance.judges[judge] ?? "", load, max });
  });
  return defects;
}

function entryDefects(instance: AssignmentInstance, number: number, judges: readonly number[]): PlanDefect[] {
  const entry = instance.entries[number] ?? "";
  const fixed = instance.fixed[number] ?? [];
  const named = (judge: number) => instance.judges[judge] ?? String(judge);
  const defects: PlanDefect[] = [];
  if (judges.length !== instance.perEntry[number]) defects.push({ kind: "wrong_count", entry, judges: judges.length });
  judges.forEach((judge, index) => {
    const isOpen = instance.open[number * instance.judges.length + judge] === OPEN && judge < instance.judges.length;
    if (!isOpen && !fixed.includes(judge)) defects.push({ kind: "not_allowed", judge: named(judge), entry });
    if (judges.indexOf(judge) !== index) defects.push({ kind: "judge_twice", judge: named(judge), entry });
  });
  for (const judge of fixed) {
    if (!judges.includes(judge)) defects.push({ kind: "fixed_missing", judge: named(judge), entry });
  }
  return defects;
}
