import type { AssignmentInstance } from "~/domain/assignment/instance";
import type { JudgeSet } from "~/domain/assignment/shortage";
import type { Handovers } from "./handovers";

const NOBODY = -1;

/** One link of a chain: `from` hands units of an entry to `to`. */
interface Handover {
  entry: number;
  from: number;
  to: number;
}

/**
 * Finds and carries out chains of handovers: "a new judge takes this entry, hands one of theirs to a second, who hands
 * one to a third …". Since entries are many and judges few, the search runs between judges only.
 *
 * Each judge has a potential; a handover's price plus the giver's less the taker's potential is never below zero, so that
 * Dijkstra's search is right although prices may be negative. Who still has room has potential 0.
 */
export class ChainSearch {
  private readonly distance: Float64Array;
  private readonly potential: Float64Array;
  private readonly previous: Int32Array;
  /** The judges whom the search has left behind, in that order, then the others. */
  private readonly order: Int32Array;
  private settled = 0;
  /** Per judge: the largest load allowed. */
  private room: readonly number[] = [];

  constructor(
    private readonly instance: AssignmentInstance,
    private readonly handovers: Handovers,
  ) {
    const width = instance.judges.length;
    this.distance = new Float64Array(width);
    this.potential = new Float64Array(width);
    this.previous = new Int32Array(width);
    this.order = Int32Array.from({ length: width }, (_, judge) => judge);
  }

  /** From now on no load may exceed `limit`. */
  allow(limit: number): void {
    this.room = this.instance.max.map((max) => Math.min(max, limit));
  }

  /** Gives units of `entry`, at most `most`, to judges by the cheapest chain that ends at one with room. @returns how many, 0 if there is no chain */
  assign(entry: number, most = 1): number {
    let judge = this.start(entry);
    while (judge !== NOBODY && !this.hasRoom(judge)) judge = this.settle(judge);
    if (judge === NOBODY) return 0;
    const chain = this.chainTo(judge);
    const first = chain.at(-1)?.from ?? judge;
    const amount = Math.min(most, this.bottleneck(chain, judge), this.handovers.amounts(entry, first).free);
    this.lowerPotentials(this.distance[judge] as number);
    this.handOver(chain, amount);
    this.handovers.seat(entry, first, amount);
    return amount;
  }

  /** The judges that a vain `assign` came to: all full, and no chain leaves them. */
  reached(): JudgeSet {
    const group = new Uint8Array(this.order.length);
    for (const judge of this.order.subarray(0, this.settled)) group[judge] = 1;
    return group;
  }

  /**
   * Moves load, at no cost, from a judge with a load of `level` to one with at least `gap` less, 2 or more. A chain costs nothing where
   * each handover's reduced price is 0 and its first judge's potential, as its last one's, too.
   * @returns false if no chain does
   */
  relieve(level: number, gap: number): boolean {
    this.previous.fill(NOBODY);
    const { loads } = this.handovers;
    const waiting = [...loads.keys()].filter((judge) => loads[judge] === level && this.potential[judge] === 0);
    const seen = new Uint8Array(loads.length);
    for (const judge of waiting) seen[judge] = 1;
    for (const from of waiting) {
      for (let to = 0; to < seen.length; to++) {
        if (seen[to] === 1 || this.reducedPrice(from, to) !== 0) continue;
        seen[to] = 1;
        this.previous[to] = from;
        waiting.push(to);
        const load = loads[to] as number;
        if (load > level - gap || !this.hasRoom(to)) continue;
        const chain = this.chainTo(to);
        this.handOver(chain, Math.min(this.bottleneck(chain, to), Math.floor((level - load) / 2)));
        return true;
      }
    }
    return false;
  }

  private hasRoom(judge: number): boolean {
    return (this.handovers.loads[judge] as number) < (this.room[judge] as number);
  }

  private reducedPrice(from: number, to: number): number {
    const price = this.handovers.price[from * this.order.length + to] as number;
    return price + (this.potential[from] as number) - (this.potential[to] as number);
  }

  /** The chain that ends at `last`, its end first. */
  private chainTo(last: number): Handover[] {
    const chain: Handover[] = [];
    let to = last;
    for (let from = this.previous[to] as number; from !== NOBODY; from = this.previous[to] as number) {
      chain.push({ entry: this.handovers.bestEntry(from, to), from, to });
      to = from;
    }
    return chain;
  }

  /** How many units the chain to `last` can carry. */
  private bottleneck(chain: readonly Handover[], last: number): number {
    let most = (this.room[last] as number) - (this.handovers.loads[last] as number);
    for (const { entry, from, to } of chain) most = Math.min(most, this.handovers.amounts(entry, from).held, this.handovers.amounts(entry, to).free);
    return most;
  }

  private handOver(chain: readonly Handover[], amount: number): void {
    for (const { entry, from, to } of chain) {
      this.handovers.unseat(entry, from, amount);
      this.handovers.seat(entry, to, amount);
    }
  }

  /** @returns the nearest judge */
  private start(entry: number): number {
    this.settled = 0;
    this.previous.fill(NOBODY);
    for (let judge = 0; judge < this.order.length; judge++) {
      this.distance[judge] = this.handovers.isFree(entry, judge)
        ? this.handovers.costAt(entry, judge) - (this.potential[judge] as number)
        : Infinity;
    }
    return this.nearest();
  }

  /** Leaves `from` behind, after looking at whom it can hand entries to. @returns the nearest of the others */
  private settle(from: number): number {
    const { distance, potential, previous, order } = this;
    const { price } = this.handovers;
    order[order.indexOf(from, this.settled)] = order[this.settled] as number;
    order[this.settled++] = from;
    const row = from * order.length;
    const base = (distance[from] as number) + (potential[from] as number);
    for (let place = this.settled; place < order.length; place++) {
      const to = order[place] as number;
      const length = base + (price[row + to] as number) - (potential[to] as number);
      if (length < (distance[to] as number)) {
        distance[to] = length;
        previous[to] = from;
      }
    }
    return this.nearest();
  }

  /** Of the judges not left behind the nearest; of equally near ones the one with the smallest load. */
  private nearest(): number {
    const { distance, order } = this;
    const { loads } = this.handovers;
    let best = NOBODY;
    let least = Infinity;
    for (let place = this.settled; place < order.length; place++) {
      const judge = order[place] as number;
      const length = distance[judge] as number;
      if (length > least || length === Infinity) continue;
      if (length === least && (loads[judge] as number) >= (loads[best] as number)) continue;
      least = length;
      best = judge;
    }
    return best;
  }

  private lowerPotentials(shortest: number): void {
    for (const judge of this.order.subarray(0, this.settled)) {
      this.potential[judge] = (this.potential[judge] as number) + (this.distance[judge] as number) - shortest;
    }
  }
}
