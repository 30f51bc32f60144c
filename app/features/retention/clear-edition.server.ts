import { authorsToKeep, mediaAgreed } from "~/data/consents.server";
import type { Tx } from "~/data/client.server";
import { editionById, lockEdition } from "~/data/editions.server";
import { cleanIssuedPapers, type CleanedPaper, clearCertificateNames } from "~/data/erased-prints.server";
import { appendToLedger } from "~/data/ledger.server";
import { privateTextsOf } from "~/data/private-texts.server";
import { dropStagedPackages, editionsStillPrivate, isResultContested, noteCleared, unusedAmong } from "~/data/retention.server";
import { clearPrivateRows, dropFilesOf, entriesInResult, filesNamedIn } from "~/data/retention-clear.server";
import { keepFigures } from "~/data/statistics.server";
import { patternOf } from "~/domain/people/erasure";
import { clearingMoment } from "~/domain/retention/retention";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { formOfFigures } from "~/features/statistics/kept-figures";
import { type EditionFigures, editionFigures } from "~/features/statistics/statistics.server";
import { type CopyHashes, hashCopies, leavePublicCopies } from "./public-copies.server";
import { removeUnused } from "./remove-files.server";

type ClearServices = Pick<Services, "db" | "files">;

export type ClearRefusal = "not_found" | "already_cleared" | "not_due" | "result_contested";

export interface Cleared {
  entries: number;
  drafts: number;
  files: number;
}

/**
 * Clears the private data of an edition whose time is over, in one transaction: contacts, birth dates, guardians, files that are not
 * public, consent scans, notes, letters, versions that do not count. What the result says stays: codes, titles, fields, units, scores,
 * prizes, names to whose publication everybody agreed, photos and films everybody agreed to as the copies that were public, and the public
 * figures as they stood. Run twice or on two servers it is done once. While an appeal or a correction is open it waits.
 */
export async function clearEdition(services: ClearServices, { editionId, now }: { editionId: string; now: Date }): Promise<Result<Cleared, ClearRefusal>> {
  const ahead = await readAhead(services, editionId, now);
  const done = await services.db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return refused("not_found");
    if (edition.privateClearedAt) return refused("already_cleared");
    if (clearingMoment(edition) > now) return refused("not_due");
    if (await isResultContested(tx, editionId)) return refused("result_contested");
    const before = await filesNamedIn(tx, editionId);
    const { papers, ...cleared } = await clearRows(tx, editionId, now);
    const originals = await leavePublicCopies(tx, services, { editionId, hashes: ahead.hashes });
    if (ahead.figures) await keepFigures(tx, { editionId, content: formOfFigures(ahead.figures), now });
    const staged = await dropStagedPackages(tx, editionId);
    const left = await unusedAmong(tx, before);
    await noteCleared(tx, editionId, now);
    const event = { actor: "system", at: now, editionId };
    await appendToLedger(tx, [...(papers.length > 0 ? [{ ...event, type: "PAPERS_CLEANED" as const, data: { papers } }] : []), { ...event, type: "PRIVATE_DATA_CLEARED" as const, data: { ...cleared, files: left.length } }]);
    return ok({ ...cleared, fileIds: before, bytes: [...staged, ...originals] });
  });
  if (!done.ok) return done;
  const { fileIds, bytes, entries, drafts } = done.value;
  // Cut off in between, they are bytes without a row, which the sweep takes.
  for (const name of bytes) await services.files.remove(name);
  return ok({ entries, drafts, files: await removeUnused(services, fileIds) });
}

/** What is read while the edition is still whole: the figures that are public, and the copies that stay. */
async function readAhead(services: ClearServices, editionId: string, now: Date): Promise<{ figures: EditionFigures | null; hashes: CopyHashes }> {
  const edition = await editionById(services.db.prisma, editionId);
  if (!edition || edition.privateClearedAt || clearingMoment(edition) > now) return { figures: null, hashes: new Map() };
  const isPublic = edition.publishedAt !== null && edition.publishedAt <= now;
  return { figures: isPublic ? await editionFigures(services, edition) : null, hashes: await hashCopies(services, editionId) };
}

async function clearRows(tx: Tx, editionId: string, now: Date): Promise<{ entries: number; drafts: number; papers: CleanedPaper[] }> {
  const named = await entriesInResult(tx, editionId);
  const kept = await authorsToKeep(tx, named);
  const gone = patternOf(await privateTextsOf(tx, editionId, kept));
  const cleared = await clearPrivateRows(tx, { editionId, kept, now });
  // Photos and films are asked about with what is left: only what everybody still agrees to stays.
  await dropFilesOf(tx, editionId, [...(await mediaAgreed(tx, named))]);
  await clearCertificateNames(tx, { editionId, shown: kept, pattern: gone });
  return { ...cleared, papers: await cleanIssuedPapers(tx, editionId, gone, now) };
}

/** Clears every edition whose time is over. One that fails is logged and tried again with the next run; the others are done. */
export async function clearDueEditions(services: ClearServices & Pick<Services, "log">, now: Date): Promise<{ editionId: string; cleared: Cleared }[]> {
  const done: { editionId: string; cleared: Cleared }[] = [];
  for (const edition of await editionsStillPrivate(services.db, now)) {
    if (clearingMoment(edition) > now) continue;
    try {
      const outcome = await clearEdition(services, { editionId: edition.id, now });
      if (outcome.ok) done.push({ editionId: edition.id, cleared: outcome.value });
    } catch (error) {
      services.log.error("retention of an edition", { edition: edition.id, error });
    }
  }
  return done;
}
