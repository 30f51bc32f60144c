/** Numbers that look like chance and are the same for the same seed, so that a seeded edition can be made again. */
export class Chance {
  private state: number;

  constructor(seed: string) {
    this.state = hash32(seed);
  }

  /** At least 0, below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** A whole number between both ends, ends included. */
  between(from: number, to: number): number {
    return from + this.whole(to - from + 1);
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.whole(list.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  }

  /** Normally distributed about 0 with deviation 1 (sum of twelve, which is near enough). */
  normal(): number {
    let sum = -6;
    for (let count = 0; count < 12; count += 1) sum += this.next();
    return sum;
  }

  hex(bytes: number): string {
    return Array.from({ length: bytes }, () => this.whole(256).toString(16).padStart(2, "0")).join("");
  }

  /** A UUID (version 4). */
  uuid(): string {
    const hex = this.hex(16);
    const variant = "89ab"[this.whole(4)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** FNV-1a over the UTF-16 units of a text. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
