import type { Hit, PersonKind } from "./identity";
import { AFTER_NAME, FAMILY_NAMES, NO_PERSON, SECOND_OF_TITLE, TITLES } from "./vocabulary";
import { isAdjacent, isLoose, isSameWord, opensSentence, readWords, type Word, type Words } from "./words";

type NameWord = Pick<Word, "folded" | "toned">;

/** The words of a name in one of the orders it is written in. */
interface Order {
  words: readonly NameWord[];
  /** all of the name; else two or more of its words, which alone could be somebody else's */
  isWhole: boolean;
}

export interface PersonName {
  kind: PersonKind;
  words: readonly NameWord[];
  orders: readonly Order[];
  /** without blanks, as in addresses of the web; empty where it is too short to tell anything */
  squashed: string;
}

const FEWEST_SQUASHED = 8;

/** A name made ready to be looked for; null where there is none. */
export function personName({ name, kind }: { name: string; kind: PersonKind }): PersonName | null {
  const words = readWords(name).words.map(({ folded, toned }) => ({ folded, toned }));
  if (words.length === 0) return null;
  const squashed = words.map(({ folded }) => folded).join("");
  return { kind, words, orders: ordersOf(words), squashed: words.length > 1 && squashed.length >= FEWEST_SQUASHED ? squashed : "" };
}

/** "Nguyễn Văn An" is also written "An Nguyễn Văn", "Văn An", "Nguyễn An", "An Nguyễn". Longer ones first. */
function ordersOf(words: readonly NameWord[]): Order[] {
  const [family, ...rest] = words;
  const given = words.at(-1);
  if (!family || !given || rest.length === 0) return [];
  const orders: Order[] = [{ words, isWhole: true }];
  if (words.length > 2) {
    orders.push({ words: [given, ...words.slice(0, -1)], isWhole: true });
    for (let from = 1; from < words.length - 1; from += 1) orders.push({ words: words.slice(from), isWhole: false });
    orders.push({ words: [family, given], isWhole: false });
  }
  orders.push({ words: [given, family], isWhole: false });
  return orders.toSorted((a, b) => b.words.length - a.words.length);
}

/** What of a person's name stands at a word: the whole of it, a part, initials, or the given name where a person is meant; null for nothing. */
export function personAt(text: Words, at: number, person: PersonName): Hit | null {
  const { words } = text;
  const first = words[at];
  if (!first) return null;
  const count = wholeAt(text, at, person) ?? initialsAt(text, at, person) ?? givenAt(text, at, person);
  const last = count === null ? undefined : words[at + count - 1];
  return last ? { kind: person.kind, start: first.start, end: last.end } : null;
}

function wholeAt(text: Words, at: number, { orders }: PersonName): number | null {
  return orders.find((order) => isOrderAt(text, at, order))?.words.length ?? null;
}

function isOrderAt({ words, isPlain }: Words, at: number, { words: name, isWhole }: Order): boolean {
  const run = words.slice(at, at + name.length);
  if (run.length < name.length || !run.every((word, index) => word.folded === name[index]?.folded && (index === 0 || isLoose(word)))) return false;
  const isExact = run.every((word, index) => isSameWord(word, name[index] as NameWord, isPlain));
  const isCapital = run.every((word) => word.isCapital);
  // Three words of a name that agree but for their marks were mistyped, or read so out of a PDF.
  if (isWhole && name.length > 2) return isExact || isCapital || isPlain;
  // "Thủy Dinh": one word of a name is typed plainly, as on keyboards abroad.
  if (!isExact) return isCapital && run.every((word, index) => isSameWord(word, name[index] as NameWord, true)) && standsAlone(words, at, name.length);
  return (isCapital || hasTitle(words, at, isPlain)) && standsAlone(words, at, name.length);
}

