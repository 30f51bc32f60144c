import { UNITS_PER_POINT } from "../kernel/decimal";
import type { ScoringProblem } from "../scoring/problem";

/** The locked sheets of the last round as numbers: who judged what, and how many points it got in all. */
export interface Design {
  /** ids ascending; only entries and judges with a locked sheet */
  readonly entries: readonly string[];
  readonly judges: readonly string[];
  /** sheet → entry, sheet → judge, sheet → total in points less `centre` */
  readonly entryOf: Int32Array;
  readonly judgeOf: Int32Array;
  readonly totals: Float64Array;
  /** mean of all totals, in points */
  readonly centre: number;
  /** entry → sheets */
  readonly sheetsOf: readonly (readonly number[])[];
  /** part of the net of entries and judges an entry belongs to, from 0; parts in the order of their first entry */
  readonly componentOfEntry: Int32Array;
  readonly componentOfJudge: Int32Array;
  readonly components: number;
}

/** Reads the sheets the model is made of. Quantities are points as floating numbers: nothing here decides a result. */
export function designOf(problem: ScoringProblem): Design {
  const round = problem.rounds.at(-1)?.code ?? null;
  const known = new Set(problem.entries.map(({ id }) => id));
  const sheets = problem.sheets.filter((sheet) => sheet.state === "LOCKED" && sheet.round === round && known.has(sheet.entry));
  const entries = [...new Set(sheets.map((sheet) => sheet.entry))].toSorted(byText);
  const judges = [...new Set(sheets.map((sheet) => sheet.judge))].toSorted(byText);
  const entryIndex = new Map(entries.map((id, index) => [id, index]));
  const judgeIndex = new Map(judges.map((id, index) => [id, index]));
  const entryOf = Int32Array.from(sheets, (sheet) => entryIndex.get(sheet.entry) ?? 0);
  const judgeOf = Int32Array.from(sheets, (sheet) => judgeIndex.get(sheet.judge) ?? 0);
  const points = sheets.map((sheet) => [...sheet.scores.values()].reduce((sum, score) => sum + score, 0) / UNITS_PER_POINT);
  const centre = points.length === 0 ? 0 : points.reduce((sum, value) => sum + value, 0) / points.length;
  const sheetsOf: number[][] = entries.map(() => []);
  entryOf.forEach((entry, sheet) => sheetsOf[entry]?.push(sheet));
  return { entries, judges, entryOf, judgeOf, totals: Float64Array.from(points, (value) => value - centre), centre, sheetsOf, ...componentsOf({ entries, judges, entryOf, judgeOf }) };
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Which entries and judges hang together through sheets. */
function componentsOf({ entries, judges, entryOf, judgeOf }: Pick<Design, "entries" | "judges" | "entryOf" | "judgeOf">) {
  const parent = Int32Array.from({ length: entries.length + judges.length }, (_, index) => index);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] as number;
    parent[node] = root;
    return root;
  };
  entryOf.forEach((entry, sheet) => {
    parent[rootOf(entries.length + (judgeOf[sheet] as number))] = rootOf(entry);
  });
  const numbers = new Map<number, number>();
  const numberOf = (node: number) => {
    const root = rootOf(node);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  };
  const componentOfEntry = Int32Array.from(entries, (_id, index) => numberOf(index));
  const componentOfJudge = Int32Array.from(judges, (_id, index) => numberOf(entries.length + index));
  return { componentOfEntry, componentOfJudge, components: numbers.size };
}
