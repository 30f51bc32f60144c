import type { Chances } from "~/domain/assignment/chance";
import type { AssignmentInstance } from "~/domain/assignment/instance";
import type { Plan } from "~/domain/assignment/plan";
import { lowestLimitFor, type JudgeSet } from "~/domain/assignment/shortage";
import { ChainSearch } from "./chain-search";
import { Handovers } from "./handovers";

/** A group of judges that cannot take what depends on it. */
export interface Stuck {
  tooSmall: JudgeSet;
}

/**
 * The plan of least cost, among those of the least sum of squared loads, with no load above `limit`; exact.
 * Where there is no plan, the group of judges that is too small under that limit.
 *
 * Successive shortest paths: entries come one after another, and each assignment goes along the cheapest chain of
 * handovers. Of the cheapest plans the levelled one is then reached by chains that cost nothing, the highest loads first.
 * Every number is an integer far below 2⁵³. Yields the number of entries done, so that the caller can pause or stop.
 */
export function* findCheapestPlan(instance: AssignmentInstance, limit: number): Generator<number, { plan: Plan } | Stuck> {
  const found = yield* findCheapestSeats(instance, limit);
  if ("tooSmall" in found) return found;
  const plan = found.handovers.seated.map((judges, entry) =>
    [...judges, ...(instance.fixed[entry] as readonly number[])].toSorted((a, b) => a - b),
  );
  return { plan };
}

/**
 * The same for chances (`inChances`): how many units each judge holds of each entry. Their sum of costs is the least there is. Loads are
 * levelled until nothing that costs nothing moves load between two judges a whole entry or more apart.
 */
export function* findCheapestChances(instance: AssignmentInstance, limit: number): Generator<number, { chances: Chances } | Stuck> {
  const found = yield* findCheapestSeats(instance, limit);
  return "tooSmall" in found ? found : { chances: found.handovers.held };
}

function* findCheapestSeats(instance: AssignmentInstance, limit: number): Generator<number, { handovers: Handovers } | Stuck> {
  const handovers = new Handovers(instance);
  const search = new ChainSearch(instance, handovers);
  search.allow(limit);
  for (let entry = 0; entry < instance.entries.length; entry++) {
    for (let missing = instance.need[entry] as number; missing > 0; ) {
      const given = search.assign(entry, missing);
      if (given === 0) return { tooSmall: search.reached() };
      missing -= given;
    }
    yield entry + 1;
  }
  const gap = Math.max(2, instance.unit);
  const below = (level: number) => Math.max(0, ...handovers.loads.filter((load) => load < level));
  for (let level = below(Infinity); level >= gap; level = below(level)) {
    while (search.relieve(level, gap)) yield instance.entries.length;
  }
  return { handovers };
}

/** The smallest possible largest load, and the group of judges that proves it. */
export interface LowestLimit {
  limit: number;
  proof: JudgeSet;
}

/**
 * Finds the smallest limit under which there is a plan, from a lower bound up, costs aside: whenever an assignment finds
 * no judge with room, the judges it came to prove how far the limit must rise. Where no limit helps, these judges.
 */
export function* findLowestLimit(instance: AssignmentInstance, bound: LowestLimit): Generator<number, LowestLimit | Stuck> {
  const free = { ...instance, cost: new Int32Array(instance.cost.length) };
  const search = new ChainSearch(free, new Handovers(free));
  let { limit, proof } = bound;
  search.allow(limit);
  for (let entry = 0; entry < instance.entries.length; entry++) {
    for (let missing = instance.need[entry] as number; missing > 0; ) {
      const given = search.assign(entry, missing);
      missing -= given;
      if (given === 0) {
        proof = search.reached();
        const raised = lowestLimitFor(instance, proof);
        if (raised === null) return { tooSmall: proof };
        limit = raised;
        search.allow(limit);
      }
    }
    yield entry + 1;
  }
  return { limit, proof };
}
