import { allStorageNames, deleteUnusedFiles, knownNames } from "~/data/uploads-files.server";
import { expireUploads, forgetUploads, neededPartials } from "~/data/uploads.server";
import type { Services } from "~/features/services";
import { repeat, type Running } from "~/platform/jobs/repeat.server";
import type { ListedFile } from "~/platform/files/storage/storage.server";

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
const FIRST_AFTER_MS = 60_000;
const BATCH = 500;
/** More than this many, and more than half of the store: the database is not the one the files belong to. */
const SUSPICIOUS = 100;

type SweepServices = Pick<Services, "db" | "files" | "log" | "clock">;

/** What a sweep found, in numbers. */
export interface Swept {
  /** uploads given up a day after their address ran out */
  expired: number;
  /** partial files without an upload */
  partials: number;
  /** files that no entry, consent or thing names any more */
  unused: number;
  /** bytes in the store without a row */
  orphans: number;
  /** rows whose bytes are gone: never repaired here, only told */
  missing: number;
}

/**
 * Clears what uploads and deletions left behind. Nothing younger than a day is touched, so that whatever is being written stays.
 * It may run at any time and beside anything.
 */
export async function sweepFiles({ db, files, log }: SweepServices, now: Date): Promise<Swept> {
  const yesterday = new Date(now.getTime() - DAY_MS);
  const expired = await expireUploads(db, yesterday);
  for (const name of expired) await files.spool.removePart(name);
  await forgetUploads(db, new Date(now.getTime() - 30 * DAY_MS));
  const unused = await deleteUnusedFiles(db, yesterday);
  for (const name of unused.flat()) await files.remove(name);
  const partials = await sweepPartials({ db, files }, yesterday);
  const { orphans, missing } = await compareStore({ db, files, log }, yesterday);
  return { expired: expired.length, partials, unused: unused.length, orphans, missing };
}

async function sweepPartials({ db, files }: Pick<SweepServices, "db" | "files">, before: Date): Promise<number> {
  let removed = 0;
  for await (const batch of batchesOf(files.spool.list())) {
    const old = batch.filter(({ changedAt }) => changedAt < before).map(({ name }) => name);
    const needed = await neededPartials(db, old);
    for (const name of old.filter((one) => !needed.has(one))) {
      await files.spool.removePart(name);
      removed += 1;
    }
  }
  return removed;
}

async function compareStore({ db, files, log }: Pick<SweepServices, "db" | "files" | "log">, before: Date): Promise<{ orphans: number; missing: number }> {
  // Rows first: what is stored while this runs has its bytes there before its row.
  const expected = new Set(await allStorageNames(db));
  const inStore = expected.size;
  const orphans: string[] = [];
  for await (const batch of batchesOf(files.list())) {
    for (const { name } of batch) expected.delete(name);
    const old = batch.filter(({ changedAt }) => changedAt < before).map(({ name }) => name);
    const [known, coming] = await Promise.all([knownNames(db, old), neededPartials(db, old)]);
    orphans.push(...old.filter((name) => !known.has(name) && !coming.has(name)));
  }
  const missing = expected.size === 0 ? 0 : await stillExpected({ db }, expected);
  if (missing > 0) log.error("files are missing in the store", { files: missing });
  if (orphans.length > SUSPICIOUS && orphans.length > inStore / 2) {
    log.error("most files in the store belong to no row: nothing was removed, the database may be an older one", { files: orphans.length });
    return { orphans: 0, missing };
  }
  for (const name of orphans) await files.remove(name);
  return { orphans: orphans.length, missing };
}

/** Rows deleted while the store was listed are not missing anything. */
async function stillExpected({ db }: Pick<SweepServices, "db">, names: ReadonlySet<string>): Promise<number> {
  return (await knownNames(db, [...names])).size;
}

async function* batchesOf(list: AsyncIterable<ListedFile>): AsyncIterable<ListedFile[]> {
  let batch: ListedFile[] = [];
  for await (const file of list) {
    batch.push(file);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Sweeps every hour until it is stopped; `recover` ends uploads first whose completion failed and whose sender gave up. */
export function startSweeper(services: SweepServices, recover: () => Promise<void>): Running {
  return repeat(services.log, {
    name: "sweep of files",
    everyMs: EVERY_MS,
    firstAfterMs: FIRST_AFTER_MS,
    async run() {
      await recover();
      const { expired, partials, unused, orphans } = await sweepFiles(services, services.clock.now());
      if (expired + partials + unused + orphans > 0) services.log.info("files swept", { expired, partials, unused, orphans });
    },
  });
}
