/** "17", "17a" or, where another sign is used than the usual one, all of it: "17-QĐ/TĐTN". */
const PLAIN = /^0*([1-9]\d{0,5})([a-zđ]?)$/u;
const WHOLE = /^0*([1-9]\d{0,5})([a-zđ]?)([-/][\p{Lu}\d][\p{Lu}\d/&.-]{0,38})$/u;

/**
 * The number of a paper as it is printed after "Số:": the typed number with the sign of its kind, numbers below ten with a zero in
 * front (Decree 30/2020, annex I, II.3). Null where what was typed is no number.
 * @param sign "QĐ-BTC"
 */
export function paperNumber(typed: string, sign: string): string | null {
  const text = typed.normalize("NFC").trim().replaceAll(/ *([-/]) */g, "$1");
  const plain = PLAIN.exec(text);
  if (plain) return `${padded(plain[1])}${plain[2] ?? ""}/${sign}`;
  const whole = WHOLE.exec(text);
  return whole ? `${padded(whole[1])}${whole[2] ?? ""}${whole[3] ?? ""}` : null;
}

/** Longest number of a paper that others numbered. */
export const GIVEN_NUMBER_LENGTH = 50;
const GIVEN = /^(?=.*\d)[\p{Script=Latin}\d][\p{Script=Latin}\d /.&-]*$/u;

/**
 * Whether this may be the number another body gave its paper ("345/QĐ-UBND", "1045/QĐ-SGD&ĐT"). Bodies number in their own ways, so any
 * letters, blanks and "/", "-", ".", "&" will do, as long as there is a digit and it is not too long.
 * @param number tidied (`tidyNumber`)
 */
export const isGivenNumber = (number: string): boolean => number.length <= GIVEN_NUMBER_LENGTH && GIVEN.test(number);

/** A number as it was typed or pasted, in the letters that are kept: one kind of hyphen and of blank, without "Số:" in front. */
export const tidyNumber = (typed: string): string =>
  typed
    .normalize("NFC")
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/\p{Zs}+/gu, " ")
    .replace(/^\s*số\s*:\s*/iu, "")
    .trim();

const padded = (digits = "") => digits.padStart(2, "0");
