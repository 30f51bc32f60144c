import type { AssignmentProblem } from "./problem";

/** What can contradict itself in an assignment problem whose single values are well formed. */
export type AssignmentFaultCode = "DUPLICATE" | "UNKNOWN_JUDGE" | "UNKNOWN_ENTRY" | "DUPLICATE_PAIR";

export interface AssignmentFault {
  /** Names of members and indexes, counted from 0. */
  readonly path: readonly (string | number)[];
  readonly code: AssignmentFaultCode;
  /** The id at fault; for a pair, judge and entry. */
  readonly value: string;
}

/**
 * Ids given twice, pairs that name an unknown judge or entry, and pairs given twice in one list.
 * A pair both in `conflicts` and in `fixed` is no fault: it makes the problem infeasible.
 */
export function findProblemFaults(problem: AssignmentProblem): AssignmentFault[] {
  const judges = numbersOf(problem.judges);
  const entries = numbersOf(problem.entries);
  return [
    ...repeatedIds("judges", problem.judges, judges),
    ...repeatedIds("entries", problem.entries, entries),
    ...(["conflicts", "fixed", "costs"] as const).flatMap((list) => pairFaults(list, problem, judges, entries)),
  ];
}

type Items = readonly { id: string }[];
type Numbers = ReadonlyMap<string, number>;

/** Each id with the index where it stands first. */
function numbersOf(items: Items): Numbers {
  const numbers = new Map<string, number>();
  items.forEach(({ id }, index) => {
    if (!numbers.has(id)) numbers.set(id, index);
  });
  return numbers;
}

function repeatedIds(list: "judges" | "entries", items: Items, numbers: Numbers): AssignmentFault[] {
  return items.flatMap(({ id }, index): AssignmentFault[] =>
    numbers.get(id) === index ? [] : [{ path: [list, index, "id"], code: "DUPLICATE", value: id }],
  );
}

function pairFaults(
  list: "conflicts" | "fixed" | "costs",
  problem: AssignmentProblem,
  judges: Numbers,
  entries: Numbers,
): AssignmentFault[] {
  const faults: AssignmentFault[] = [];
  const seen = new Set<number>();
  problem[list].forEach(([judge, entry], index) => {
    const judgeNumber = judges.get(judge);
    const entryNumber = entries.get(entry);
    if (judgeNumber === undefined) faults.push({ path: [list, index, 0], code: "UNKNOWN_JUDGE", value: judge });
    if (entryNumber === undefined) faults.push({ path: [list, index, 1], code: "UNKNOWN_ENTRY", value: entry });
    if (judgeNumber === undefined || entryNumber === undefined) return;
    const pair = judgeNumber * problem.entries.length + entryNumber;
    if (seen.has(pair)) faults.push({ path: [list, index], code: "DUPLICATE_PAIR", value: `${judge}, ${entry}` });
    seen.add(pair);
  });
  return faults;
}
