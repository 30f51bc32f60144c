import type { Chances } from "./chance";
import { OPEN, type AssignmentInstance } from "./instance";
import { loadsOf, type Plan } from "./plan";
import { provesLimitTooLow, type JudgeSet } from "./shortage";

/**
 * Whether `group` proves that no plan has a smaller largest load than `plan`: one less, and the group could not take
 * the entries that depend on it. A load of 0 needs no proof.
 */
export function hasSmallestMaxLoad(instance: AssignmentInstance, plan: Plan, group: JudgeSet): boolean {
  const maxLoad = Math.max(0, ...loadsOf(instance, plan));
  return maxLoad === 0 || provesLimitTooLow(instance, group, maxLoad - 1);
}

/**
 * Whether a chain of swaps makes `plan` cheaper, or as cheap with a smaller sum of squared loads, while nobody's load
 * exceeds `cap`: the plan's largest unless given (Infinity: judges' own `max` alone bound them). None exists exactly when the plan is optimal (a flow of least cost is one without a
 * negative cycle in its residual network; costs and squares are compared as pairs, in integers).
 *
 * The network is condensed to the judges: the arc from one judge to another is the cheapest entry that the first can
 * hand to the second. One more node, the pool, stands for load itself: an arc into it is a judge who takes one entry
 * more, an arc out of it a judge who gets rid of one.
 */
export function canBeImproved(instance: AssignmentInstance, plan: Plan, cap = Math.max(0, ...loadsOf(instance, plan))): boolean {
  const nodes = instance.judges.length + 1;
  const price = handoverPrices(instance, plan);
  const square = new Float64Array(nodes * nodes);
  addLoadArcs(instance, loadsOf(instance, plan), cap, { price, square });
  return hasNegativeCycle(nodes, price, square);
}

/**
 * Whether the chances could cost less in the mean while nobody's mean load exceeds `limit`, an amount in units as all figures of the
 * instance (`inChances`). As above, but without the squares.
 */
export function canBeCheaper(instance: AssignmentInstance, chances: Chances, limit: number): boolean {
  const width = instance.judges.length;
  const nodes = width + 1;
  const price = new Float64Array(nodes * nodes).fill(Infinity);
  const loads = [...instance.fixedLoad];
  instance.entries.forEach((_, entry) => {
    const row = entry * width;
    const judges = instance.judges.map((__, judge) => judge);
    const givers = judges.filter((judge) => (chances[row + judge] ?? 0) > 0);
    const takers = judges.filter((judge) => instance.open[row + judge] === OPEN && (chances[row + judge] ?? 0) < (instance.perPair[entry] ?? 1));
    for (const from of givers) {
      loads[from] = (loads[from] ?? 0) + (chances[row + from] ?? 0);
      for (const to of takers) {
        const arc = from * nodes + to;
        if (from !== to) price[arc] = Math.min(price[arc] ?? Infinity, (instance.cost[row + to] ?? 0) - (instance.cost[row + from] ?? 0));
      }
    }
  });
  addLoadArcs(instance, loads, limit, { price, square: new Float64Array(nodes * nodes) });
  return hasNegativeCycle(nodes, price, new Float64Array(nodes * nodes));
}

/** `price[from * nodes + to]`: change of cost when `from` hands one entry that is not fixed to `to`; Infinity where none can be. */
function handoverPrices(instance: AssignmentInstance, plan: Plan): Float64Array {
  const width = instance.judges.length;
  const nodes = width + 1;
  const price = new Float64Array(nodes * nodes).fill(Infinity);
  plan.forEach((judges, entry) => {
    const row = entry * width;
    const costAt = (judge: number) => instance.cost[row + judge] ?? 0;
    const takers: number[] = [];
    for (let judge = 0; judge < width; judge++) {
      if (instance.open[row + judge] === OPEN && !judges.includes(judge)) takers.push(judge);
    }
    for (const from of judges) {
      if (instance.fixed[entry]?.includes(from)) continue;
      for (const to of takers) {
        const arc = from * nodes + to;
        price[arc] = Math.min(price[arc] ?? Infinity, costAt(to) - costAt(from));
      }
    }
  });
  return price;
}

function addLoadArcs(instance: AssignmentInstance, loads: readonly number[], cap: number, { price, square }: { price: Float64Array; square: Float64Array }): void {
  const pool = instance.judges.length;
  const nodes = pool + 1;
  loads.forEach((load, judge) => {
    if (load < Math.min(instance.max[judge] ?? Infinity, cap)) {
      price[judge * nodes + pool] = 0;
      square[judge * nodes + pool] = 2 * load + 1;
    }
    if (load > 0) {
      price[pool * nodes + judge] = 0;
      square[pool * nodes + judge] = 1 - 2 * load;
    }
  });
}

/** Bellman and Ford on pairs (price, square), from all nodes at once. */
function hasNegativeCycle(nodes: number, price: Float64Array, square: Float64Array): boolean {
  const first = new Float64Array(nodes);
  const second = new Float64Array(nodes);
  for (let round = 0; round < nodes; round++) {
    let changed = false;
    for (let from = 0; from < nodes; from++) {
      for (let to = 0; to < nodes; to++) {
        const arc = from * nodes + to;
        const cost = (first[from] as number) + (price[arc] as number);
        const squares = (second[from] as number) + (square[arc] as number);
        if (cost > (first[to] as number) || (cost === first[to] && squares >= (second[to] as number))) continue;
        first[to] = cost;
        second[to] = squares;
        changed = true;
      }
    }
    if (!changed) return false;
  }
  return true;
}
