import { countWords, type FoldedText, type Word } from "./folded-text";

/** A stretch of a text: positions within the text of its section. */
export interface Stretch {
  section: string;
  start: number;
  end: number;
}

/** The same words in both texts, apart from a few between them. */
export interface Passage {
  /** how many words are the same */
  words: number;
  first: Stretch;
  second: Stretch;
}

export interface Comparison {
  /** words in common passages among the words of the shorter text, 0 to 1 */
  share: number;
  /** the same of each text */
  shareOfFirst: number;
  shareOfSecond: number;
  /** words in common passages */
  matched: number;
  /** longest first */
  passages: Passage[];
}

/** A run of so many words the same begins a passage. */
const SEED_WORDS = 4;
/** So many words may differ between two runs of one passage. */
const GAP_WORDS = 3;
/** Passages of fewer words the same are chance: fixed phrases of the language and the trade. */
const FEWEST_WORDS = 10;
/** Runs that stand more often in a text are turns of phrase and begin nothing. */
const MOST_PLACES = 24;

/** All words of a text in a row, with a place between sections that equals nothing. */
interface Row {
  ids: Int32Array;
  words: (Word | null)[];
  sections: string[];
}

/** A run of words the same: where it begins in both rows. */
interface Run {
  first: number;
  second: number;
  length: number;
}

/** A passage being put together from runs. */
interface Chain extends Run {
  firstEnd: number;
  secondEnd: number;
}

/**
 * What two texts have in common, word by word. The order of the two makes no difference but which is called first; a text compared
 * with itself has share 1 as long as it has a word at all.
 */
export function compareTexts(first: FoldedText, second: FoldedText): Comparison {
  const [one, other] = [spell(first), spell(second)];
  const passages = one === other && one !== "" ? wholeSections(first, second) : one <= other ? passagesOf(first, second) : passagesOf(second, first).map(turned);
  const matched = passages.reduce((sum, { words }) => sum + words, 0);
  const [length, otherLength] = [countWords(first), countWords(second)];
  const shareOf = (words: number) => (words === 0 ? 0 : matched / words);
  return { share: shareOf(Math.min(length, otherLength)), shareOfFirst: shareOf(length), shareOfSecond: shareOf(otherLength), matched, passages };
}

const spell = (text: FoldedText): string => text.map(({ words }) => words.map(({ folded }) => folded).join(" ")).join("\n");

const turned = ({ words, first, second }: Passage): Passage => ({ words, first: second, second: first });

const byLength = (one: Passage, other: Passage) => other.words - one.words;

function wholeSections(first: FoldedText, second: FoldedText): Passage[] {
  const whole = ({ key, words }: FoldedText[number]): Stretch => ({ section: key, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 });
  return first.flatMap((section, index) => {
    const twin = second[index];
    return twin ? [{ words: section.words.length, first: whole(section), second: whole(twin) }] : [];
  }).toSorted(byLength);
}

function passagesOf(first: FoldedText, second: FoldedText): Passage[] {
  const ids = new Map<string, number>();
  const [one, other] = [rowOf(first, ids, -1), rowOf(second, ids, -2)];
  const runs = withoutOverlap(runsOf(one, other), one, other);
  return chainsOf(runs, one, other)
    .filter(({ length }) => length >= FEWEST_WORDS)
    .map((chain) => ({ words: chain.length, first: stretchOf(one, chain.first, chain.firstEnd), second: stretchOf(other, chain.second, chain.secondEnd) }))
    .toSorted(byLength);
}

function rowOf(text: FoldedText, ids: Map<string, number>, border: number): Row {
  const row: { ids: number[]; words: (Word | null)[]; sections: string[] } = { ids: [], words: [], sections: [] };
  for (const { key, words } of text) {
    for (const word of words) {
      const id = ids.get(word.folded) ?? ids.size;
      ids.set(word.folded, id);
      row.ids.push(id);
      row.words.push(word);
      row.sections.push(key);
    }
    row.ids.push(border);
    row.words.push(null);
    row.sections.push("");
  }
  return { ...row, ids: Int32Array.from(row.ids) };
}

