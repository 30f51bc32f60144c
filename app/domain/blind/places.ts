import type { Hit } from "./identity";
import { PLACES } from "./vocabulary";
import { isAdjacent, isSameWord, readWords, type Word, type Words } from "./words";

/** Where somebody lives, as far as it tells more than the district: hamlet, street, commune. */
export interface PlaceName {
  name: readonly Pick<Word, "folded" | "toned">[];
}

/** Said before and not part of the name; a house number is not looked for. */
const BEFORE_NAME = new Set(["so", "nha", "dan", "pho", "to", "thi", "tran"]);
const WIDE = /^(huyen|tinh|tp|quan|thanh|viet)$/;

/** The places an address names, the district and what is wider left out. */
export function placeName(address: string): PlaceName[] {
  return address.split(/[,;–—]| - /).flatMap((part, index, all): PlaceName[] => {
    const words = readWords(part).words;
    const typed = PLACES.has(words[0]?.folded ?? "") || (words[0]?.folded === "thi" && words[1]?.folded === "tran");
    const isWide = WIDE.test(words[0]?.folded ?? "") && !typed;
    // Without a word that says what it is, only what stands before district and province can be a commune.
    if (words.length === 0 || isWide || (!typed && index >= all.length - 2)) return [];
    const name = typed ? words.filter((word, at) => at > 0 && !(at < 3 && BEFORE_NAME.has(word.folded))) : words;
    const isTelling = name.length > 0 && (name.length > 1 || /\d/.test(name[0]?.folded ?? "")) && !/^\d+$/.test(words[0]?.folded ?? "");
    return isTelling ? [{ name }] : [];
  });
}

/** "xã Cẩm Vịnh", "thôn Đông Hạ": a word that says it is a place, and its name. */
export function placeAt({ words, isPlain }: Words, at: number, { name }: PlaceName): Hit | null {
  const first = words[at];
  if (!first || !PLACES.has(first.folded) || (isPlain && first.folded === "to")) return null;
  const start = words[at + 1]?.folded === "dan" || words[at + 1]?.folded === "pho" ? at + 3 : at + 1;
  const run = words.slice(start, start + name.length);
  const isHere = run.length === name.length && run.every((word, index) => isAdjacent(word) && isSameWord(word, name[index] as Word, isPlain) && (word.isCapital || isPlain || /\d/.test(word.folded)));
  const last = run.at(-1);
  return isHere && last ? { kind: "ADDRESS", start: first.start, end: last.end } : null;
}
