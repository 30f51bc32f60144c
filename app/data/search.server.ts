const MOST_WORDS = 6;
const MOST_CHARACTERS = 200;

/**
 * The words of a typed search as patterns for `norm(text) LIKE norm($n)`: at most six, each fits anywhere, and what
 * LIKE would take for a sign is taken literally.
 */
export function searchPatterns(typed: string | null | undefined): string[] {
  return (typed ?? "")
    .slice(0, MOST_CHARACTERS)
    .normalize("NFC")
    .split(/[\s\0]+/)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS)
    .map(likeWord);
}

/** A word as a pattern that fits anywhere; `%`, `_` and `\` stand for themselves. */
export const likeWord = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** One condition for all patterns, given as the array parameter `$position`: every word must occur in `text`. */
export function everyWord(text: string, position: number): string {
  return `NOT EXISTS (SELECT 1 FROM unnest($${position}::text[]) AS word WHERE NOT norm(${text}) LIKE norm(word))`;
}

/** The same for a column that is kept folded (`norm()`), which is looked through without folding it row by row. */
export function everyFoldedWord(column: string, position: number): string {
  return `(cardinality($${position}::text[]) = 0 OR ${column} LIKE ALL (ARRAY(SELECT norm(word) FROM unnest($${position}::text[]) AS word)))`;
}
