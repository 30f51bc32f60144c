import type { Points } from "~/domain/kernel/decimal";

/** What one person keyed in from a sheet on paper. */
export interface Keyed {
  readonly by: string;
  readonly values: ReadonlyMap<string, Points>;
}

/** Codes of the criteria in which two keyings differ. */
export function differingCodes(a: Keyed, b: Keyed): string[] {
  const codes = new Set([...a.values.keys(), ...b.values.keys()]);
  return [...codes].filter((code) => a.values.get(code) !== b.values.get(code));
}

/** The keying of another person that says the same, if there is one. Rule: two people, not the same one twice. */
export function twinOf(own: Keyed, all: readonly Keyed[]): Keyed | null {
  return all.find((other) => other.by !== own.by && differingCodes(own, other).length === 0) ?? null;
}

/**
 * How far keying in is for a viewer: `none` nobody has begun; `own` the viewer has, somebody else is waited for; `other` somebody
 * else has, and the viewer keys it in without seeing what; `differs` the viewer has keyed it in as well and not the same.
 */
export type KeyedStanding = "none" | "own" | "other" | "differs";

export function keyedStanding(viewerId: string, all: readonly Keyed[]): KeyedStanding {
  const isOwn = all.some(({ by }) => by === viewerId);
  const isOther = all.some(({ by }) => by !== viewerId);
  if (isOwn) return isOther ? "differs" : "own";
  return isOther ? "other" : "none";
}
