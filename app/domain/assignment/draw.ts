import { CERTAIN, meanLoads, type Chances } from "./chance";
import type { AssignmentInstance } from "./instance";
import type { Plan } from "./plan";

/** Whole numbers by lot: from 0 up to but not including `below`, each as likely. */
export interface Lot {
  below(below: number): number;
}

/**
 * Draws a plan in which every pair stands with exactly its chance, and every entry gets exactly the judges it needs, every judge
 * the mean of their load rounded down or up: so all hard rules hold in every draw (dependent rounding: Gandhi, Khuller, Parthasarathy,
 * Srinivasan, "Dependent Rounding and its Applications to Approximation Algorithms", 2006).
 *
 * Entries and judges are the two sides of a network whose edges are the pairs not decided yet. Along a cycle, chances are shifted
 * from every second edge to the others until one is decided; which way is drawn so that no chance changes in the mean. Judges'
 * means that are no whole numbers are completed by one entry more, which nobody gets. Then every node has two undecided edges
 * or none, and there is a cycle while anything is undecided. All in integers.
 *
 * Yields the number of entries decided, so that the caller can pause or stop.
 */
export function* drawPlan(instance: AssignmentInstance, chances: Chances, lot: Lot): Generator<number, Plan> {
  const open = new OpenPairs(instance, chances);
  for (let entry = 0; entry <= instance.entries.length; entry++) {
    for (let cycle = open.cycleFrom(entry); cycle; cycle = open.cycleFrom(entry)) open.shift(cycle, lot);
    yield Math.min(entry + 1, instance.entries.length);
  }
  return open.decided();
}

/** The pairs whose chance is neither 0 nor certain, from both sides. */
class OpenPairs {
  private readonly width: number;
  private readonly height: number;
  private readonly chances: Int32Array;
  /** Per entry (one more than there are), then per judge: the nodes across that are not decided. */
  private readonly across: number[][];
  /** Per node: its place in the walk at hand; -1 for none. */
  private readonly place: Int32Array;

  constructor(
    private readonly instance: AssignmentInstance,
    chances: Chances,
  ) {
    this.width = instance.judges.length;
    this.height = instance.entries.length + 1;
    this.chances = new Int32Array(this.width * this.height);
    this.chances.set(chances);
    meanLoads(instance, chances).forEach((load, judge) => {
      this.chances[(this.height - 1) * this.width + judge] = (CERTAIN - (load % CERTAIN)) % CERTAIN;
    });
    this.across = Array.from({ length: this.height + this.width }, () => []);
    this.place = new Int32Array(this.height + this.width).fill(-1);
    this.chances.forEach((chance, pair) => {
      if (chance <= 0 || chance >= CERTAIN) return;
      const [entry, judge] = this.nodesOf(pair);
      this.across[entry]?.push(judge);
      this.across[judge]?.push(entry);
    });
  }

  /** A cycle of undecided pairs that a walk from the entry comes to; null where nothing of the entry is undecided. */
  cycleFrom(entry: number): number[] | null {
    if (this.across[entry]?.length === 0) return null;
    const walk = [entry];
    const pairs: number[] = [];
    let came = -1;
    for (let node = entry; ; ) {
      this.place[node] = walk.length - 1;
      const next = this.onFrom(node, came);
      pairs.push(node < this.height ? node * this.width + (next - this.height) : next * this.width + (node - this.height));
      const met = this.place[next] as number;
      if (met >= 0) {
        for (const passed of walk) this.place[passed] = -1;
        return pairs.slice(met);
      }
      walk.push(next);
      came = node;
      node = next;
    }
  }

  /** Shifts chances along a cycle until at least one pair is decided. */
  shift(cycle: readonly number[], lot: Lot): void {
    let [up, down] = [CERTAIN, CERTAIN];
    cycle.forEach((pair, index) => {
      const chance = this.chances[pair] as number;
      const [toRaise, toLower] = index % 2 === 0 ? [CERTAIN - chance, chance] : [chance, CERTAIN - chance];
      up = Math.min(up, toRaise);
      down = Math.min(down, toLower);
    });
    const change = lot.below(up + down) < down ? up : -down;
    cycle.forEach((pair, index) => {
      const chance = (this.chances[pair] as number) + (index % 2 === 0 ? change : -change);
      this.chances[pair] = chance;
      if (chance === 0 || chance === CERTAIN) this.decide(pair);
    });
  }

  /** Per entry: the judges whose pair is certain, and the fixed ones, ascending. */
  decided(): Plan {
    return this.instance.entries.map((_, entry) => {
      const drawn = this.instance.judges.flatMap((__, judge) => (this.chances[entry * this.width + judge] === CERTAIN ? [judge] : []));
      return [...drawn, ...(this.instance.fixed[entry] ?? [])].toSorted((a, b) => a - b);
    });
  }

  private nodesOf(pair: number): [entry: number, judge: number] {
    return [Math.floor(pair / this.width), this.height + (pair % this.width)];
  }

  /** On from a node, not back to where the walk came from. */
  private onFrom(node: number, came: number): number {
    const nodes = this.across[node] as number[];
    const next = nodes.at(-1) === came ? nodes.at(-2) : nodes.at(-1);
    if (next === undefined) throw new Error("The chances of an entry or a judge do not add up");
    return next;
  }

  private decide(pair: number): void {
    const [entry, judge] = this.nodesOf(pair);
    const drop = (nodes: number[], node: number) => nodes.splice(nodes.lastIndexOf(node), 1);
    drop(this.across[entry] as number[], judge);
    drop(this.across[judge] as number[], entry);
  }
}
