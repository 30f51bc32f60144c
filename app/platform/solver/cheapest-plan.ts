import type { AssignmentInstance } from "~/domain/assignment/instance";
import type { Plan } from "~/domain/assignment/plan";
import type { JudgeSet } from "~/domain/assignment/shortage";
import { Handovers } from "./handovers";

/** Either the best plan under the limit, or a group of judges that cannot take what depends on it under that limit. */
export type Outcome = { plan: Plan } | { tooSmall: JudgeSet };

const NOBODY = -1;

/**
 * The plan of least cost, among those of the least sum of squared loads, with no load above `limit`; exact.
 *
 * Successive shortest paths: entries come one after another, and each assignment goes along the cheapest chain
 * "a new judge takes this entry, hands one of theirs to a second, who hands one to a third …" that ends at a judge
 * with room; of equally cheap chains, at the judge with the smallest load. Since entries are many and judges few, the
 * residual network is kept between judges only. Every number is an integer far below 2⁵³.
 *
 * Yields the number of entries done, so that the caller can pause or stop.
 */
export function* findCheapestPlan(instance: AssignmentInstance, limit: number): Generator<number, Outcome> {
  const handovers = new Handovers(instance);
  const room = instance.max.map((max) => Math.min(max, limit));
  const search = new ChainSearch(handovers, room);
  for (let entry = 0; entry < instance.entries.length; entry++) {
    for (let missing = instance.need[entry] as number; missing > 0; missing--) {
      const last = search.find(entry);
      if (last === NOBODY) return { tooSmall: search.reached() };
      search.apply(entry, last);
    }
    yield entry + 1;
  }
  const plan = handovers.seated.map((judges, entry) =>
    [...judges, ...(instance.fixed[entry] as readonly number[])].sort((a, b) => a - b),
  );
  return { plan };
}

/** Dijkstra's search over judges; potentials keep every price that it sees at or above zero. */
class ChainSearch {
  private readonly distance: Float64Array;
  private readonly potential: Float64Array;
  private readonly previous: Int32Array;
  /** Judges that were reached and left behind, in that order, then those still open. */
  private readonly order: Int32Array;
  private settled = 0;

  constructor(
    private readonly handovers: Handovers,
    /** Per judge: the largest load allowed. */
    private readonly room: readonly number[],
  ) {
    const width = room.length;
    this.distance = new Float64Array(width);
    this.potential = new Float64Array(width);
    this.previous = new Int32Array(width);
    this.order = Int32Array.from(room, (_, judge) => judge);
  }

  /** The judge at the end of the best chain for one more assignment of `entry`, or `NOBODY`. */
  find(entry: number): number {
    const leastLoad = this.leastLoad();
    let last = NOBODY;
    let shortest = Infinity;
    let judge = this.start(entry);
    while (judge !== NOBODY && this.at(judge) <= shortest) {
      const load = this.loadOf(judge);
      if (load < (this.room[judge] as number)) {
        const length = this.at(judge) + (this.potential[judge] as number);
        if (length < shortest || (length === shortest && load < this.loadOf(last))) {
          shortest = length;
          last = judge;
        }
        // Whoever comes later is at least as far, and nobody carries less.
        if (shortest === this.at(judge) && this.loadOf(last) === leastLoad) break;
      }
      judge = this.settle(judge);
    }
    if (last !== NOBODY) this.lowerPotentials(shortest);
    return last;
  }

  /** Carries out the chain that ends at `last`. */
  apply(entry: number, last: number): void {
    let to = last;
    for (let from = this.previous[to] as number; from !== NOBODY; from = this.previous[to] as number) {
      const handed = this.handovers.bestEntry(from, to);
      this.handovers.unseat(handed, from);
      this.handovers.seat(handed, to);
      to = from;
    }
    this.handovers.seat(entry, to);
  }

  /** The judges that the last search came to: after a vain one, all full, and no chain leaves them. */
  reached(): JudgeSet {
    const group = new Uint8Array(this.room.length);
    for (const judge of this.order.subarray(0, this.settled)) group[judge] = 1;
    return group;
  }

  /** @returns the nearest judge */
  private start(entry: number): number {
    this.settled = 0;
    this.previous.fill(NOBODY);
    for (let judge = 0; judge < this.room.length; judge++) {
      this.distance[judge] = this.handovers.isFree(entry, judge)
        ? this.handovers.costAt(entry, judge) - (this.potential[judge] as number)
        : Infinity;
    }
    return this.nearest();
  }

  /** Leaves `from` behind, after looking at whom it can hand entries to. @returns the nearest judge still open */
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

  /** Of the judges still open the nearest; of equally near ones one with a small load, which may end the search. */
  private nearest(): number {
    const { distance, order } = this;
    let best = NOBODY;
    let least = Infinity;
    for (let place = this.settled; place < order.length; place++) {
      const judge = order[place] as number;
      const length = distance[judge] as number;
      if (length < least || (length === least && best !== NOBODY && this.loadOf(judge) < this.loadOf(best))) {
        least = length;
        best = judge;
      }
    }
    return best;
  }

  private lowerPotentials(shortest: number): void {
    for (const judge of this.order.subarray(0, this.settled)) {
      const length = this.at(judge);
      if (length < shortest) this.potential[judge] = (this.potential[judge] as number) + length - shortest;
    }
  }

  /** The smallest load of those who have room. */
  private leastLoad(): number {
    let least = Infinity;
    for (let judge = 0; judge < this.room.length; judge++) {
      const load = this.loadOf(judge);
      if (load < least && load < (this.room[judge] as number)) least = load;
    }
    return least;
  }

  private at(judge: number): number {
    return this.distance[judge] as number;
  }

  private loadOf(judge: number): number {
    return this.handovers.loads[judge] as number;
  }
}
