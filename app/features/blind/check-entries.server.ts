import { type BlindDossier, entriesToSearch, readBlindDossiers } from "~/data/blind-dossiers.server";
import type { Tx } from "~/data/client.server";
import { lockEntry } from "~/data/entries.server";
import { appendToLedger } from "~/data/ledger.server";
import { carryRedactions, countRedacted, removeBlindCheck, storeBlindCheck, storeScan } from "~/data/redactions.server";
import type { Services } from "~/features/services";
import { findingsOf, type NamedFinding, waitingFiles } from "./shown-texts.server";

const BATCH = 50;
const MOST_FAILURES = 3;

/** An entry searched just now. */
export interface SearchedEntry {
  dossier: BlindDossier;
  findings: NamedFinding[];
  /** files whose words are still being read */
  waiting: number;
}

/** Searches the version that counts and keeps what was found; the entry is locked by the caller. Null where none was submitted. */
export async function searchEntry(tx: Tx, entryId: string, now: Date): Promise<SearchedEntry | null> {
  const [dossier] = await readBlindDossiers(tx, [entryId]);
  if (!dossier) return null;
  const findings = findingsOf(dossier);
  const open = findings.filter(({ isHarmless }) => !isHarmless).length;
  await storeScan(tx, { versionId: dossier.versionId, source: dossier.source, found: findings.length, open, scannedAt: now });
  return { dossier, findings, waiting: waitingFiles(dossier) };
}

export const hasOpenFindings = ({ findings }: Pick<SearchedEntry, "findings">): boolean => findings.some(({ isHarmless }) => !isHarmless);

/** Takes the release of a version back, on record: it waits for a person again, and its judges with it. What they have scored stays. */
export async function withdrawRelease(tx: Tx, { dossier: { versionId, code, number, editionId } }: SearchedEntry, { actorId, now }: { actorId: string; now: Date }): Promise<void> {
  await removeBlindCheck(tx, versionId);
  await appendToLedger(tx, [{ type: "BLIND_CHECK_WITHDRAWN", data: { entry: code, version: number }, actor: actorId, at: now, editionId }]);
}

/**
 * Searches an entry for what tells whose it is. Where nothing is left to decide the system lets blind judges see it: nothing was found,
 * or all of it was decided in an earlier version. Where something new is found in what they see already the release is taken back. May run at any time and any number of times. False where nothing is submitted, or no round of the entry is blind.
 */
export async function checkEntry({ db, clock }: Pick<Services, "db" | "clock">, entryId: string): Promise<boolean> {
  return db.transact(async (tx) => {
    const now = clock.now();
    if (!(await lockEntry(tx, entryId))) return false;
    const [before] = await readBlindDossiers(tx, [entryId]);
    if (!before?.isJudgedBlind) return false;
    await carryRedactions(tx, before);
    const searched = await searchEntry(tx, entryId, now);
    if (!searched) return false;
    const { dossier, waiting } = searched;
    const { versionId, check, isAtWork, editionId, code, number } = dossier;
    const isFound = hasOpenFindings(searched);
    if (check && isFound) await withdrawRelease(tx, searched, { actorId: "system", now });
    if (check || isAtWork || waiting > 0 || isFound) return true;
    await storeBlindCheck(tx, { versionId, actorId: "system", now });
    await appendToLedger(tx, [{ type: "BLIND_CHECKED", data: { entry: code, version: number, redacted: await countRedacted(tx, versionId) }, actor: "system", at: now, editionId }]);
    return true;
  });
}

interface Pace {
  /** of one edition only */
  editionId: string | null;
  isStopped: () => boolean;
  /** waits after an entry that took so many milliseconds */
  rest: (ms: number) => Promise<void>;
  /** how often the search of an entry failed, by its id; one that failed three times is left out as long as this map is kept */
  failures: Map<string, number>;
}

/** Searches every qualified entry of blind rounds that came or changed since. Gives how many were searched. One that fails stops no other. */
export async function checkChangedEntries(services: Pick<Services, "db" | "clock" | "log">, pace: Partial<Pace> = {}): Promise<number> {
  const { editionId = null, isStopped = () => false, rest = () => Promise.resolve(), failures = new Map<string, number>() } = pace;
  const done = new Set<string>();
  for (;;) {
    const givenUp = [...failures].filter(([, times]) => times >= MOST_FAILURES).map(([id]) => id);
    const ids = await entriesToSearch(services.db, { editionId, limit: BATCH, leftOut: [...givenUp, ...done] });
    for (const id of ids) {
      if (isStopped()) return done.size;
      const started = performance.now();
      done.add(id);
      await checkSafely(services, id, failures);
      await rest(performance.now() - started);
    }
    if (ids.length < BATCH) return done.size;
  }
}

/** Searches one entry at once, as when it has just qualified; a fault is logged, and the job tries again. */
export async function checkSafely(services: Pick<Services, "db" | "clock" | "log">, entryId: string, failures = new Map<string, number>()): Promise<void> {
  try {
    await checkEntry(services, entryId);
    failures.delete(entryId);
  } catch {
    // The error may quote what the entry says.
    failures.set(entryId, (failures.get(entryId) ?? 0) + 1);
    services.log.error("an entry could not be searched for names", { entryId });
  }
}
