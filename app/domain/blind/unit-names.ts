import type { Hit } from "./identity";
import { NO_SCHOOL, ONLY_UPPER, SCHOOL_LEVELS, SHORT_FORMS } from "./vocabulary";
import { isAdjacent, isLoose, isSameWord, readWords, type Word, type Words } from "./words";

/** A word of a text, or a phrase in its place: "Trung học cơ sở" is `thcs`. */
export interface Item {
  word: string;
  /** the words it stands for; the first one tells of the gap before it */
  parts: readonly Word[];
}

/** The words of a text with the phrases of names of units shortened. */
export function readItems({ words }: Words): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < words.length; ) {
    const form = SHORT_FORMS.find(([long]) => long.every((part, index) => words[at + index]?.folded === part && (index === 0 || isAdjacent(words[at + index]))));
    const length = form ? form[0].length : 1;
    const parts = words.slice(at, at + length);
    const [first] = parts as [Word];
    const isMeant = form !== undefined || first.isUpper || !ONLY_UPPER.has(first.folded);
    items.push({ word: form ? form[1] : isMeant ? first.folded : `${first.folded}-`, parts });
    at += length;
  }
  return items;
}

interface UnitName {
  /** kinds of school the name says; null: no school */
  levels: ReadonlySet<string> | null;
  /** what distinguishes the school, or the whole name of another unit */
  core: readonly Item[];
}

/** What says where a unit is, and not what it is called. */
const REGION = /^(huyen|tinh|tp)$/;
const PART = /[,–—-]|\s\(/;

/** A name of a unit made ready to be looked for; null where too little is left. */
export function unitName(name: string): UnitName | null {
  const [head = ""] = name.split(PART);
  const items = readItems(readWords(head));
  const isSchool = items[0] !== undefined && isSchoolWord(items[0].word);
  if (!isSchool) return coreTells(items) ? { levels: null, core: items } : null;
  const start = items.findIndex(({ word }) => !isSchoolWord(word) && word !== "va");
  const rest = start < 0 ? [] : items.slice(start);
  const region = rest.findIndex(({ word }, index) => index > 0 && REGION.test(word));
  const core = region < 0 ? rest : rest.slice(0, region);
  const levels = new Set(items.slice(0, Math.max(start, 0)).map(({ word }) => word).filter((word) => SCHOOL_LEVELS.has(word)));
  return core.length === 0 ? null : { levels, core };
}

const isSchoolWord = (word: string): boolean => word === "truong" || SCHOOL_LEVELS.has(word);
const coreTells = (items: readonly Item[]): boolean => items.length > 1 || (items[0]?.word.length ?? 0) > 3;

/** The name at an item of a text, however it is shortened; null where it does not stand there. */
export function unitAt(items: readonly Item[], at: number, { levels, core }: UnitName, isPlain: boolean): Hit | null {
  const end = levels === null ? plainUnitAt(items, at, core, isPlain) : schoolAt(items, at, { levels, core }, isPlain);
  const [first, last] = [items[at]?.parts[0], end === null ? undefined : items[end - 1]?.parts.at(-1)];
  return first && last ? { kind: "UNIT", start: first.start, end: last.end } : null;
}

/** @returns the item behind the name */
function plainUnitAt(items: readonly Item[], at: number, core: readonly Item[], isPlain: boolean): number | null {
  const end = coreAt(items, at, core, isPlain);
  if (end === null) return null;
  const words = items.slice(at, end).flatMap(({ parts }) => parts);
  const isCapital = words.filter((word) => word.isCapital).length * 2 >= words.length;
  return words.length > 3 || isCapital ? end : null;
}

/** Words that say it is a school, then what it is called: "trường cấp 2 Lê Lợi", "THCS Lê Lợi". */
function schoolAt(items: readonly Item[], at: number, { levels, core }: { levels: ReadonlySet<string>; core: readonly Item[] }, isPlain: boolean): number | null {
  if (!isSchoolWord(items[at]?.word ?? "") || (at > 0 && isSchoolWord(items[at - 1]?.word ?? ""))) return null;
  let next = at;
  const said: string[] = [];
  while (isSchoolWord(items[next]?.word ?? "") || (items[next]?.word === "va" && next > at && isSchoolWord(items[next + 1]?.word ?? ""))) {
    said.push(items[next]?.word ?? "");
    next += 1;
  }
  const saidLevels = said.filter((word) => SCHOOL_LEVELS.has(word));
  if (saidLevels.length > 0 && levels.size > 0 && !saidLevels.some((level) => levels.has(level))) return null;
  if (saidLevels.length === 0 && (NO_SCHOOL.has(items[at - 1]?.word ?? "") || items[next]?.parts[0]?.isCapital !== true)) return null;
  const isNamedByPlace = /^(xa|phuong)$/.test(items[next]?.word ?? "") && core[0]?.word !== items[next]?.word;
  return coreAt(items, isNamedByPlace ? next + 1 : next, core[0] && /^(xa|phuong)$/.test(core[0].word) && items[next]?.word !== core[0].word ? core.slice(1) : core, isPlain);
}

const FEWEST_LOOSE = 3;

function coreAt(items: readonly Item[], at: number, core: readonly Item[], isPlain: boolean): number | null {
  const run = items.slice(at, at + core.length);
  if (core.length === 0 || run.length < core.length) return null;
  const isLong = core.flatMap(({ parts }) => parts).length >= FEWEST_LOOSE;
  const isSame = run.every((item, index) => {
    const wanted = core[index] as Item;
    if (item.word !== wanted.word || (index > 0 && !isLoose(item.parts[0]))) return false;
    const [word, own] = [item.parts[0], wanted.parts[0]];
    return isLong || item.parts.length > 1 || wanted.parts.length > 1 || (own !== undefined && isSameWord(word, own, isPlain || word?.isCapital === true));
  });
  return isSame ? at + core.length : null;
}

export type { UnitName };
