import { isBelow } from "~/domain/scoring/assessment";
import type { PrizeTier } from "~/domain/scoring/problem";

/** Entries of equal rank that wait for a prize. */
export interface WaitingGroup {
  /** Ascending. */
  readonly entries: readonly string[];
  /** Their common rounded mean, in 10^-decimals of a point. */
  readonly mean: number;
}

/** What became of one tier. */
export interface FilledTier {
  readonly awarded: readonly string[];
  /** The group that didn't fit and waits for the chair; null where there is none. */
  readonly undecided: readonly string[] | null;
  /** Those who wait for the next tier, best first. */
  readonly waiting: readonly WaitingGroup[];
  /** What is wrong with the chair's choice; empty where it fits or none was needed. */
  readonly faults: readonly TierChoiceFault[];
  /** Whether the chair's choice met a group that didn't fit. */
  readonly choiceUsed: boolean;
}

export type TierChoiceFault =
  | { readonly code: "TOO_MANY_CHOSEN"; readonly chosen: number; readonly left: number }
  | { readonly code: "NOT_IN_GROUP"; readonly index: number; readonly entry: string; readonly group: readonly string[] };

/**
 * Gives one tier down the order, while quota is left and the mean reaches the tier's minimum.
 *
 * A group of equal rank is never cut. One that doesn't fit in what is left closes the tier: without a choice the group
 * is undecided and waits for no lower tier; with a choice the chosen take the tier, be it less than what is left, and
 * the others come first in the next tier. A tier whose quota is used up is simply full, and nobody is undecided.
 */
export function fillTier(
  tier: PrizeTier,
  waiting: readonly WaitingGroup[],
  decimals: number,
  choice: readonly string[] | undefined,
): FilledTier {
  const awarded: string[] = [];
  for (const [index, group] of waiting.entries()) {
    const left = tier.quota - awarded.length;
    const reaches = tier.minScore === null || !isBelow(group.mean, decimals, tier.minScore);
    if (left === 0 || !reaches) return filled(awarded, waiting.slice(index));
    if (group.entries.length > left) return closeWith(group, left, awarded, waiting.slice(index + 1), choice);
    awarded.push(...group.entries);
  }
  return filled(awarded, []);
}

function filled(awarded: readonly string[], waiting: readonly WaitingGroup[]): FilledTier {
  return { awarded, undecided: null, waiting, faults: [], choiceUsed: false };
}

function closeWith(
  group: WaitingGroup,
  left: number,
  awarded: readonly string[],
  below: readonly WaitingGroup[],
  choice: readonly string[] | undefined,
): FilledTier {
  const undecided = { awarded, undecided: group.entries, waiting: below };
  if (choice === undefined) return { ...undecided, faults: [], choiceUsed: false };
  const faults = choiceFaults(group, left, choice);
  if (faults.length > 0) return { ...undecided, faults, choiceUsed: true };
  const others = group.entries.filter((id) => !choice.includes(id));
  return {
    awarded: [...awarded, ...choice],
    undecided: null,
    waiting: others.length > 0 ? [{ ...group, entries: others }, ...below] : below,
    faults: [],
    choiceUsed: true,
  };
}

function choiceFaults(group: WaitingGroup, left: number, choice: readonly string[]): TierChoiceFault[] {
  const faults = choice.flatMap((entry, index): TierChoiceFault[] =>
    group.entries.includes(entry) ? [] : [{ code: "NOT_IN_GROUP", index, entry, group: group.entries }],
  );
  if (choice.length > left) faults.push({ code: "TOO_MANY_CHOSEN", chosen: choice.length, left });
  return faults;
}
