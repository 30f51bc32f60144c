import { OPEN, type AssignmentInstance } from "./instance";
import { compareIds, type AssignmentProblem, type InfeasibleReason } from "./problem";

/**
 * What is wrong on its face: fixed pairs that contradict a conflict, a field, a `max` or `perEntry`,
 * and entries that fewer than `perEntry` judges may judge. An empty answer does not mean that a plan exists:
 * see `explainShortage`.
 */
export function findContradictions(problem: AssignmentProblem, instance: AssignmentInstance): InfeasibleReason[] {
  return [...fixedPairReasons(problem), ...overfullReasons(instance), ...tooFewJudgesReasons(instance)];
}

function fixedPairReasons(problem: AssignmentProblem): InfeasibleReason[] {
  const judges = new Map(problem.judges.map((judge) => [judge.id, judge]));
  const fieldOf = new Map(problem.entries.map(({ id, field }) => [id, field]));
  const conflicts = new Set(problem.conflicts.map(([judge, entry]) => JSON.stringify([judge, entry])));
  const pairs = problem.fixed.toSorted((a, b) => compareIds(a[1], b[1]) || compareIds(a[0], b[0]));
  return pairs.flatMap(([judge, entry]) => {
    const reasons: InfeasibleReason[] = [];
    const field = fieldOf.get(entry) ?? "";
    const fields = judges.get(judge)?.fields ?? null;
    if (conflicts.has(JSON.stringify([judge, entry]))) reasons.push({ kind: "fixed_in_conflict", judge, entry });
    if (fields && !fields.includes(field)) reasons.push({ kind: "fixed_outside_fields", judge, entry, field });
    return reasons;
  });
}

function overfullReasons(instance: AssignmentInstance): InfeasibleReason[] {
  const { entries, judges, fixed } = instance;
  const reasons: InfeasibleReason[] = [];
  judges.forEach((id, judge) => {
    const max = instance.max[judge] ?? Infinity;
    if ((instance.fixedLoad[judge] ?? 0) <= max) return;
    const kept = entries.filter((_, entry) => fixed[entry]?.includes(judge));
    reasons.push({ kind: "fixed_over_max", judge: id, max, entries: kept });
  });
  entries.forEach((entry, number) => {
    const kept = fixed[number] ?? [];
    const perEntry = instance.perEntry[number] ?? 0;
    if (kept.length > perEntry) {
      reasons.push({ kind: "fixed_over_per_entry", entry, perEntry, judges: kept.map((judge) => judges[judge] ?? "") });
    }
  });
  return reasons;
}

function tooFewJudgesReasons(instance: AssignmentInstance): InfeasibleReason[] {
  const { entries, judges, open, fixed } = instance;
  const reasons: InfeasibleReason[] = [];
  entries.forEach((entry, number) => {
    const row = number * judges.length;
    const perEntry = instance.perEntry[number] ?? 0;
    const able = judges.filter((_, judge) => open[row + judge] === OPEN || fixed[number]?.includes(judge));
    if (able.length < perEntry) reasons.push({ kind: "too_few_judges", entry, perEntry, judges: able });
  });
  return reasons;
}
