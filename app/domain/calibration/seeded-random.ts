/** Numbers that look random and are the same for the same seed, so that two people who ask get the same answer. */
export interface SeededRandom {
  /** a whole number from 0 up to but not including `below`, each as likely; `below` at most 2³² */
  below(below: number): number;
  /** above 0 and below 1 */
  uniform(): number;
  /** mean 0, standard deviation 1 */
  normal(): number;
  /** chi-squared with `freedom` degrees, above 0 */
  chiSquared(freedom: number): number;
}

/** sfc32 (PractRand, public domain) seeded through splitmix32; a seed is any whole number from 0 on. */
export function seededRandom(seed: number): SeededRandom {
  const next = sfc32(seed);
  const uniform = () => (next() + 0.5) / 4_294_967_296;
  let spare: number | null = null;
  const normal = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  return { below: (below) => evenly(below, next), uniform, normal, chiSquared: (freedom) => 2 * gamma(freedom / 2, uniform, normal) };
}

/** Numbers beyond the last whole multiple of `below` would make small ones likelier, so they are passed over. */
function evenly(below: number, next: () => number): number {
  const end = 4_294_967_296 - (4_294_967_296 % below);
  for (;;) {
    const number = next();
    if (number < end) return number % below;
  }
}

function sfc32(seed: number): () => number {
  let state = (seed ^ Math.floor(seed / 4_294_967_296)) >>> 0;
  const split = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), 1];
  const next = () => {
    const sum = (a + b + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); shapes below 1 by their boost. */
function gamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, uniform, normal) * uniform() ** (1 / shape);
  const base = shape - 1 / 3;
  const scale = 1 / Math.sqrt(9 * base);
  for (;;) {
    const x = normal();
    const cube = (1 + scale * x) ** 3;
    if (cube > 0 && Math.log(uniform()) < 0.5 * x * x + base * (1 - cube + Math.log(cube))) return base * cube;
  }
}
