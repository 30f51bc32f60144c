import type { Section } from "./folded-text";
import type { Passage, Stretch } from "./passages";

/** A piece of a text: plain, or part of the passage of that number (from 1, the longest first). */
export interface Piece {
  text: string;
  passage: number | null;
}

export interface MarkedSection {
  key: string;
  pieces: Piece[];
}

type Side = "first" | "second";

/** The sections of one of the two texts, cut at the ends of the passages found in it. */
export function markSections(sections: readonly Section[], passages: readonly Passage[], side: Side): MarkedSection[] {
  const stretches = passages.map((passage, index) => ({ ...passage[side], passage: index + 1 }));
  return sections.map(({ key, text }) => {
    const here = stretches.filter(({ section }) => section === key).toSorted((a, b) => a.start - b.start);
    return { key, pieces: cut(text, here) };
  });
}

function cut(text: string, stretches: readonly (Stretch & { passage: number })[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, passage } of stretches) {
    if (start > at) pieces.push({ text: text.slice(at, start), passage: null });
    pieces.push({ text: text.slice(start, end), passage });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), passage: null });
  return pieces;
}

/** The words of a stretch as they were written. */
export function excerptOf(sections: readonly Section[], { section, start, end }: Stretch): string {
  return sections.find(({ key }) => key === section)?.text.slice(start, end) ?? "";
}
