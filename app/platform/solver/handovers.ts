import { OPEN, type AssignmentInstance } from "~/domain/assignment/instance";

/**
 * A plan under construction, and for every ordered pair of judges the cheapest entry the first can hand to the second.
 *
 * Each pair of judges has a heap of offers. An offer is one number, `change of cost × number of entries + entry`, so that
 * cheaper comes first and equal ones come in the order of entries. Offers that have become void stay until they surface.
 */
export class Handovers {
  /** Per pair `from × judges + to`: change of cost of the best handover; Infinity where there is none. */
  readonly price: Float64Array;
  /** Per judge, in units, fixed entries counted. */
  readonly loads: number[];
  /** Per entry: its judges beyond the fixed ones. */
  readonly seated: number[][];
  /** Per pair `entry × judges + judge`, in units, beyond the fixed ones. */
  readonly held: Int32Array;

  private readonly width: number;
  private readonly heaps: (number[] | undefined)[];

  constructor(private readonly instance: AssignmentInstance) {
    this.width = instance.judges.length;
    this.price = new Float64Array(this.width * this.width).fill(Infinity);
    this.heaps = Array.from({ length: this.width * this.width });
    this.held = new Int32Array(instance.open.length);
    this.loads = [...instance.fixedLoad];
    this.seated = instance.entries.map(() => []);
  }

  /** Whether the judge could be given more of the entry now. */
  isFree(entry: number, judge: number): boolean {
    const pair = entry * this.width + judge;
    return this.instance.open[pair] === OPEN && (this.held[pair] as number) < (this.instance.perPair[entry] as number);
  }

  /** How much of the entry the judge has, and could still be given. */
  amounts(entry: number, judge: number): { held: number; free: number } {
    const held = this.held[entry * this.width + judge] as number;
    return { held, free: (this.instance.perPair[entry] as number) - held };
  }

  costAt(entry: number, judge: number): number {
    return this.instance.cost[entry * this.width + judge] as number;
  }

  /** The entry of the best handover between two judges whose `price` is finite. */
  bestEntry(from: number, to: number): number {
    const best = this.heaps[from * this.width + to]?.[0];
    if (best === undefined) throw new Error("No entry can be handed over between these judges");
    return this.entryOf(best);
  }

  /** Gives `amount` units of the entry to a judge who can hold so many more. */
  seat(entry: number, judge: number, amount: number): void {
    const before = this.change(entry, judge, amount);
    const seated = this.seated[entry] as number[];
    if (!this.isFree(entry, judge)) for (const other of seated) if (other !== judge) this.refresh(other, judge);
    if (before > 0) return;
    seated.push(judge);
    for (let other = 0; other < this.width; other++) {
      if (other !== judge && this.isFree(entry, other)) this.offer(judge, other, entry);
    }
  }

  /** Takes `amount` units of the entry away from a judge who has so many. */
  unseat(entry: number, judge: number, amount: number): void {
    const wasFree = this.isFree(entry, judge);
    const before = this.change(entry, judge, -amount);
    const seated = this.seated[entry] as number[];
    if (before === amount) {
      seated.splice(seated.indexOf(judge), 1);
      for (let other = 0; other < this.width; other++) this.refresh(judge, other);
    }
    if (!wasFree) for (const other of seated) if (other !== judge) this.offer(other, judge, entry);
  }

  /** @returns how many units the judge had before */
  private change(entry: number, judge: number, by: number): number {
    const pair = entry * this.width + judge;
    const before = this.held[pair] as number;
    this.held[pair] = before + by;
    this.loads[judge] = (this.loads[judge] as number) + by;
    return before;
  }

  private offer(from: number, to: number, entry: number): void {
    const arc = from * this.width + to;
    const heap = (this.heaps[arc] ??= []);
    const change = this.costAt(entry, to) - this.costAt(entry, from);
    push(heap, change * this.instance.entries.length + entry);
    this.refresh(from, to);
  }

  /** Drops void offers from the top and notes the price of the first that holds. */
  private refresh(from: number, to: number): void {
    const arc = from * this.width + to;
    const heap = this.heaps[arc];
    if (!heap) return;
    while (heap.length > 0 && !this.holds(heap[0] as number, from, to)) pop(heap);
    const best = heap[0];
    this.price[arc] = best === undefined ? Infinity : Math.floor(best / this.instance.entries.length);
  }

  private holds(offer: number, from: number, to: number): boolean {
    const entry = this.entryOf(offer);
    return (this.held[entry * this.width + from] as number) > 0 && this.isFree(entry, to);
  }

  private entryOf(offer: number): number {
    const entries = this.instance.entries.length;
    return offer - Math.floor(offer / entries) * entries;
  }
}

function push(heap: number[], value: number): void {
  let place = heap.length;
  heap.push(value);
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as number;
    if (above <= value) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = value;
}

/** Removes the smallest. */
function pop(heap: number[]): void {
  const value = heap.pop();
  const size = heap.length;
  if (value === undefined || size === 0) return;
  let place = 0;
  for (let child = 1; child < size; child = 2 * place + 1) {
    if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child++;
    if ((heap[child] as number) >= value) break;
    heap[place] = heap[child] as number;
    place = child;
  }
  heap[place] = value;
}
