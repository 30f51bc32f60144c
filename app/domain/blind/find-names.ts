import { dialled, emailsIn, linksIn, phonesIn } from "./contacts";
import type { Finding, Hit, Identity, PersonKind, Section } from "./identity";
import { personAt, personName, type PersonName } from "./person-names";
import { placeAt, placeName, type PlaceName } from "./places";
import { readItems, unitAt, unitName, type UnitName } from "./unit-names";
import { readWords, type Word, type Words } from "./words";

/** Raised whenever something else is found than before, so that all is searched anew. */
export const SEARCH_METHOD = "1";

/** An identity made ready to be looked for in many texts. */
export interface Searched {
  people: readonly PersonName[];
  units: readonly UnitName[];
  places: readonly PlaceName[];
  classes: readonly (readonly string[])[];
  phones: readonly string[];
  emails: readonly string[];
  squashed: readonly string[];
}

/** Who is several of these is told as the last one. */
const TOLD_AS: readonly PersonKind[] = ["OWNER", "SUPERVISOR", "GUARDIAN", "AUTHOR"];

const present = <Value>(value: Value | null): value is Value => value !== null;

/** Makes the names ready; what is empty or too short to tell anything is left out. */
export function prepareSearch(identity: Identity): Searched {
  const people = distinct(identity.people.toSorted((a, b) => TOLD_AS.indexOf(a.kind) - TOLD_AS.indexOf(b.kind)), ({ name }) => name).map(personName).filter(present);
  const units = distinct(identity.units, (name) => name).map(unitName).filter(present);
  const schools = units.flatMap(({ levels, core }) => [...(levels ?? [])].map((level) => level + core.map(({ word }) => word).join("")));
  return {
    people,
    units,
    places: identity.addresses.flatMap(placeName),
    classes: [...new Set(identity.classes)].map(classWords).filter((words) => words.length > 0),
    phones: identity.phones.map(dialled).filter((digits) => digits.length >= 8),
    emails: identity.emails.filter((email) => email.includes("@")),
    squashed: [...new Set([...people.map(({ squashed }) => squashed), ...schools])].filter((name) => name.length >= 7),
  };
}

const distinct = <Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] => [...new Map(values.map((value) => [keyOf(value).normalize("NFC").toLowerCase(), value])).values()];

/** "Lớp 9A", "9A": the number and the letter; a number alone tells no class. */
function classWords(name: string): string[] {
  const words = readWords(name).words.map(({ folded }) => folded).filter((word) => word !== "lop");
  const joined = words.join("");
  return /\d/.test(joined) && /[a-z]/.test(joined) && joined.length <= 8 ? [joined] : [];
}

/** Where something of the identity stands in the texts, in their order; of what overlaps the longest. */
export function findNames(searched: Searched, sections: readonly Section[]): Finding[] {
  return sections.flatMap(({ key, text }) => hitsIn(searched, text).map((hit) => ({ ...hit, section: key })));
}

function hitsIn(searched: Searched, text: string): Hit[] {
  const words = readWords(text);
  const items = readItems(words);
  const hits: Hit[] = [...phonesIn(text, searched.phones), ...emailsIn(text, searched.emails), ...linksIn(text, searched.squashed)];
  for (const at of words.words.keys()) {
    for (const person of searched.people) add(hits, personAt(words, at, person));
    for (const place of searched.places) add(hits, placeAt(words, at, place));
    for (const className of searched.classes) add(hits, classAt(words, at, className));
    add(hits, squashedAt(words.words[at], searched.people));
  }
  for (const at of items.keys()) for (const unit of searched.units) add(hits, unitAt(items, at, unit, words.isPlain));
  return withoutOverlaps(hits);
}

function add(hits: Hit[], hit: Hit | null): void {
  if (hit) hits.push(hit);
}

/** A name without blanks, as people call themselves on the web: "nguyenvanan2009". */
function squashedAt(word: Word | undefined, people: readonly PersonName[]): Hit | null {
  const person = word && people.find(({ squashed }) => squashed !== "" && word.folded.includes(squashed));
  return person ? { kind: person.kind, start: word.start, end: word.end } : null;
}

/** "lớp 9A", "lớp 9 A"; a long one ("10A1") also without the word, for amperes are not written so. */
function classAt({ words }: Words, at: number, [name = ""]: readonly string[]): Hit | null {
  const word = words[at];
  if (!word) return null;
  const isAfterClass = words[at - 1]?.folded === "lop";
  if (word.folded === name) return isAfterClass || /^\d+[a-z]+\d+$/.test(name) ? { kind: "CLASS", start: word.start, end: word.end } : null;
  const next = words[at + 1];
  return isAfterClass && next && word.folded + next.folded === name ? { kind: "CLASS", start: word.start, end: next.end } : null;
}

/** The longest of those that overlap, in the order of the text. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every(({ start, end }) => hit.end <= start || hit.start >= end)) kept.push(hit);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
