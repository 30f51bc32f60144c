import type { Reader } from "~/data/editions.server";
import { countedEntries, type CountedEntryRow } from "~/data/special-awards-counted.server";
import { ownBlindTitles } from "~/data/redactions.server";
import { hiddenEntries } from "~/data/sheets.server";
import { personsOf } from "~/domain/special-awards/persons";
import type { CountedEntry } from "~/domain/special-awards/rules";
import type { CurrentRanking } from "~/features/results/current-ranking.server";
import { rankingWithout } from "~/features/results/ranking-without.server";

/** What special awards of an edition are found from. */
export interface Scene {
  entries: readonly CountedEntry[];
  /** the same entries with ids and names, by code */
  rows: ReadonlyMap<string, CountedEntryRow>;
}

function sceneFrom(rows: readonly CountedEntryRow[], prizes: ReadonlyMap<string, string>): Scene {
  const authors = rows.flatMap(({ code, authors: own }) => own.map((author) => ({ code, ...author })));
  const persons = personsOf(authors);
  const personOf = new Map(authors.map(({ code, key }, index) => [`${code} ${key}`, persons[index] ?? ""]));
  const entries = rows.map(
    ({ code, unitId, isQualified, authors: own }): CountedEntry => ({
      code,
      unit: unitId,
      isQualified,
      prize: prizes.get(code) ?? null,
      authors: own.map(({ key, birthDate }) => ({ key, birthDate, person: personOf.get(`${code} ${key}`) ?? `${code} ${key}` })),
    }),
  );
  return { entries, rows: new Map(rows.map((row) => [row.code, row])) };
}

const prizesOf = ({ ranking }: CurrentRanking): Map<string, string> => new Map(ranking.ranking.flatMap(({ entry, prize }): [string, string][] => (prize === null ? [] : [[entry, prize]])));

/** The whole edition: what the rules of special awards decide by. */
export async function wholeScene(reader: Reader, editionId: string, current: CurrentRanking): Promise<Scene> {
  return sceneFrom(await countedEntries(reader, editionId), prizesOf(current));
}

/**
 * The same as somebody may see it: as if the entries did not exist that the viewer has an interest in or judges blind, and without the
 * prizes of those whose scores are not to be seen yet.
 */
export async function sceneFor(reader: Reader, viewer: { userId: string }, editionId: string, current: CurrentRanking): Promise<Scene> {
  const [rows, hidden, blind] = await Promise.all([countedEntries(reader, editionId), hiddenEntries(reader, viewer, editionId), ownBlindTitles(reader, { editionId, userId: viewer.userId })]);
  const isLeft = ({ id }: CountedEntryRow) => hidden.get(id) === "conflict" || blind.has(id);
  const left = new Set(rows.flatMap((row) => (isLeft(row) ? [row.code] : [])));
  const untold = new Set(rows.flatMap(({ id, code }) => (hidden.has(id) ? [code] : [])));
  const prizes = new Map([...prizesOf(rankingWithout(current, left))].filter(([code]) => !untold.has(code)));
  return sceneFrom(rows.filter((row) => !isLeft(row)), prizes);
}
