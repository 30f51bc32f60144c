import type { Stability } from "./stability";

/** An entry for which one more sheet would settle most. */
export interface Doubt {
  readonly entry: string;
  /** chance that the prize it would get today is not the one it deserves, from 0 to 1 */
  readonly open: number;
}

/**
 * Where one more score would help most: entries whose prize is open, weighted by how much of their uncertainty one more sheet of a
 * judge of middling severity would take away. `sheets` says how many each has. Most helpful first, at most `count`.
 */
export function oneMoreScore(stability: Stability, sheets: ReadonlyMap<string, number>, count: number): Doubt[] {
  const noise = Number(stability.variance.noise);
  const ratio = noise > 0 ? Number(stability.variance.entry) / noise : 0;
  return stability.entries
    .flatMap(({ entry, prizeProbability }) => {
      if (!prizeProbability) return [];
      const chances = Object.values(prizeProbability).map(Number);
      const none = Math.max(0, 1 - chances.reduce((sum, chance) => sum + chance, 0));
      const open = 1 - Math.max(none, ...chances);
      const n = sheets.get(entry) ?? 0;
      return open > 0 ? [{ entry, open, worth: open * (1 - (1 + ratio * n) / (1 + ratio * (n + 1))) }] : [];
    })
    .toSorted((a, b) => b.worth - a.worth || (a.entry < b.entry ? -1 : 1))
    .slice(0, count)
    .map(({ entry, open }) => ({ entry, open }));
}
