import type { Phase } from "../contest/phases";

/** Phases in which an entry that takes part has to be withdrawn before anybody behind it is erased. */
const RUNNING: ReadonlySet<Phase> = new Set(["ANNOUNCED", "OPEN", "SCREENING", "JUDGING", "DECIDING"]);

export type ErasureBar = "entry_running" | "roles_running" | "is_administrator" | "own_account";

/**
 * An entry that takes part in a running contest is judged: without its authors it can be neither screened nor awarded. It is
 * withdrawn first; then, and in a contest whose result is public, nothing stands against erasing its people.
 */
export function entryBar({ state, phase }: { state: "DRAFT" | "SUBMITTED" | "WITHDRAWN"; phase: Phase }): ErasureBar | null {
  return state === "SUBMITTED" && RUNNING.has(phase) ? "entry_running" : null;
}

/** Shortest text that is looked for in other texts: shorter ones are part of too many words. */
const SHORTEST_NEEDLE = 4;

/** The ways a telephone number is written by people: as kept, national, in groups. */
function phoneForms(phone: string): string[] {
  const digits = phone.replace(/\D/g, "");
  const national = digits.startsWith("84") ? `0${digits.slice(2)}` : digits;
  if (national.length < 9) return [phone];
  return [phone, digits, national, `${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`, `${national.slice(0, 4)}.${national.slice(4, 7)}.${national.slice(7)}`];
}

export interface PersonTexts {
  names: readonly string[];
  phones: readonly string[];
  /** e-mail addresses and addresses of homes */
  others: readonly string[];
}

/**
 * The texts by which a person is known, in every form in which they may stand in other texts (case of names, both Unicode forms,
 * telephone numbers in groups); longest first, so that the whole goes before its part.
 */
export function needlesOf({ names, phones, others }: PersonTexts): string[] {
  const cased = (text: string) => [text, text.toLocaleLowerCase("vi"), text.toLocaleUpperCase("vi")];
  const texts = [...names.flatMap(cased), ...others.flatMap(cased), ...phones.flatMap(phoneForms)].map((text) => text.trim());
  const forms = texts.flatMap((text) => [text.normalize("NFC"), text.normalize("NFD")]);
  return [...new Set(forms)].filter((text) => text.length >= SHORTEST_NEEDLE).toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** What a word is made of: the ends of a text that is looked for must not lie within one. Vietnamese letters and their marks are in the range. */
const LETTER = "[0-9A-Za-zÀ-ỹ]";

/** A pattern, for JavaScript and PostgreSQL alike, that finds any of the texts as whole words; null where there is nothing to find. */
export function patternOf(needles: readonly string[]): string | null {
  if (needles.length === 0) return null;
  const literal = needles.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `(?<!${LETTER})(?:${literal.join("|")})(?!${LETTER})`;
}

const words = (name: string) => name.normalize("NFC").toLocaleLowerCase("vi").split(/[\s.]+/u).filter((word) => word !== "");
/** How people are addressed in front of a name. */
const ADDRESSES: ReadonlySet<string> = new Set(["ông", "bà", "cô", "thầy", "anh", "chị", "em", "ths", "ts"]);

const withoutAddress = (said: readonly string[]) => said.slice(said.findIndex((word) => !ADDRESSES.has(word)));
const endsWith = (own: readonly string[], end: readonly string[]) => end.length <= own.length && end.every((word, at) => word === own[own.length - end.length + at]);

/** Whether a written name may be that of a person of this full name: the same, or its last words, with or without an address ("Cô Hương"). Nothing written says nothing else. */
export function mayBeNameOf(fullName: string, written: string): boolean {
  const said = words(written);
  return said.length === 0 || endsWith(words(fullName), withoutAddress(said));
}

/** Whether a written name is this full name, with or without an address. Nothing written, or less than the whole, says nothing of whose it is. */
export function isFullNameOf(fullName: string, written: string): boolean {
  const [own, said] = [words(fullName), words(written)];
  const isOwn = (name: readonly string[]) => name.length === own.length && endsWith(own, name);
  return own.length > 0 && (isOwn(said) || isOwn(withoutAddress(said)));
}

/** Stands for a name where none was written beside a telephone number. */
export const UNNAMED = "-";
