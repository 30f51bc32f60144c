import type { Reader } from "~/data/editions.server";
import { type NamePlaces, namesOfOtherAccounts, namesOfOthers, type OwnRows, placesOfName } from "~/data/erasure-namesakes.server";
import { needlesOf, patternOf, type PersonTexts } from "~/domain/people/erasure";

/** Matches nothing: of a person without a text worth looking for. */
const NOTHING = "(?=a)b";

export const patternFor = (texts: PersonTexts): string => patternOf(needlesOf(texts)) ?? NOTHING;

const patternOfNames = (names: readonly string[]) => patternFor({ names, phones: [], others: [] });
const withPatterns = (names: readonly string[]) => [...new Set(names)].map((name) => ({ name, pattern: patternOfNames([name]) }));

/** What may be looked for outside the rows of the person's own entries. */
export interface Scope {
  pattern: string;
  /** finds the names that others have too, which are left; null where there are none */
  left: string | null;
}

const scopeOf = (texts: PersonTexts, shared: readonly string[]): Scope => ({
  pattern: patternFor({ ...texts, names: texts.names.filter((name) => !shared.includes(name)) }),
  left: shared.length > 0 ? patternOfNames(shared) : null,
});

/** In an edition: a name that somebody else there has too is not looked for, because nothing says whose it is; contacts are. One statement. */
export async function scopeInEdition(reader: Reader, { editionId, texts, own }: { editionId: string; texts: PersonTexts; own: OwnRows }): Promise<Scope> {
  return scopeOf(texts, await namesOfOthers(reader, { editionId, names: withPatterns(texts.names), own }));
}

/** On record of the whole system: the same, with other accounts. One statement. */
export async function scopeInSystem(reader: Reader, { userId, texts }: { userId: string; texts: PersonTexts }): Promise<Scope> {
  return scopeOf(texts, await namesOfOtherAccounts(reader, { userId, names: withPatterns(texts.names) }));
}

/** Where the names stand that were left, or will be; null where nobody has the same name. At most one statement. */
export async function placesLeft(reader: Reader, editionId: string, { left }: Scope): Promise<NamePlaces | null> {
  return left === null ? null : placesOfName(reader, editionId, left);
}

/** How many places that is. */
export const countOf = (places: NamePlaces | null): number => (places === null ? 0 : places.papers.length + places.letters + places.texts + places.honours);
