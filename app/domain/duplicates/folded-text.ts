/** One word of a text: how it is compared, and where it stands (positions in the text as given, `end` after the last sign). */
export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** A text with a name of its own within an entry: a part of the dossier, or what a file says. */
export interface Section {
  key: string;
  text: string;
}

export interface FoldedSection {
  key: string;
  words: Word[];
}

/** A text of an entry made ready to be compared. */
export type FoldedText = readonly FoldedSection[];

/** How many words of one entry are compared at most; what stands behind them is left out. */
export const MOST_WORDS = 20_000;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const PLAIN = /^[a-z]+$/;

/** Lower case without marks, đ as d, every number as 0: whatever people change to make a copy look new without writing anew. */
function foldWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/\p{N}+/gu, "0");
}

/** The words of a text in their order; the same for NFC and NFD, with and without diacritics, in any case. */
export function wordsOf(text: string, known = new Map<string, string>()): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    const folded = known.get(word) ?? foldWord(word);
    known.set(word, folded);
    return { folded, start: index, end: index + word.length };
  });
}

/** Names that are left out of the comparison, by their first word, longer ones first. */
type Names = ReadonlyMap<string, readonly (readonly string[])[]>;

/** A name of one word ("Lan") is a word of the language as well and stays. */
const FEWEST_WORDS_OF_A_NAME = 2;

function readNames(names: readonly string[], known: Map<string, string>): Names {
  const byFirst = new Map<string, string[][]>();
  for (const name of names) {
    const words = wordsOf(name, known).map(({ folded }) => folded);
    const [first] = words;
    if (first === undefined || words.length < FEWEST_WORDS_OF_A_NAME) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), words].toSorted((a, b) => b.length - a.length));
  }
  return byFirst;
}

function withoutNames(words: readonly Word[], names: Names): Word[] {
  const kept: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word;
    const name = names.get(word.folded)?.find((parts) => parts.every((part, offset) => words[at + offset]?.folded === part));
    if (name) at += name.length;
    else {
      kept.push(word);
      at += 1;
    }
  }
  return kept;
}

/** The sections as they are compared: folded, without the given names of people and schools, at most `MOST_WORDS` words in all. */
export function foldSections(sections: readonly Section[], names: readonly string[]): FoldedText {
  const known = new Map<string, string>();
  const read = readNames(names, known);
  let left = MOST_WORDS;
  const folded: FoldedSection[] = [];
  for (const { key, text } of sections) {
    const words = withoutNames(wordsOf(text, known), read).slice(0, left);
    left -= words.length;
    if (words.length > 0) folded.push({ key, words });
  }
  return folded;
}

/** How many words a folded text has. */
export const countWords = (text: FoldedText): number => text.reduce((sum, { words }) => sum + words.length, 0);
