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

/** Null for a candidate that cannot be read: it fails, and is logged, where it is compared itself; others go on. */
function readable(entry: ComparableEntry): FoldedText | null {
  try {
    return foldedEntry(entry);
  } catch {
    return null;
  }
}

async function pairsWith(tx: Tx, text: FoldedText, candidates: readonly Candidate[], now: Date): Promise<NewPair[]> {
  const texts = new Map((await readComparable(tx, candidates.map(({ id }) => id), now)).map((entry) => [entry.id, readable(entry)]));
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
  /** how often the comparison of an entry failed, by its id; one that failed three times is left out as long as this map is kept */
  failures: Map<string, number>;
}

const MOST_FAILURES = 3;

/**
 * Compares every entry that came, changed, or got files since; forgets those that left. Gives how many were compared. An entry whose
 * comparison fails is logged by its id and stops no other: it is tried again with the next call, three times in all.
 */
export async function compareChangedEntries(services: Pick<Services, "db" | "clock" | "log">, pace: Partial<Pace> = {}): Promise<number> {
  const { isStopped = () => false, rest = () => Promise.resolve(), failures = new Map<string, number>() } = pace;
  await forgetWithdrawn(services.db);
  const failedNow = new Set<string>();
  let compared = 0;
  for (;;) {
    const leftOut = [...[...failures].filter(([, times]) => times >= MOST_FAILURES).map(([id]) => id), ...failedNow];
    const ids = await entriesToCompare(services.db, { now: services.clock.now(), limit: BATCH, leftOut });
    let done = 0;
    for (const id of ids) {
      if (isStopped()) return compared;
      const started = performance.now();
      const outcome = await compareSafely(services, id);
      if (outcome === "compared") {
        done += 1;
        failures.delete(id);
      }
      if (outcome === "failed") {
        failedNow.add(id);
        failures.set(id, (failures.get(id) ?? 0) + 1);
      }
      await rest(performance.now() - started);
    }
    compared += done;
    const failed = ids.some((id) => failedNow.has(id));
    if (ids.length < BATCH || (done === 0 && !failed)) return compared;
  }
}

async function compareSafely(services: Pick<Services, "db" | "clock" | "log">, entryId: string): Promise<"compared" | "not_submitted" | "failed"> {
  try {
    return (await compareEntry(services, entryId)) ? "compared" : "not_submitted";
  } catch {
    // The error may quote what the entry says.
    services.log.error("an entry could not be compared", { entryId });
    return "failed";
  }
}
