import { parsePoints } from "../kernel/decimal";
import { OPEN, type AssignmentInstance } from "./instance";
import { loadsOf, type Plan } from "./plan";
import type { InfeasibleReason } from "./problem";
import { explainShortage, type JudgeSet } from "./shortage";

/** The chance of what happens for certain. Every chance is a whole number of such parts, so that no rounding decides a rule. */
export const CERTAIN = 10_000;

/**
 * Per pair, at `entry × judges + judge`: the chance that the judge gets the entry, in units of 1/10,000. Fixed pairs are not
 * counted: they are certain.
 */
export type Chances = Int32Array;

/** Reads a chance as files write it: "0.5" → 5000. Null for anything but a number above 0, at most 1, with at most four decimals. */
export function parseChance(text: string): number | null {
  const chance = parsePoints(text);
  return chance !== null && chance >= 1 && chance <= CERTAIN ? chance : null;
}

/**
 * The problem of giving every pair a chance of at most `maxChance`, so that every entry has as many judges as it needs in
 * the mean: the same network with each assignment cut into `CERTAIN` units (Jecmen et al., "Mitigating Manipulation in Peer Review
 * via Randomized Reviewer Assignments", 2020). Where it has no solution, no way of drawing keeps the cap and all hard rules; where it has
 * one, `drawPlan` makes plans of it.
 */
export function inChances(instance: AssignmentInstance, maxChance: number): AssignmentInstance {
  const units = (counts: readonly number[]) => counts.map((count) => count * CERTAIN);
  return {
    ...instance,
    unit: CERTAIN,
    perPair: instance.entries.map(() => maxChance),
    perEntry: units(instance.perEntry),
    max: units(instance.max),
    need: units(instance.need),
    fixedLoad: units(instance.fixedLoad),
  };
}

/** The entries that too few judges may judge for a cap on chances: 3 judges with at most 30 % each need 10 to choose from. */
export function tooFewForChance(instance: AssignmentInstance, maxChance: number): InfeasibleReason[] {
  const { entries, judges, open, need } = instance;
  return entries.flatMap((entry, number): InfeasibleReason[] => {
    const units = (need[number] ?? 0) * CERTAIN;
    const able = judges.filter((_, judge) => open[number * judges.length + judge] === OPEN);
    return able.length * maxChance >= units ? [] : [{ kind: "too_few_for_chance", entry, maxChance, needed: Math.ceil(units / maxChance), judges: able }];
  });
}

/** Why a group of judges is too small: of itself, or because of the cap on chances. */
export function explainChanceShortage(instance: AssignmentInstance, maxChance: number, group: JudgeSet): InfeasibleReason[] {
  const plain = explainShortage(instance, group);
  if (plain.length > 0) return plain;
  return explainShortage(inChances(instance, maxChance), group).map((reason) => (reason.kind === "too_little_room" ? { ...reason, maxChance } : reason));
}

/** Per judge: the load in the mean of all draws, in units of 1/10,000 of an entry, fixed ones counted. */
export function meanLoads(instance: AssignmentInstance, chances: Chances): number[] {
  const width = instance.judges.length;
  const loads = instance.judges.map((_, judge) => (instance.fixedLoad[judge] ?? 0) * CERTAIN);
  for (let pair = 0; pair < chances.length; pair++) loads[pair % width] = (loads[pair % width] ?? 0) + (chances[pair] ?? 0);
  return loads;
}

/** Per entry, ascending: the highest chance of a pair that is not fixed. */
export function highestChances({ entries, judges }: AssignmentInstance, chances: Chances): [entry: string, chance: number][] {
  const width = judges.length;
  return entries.map((entry, number) => [entry, Math.max(0, ...chances.subarray(number * width, (number + 1) * width))]);
}

/** The highest of all; 0 where there is none. */
export const highestOf = (highest: readonly (readonly [entry: string, chance: number])[]): number => highest.reduce((most, [, chance]) => Math.max(most, chance), 0);

export type ChanceDefect = { kind: "over_cap" | "not_allowed"; judge: string; entry: string } | { kind: "wrong_sum"; entry: string } | { kind: "over_load"; judge: string };

/**
 * Every rule that the chances break: none above the cap, none where a conflict, a field or a fixed pair stands, for every
 * entry as many judges in the mean as it still needs, and nobody's mean above their `max` or `limit` entries.
 */
export function checkChances(instance: AssignmentInstance, chances: Chances, { maxChance, limit }: { maxChance: number; limit: number }): ChanceDefect[] {
  const width = instance.judges.length;
  const defects: ChanceDefect[] = [];
  instance.entries.forEach((entry, number) => {
    let sum = 0;
    instance.judges.forEach((judge, place) => {
      const chance = chances[number * width + place] ?? 0;
      sum += chance;
      if (chance < 0 || chance > maxChance) defects.push({ kind: "over_cap", judge, entry });
      if (chance !== 0 && instance.open[number * width + place] !== OPEN) defects.push({ kind: "not_allowed", judge, entry });
    });
    if (sum !== (instance.need[number] ?? 0) * CERTAIN) defects.push({ kind: "wrong_sum", entry });
  });
  meanLoads(instance, chances).forEach((load, judge) => {
    if (load > Math.min(instance.max[judge] ?? Infinity, limit) * CERTAIN) defects.push({ kind: "over_load", judge: instance.judges[judge] ?? "" });
  });
  return defects;
}

/** Whether a drawn plan fits its chances: nobody got what they had no chance of, and every load is the mean rounded down or up. */
export function isDrawOf(instance: AssignmentInstance, chances: Chances, plan: Plan): boolean {
  const width = instance.judges.length;
  const isPossible = plan.every((judges, entry) => judges.every((judge) => instance.fixed[entry]?.includes(judge) || (chances[entry * width + judge] ?? 0) > 0));
  const means = meanLoads(instance, chances);
  return isPossible && loadsOf(instance, plan).every((load, judge) => Math.abs(load * CERTAIN - (means[judge] ?? 0)) < CERTAIN);
}
