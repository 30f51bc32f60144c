import {
  candidatesFor, type Candidate, type ComparableEntry, entriesToCompare, forgetWithdrawn, lockComparing, type NewPair, readComparable, replacePairs, storePrint,
} from "~/data/duplicates.server";
import type { Tx } from "~/data/client.server";
import { sectionsOf } from "~/domain/duplicates/entry-sections";
import { type FoldedText, foldSections } from "~/domain/duplicates/folded-text";
import { groundsOf, textLikeness } from "~/domain/duplicates/grounds";
import { compareTexts } from "~/domain/duplicates/passages";
import { printOf } from "~/domain/duplicates/print";
import type { Services } from "~/features/services";

/** So many pairs of one entry are kept; more look alike only where a whole class handed in the same sheet. */
const MOST_PAIRS = 20;
const BATCH = 50;

/** The words of an entry as they are compared, without the names of its people and schools. */
export const foldedEntry = (entry: Pick<ComparableEntry, "summary" | "parts" | "files" | "names">): FoldedText => foldSections(sectionsOf(entry), entry.names);

/**
 * Compares one entry with all others, of this and earlier editions and of the sister contest, and keeps its print and the pairs to
 * be looked at; of an entry of a settled edition the print alone. May run at any time and any number of times. False where the entry is not submitted.
 */
export async function compareEntry({ db, clock }: Pick<Services, "db" | "clock">, entryId: string): Promise<boolean> {
  return db.transact(async (tx) => {
    await lockComparing(tx);
    const now = clock.now();
    const [entry] = await readComparable(tx, [entryId], now);
    if (!entry) return false;
    const text = foldedEntry(entry);
    const print = printOf(text);
    await storePrint(tx, entry, print, now);
    // Pairs of a settled edition stay as they were when people decided; entries at work find its prints.
    if (entry.isSettled) return true;
    const candidates = await candidatesFor(tx, { ...entry, print });
    await replacePairs(tx, entry.id, await pairsWith(tx, text, candidates, now), now);
    return true;
  });
}

async function pairsWith(tx: Tx, text: FoldedText, candidates: readonly Candidate[], now: Date): Promise<NewPair[]> {
  const texts = new Map((await readComparable(tx, candidates.map(({ id }) => id), now)).map((entry) => [entry.id, foldedEntry(entry)]));
  const pairs = candidates.flatMap(({ id, ...counted }): NewPair[] => {
    const other = texts.get(id);
    const likeness = other && { ...counted, ...textLikeness(compareTexts(text, other)) };
    return likeness && groundsOf(likeness).length > 0 ? [{ ...likeness, otherId: id }] : [];
  });
  const weight = ({ textShare, longest, sameFiles, alikePictures, titleShare }: NewPair) => textShare + longest * 20 + (sameFiles + alikePictures) * 2_000 + titleShare / 10;
  return pairs.toSorted((a, b) => weight(b) - weight(a) || (a.otherId < b.otherId ? -1 : 1)).slice(0, MOST_PAIRS);
}

interface Pace {
  isStopped: () => boolean;
  /** waits after an entry that took so many milliseconds */
  rest: (ms: number) => Promise<void>;
}

const AT_ONCE: Pace = { isStopped: () => false, rest: () => Promise.resolve() };

/** Compares every entry that came, changed, or got files since; forgets those that left. Gives how many were compared. */
export async function compareChangedEntries(services: Pick<Services, "db" | "clock">, { isStopped, rest }: Pace = AT_ONCE): Promise<number> {
  await forgetWithdrawn(services.db);
  let compared = 0;
  for (;;) {
    const ids = await entriesToCompare(services.db, { now: services.clock.now(), limit: BATCH });
    let done = 0;
    for (const id of ids) {
      if (isStopped()) return compared;
      const started = performance.now();
      if (await compareEntry(services, id)) done += 1;
      await rest(performance.now() - started);
    }
    compared += done;
    if (ids.length < BATCH || done === 0) return compared;
  }
}
