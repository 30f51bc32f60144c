import { OPEN, type AssignmentInstance } from "./instance";
import type { InfeasibleReason } from "./problem";

/** A set of judges: 1 at the number of each member. */
export type JudgeSet = Uint8Array;

/**
 * How many units each entry must take from `group`, because the judges outside the group who may judge it cannot hold
 * all that it needs (Hall's condition).
 */
export function demandOn(instance: AssignmentInstance, group: JudgeSet): number[] {
  const { open, judges, perPair } = instance;
  return instance.need.map((need, entry) => {
    let outside = 0;
    const row = entry * judges.length;
    for (let judge = 0; judge < judges.length; judge++) {
      if (group[judge] !== 1 && open[row + judge] === OPEN) outside++;
    }
    return Math.max(0, need - outside * (perPair[entry] ?? 1));
  });
}

/** How many more units the group can take when nobody's load may exceed `limit`; negative where fixed pairs exceed it. */
export function roomOf(instance: AssignmentInstance, group: JudgeSet, limit: number): number {
  let room = 0;
  instance.max.forEach((max, judge) => {
    if (group[judge] === 1) room += Math.min(max, limit) - (instance.fixedLoad[judge] ?? 0);
  });
  return room;
}

/**
 * The smallest largest load, in whole assignments, at which `group` can take what must come from it: no plan has a smaller one.
 * @returns null where no load suffices, because the judges' `max` are too small together.
 */
export function lowestLimitFor(instance: AssignmentInstance, group: JudgeSet): number | null {
  const demand = sum(demandOn(instance, group));
  if (roomOf(instance, group, Infinity) < demand) return null;
  const { unit } = instance;
  let low = 0;
  let high = Math.ceil((demand + Math.max(0, ...instance.fixedLoad)) / unit);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (roomOf(instance, group, middle * unit) >= demand) high = middle;
    else low = middle + 1;
  }
  return low * unit;
}

/** Whether `group` proves that no plan keeps every load at or below `limit`. */
export function provesLimitTooLow(instance: AssignmentInstance, group: JudgeSet, limit: number): boolean {
  return sum(demandOn(instance, group)) > roomOf(instance, group, limit);
}

/**
 * Names, out of a group of judges that is too small, the smaller groups that are, each with the entries that depend on it.
 * First every judge goes whose leaving does not lessen the shortage, then what is not connected is told apart.
 */
export function explainShortage(instance: AssignmentInstance, group: JudgeSet): InfeasibleReason[] {
  const reasons: InfeasibleReason[] = [];
  for (const part of connectedParts(instance, withoutBystanders(instance, group))) {
    const demand = demandOn(instance, part);
    const needed = sum(demand);
    const available = roomOf(instance, part, Infinity);
    if (needed <= available) continue;
    reasons.push({
      kind: "too_little_room",
      entries: instance.entries.filter((_, entry) => (demand[entry] ?? 0) > 0),
      judges: instance.judges.filter((_, judge) => part[judge] === 1),
      needed: Math.ceil(needed / instance.unit),
      available: Math.floor(available / instance.unit),
    });
  }
  return reasons;
}

function withoutBystanders(instance: AssignmentInstance, group: JudgeSet): JudgeSet {
  const small = group.slice();
  const width = small.length;
  const demand = demandOn(instance, small);
  let changed = true;
  while (changed) {
    changed = false;
    for (let judge = 0; judge < width; judge++) {
      if (small[judge] !== 1) continue;
      const dependent = demand.flatMap((count, entry) =>
        count > 0 && instance.open[entry * width + judge] === OPEN ? [entry] : [],
      );
      const held = (entry: number) => Math.min(demand[entry] ?? 0, instance.perPair[entry] ?? 1);
      if (sum(dependent.map(held)) > (instance.max[judge] ?? Infinity) - (instance.fixedLoad[judge] ?? 0)) continue;
      small[judge] = 0;
      for (const entry of dependent) demand[entry] = (demand[entry] ?? 0) - held(entry);
      changed = true;
    }
  }
  return small;
}

/** Judges belong together when an entry depends on both. */
function connectedParts(instance: AssignmentInstance, group: JudgeSet): JudgeSet[] {
  const dependent = new Set(demandOn(instance, group).flatMap((count, entry) => (count > 0 ? [entry] : [])));
  const left = group.slice();
  const parts: JudgeSet[] = [];
  for (let first = left.indexOf(1); first >= 0; first = left.indexOf(1)) parts.push(takePart(instance, left, dependent, first));
  return parts;
}

/** Moves the part that `first` belongs to out of `left`, and the entries that depend on it out of `dependent`. */
function takePart(instance: AssignmentInstance, left: JudgeSet, dependent: Set<number>, first: number): JudgeSet {
  const width = left.length;
  const part = new Uint8Array(width);
  const waiting = [first];
  left[first] = 0;
  for (let judge = waiting.pop(); judge !== undefined; judge = waiting.pop()) {
    part[judge] = 1;
    for (const entry of dependent) {
      if (instance.open[entry * width + judge] !== OPEN) continue;
      dependent.delete(entry);
      for (let other = 0; other < width; other++) {
        if (left[other] !== 1 || instance.open[entry * width + other] !== OPEN) continue;
        left[other] = 0;
        waiting.push(other);
      }
    }
  }
  return part;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
