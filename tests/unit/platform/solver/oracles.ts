import loadHighs from "highs";
import { expect } from "vitest";
import type { AssignmentAnswer, AssignmentProblem } from "~/domain/assignment/problem";

/** The three objectives of a problem, in their order; null where no plan exists. */
export type Objectives = { maxLoad: number; cost: number; squares: number } | null;

const loadName = (index: number) => `l${index}`;

const listed = (pairs: AssignmentProblem["fixed"]) => new Set(pairs.map(([judge, entry]) => `${judge} ${entry}`));

/** Whether the judge and the entry stand in the list together. */
export function hasPair(pairs: AssignmentProblem["fixed"], judge: string, entry: string): boolean {
  return pairs.some((pair) => pair[0] === judge && pair[1] === entry);
}

/** Counts the answer's own figures again, from its assignments alone, and holds them against every hard rule. */
export function expectKeepsRules(problem: AssignmentProblem, answer: AssignmentAnswer): void {
  if (answer.status === "infeasible") throw new Error("Expected a plan");
  const loads = new Map(problem.judges.map(({ id }) => [id, 0]));
  const perEntry = new Map(problem.entries.map(({ id }) => [id, new Set<string>()]));
  const costs = new Map(problem.costs.map(([judge, entry, cost]) => [`${judge} ${entry}`, cost]));
  let cost = 0;
  for (const [judge, entry] of answer.assignments) {
    loads.set(judge, (loads.get(judge) ?? Number.NaN) + 1);
    perEntry.get(entry)?.add(judge);
    cost += costs.get(`${judge} ${entry}`) ?? 0;
  }
  const fieldsOf = new Map(problem.judges.map(({ id, fields }) => [id, fields]));
  const pairs = new Set(answer.assignments.map(([judge, entry]) => `${judge} ${entry}`));
  expect(pairs.size).toBe(problem.entries.length * problem.perEntry);
  for (const { id, field } of problem.entries) {
    const judges = [...(perEntry.get(id) ?? [])];
    expect(judges).toHaveLength(problem.perEntry);
    expect(judges.filter((judge) => !(fieldsOf.get(judge)?.includes(field) ?? true))).toEqual([]);
  }
  expect(problem.conflicts.filter(([judge, entry]) => pairs.has(`${judge} ${entry}`))).toEqual([]);
  expect(problem.fixed.filter(([judge, entry]) => !pairs.has(`${judge} ${entry}`))).toEqual([]);
  expect(problem.judges.filter(({ id, max }) => max !== null && (loads.get(id) ?? 0) > max)).toEqual([]);
  expect(Object.fromEntries(answer.loads)).toEqual(Object.fromEntries(loads));
  expect(answer.cost).toBe(cost);
  expect(answer.maxLoad).toBe(Math.max(0, ...loads.values()));
}

/** Looks at every plan there is. Only for a handful of judges and entries. */
export function tryEveryPlan(problem: AssignmentProblem): Objectives {
  let best: Objectives = null;
  for (const found of everyPlan(problem)) if (!best || isBetter(found, best)) best = found;
  return best;
}

/** The objectives of every plan that keeps the hard rules. */
export function everyPlan(problem: AssignmentProblem): NonNullable<Objectives>[] {
  const costs = new Map(problem.costs.map(([judge, entry, cost]) => [`${judge} ${entry}`, cost]));
  const choices = problem.entries.map((entry) =>
    combinations(problem.judges, entry.perEntry ?? problem.perEntry).filter(
      (chosen) =>
        chosen.every((judge) => !judge.fields || judge.fields.includes(entry.field)) &&
        chosen.every((judge) => !hasPair(problem.conflicts, judge.id, entry.id)) &&
        problem.judges.every((judge) => !hasPair(problem.fixed, judge.id, entry.id) || chosen.includes(judge)),
    ),
  );
  const plans: NonNullable<Objectives>[] = [];
  const loads = new Map(problem.judges.map(({ id }) => [id, 0]));
  const visit = (index: number, cost: number): void => {
    const entry = problem.entries[index];
    if (!entry) {
      if (problem.judges.some(({ id, max }) => max !== null && (loads.get(id) ?? 0) > max)) return;
      const all = [...loads.values()];
      plans.push({ maxLoad: Math.max(0, ...all), cost, squares: all.reduce((sum, load) => sum + load * load, 0) });
      return;
    }
    for (const chosen of choices[index] ?? []) {
      for (const { id } of chosen) loads.set(id, (loads.get(id) ?? 0) + 1);
      visit(index + 1, chosen.reduce((sum, { id }) => sum + (costs.get(`${id} ${entry.id}`) ?? 0), cost));
      for (const { id } of chosen) loads.set(id, (loads.get(id) ?? 0) - 1);
    }
  };
  visit(0, 0);
  return plans;
}

