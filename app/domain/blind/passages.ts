import type { Finding, FindingKind, Section } from "./identity";
import { readWords } from "./words";

/** The words around a finding, for people to read. */
export interface Passage {
  before: string;
  hit: string;
  after: string;
}

const AROUND = 80;

/** What stands around a finding, cut between words. */
export function passageOf(text: string, { start, end }: Pick<Finding, "start" | "end">): Passage {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(text.length, end + AROUND);
  const before = from === 0 ? text.slice(0, start) : `… ${text.slice(from, start).replace(/^\S*\s/, "")}`;
  const after = to === text.length ? text.slice(end) : `${text.slice(end, to).replace(/\s\S*$/, "")} …`;
  return { before, hit: text.slice(start, end), after };
}

const WORDS_AROUND = 5;

/**
 * Names of findings by what was found, where, and the words around: the same passage in a later version has the same name, also where
 * other text moved it, or the row of a table (what follows `#` in the key of a section). Equal ones are numbered. Not for storing as
 * they are: they quote the text.
 */
export function nameFindings(findings: readonly Finding[], sections: readonly Section[]): string[] {
  const words = new Map(sections.map(({ key, text }) => [key, readWords(text).words]));
  const counts = new Map<string, number>();
  return findings.map(({ kind, section, start, end }) => {
    const all = words.get(section) ?? [];
    const first = all.findIndex((word) => word.end > start);
    const last = all.findLastIndex((word) => word.start < end);
    const around = first < 0 ? [] : all.slice(Math.max(0, first - WORDS_AROUND), last + 1 + WORDS_AROUND);
    const name = [kind, section.split("#")[0], ...around.map(({ folded }) => folded)].join(" ");
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}

/** The text with every finding replaced by the word that stands for its kind. */
export function replaceFindings(text: string, findings: readonly Pick<Finding, "start" | "end" | "kind">[], placeholder: Readonly<Record<FindingKind, string>>): string {
  let replaced = "";
  let at = 0;
  for (const { start, end, kind } of findings.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    replaced += text.slice(at, start) + placeholder[kind];
    at = end;
  }
  return replaced + text.slice(at);
}
