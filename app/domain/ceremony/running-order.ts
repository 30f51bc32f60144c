/** A prize as the ceremony gives it. */
export interface CeremonyAward {
  entryId: string;
  tier: string;
  /** 1 is the highest prize */
  tierPosition: number;
  rank: number;
  code: string;
}

/** One thing on the screen of the hall. */
export type CeremonyStep = { kind: "title" } | { kind: "special"; award: number } | { kind: "tier"; tier: string; count: number } | { kind: "award"; entryId: string } | { kind: "end" };

/**
 * The order in which prizes are given: awards beside the tiers first, then the tiers from the lowest to the highest, each announced and
 * then revealed from its last to its first, so that what everybody waits for comes last.
 */
export function runningOrder(awards: readonly CeremonyAward[], special: number): CeremonyStep[] {
  const positions = [...new Set(awards.map(({ tierPosition }) => tierPosition))].toSorted((a, b) => b - a);
  const tiers = positions.flatMap((position): CeremonyStep[] => {
    const own = awards.filter((award) => award.tierPosition === position).toSorted((a, b) => b.rank - a.rank || (a.code < b.code ? 1 : -1));
    const [first] = own;
    return first ? [{ kind: "tier", tier: first.tier, count: own.length }, ...own.map(({ entryId }): CeremonyStep => ({ kind: "award", entryId }))] : [];
  });
  return [{ kind: "title" }, ...Array.from({ length: special }, (_, award): CeremonyStep => ({ kind: "special", award })), ...tiers, { kind: "end" }];
}

/** A step that exists: whoever corrects a result may make the order shorter. */
export function clampStep(step: number, steps: number): number {
  return Math.max(0, Math.min(step, steps - 1));
}
