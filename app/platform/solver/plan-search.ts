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
  const handovers = new Handovers(instance);
  const search = new ChainSearch(instance, handovers);
  search.allow(limit);
  for (let entry = 0; entry < instance.entries.length; entry++) {
    for (let missing = instance.need[entry] as number; missing > 0; missing--) {
      if (!search.assign(entry)) return { tooSmall: search.reached() };
    }
    yield entry + 1;
  }
  for (let level = Math.max(0, ...handovers.loads); level >= 2; level--) {
    while (search.relieve(level)) yield instance.entries.length;
  }
  const plan = handovers.seated.map((judges, entry) =>
    [...judges, ...(instance.fixed[entry] as readonly number[])].toSorted((a, b) => a - b),
  );
  return { plan };
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
    for (let missing = instance.need[entry] as number; missing > 0; missing--) {
      while (!search.assign(entry)) {
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
