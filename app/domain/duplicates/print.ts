import { countWords, type FoldedText } from "./folded-text";
import { FEWEST_COMPARED } from "./grounds";

/**
 * The print of a text: numbers two texts share when they have much in common, for finding candidates among many. It holds
 *
 * - bands of a MinHash (Broder 1997) over runs of three words, two rows a band: texts of which a fifth is the same share one with 86 %
 *   probability, those of which a third is with 99 %, wherever the sentences stand;
 * - anchors (winnowing; Schleimer, Wilkerson, Aiken 2003): of every stretch of seventeen words the same in two texts at least one
 *   is shared, so that a single paragraph copied into a long text is found.
 *
 * The same text gives the same print on every machine. Whoever changes anything here raises `PRINT_METHOD`, so that all are made anew.
 */
export const PRINT_METHOD = "1";

const SHINGLE = 3;
const ROWS = 2;
const BANDS = 48;
const ANCHOR_WORDS = 6;
/** anchors to choose the smallest from */
const ANCHOR_WINDOW = 12;

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b1)));
const ANCHOR_SEED = 0x51ed270b;

/** The final mixing of MurmurHash3: every bit of the result depends on every bit given. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a over the UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash);
}

function hashRun(words: Uint32Array, start: number, length: number, seed: number): number {
  let hash = seed;
  for (let at = start; at < start + length; at += 1) hash = mix(Math.imul(hash, 31) + (words[at] as number));
  return hash;
}

const runsOf = (words: Uint32Array, length: number, seed: number): number[] =>
  words.length < length ? [] : Array.from({ length: words.length - length + 1 }, (_, start) => hashRun(words, start, length, seed));

/** The print as numbers of 32 bits with a sign, ascending, each once; empty for a text too short to be compared. */
export function printOf(text: FoldedText): number[] {
  if (countWords(text) < FEWEST_COMPARED) return [];
  const sections = text.map(({ words }) => Uint32Array.from(words, ({ folded }) => hashWord(folded)));
  const shingles = new Set(sections.flatMap((words) => runsOf(words, SHINGLE, 0)));
  const anchors = sections.flatMap((words) => [...winnow(runsOf(words, ANCHOR_WORDS, ANCHOR_SEED))]);
  return [...new Set([...bandsOf(shingles), ...anchors].map((key) => key | 0))].toSorted((a, b) => a - b);
}

function bandsOf(shingles: ReadonlySet<number>): number[] {
  const smallest = new Uint32Array(SEEDS.length).fill(0xffffffff);
  for (const shingle of shingles) {
    for (const [row, seed] of SEEDS.entries()) {
      const value = mix(shingle ^ seed);
      if (value < (smallest[row] ?? 0)) smallest[row] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => hashRun(smallest, band * ROWS, ROWS, mix(band + 1)));
}

/** The smallest of every window of hashes, the last one among equals. */
function winnow(hashes: readonly number[]): Set<number> {
  const chosen = new Set<number>();
  const window = Math.min(ANCHOR_WINDOW, hashes.length);
  for (let start = 0; start + window <= hashes.length && window > 0; start += 1) {
    let least = hashes[start] as number;
    for (let at = start + 1; at < start + window; at += 1) if ((hashes[at] as number) <= least) least = hashes[at] as number;
    chosen.add(least);
  }
  return chosen;
}
