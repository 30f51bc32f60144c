import { CERTAIN } from "~/domain/assignment/chance";
import { MOST_PER_ENTRY } from "~/domain/contest/rules";

/** How many judges per entry the form asks for: a whole number from 1 to `MOST_PER_ENTRY`, as in the rules; "wrong" for anything else. */
export function readPerEntry(text: string): number | "wrong" {
  const typed = text.normalize("NFKC").trim();
  const number = Number(typed);
  return /^\d{1,2}$/.test(typed) && number >= 1 && number <= MOST_PER_ENTRY ? number : "wrong";
}

/**
 * The cap on chances as the form asks for it, in whole percent: 1 to 99, or nothing, for a plan that is not drawn.
 * @returns units of 1/10,000, null for nothing, "wrong" for anything else
 */
export function readCap(text: string): number | null | "wrong" {
  const typed = text.normalize("NFKC").trim().replace(/\s*%$/u, "");
  if (typed === "") return null;
  if (!/^\d{1,2}$/.test(typed) || Number(typed) === 0) return "wrong";
  return Number(typed) * (CERTAIN / 100);
}

/** The cap as the form shows it. */
export const shownCap = (chance: number | null): string => (chance === null ? "" : String(chance / (CERTAIN / 100)));

/** The seed of a draw as digits: a whole number from 0 that is kept exactly; null for anything else. */
export function readSeed(text: string): number | null {
  const seed = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(seed) ? seed : null;
}
