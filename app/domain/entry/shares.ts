/** Contributions of authors in hundredths of a percent: 33,33 % is 3333. They are whole numbers, so they add up exactly. */

/** The whole: 100,00 %. */
export const WHOLE_SHARE = 10_000;

const WRITTEN_SHARE = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/;

/**
 * Reads a share as people write it: `33,33`, `33.3`, `50 %`. Null for anything else, also above 100.
 */
export function parseShare(text: string): number | null {
  const match = WRITTEN_SHARE.exec(text.trim());
  if (!match) return null;
  const [, whole = "0", fraction = ""] = match;
  const share = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return share <= WHOLE_SHARE ? share : null;
}

/** What all authors contributed together. */
export function sumOfShares(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}

/** "Chia đều": the same share for everyone, in full hundredths; what is left over goes to the chief author. */
export function equalShares(authors: number, chief: number): number[] {
  if (authors === 0) return [];
  const each = Math.floor(WHOLE_SHARE / authors);
  const rest = WHOLE_SHARE - each * authors;
  return Array.from({ length: authors }, (_, index) => (index === chief ? each + rest : each));
}