function combinations<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}

function isBetter(a: NonNullable<Objectives>, b: NonNullable<Objectives>): boolean {
  if (a.maxLoad !== b.maxLoad) return a.maxLoad < b.maxLoad;
  return a.cost === b.cost ? a.squares < b.squares : a.cost < b.cost;
}

/**
 * The objectives by three linear programs, one after another, with another solver. A network's optimal face has
 * integral corners, so the values are whole numbers; costs should be small, for the solver's tolerance. Fixed pairs that
 * are not allowed are passed over.
 */
export async function solveByLinearPrograms(problem: AssignmentProblem): Promise<Objectives> {
  const highs = await loadHighs();
  const text = linearProgram(problem);
  const solve = (objective: string, extra: string[], bounds: string[] = []) => {
    const result = highs.solve(text(objective, extra, bounds), { output_flag: false });
    return result.Status === "Optimal" ? result.ObjectiveValue : null;
  };
  const caps = (limit: string | number) => problem.judges.map((_, index) => `${loadName(index)} - ${limit} <= 0`);
  const fractional = solve("t", caps("t"));
  if (fractional === null) return null;
  const maxLoad = Math.ceil(fractional - 1e-6);
  const capped = problem.judges.map((_, index) => `${loadName(index)} <= ${maxLoad}`);
  const costTerms = pairTerms(problem);
  const cost = Math.round(solve(costTerms || "0 t", capped) ?? Number.NaN);
  const steps = problem.judges.map((_, index) => Array.from({ length: maxLoad }, (__, step) => `y${index}_${step}`));
  const stepRows = steps.flatMap((names, index) => [`${loadName(index)} - ${names.join(" - ") || "0 t"} = 0`]);
  const squares = solve(
    steps.flatMap((names) => names.map((name, step) => `${2 * step + 1} ${name}`)).join(" + ") || "0 t",
    [...capped, ...stepRows, ...(costTerms ? [`${costTerms} = ${cost}`] : [])],
    steps.flat().map((name) => `0 <= ${name} <= 1`),
  );
  return { maxLoad, cost, squares: Math.round(squares ?? Number.NaN) };
}

function pairTerms({ judges, entries, costs }: AssignmentProblem): string {
  const judgeNumbers = new Map(judges.map(({ id }, index) => [id, index]));
  const entryNumbers = new Map(entries.map(({ id }, index) => [id, index]));
  return costs
    .filter(([, , cost]) => cost !== 0)
    .map(([judge, entry, cost]) => `${cost < 0 ? "-" : "+"} ${Math.abs(cost)} x${judgeNumbers.get(judge)}_${entryNumbers.get(entry)}`)
    .join(" ");
}

function linearProgram(problem: AssignmentProblem) {
  const { judges, entries } = problem;
  const conflicts = listed(problem.conflicts);
  const fixed = listed(problem.fixed);
  const bounds = judges.flatMap((judge, j) =>
    entries.map((entry, e) => {
      const pair = `${judge.id} ${entry.id}`;
      const isAllowed = !conflicts.has(pair) && (!judge.fields || judge.fields.includes(entry.field));
      const lowest = fixed.has(pair) ? 1 : 0;
      return isAllowed ? `${lowest} <= x${j}_${e} <= 1` : `x${j}_${e} = 0`;
    }),
  );
  const rows = [
    ...entries.map((_, e) => `${judges.map((__, j) => `x${j}_${e}`).join(" + ")} = ${problem.perEntry}`),
    ...judges.map((_, j) => `${entries.map((__, e) => `x${j}_${e}`).join(" + ")} - l${j} = 0`),
    ...judges.flatMap(({ max }, j) => (max === null ? [] : [`l${j} <= ${max}`])),
  ];
  return (objective: string, extra: string[], extraBounds: string[]) =>
    ["Minimize", objective, "Subject To", ...rows, ...extra, "Bounds", ...bounds, ...extraBounds, "End"].join("\n");
}
