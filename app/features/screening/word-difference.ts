import { diffArrays } from "diff";

/** A stretch of a text that stayed, came or went. */
export interface Change {
  text: string;
  kind: "same" | "added" | "removed";
}

/** So many words may differ before looking for them costs more than it tells. */
const MOST_CHANGES = 1_200;

const TOKEN = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

/** What changed from one text to the other, word by word in reading order; null where nearly everything did. */
export function wordDifference(before: string, after: string): Change[] | null {
  const parts = diffArrays(before.match(TOKEN) ?? [], after.match(TOKEN) ?? [], { maxEditLength: MOST_CHANGES });
  return parts ? parts.map(({ value, added, removed }): Change => ({ text: value.join(""), kind: added ? "added" : removed ? "removed" : "same" })) : null;
}
