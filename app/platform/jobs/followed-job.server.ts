import { randomUUID } from "node:crypto";
import type { Database, Tx } from "~/data/client.server";
import type { Prisma } from "~/data/generated/client";
import { beginJobRow, endJobRow, LOST_AFTER_SECONDS, noteJobProgress } from "~/data/followed-jobs.server";
import type { Log } from "~/platform/log/log.server";

/** How often work shows that it lives and looks whether it is still wanted. */
const BEAT_MS = 400;

/** Work that takes minutes, while its page shows how far it is. */
export interface FollowedJob {
  /** as the log calls it */
  name: string;
  /** what is worked on: one at a time for each key */
  key: string;
  editionId: string;
  /** what was asked for */
  input: Prisma.InputJsonValue;
  /** steps there are */
  total: number;
  startedById: string;
  now: Date;
  /** writes what goes on record where the work begins, in the transaction of its row; not called where it does not begin */
  onRecord?: (tx: Tx) => Promise<void>;
}

/** What work tells and is told. */
export interface JobFollower {
  /**
   * aborted where the next sign of life (every `BEAT_MS`, as far as the process gets to run) finds that the work is wanted no more: cancelled, or
   * taken for lost and begun anew; also where that sign cannot be written. It stops nothing by itself: the work has to look at it, and must
   * bear that another run of it goes on meanwhile
   */
  signal: AbortSignal;
  /** says how far the work is; written with the next sign of life */
  tell(done: number): void;
}

export interface JobEnd {
  state: "DONE" | "FAILED";
  /** what was found, or why nothing was */
  result: Prisma.InputJsonValue;
}

const atWork = new Map<string, Promise<void>>();

/**
 * Begins work in this process and returns at once; how far it is and how it ended is a row (`followedJob`). While some is at work for the same
 * key, asking again begins none. Of a process that ends in between, the row says so by its age: what it works on must bear being begun anew.
 * @returns whether it was begun
 */
export async function beginFollowedJob(services: { db: Database; log: Log }, job: FollowedJob, work: (follower: JobFollower) => Promise<JobEnd>): Promise<boolean> {
  const { name, onRecord, ...row } = job;
  const run = randomUUID();
  const isBegun = await services.db.transact(async (tx) => {
    if (!(await beginJobRow(tx, { ...row, run }))) return false;
    await onRecord?.(tx);
    return true;
  });
  if (!isBegun) return false;
  const running: Promise<void> = follow(services, { key: job.key, run, name }, work)
    .catch((error: unknown) => services.log.error(name, { key: job.key, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .finally(() => {
      // Work that was begun anew stands there in the place of this.
      if (atWork.get(job.key) === running) atWork.delete(job.key);
    });
  atWork.set(job.key, running);
  return true;
}

/** Waits for the work that this process does for a key, but not longer than `ms`. */
export async function waitForJob(key: string, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([atWork.get(key) ?? Promise.resolve(), patience]);
  clearTimeout(timer);
}

async function follow({ db }: { db: Database }, job: { key: string; run: string; name: string }, work: (follower: JobFollower) => Promise<JobEnd>): Promise<void> {
  const unwanted = new AbortController();
  let done = 0;
  let lastBeat: Promise<void> = Promise.resolve();
  let heardAt = performance.now();
  const beat = async () => {
    if (!(await noteJobProgress(db, job, done))) unwanted.abort(new Error("no longer wanted"));
    heardAt = performance.now();
  };
  // A database that is away for a moment ends nothing: only once the row counts as lost another process may begin anew.
  const unheard = (error: unknown) => void (performance.now() - heardAt > LOST_AFTER_SECONDS * 1000 && unwanted.abort(error));
  const heart = setInterval(() => (lastBeat = beat().catch(unheard)), BEAT_MS);
  try {
    const { state, result } = await work({ signal: unwanted.signal, tell: (count) => (done = count) });
    await endJobRow(db, job, state, result);
  } finally {
    clearInterval(heart);
    await lastBeat;
  }
}
