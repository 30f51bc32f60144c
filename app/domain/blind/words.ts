/** One word of a text as the search for names compares it, with its place (`end` after the last sign). */
export interface Word {
  /** lower case without marks, đ as d */
  folded: string;
  /** lower case, the tone counted per word: "Hoà" and "Hòa" are one word in two spellings */
  toned: string;
  start: number;
  end: number;
  /** what stands between the word before and this one */
  gap: string;
  isCapital: boolean;
  /** capitals only, at least two */
  isUpper: boolean;
}

/** The words of a text, and whether it was typed without any diacritics. */
export interface Words {
  words: readonly Word[];
  isPlain: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARK = /\p{M}/gu;
const PLAIN = /^[\p{ASCII}]+$/u;
/** Of so many words less than one in thirty bears a mark: nobody writes Vietnamese so unless without diacritics. */
const PLAIN_SHARE = 1 / 30;

const known = new Map<string, Pick<Word, "folded" | "toned">>();
const MOST_KNOWN = 50_000;

function spell(word: string): Pick<Word, "folded" | "toned"> {
  const before = known.get(word);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const lower = word.toLowerCase();
  const parts = lower.normalize("NFD");
  const spelled = PLAIN.test(lower)
    ? { folded: lower, toned: lower }
    : { folded: parts.replace(MARK, "").replaceAll("đ", "d"), toned: parts.replace(TONE, "").normalize("NFC") + (parts.match(TONE)?.join("") ?? "") };
  known.set(word, spelled);
  return spelled;
}

/** The words of a text in their order; the same for NFC and NFD. */
export function readWords(text: string): Words {
  const words: Word[] = [];
  let last = 0;
  let marked = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const { folded, toned } = spell(word);
    if (folded !== toned) marked += 1;
    const letters = word.normalize("NFC");
    const isUpper = letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
    const [first = ""] = letters;
    words.push({ folded, toned, start: index, end: index + word.length, gap: text.slice(last, index), isCapital: first !== first.toLowerCase(), isUpper });
    last = index + word.length;
  }
  return { words, isPlain: marked <= words.length * PLAIN_SHARE };
}

const ADJACENT = /^[\s\u00a0]+$/;
const LOOSE = /^[\s\u00a0.,\-–_"“”'‘’]*$/;
const OPENING = /[.!?…:;\n\r\t•·*–—\-("“'‘[/|+>=]/;

/** Nothing but blanks stands before the word. */
export const isAdjacent = (word: Word | undefined): boolean => word !== undefined && ADJACENT.test(word.gap);

/** Blanks, dots, dashes or quotes stand before the word: both may belong to one name. */
export const isLoose = (word: Word | undefined): boolean => word !== undefined && LOOSE.test(word.gap);

/** A sentence, a line, a bracket begins with the word: there every word is written with a capital. */
export const opensSentence = (words: readonly Word[], at: number): boolean => at === 0 || OPENING.test(words[at]?.gap ?? "");

/** Whether a word of a text is that word of a name: with the same marks, or without any where the text or the name was typed so. */
export function isSameWord(word: Word | undefined, name: Pick<Word, "folded" | "toned">, isPlain: boolean): boolean {
  if (word === undefined || word.folded !== name.folded) return false;
  return word.toned === name.toned || name.toned === name.folded || (isPlain && word.toned === word.folded);
}
