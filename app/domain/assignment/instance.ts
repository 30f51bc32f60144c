import { compareIds, type AssignmentProblem } from "./problem";

/** Whether a judge may get an entry beyond the fixed pairs. */
export const CLOSED = 0;
export const OPEN = 1;

/**
 * An assignment problem in numbers: judges and entries are numbered by ascending id, so the order of the input
 * has no influence, and a pair stands at `entry * judges.length + judge`.
 */
export interface AssignmentInstance {
  /**
   * How many units make one assignment; needs, room and loads are counted in units. 1 for a plan itself, `CERTAIN` for the
   * chances of pairs before a plan is drawn (`inChances`).
   */
  unit: number;
  /** Per entry: the most units of it that one judge may hold. */
  perPair: readonly number[];
  /** Per entry: how many judges it gets, fixed ones among them. */
  perEntry: readonly number[];
  judges: readonly string[];
  entries: readonly string[];
  /** Per pair: `OPEN` where field and conflicts allow it and it is not fixed already. */
  open: Uint8Array;
  /** Per pair. */
  cost: Int32Array;
  /** Per judge; `Infinity` = any number. */
  max: readonly number[];
  /** Per entry: the judges fixed on it, ascending. */
  fixed: readonly (readonly number[])[];
  /** Per entry: assignments still to be made; negative where more are fixed than an entry may have. */
  need: readonly number[];
  /** Per judge: number of fixed entries. */
  fixedLoad: readonly number[];
}

/**
 * Puts a problem into numbers.
 * @throws RangeError where a pair names a judge or an entry that is not there: see `findProblemFaults`.
 */
export function toInstance(problem: AssignmentProblem): AssignmentInstance {
  const judges = problem.judges.toSorted((a, b) => compareIds(a.id, b.id));
  const entries = problem.entries.toSorted((a, b) => compareIds(a.id, b.id));
  const judgeNumbers = new Map(judges.map(({ id }, number) => [id, number]));
  const entryNumbers = new Map(entries.map(({ id }, number) => [id, number]));
  const pairAt = (judge: string, entry: string) =>
    numberOf(entryNumbers, entry) * judges.length + numberOf(judgeNumbers, judge);

  const open = openByField(problem, judges, entries);
  for (const [judge, entry] of problem.conflicts) open[pairAt(judge, entry)] = CLOSED;
  const cost = new Int32Array(open.length);
  for (const [judge, entry, value] of problem.costs) cost[pairAt(judge, entry)] = value;

  const fixed = entries.map((): number[] => []);
  const fixedLoad = judges.map(() => 0);
  for (const [judge, entry] of problem.fixed) {
    open[pairAt(judge, entry)] = CLOSED;
    const judgeNumber = numberOf(judgeNumbers, judge);
    fixed[numberOf(entryNumbers, entry)]?.push(judgeNumber);
    fixedLoad[judgeNumber] = (fixedLoad[judgeNumber] ?? 0) + 1;
  }
  for (const list of fixed) list.sort((a, b) => a - b);

  const perEntry = entries.map((entry) => entry.perEntry ?? problem.perEntry);
  return {
    unit: 1,
    perPair: entries.map(() => 1),
    perEntry,
    judges: judges.map(({ id }) => id),
    entries: entries.map(({ id }) => id),
    open,
    cost,
    max: judges.map(({ max }) => max ?? Infinity),
    fixed,
    need: fixed.map((list, entry) => (perEntry[entry] ?? 0) - list.length),
    fixedLoad,
  };
}

function openByField(
  problem: AssignmentProblem,
  judges: AssignmentProblem["judges"],
  entries: AssignmentProblem["entries"],
): Uint8Array {
  const open = new Uint8Array(problem.judges.length * problem.entries.length);
  const fieldSets = judges.map(({ fields }) => fields && new Set(fields));
  entries.forEach(({ field }, entry) => {
    fieldSets.forEach((fields, judge) => {
      open[entry * judges.length + judge] = !fields || fields.has(field) ? OPEN : CLOSED;
    });
  });
  return open;
}

function numberOf(numbers: ReadonlyMap<string, number>, id: string): number {
  const number = numbers.get(id);
  if (number === undefined) throw new RangeError(`The assignment problem names an unknown id: ${id}`);
  return number;
}
