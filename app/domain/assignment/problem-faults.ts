import type { AssignmentProblem } from "./problem";

type PairList = "conflicts" | "fixed" | "costs";

/** Something that makes a problem meaningless; `index` counts from 0 in the list it names. */
export type ProblemFault =
  | { kind: "duplicate_id"; list: "judges" | "entries"; index: number; id: string }
  | { kind: "unknown_judge" | "unknown_entry"; list: PairList; index: number; id: string }
  | { kind: "duplicate_pair"; list: PairList; index: number; judge: string; entry: string };

/**
 * Ids given twice, pairs that name an unknown judge or entry, and pairs given twice in one list.
 * A pair both in `conflicts` and in `fixed` is no fault: it makes the problem infeasible.
 */
export function findProblemFaults(problem: AssignmentProblem): ProblemFault[] {
  const judges = numberIds("judges", problem.judges);
  const entries = numberIds("entries", problem.entries);
  const faults = [...judges.faults, ...entries.faults];
  for (const list of ["conflicts", "fixed", "costs"] as const) {
    const seen = new Set<number>();
    problem[list].forEach(([judge, entry], index) => {
      const judgeNumber = judges.numbers.get(judge);
      const entryNumber = entries.numbers.get(entry);
      if (judgeNumber === undefined) faults.push({ kind: "unknown_judge", list, index, id: judge });
      if (entryNumber === undefined) faults.push({ kind: "unknown_entry", list, index, id: entry });
      if (judgeNumber === undefined || entryNumber === undefined) return;
      const pair = judgeNumber * problem.entries.length + entryNumber;
      if (seen.has(pair)) faults.push({ kind: "duplicate_pair", list, index, judge, entry });
      seen.add(pair);
    });
  }
  return faults;
}

function numberIds(list: "judges" | "entries", items: readonly { id: string }[]) {
  const numbers = new Map<string, number>();
  const faults: ProblemFault[] = [];
  items.forEach(({ id }, index) => {
    if (numbers.has(id)) faults.push({ kind: "duplicate_id", list, index, id });
    else numbers.set(id, index);
  });
  return { numbers, faults };
}
