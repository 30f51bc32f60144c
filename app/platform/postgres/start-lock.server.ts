import { spawn } from "node:child_process";
import { open, type FileHandle } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { lock as lockFolder } from "proper-lockfile";
import { giveToOwner } from "~/platform/config/data-folder.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import type { Place } from "~/platform/postgres/place.server";

/**
 * Runs `work` while no other process makes, starts or repairs the server of this place.
 * The lock is free at once when its holder dies (`flock`), or after some seconds where there is no `flock`.
 * @throws DatabaseError LOCK when it is not free within `limit` milliseconds.
 */
export async function withStartLock<T>(place: Place, limit: number, work: () => Promise<T>): Promise<T> {
  const file = await open(place.lockFile, "a", 0o600);
  let release = () => file.close();
  try {
    await giveToOwner(place.dataDir, place.lockFile);
    release = await take(place, file, Date.now() + limit);
    return await work();
  } finally {
    await release();
  }
}

async function take(place: Place, file: FileHandle, deadline: number): Promise<() => Promise<void>> {
  for (;;) {
    const answer = await tryFlock(file);
    if (answer === "taken") return () => file.close();
    if (answer === "unavailable") return takeByFolder(place, file, deadline);
    if (Date.now() > deadline) throw new DatabaseError("LOCK", { file: place.lockFile });
    await pause(50);
  }
}

/** The program locks the open file it inherits and ends; the lock stays with our descriptor until that is closed. */
function tryFlock(file: FileHandle): Promise<"taken" | "busy" | "unavailable"> {
  return new Promise((resolve) => {
    const child = spawn("flock", ["-n", "3"], { stdio: ["ignore", "ignore", "ignore", file.fd] });
    child.once("error", () => resolve("unavailable"));
    child.once("exit", (code) => resolve(code === 0 ? "taken" : code === 1 ? "busy" : "unavailable"));
  });
}

async function takeByFolder(place: Place, file: FileHandle, deadline: number): Promise<() => Promise<void>> {
  await file.close();
  for (;;) {
    try {
      return await lockFolder(place.lockFile, { stale: 5000, update: 1000, realpath: false });
    } catch (error) {
      if (errorCode(error) !== "ELOCKED") throw error;
      if (Date.now() > deadline) throw new DatabaseError("LOCK", { file: place.lockFile }, { cause: error });
      await pause(100);
    }
  }
}
