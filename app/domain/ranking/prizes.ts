import type { Fault } from "~/domain/scoring/faults";
import type { Choice, ScoringRules } from "~/domain/scoring/problem";
import { compareText, type RankedEntry } from "./order";
import { fillTier, type TierChoiceFault, type WaitingGroup } from "./tier";

/** How many prizes of a tier were given, over all entries (`field` null) or in one field. */
export interface PrizeCount {
  readonly tier: string;
  readonly field: string | null;
  readonly quota: number;
  readonly awarded: number;
  readonly left: number;
}

/** A group of equal rank that did not fit in what was left of a tier: the chair chooses. */
export interface UndecidedGroup {
  readonly tier: string;
  readonly field: string | null;
  readonly entries: readonly string[];
}

export interface PrizeProposal {
  /** Entry → tier. */
  readonly prizeOf: ReadonlyMap<string, string>;
  /** In the order of the tiers, then of the fields; so are the undecided groups. */
  readonly counts: readonly PrizeCount[];
  readonly undecided: readonly UndecidedGroup[];
  /** Choices that answer no tie at a quota line; with any of them the proposal is void. */
  readonly faults: readonly Fault<ChoiceFaultCode>[];
}

/** NO_TIE: no group is cut by this tier's quota. The others: see `TierChoiceFault`. */
export type ChoiceFaultCode = "NO_TIE" | TierChoiceFault["code"];

/**
 * Proposes the prizes: tiers in the order given, over all entries or for each field that has an entry. Entries without
 * a rank and those below a criterion's minimum never get one; a large spread doesn't bar anybody.
 *
 * A choice may also be made for a tier below one that is still undecided: that tier is proposed provisionally, and its
 * group is as real as the one above.
 */
export function proposePrizes(
  ranked: readonly RankedEntry[],
  rules: ScoringRules,
  choices: readonly Choice[],
): PrizeProposal {
  const competitors = rules.perField ? byField(ranked) : new Map([[null, ranked]]);
  const pools = [...competitors].map(([field, entries]) => awardPool(field, entries, rules, choices));
  const inTierOrder = <T extends { readonly tier: string }>(rows: readonly T[]): T[] =>
    rules.prizes.flatMap(({ tier }) => rows.filter((row) => row.tier === tier));
  return {
    prizeOf: new Map(pools.flatMap((pool) => pool.awards)),
    counts: inTierOrder(pools.flatMap((pool) => pool.counts)),
    undecided: inTierOrder(pools.flatMap((pool) => pool.undecided)),
    faults: pools.flatMap((pool) => pool.faults),
  };
}

/** The entries of each field, in their order; fields ascending. */
function byField(ranked: readonly RankedEntry[]): Map<string, RankedEntry[]> {
  const fields = new Map<string, RankedEntry[]>();
  for (const it of ranked) fields.set(it.entry.field, []);
  for (const it of ranked) fields.get(it.entry.field)?.push(it);
  return new Map([...fields].toSorted(([a], [b]) => compareText(a, b)));
}

interface Pool {
  readonly awards: [string, string][];
  readonly counts: PrizeCount[];
  readonly undecided: UndecidedGroup[];
  readonly faults: Fault<ChoiceFaultCode>[];
}

/** After the first choice that doesn't fit, what follows would be guesswork: no more choices of the pool are judged. */
function awardPool(
  field: string | null,
  ranked: readonly RankedEntry[],
  rules: ScoringRules,
  choices: readonly Choice[],
): Pool {
  const pool: Pool = { awards: [], counts: [], undecided: [], faults: [] };
  let waiting: readonly WaitingGroup[] = groupsOfEqualRank(ranked);
  for (const tier of rules.prizes) {
    const at = choices.findIndex((choice) => choice.tier === tier.tier && choice.field === field);
    const choice = pool.faults.length === 0 ? choices[at] : undefined;
    const result = fillTier(tier, waiting, rules.decimals, choice?.entries);
    waiting = result.waiting;
    const awarded = result.awarded.length;
    pool.awards.push(...result.awarded.map((entry): [string, string] => [entry, tier.tier]));
    pool.counts.push({ tier: tier.tier, field, quota: tier.quota, awarded, left: tier.quota - awarded });
    if (result.undecided !== null) pool.undecided.push({ tier: tier.tier, field, entries: result.undecided });
    pool.faults.push(...result.faults.map((fault) => tierFault(at, fault)));
    if (choice !== undefined && !result.choiceUsed) {
      pool.faults.push({ path: ["choices", at], code: "NO_TIE", value: tier.tier });
    }
  }
  return pool;
}

function tierFault(at: number, fault: TierChoiceFault): Fault<ChoiceFaultCode> {
  const path = ["choices", at, "entries"];
  if (fault.code === "TOO_MANY_CHOSEN") return { path, code: fault.code, value: fault.chosen, limit: fault.left };
  return { path: [...path, fault.index], code: fault.code, value: fault.entry, limit: fault.group.join(", ") };
}

/** Those who can get a prize, best first; entries of equal rank in one group, ids ascending. */
function groupsOfEqualRank(ranked: readonly RankedEntry[]): WaitingGroup[] {
  const groups: { rank: number; mean: number; entries: string[] }[] = [];
  for (const { entry, rank, mean, flags } of ranked) {
    if (rank === null || mean === null || flags.includes("BELOW_MIN")) continue;
    const last = groups.at(-1);
    if (last?.rank === rank) last.entries.push(entry.id);
    else groups.push({ rank, mean, entries: [entry.id] });
  }
  return groups;
}
