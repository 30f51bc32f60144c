import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makePrivateFolder } from "~/platform/config/data-folder.server";
import type { Log } from "~/platform/log/log.server";
import { findBinaries } from "~/platform/postgres/binaries.server";
import { checkVersion, clusterVersion, giveCluster, makeCluster } from "~/platform/postgres/cluster.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import { askForLease, type Answer, type Lease } from "~/platform/postgres/lease.server";
import { prepareLibraries } from "~/platform/postgres/libraries.server";
import { placeIn, type Place } from "~/platform/postgres/place.server";
import { clearStaleFiles, startPostmaster, type Postmaster } from "~/platform/postgres/postmaster.server";
import { chooseRunner } from "~/platform/postgres/run-as.server";
import { withStartLock } from "~/platform/postgres/start-lock.server";

export interface StartSettings {
  readonly dataDir: string;
  readonly log: Log;
  /** False in tests: nothing is flushed to disk. */
  readonly durable: boolean;
  /** Milliseconds until the server must answer; crash recovery of much data may need longer. */
  readonly timeLimit: number;
  /** False when a server that ran is started again: a cluster that is gone must not be replaced by an empty one. */
  readonly mayMake: boolean;
}

/** @throws DatabaseError ACCESS */
export async function preparePlace(dataDir: string): Promise<Place> {
  try {
    await mkdir(dirname(dataDir), { recursive: true });
    await makePrivateFolder(dataDir);
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(errorCode(error))) throw new DatabaseError("ACCESS", { folder: dataDir }, { cause: error });
    if (errorCode(error) === "ENOSPC") throw new DatabaseError("DISK", { folder: dataDir }, { cause: error });
    throw error;
  }
  return placeIn(dataDir);
}

/** Adopts the running server of this place, or starts it, making the cluster first where there is none. */
export async function leaseServer(place: Place, settings: StartSettings): Promise<Lease & { started: boolean }> {
  const deadline = Date.now() + settings.timeLimit;
  for (;;) {
    const adopted = await waitWhileBusy(place, deadline);
    if (adopted.kind === "lease") return { ...adopted.lease, started: false };
    // Whoever holds the lock may itself need the whole time limit.
    const lease = await withStartLock(place, 2 * settings.timeLimit, () => startUnderLock(place, settings));
    if (lease) return lease;
    if (Date.now() > deadline) throw timeout(place, settings.timeLimit, adopted.text);
    await pause(30);
  }
}

/** Null: the server runs but does not take connections yet, or stops at this moment. */
async function startUnderLock(place: Place, settings: StartSettings): Promise<(Lease & { started: boolean }) | null> {
  const deadline = Date.now() + settings.timeLimit;
  const adopted = await waitWhileBusy(place, deadline);
  if (adopted.kind === "lease") return { ...adopted.lease, started: false };
  const version = await clusterVersion(place);
  if (version === null && !settings.mayMake) throw new DatabaseError("GONE", { folder: place.cluster });
  if (version !== null) checkVersion(place, version);
  if (version !== null && !(await clearStaleFiles(place))) return null;

  const binaries = findBinaries();
  const libraries = await prepareLibraries(binaries, place.dataDir);
  const runner = await chooseRunner(place, binaries, libraries);
  const how = { libraries, durable: settings.durable };
  if (version === null) {
    settings.log.info("Making the database", { folder: place.cluster, as: runner.kind });
    await makeCluster(place, binaries, runner, how);
  }
  await giveCluster(place, runner);
  settings.log.info("Starting the database", { folder: place.cluster, as: runner.kind });
  const postmaster = await startPostmaster(place, binaries, runner, how);
  return { ...(await waitUntilReady(place, postmaster, settings.timeLimit)), started: true };
}

async function waitUntilReady(place: Place, postmaster: Postmaster, limit: number): Promise<Lease> {
  for (const deadline = Date.now() + limit; ; await pause(20)) {
    const answer = await askForLease(place);
    if (answer.kind === "lease") return answer.lease;
    await postmaster.check();
    if (Date.now() > deadline) throw timeout(place, limit, answer.text);
  }
}

async function waitWhileBusy(place: Place, deadline: number): Promise<Exclude<Answer, { kind: "busy" }>> {
  for (let last = ""; Date.now() < deadline; await pause(30)) {
    const answer = await askForLease(place);
    if (answer.kind !== "busy") return answer;
    last = answer.text;
    if (Date.now() + 30 >= deadline) throw timeout(place, deadline, last);
  }
  return { kind: "absent", text: "" };
}

function timeout(place: Place, limit: number, answer: string): DatabaseError {
  return new DatabaseError("TIMEOUT", { seconds: Math.round(limit / 1000), answer, log: place.logFile });
}