/** Neither before nor behind the words is there another capital that makes it a longer name of somebody or something else. */
function standsAlone(words: readonly Word[], at: number, length: number): boolean {
  const [before, after] = [words[at - 1], words[at + length]];
  const isLonger = after?.isCapital === true && isAdjacent(after) && !AFTER_NAME.has(after.folded);
  const isUpper = words[at]?.isUpper === true;
  const isOthers = before?.isCapital === true && isAdjacent(words[at]) && (FAMILY_NAMES.has(before.folded) || (isUpper && before.isUpper)) && !TITLES.has(before.toned);
  return !isLonger && !isOthers;
}

const INITIAL_GAP = /^[.\s\u00a0]*$/;

/** "N. V. An", "Nguyễn V. An", "N.V.A", "NV An", "An N.V.": how many words of the text it takes. */
function initialsAt(text: Words, at: number, { words: name }: PersonName): number | null {
  const { words } = text;
  const first = words[at];
  const given = name.at(-1);
  if (!first?.isCapital || !given || name.length < 2) return null;
  if (isInitialsRun(text, at, name) || isInitialsRun(text, at, [given, ...name.slice(0, -1)])) return name.length;
  const squeezed = name.slice(0, -1).map(({ folded }) => folded[0]).join("");
  const isSqueezed = name.length > 2 && first.isUpper && first.folded === squeezed && words[at + 1]?.isCapital === true && INITIAL_GAP.test(words[at + 1]?.gap ?? "-");
  return isSqueezed && isSameWord(words[at + 1], given, text.isPlain) ? 2 : null;
}

function isInitialsRun({ words, isPlain }: Words, at: number, name: readonly NameWord[]): boolean {
  const run = words.slice(at, at + name.length);
  if (run.length < name.length || !run.every((word, index) => word.isCapital && (index === 0 || INITIAL_GAP.test(word.gap)))) return false;
  const full = run.map((word, index) => isSameWord(word, name[index] as NameWord, isPlain));
  const initials = run.map((word, index) => full[index] !== true && isInitial(word, name[index] as NameWord));
  if (!run.every((_, index) => full[index] || initials[index]) || !initials.includes(true)) return false;
  const dotted = run.every((_, index) => !initials[index] || (words[at + index + 1]?.gap ?? ".").startsWith("."));
  // Letters alone, or with a single one beside them, are a name only where dots say so.
  return full.includes(true) ? dotted || name.length > 2 : dotted && name.length > 2;
}

/** "N" or "Ng" for Nguyễn, "Th" for Thị. */
const isInitial = (word: Word, name: NameWord): boolean =>
  name.folded.startsWith(word.folded) && (word.folded.length === 1 || (word.folded.length === 2 && /[^aeiouy]/.test(word.folded[1] ?? "a") && name.folded.length > 2));

/** The given name alone: beside a title, or with a capital amid a sentence where no place or day is meant. */
function givenAt({ words, isPlain }: Words, at: number, { words: name }: PersonName): 1 | null {
  const given = name.at(-1);
  const word = words[at];
  if (!given || !word?.isCapital || given.folded.length < 2 || !isSameWord(word, given, isPlain)) return null;
  const after = words[at + 1];
  if (after?.isCapital && isAdjacent(after) && !AFTER_NAME.has(after.folded)) return null;
  if (hasTitle(words, at, isPlain)) return 1;
  const before = words[at - 1];
  if (!before || opensSentence(words, at) || word.isUpper || name.length < 2 || isPlain) return null;
  return before.isCapital || NO_PERSON.has(before.toned) ? null : 1;
}

const TITLE_GAP = /^[\s\u00a0]*[:(]?[\s\u00a0]*$/;

function hasTitle(words: readonly Word[], at: number, isPlain: boolean): boolean {
  const [title, before] = [words[at - 1], words[at - 2]];
  if (!title || !TITLE_GAP.test(words[at]?.gap ?? "")) return false;
  const known = isPlain ? PLAIN_TITLES.has(title.folded) : TITLES.has(title.toned);
  const needed = SECOND_OF_TITLE.get(title.toned);
  return known && (needed === undefined || (before !== undefined && needed.has(before.toned)));
}

/** Without marks "co", "con", "di" are too common. */
const PLAIN_TITLES: ReadonlySet<string> = new Set(["em", "thay", "ong", "ba", "anh", "chi", "chau"]);
