/**
 * Points of the contest, exactly.
 *
 * A score is a whole number of ten-thousandths of a point (35.5 points = 355 000), so adding and comparing scores never
 * loses anything. Means are fractions of whole numbers and are rounded once, at the very end.
 */

/** A whole number of 1/10,000 of a point (or, for weights, of 1/10,000 of the whole). */
export type Points = number;

/** How many units one point has. */
export const UNITS_PER_POINT = 10_000;

/** How many digits after the point a score may have. */
export const SCORE_DIGITS = 4;

const WRITTEN_SCORE = /^([0-9]{1,4})(?:\.([0-9]{1,4}))?$/;

/**
 * Reads a score as people and files write it: one to four digits, then perhaps a point and one to four digits.
 * Returns null for anything else (signs, spaces, a decimal comma, exponents).
 */
export function parsePoints(text: string): Points | null {
  const match = WRITTEN_SCORE.exec(text);
  if (match === null) return null;
  const [, whole = "0", fraction = ""] = match;
  return Number(whole) * UNITS_PER_POINT + Number(fraction.padEnd(SCORE_DIGITS, "0"));
}

/** Writes points in their shortest plain form: 355000 → "35.5", 400000 → "40". The inverse of `parsePoints`. */
export function plainPoints(points: Points): string {
  return printFixed(points, SCORE_DIGITS).replace(/\.?0+$/, "");
}

/**
 * Writes a whole number of 10^-`decimals` with exactly that many digits after the point: (8633, 2) → "86.33".
 */
export function printFixed(units: number, decimals: number): string {
  if (decimals === 0) return String(units);
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0");
  const sign = units < 0 ? "-" : "";
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A fraction of whole numbers, kept exactly; the denominator is positive. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction `numerator` / `denominator`; the denominator must be above 0. */
export function ratio(numerator: bigint | number, denominator: bigint | number): Ratio {
  const below = BigInt(denominator);
  if (below <= 0n) throw new RangeError("A fraction needs a positive denominator.");
  return { numerator: BigInt(numerator), denominator: below };
}

/** The exact sum of two fractions. */
export function addRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** The exact product of two fractions. */
export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

/**
 * Rounds a fraction that isn't negative to a whole number of 10^-`decimals`, half up: 86.335 → 8634 for two decimals.
 * Scores are never negative, so half up and "away from zero" are the same thing here.
 */
export function roundHalfUp(value: Ratio, decimals: number): number {
  if (value.numerator < 0n) throw new RangeError("Only values from 0 upwards are rounded here.");
  const scaled = value.numerator * 10n ** BigInt(decimals);
  return Number((2n * scaled + value.denominator) / (2n * value.denominator));
}

/** Rounds points half up to `decimals` digits and writes them with exactly that many. */
export function printPoints(points: Points, decimals: number): string {
  return printFixed(roundHalfUp(ratio(points, UNITS_PER_POINT), decimals), decimals);
}
