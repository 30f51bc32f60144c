import type { Readable } from "node:stream";
import { beginProcessing, failProcessing, finishProcessing, type PendingFile, pendingFileIds, type StoredVariant } from "~/data/file-processing.server";
import type { Services } from "~/features/services";
import { makeContent, type MadeContent, type MadeVariant } from "~/platform/files/content/make-content.server";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import { randomName } from "~/platform/files/storage/spool.server";

type ProcessServices = Pick<Services, "db" | "files" | "log">;

/** After so many tries that ended in a fault of the machine a file is given up. */
const MOST_ATTEMPTS = 3;
const PAUSE_MS = 2_000;
const BATCH = 20;

export type Processed = "done" | "failed" | "again" | "not_pending";

/**
 * Makes what others see of a stored file: its clean copy, its pictures, its words. May run twice, also at the same time in two
 * processes: the second one throws its work away. A file that cannot be read ends as FAILED; after a fault of the machine
 * (the store is away, the disk is full) it is tried `again`, three times in all.
 */
export async function processFile(services: ProcessServices, fileId: string): Promise<Processed> {
  const file = await beginProcessing(services.db, fileId);
  if (!file) return "not_pending";
  if (file.attempts > MOST_ATTEMPTS) return giveUp(services, file, "processing_failed");
  try {
    return await makeAndKeep(services, file);
  } catch (error) {
    services.log.warn("file not processed", { file: file.id, attempts: file.attempts, error });
    return file.attempts < MOST_ATTEMPTS ? "again" : giveUp(services, file, "processing_failed");
  }
}

async function giveUp({ db, log }: ProcessServices, file: PendingFile, problem: string): Promise<Processed> {
  await failProcessing(db, file.id, problem);
  log.warn("file given up", { file: file.id, problem });
  return "failed";
}

async function makeAndKeep(services: ProcessServices, file: PendingFile): Promise<Processed> {
  const { files } = services;
  const original = await files.localPath(file.storageName);
  const scratch = randomName();
  try {
    await (await files.spool.openPart(scratch)).close();
    const content = await makeContent({ path: original.path, family: file.family, mime: file.mime, size: file.size, scratch: files.spool.partPath(scratch) });
    if (!content.ok) return await giveUp(services, file, content.reason);
    return await keep(services, file, content.value);
  } finally {
    await files.spool.removePart(scratch);
    await original.release();
  }
}

async function keep({ db, files }: ProcessServices, file: PendingFile, content: MadeContent): Promise<Processed> {
  const kept: StoredVariant[] = [];
  let isKept = false;
  try {
    for (const variant of content.variants) kept.push(await store(files, variant));
    isKept = await finishProcessing(db, file.id, { ...content, variants: kept });
    return isKept ? "done" : "not_pending";
  } finally {
    if (!isKept) for (const { storageName } of kept) await files.remove(storageName);
  }
}

async function store(files: Services["files"], { bytes, ...variant }: MadeVariant): Promise<StoredVariant> {
  const source: Readable | Buffer = bytes();
  const { name, size } = await files.save(source);
  return { ...variant, storageName: name, size };
}

/**
 * Processes files one after the other as they come, until it is stopped; after a restart it goes on with those left. One at a time,
 * so that pages stay quick on a small machine: what counts is done within seconds, and nobody waits for it to submit.
 */
export function startFileProcessing(services: ProcessServices): Running {
  return repeat(services.log, { name: "file processing", everyMs: PAUSE_MS, run: (isStopped) => processWaiting(services, isStopped) });
}

/** Processes everything that waits now. @returns how many were done */
export async function processWaiting(services: ProcessServices, isStopped: () => boolean = () => false): Promise<number> {
  let done = 0;
  for (;;) {
    const ids = await pendingFileIds(services.db, BATCH);
    let again = 0;
    for (const id of ids) {
      if (isStopped()) return done;
      const outcome = await processFile(services, id);
      if (outcome === "done") done += 1;
      if (outcome === "again") again += 1;
    }
    // What is to be tried again waits for the next round, so that the machine has time to recover.
    if (ids.length < BATCH || again > 0) return done;
  }
}
