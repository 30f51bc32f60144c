import type { Ranking } from "../ranking/rank-problem";

/** What a correction compares of two scoring problems. */
export interface ComparedProblem {
  rubrics: unknown;
  rounds: unknown;
  entries: readonly { id: string }[];
  sheets: readonly { entry: string }[];
}

/**
 * Codes of entries outside a correction whose scores or presence differ from the published result; "*" stands for the rules of scoring.
 * Prizes and choices may differ for all: a prize one loses another gets.
 * @param same whether two values are equal in the form in which they are sealed
 */
export function changedOutside(before: ComparedProblem, after: ComparedProblem, named: ReadonlySet<string>, same: (a: unknown, b: unknown) => boolean): string[] {
  const changed = new Set<string>();
  if (!same(before.rubrics, after.rubrics) || !same(before.rounds, after.rounds)) changed.add("*");
  const [then, now] = [byEntry(before), byEntry(after)];
  for (const code of new Set([...then.keys(), ...now.keys()])) if (!named.has(code) && !same(then.get(code) ?? null, now.get(code) ?? null)) changed.add(code);
  return [...changed].toSorted();
}

function byEntry({ entries, sheets }: ComparedProblem): Map<string, unknown[]> {
  const parts = new Map<string, unknown[]>(entries.map((entry) => [entry.id, [entry]]));
  for (const sheet of sheets) parts.set(sheet.entry, [...(parts.get(sheet.entry) ?? []), sheet]);
  return parts;
}

/** How the prize of an entry changed by a correction: tiers by code, null for none. */
export interface PrizeChange {
  entry: string;
  from: string | null;
  to: string | null;
}

/** Entries whose prize differs between two published results, by code. */
export function prizeChanges(before: Pick<Ranking, "ranking">, after: Pick<Ranking, "ranking">): PrizeChange[] {
  const prizes = ({ ranking }: Pick<Ranking, "ranking">) => new Map(ranking.flatMap(({ entry, prize }): [string, string][] => (prize === null ? [] : [[entry, prize]])));
  const [then, now] = [prizes(before), prizes(after)];
  const codes = [...new Set([...then.keys(), ...now.keys()])].toSorted();
  return codes.map((entry) => ({ entry, from: then.get(entry) ?? null, to: now.get(entry) ?? null })).filter(({ from, to }) => from !== to);
}