const seedAt = ({ ids }: Row, start: number): number => {
  let hash = 17;
  for (let at = start; at < start + SEED_WORDS; at += 1) hash = Math.imul(hash, 0x01000193) ^ (ids[at] as number);
  return hash;
};

function placesOf(row: Row): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let start = 0; start + SEED_WORDS <= row.ids.length; start += 1) {
    const seed = seedAt(row, start);
    const known = places.get(seed);
    if (known) known.push(start);
    else places.set(seed, [start]);
  }
  return places;
}

/** All runs that cannot be made longer on either side, at least as long as a seed. */
function runsOf(one: Row, other: Row): Run[] {
  const places = placesOf(other);
  const runs: Run[] = [];
  for (let first = 0; first + SEED_WORDS <= one.ids.length; first += 1) {
    const found = places.get(seedAt(one, first));
    if (!found || found.length > MOST_PLACES) continue;
    for (const second of found) {
      if (isSameAt(one, other, first - 1, second - 1)) continue;
      let length = 0;
      while (isSameAt(one, other, first + length, second + length)) length += 1;
      if (length >= SEED_WORDS) runs.push({ first, second, length });
    }
  }
  return runs;
}

/** Borders are negative and differ in the two rows, so they equal nothing. */
function isSameAt(one: Row, other: Row, first: number, second: number): boolean {
  const id = one.ids[first];
  return id !== undefined && id >= 0 && id === other.ids[second];
}

/** The longest runs first, each cut to what no longer one has taken in either text. */
function withoutOverlap(runs: readonly Run[], one: Row, other: Row): Run[] {
  const [takenInOne, takenInOther] = [new Uint8Array(one.ids.length), new Uint8Array(other.ids.length)];
  const kept: Run[] = [];
  for (const run of runs.toSorted((a, b) => b.length - a.length || a.first - b.first || a.second - b.second)) {
    const free = longestFree(run, takenInOne, takenInOther);
    if (free.length < SEED_WORDS) continue;
    takenInOne.fill(1, free.first, free.first + free.length);
    takenInOther.fill(1, free.second, free.second + free.length);
    kept.push(free);
  }
  return kept;
}

function longestFree({ first, second, length }: Run, takenInOne: Uint8Array, takenInOther: Uint8Array): Run {
  let best = { first, second, length: 0 };
  let begin = 0;
  for (let at = 0; at <= length; at += 1) {
    if (at < length && takenInOne[first + at] === 0 && takenInOther[second + at] === 0) continue;
    if (at - begin > best.length) best = { first: first + begin, second: second + begin, length: at - begin };
    begin = at + 1;
  }
  return best;
}

/** Runs that follow each other closely in both texts make one passage. */
function chainsOf(runs: readonly Run[], one: Row, other: Row): Chain[] {
  const chains: Chain[] = [];
  for (const { first, second, length } of runs.toSorted((a, b) => a.first - b.first)) {
    const last = chains.at(-1);
    const follows = last && isNear(first - last.firstEnd) && isNear(second - last.secondEnd);
    if (follows && one.sections[first] === one.sections[last.first] && other.sections[second] === other.sections[last.second]) {
      last.length += length;
      last.firstEnd = first + length;
      last.secondEnd = second + length;
    } else chains.push({ first, second, length, firstEnd: first + length, secondEnd: second + length });
  }
  return chains;
}

const isNear = (gap: number) => gap >= 0 && gap <= GAP_WORDS;

function stretchOf(row: Row, from: number, to: number): Stretch {
  return { section: row.sections[from] ?? "", start: row.words[from]?.start ?? 0, end: row.words[to - 1]?.end ?? 0 };
}
