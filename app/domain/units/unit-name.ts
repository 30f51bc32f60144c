/** Names of units as people type them: when two writings mean the same unit. */

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARK = /\p{M}/gu;

/** A name as it is kept: Unicode NFC, single blanks, straight quotes and dashes, no dot or comma at the end. */
export function tidyUnitName(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/[\u2018\u2019\u201C\u201D"]/g, "'")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/[\s\u00A0]+/g, " ")
    .replace(/[\s.,;]+$/, "")
    .trim();
}

/**
 * The key under which two writings with diacritics are the same: lower case, and the tone counted per word and not per
 * letter, because "Hoà" and "Hòa", "Thuỷ" and "Thủy" are one word in two spellings.
 */
export function unitNameKey(name: string): string {
  return tidyUnitName(name).toLowerCase().split(" ").map(wordKey).join(" ");
}

function wordKey(word: string): string {
  const parts = word.normalize("NFD");
  const tones = parts.match(TONE)?.join("") ?? "";
  return (parts.replace(TONE, "") + tones).normalize("NFC");
}

/** Lower case without any diacritics, as the database's `norm()` makes it. */
export function plainUnitName(name: string): string {
  return tidyUnitName(name).toLowerCase().normalize("NFD").replace(MARK, "").replaceAll("đ", "d");
}

export interface UnitCandidate {
  unitId: string;
  /** its name, a former name or another spelling */
  name: string;
}

/**
 * The one unit a typed name means, or null where none or several fit. With diacritics the name must agree with them
 * ("Cẩm Hà" is not "Cẩm Hạ"); typed without any, it means the only unit that reads so without them.
 */
export function unitMeant(typed: string, candidates: readonly UnitCandidate[]): string | null {
  const key = unitNameKey(typed);
  if (key === "") return null;
  const same = onlyUnit(candidates.filter(({ name }) => unitNameKey(name) === key));
  if (same !== "none") return same;
  const plain = plainUnitName(typed);
  if (plain !== tidyUnitName(typed).toLowerCase()) return null;
  const alike = onlyUnit(candidates.filter(({ name }) => plainUnitName(name) === plain));
  return alike === "none" ? null : alike;
}

/** `null` where several units fit. */
function onlyUnit(candidates: readonly UnitCandidate[]): string | null | "none" {
  const ids = new Set(candidates.map(({ unitId }) => unitId));
  const [first] = ids;
  if (first === undefined) return "none";
  return ids.size === 1 ? first : null;
}
