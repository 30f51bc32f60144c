import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, lchown, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { POSTGRES_MAJOR, type Binaries } from "~/platform/postgres/binaries.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import type { Place } from "~/platform/postgres/place.server";
import { programEnvironment, type Runner } from "~/platform/postgres/run-as.server";

/** Bootstrap superuser, for the supervisor alone: the app never connects as it. */
export const SUPERUSER = "supervisor";

/** Version the cluster was made by, null where there is none. */
export async function clusterVersion(place: Place): Promise<string | null> {
  try {
    return (await readFile(join(place.cluster, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    if (errorCode(error) === "EACCES") throw new DatabaseError("ACCESS", { folder: place.dataDir }, { cause: error });
    throw error;
  }
}

/** @throws DatabaseError VERSION before anything is started or changed. */
export function checkVersion(place: Place, found: string): void {
  if (found !== String(POSTGRES_MAJOR)) {
    throw new DatabaseError("VERSION", { folder: place.cluster, found, expected: POSTGRES_MAJOR });
  }
}

/**
 * Makes the cluster aside and renames it into place: a kill in between leaves rubbish, never half a cluster.
 * Only under the start lock.
 * @throws DatabaseError INITDB, DISK
 */
export async function makeCluster(
  place: Place,
  binaries: Binaries,
  runner: Runner,
  settings: { readonly libraries: string | null; readonly durable: boolean },
): Promise<void> {
  await removeLeftovers(place);
  const fresh = join(place.dataDir, `pg.new-${process.pid}-${randomBytes(4).toString("hex")}`);
  await mkdir(fresh, { mode: 0o700 });
  const { uid, gid } = runner.switchTo ?? runner.owner ?? {};
  if (uid !== undefined && gid !== undefined && process.getuid?.() === 0) await chown(fresh, uid, gid);
  try {
    await runInitdb(place, fresh, binaries, runner, settings);
    await rename(fresh, place.cluster);
    if (settings.durable) await flushFolder(place.dataDir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true, maxRetries: 5 });
    throw error instanceof DatabaseError ? error : new DatabaseError("INITDB", { folder: place.cluster, reason: errorCode(error) }, { cause: error });
  }
}

function runInitdb(
  place: Place,
  fresh: string,
  binaries: Binaries,
  runner: Runner,
  settings: { readonly libraries: string | null; readonly durable: boolean },
): Promise<void> {
  const args = ["-D", fresh, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C", "--wal-segsize=4"];
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
  if (!settings.durable) args.push("--no-sync");
  const [program = binaries.initdb, ...rest] = [...runner.prefix, binaries.initdb, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: place.dataDir,
      env: programEnvironment(settings.libraries),
      stdio: ["ignore", "ignore", "pipe"],
      ...runner.switchTo,
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("error", (error) => reject(new DatabaseError("INITDB", { folder: place.cluster, reason: error.message }, { cause: error })));
    child.once("close", (code) => (code === 0 ? resolve() : reject(initdbError(place, stderr, code))));
  });
}

function initdbError(place: Place, stderr: string, code: number | null): DatabaseError {
  if (stderr.includes("No space left")) return new DatabaseError("DISK", { folder: place.dataDir });
  const lines = stderr.split("\n").filter((line) => /error|fatal|could not|cannot/i.test(line));
  return new DatabaseError("INITDB", { folder: place.cluster, reason: lines.at(-1) ?? `exit ${code}` });
}

/** Under the start lock nobody else is making a cluster, so whatever lies here was left by a process that died. */
async function removeLeftovers(place: Place): Promise<void> {
  for (const name of await readdir(place.dataDir)) {
    if (name.startsWith("pg.new-")) await rm(join(place.dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the cluster to whom it will run as. Only as root, under the start lock, while no server runs on it. */
export async function giveCluster(place: Place, runner: Runner): Promise<void> {
  if (!runner.owner || process.getuid?.() !== 0) return;
  const { uid, gid } = runner.owner;
  if ((await stat(place.cluster)).uid === uid) return;
  for (const name of await readdir(place.cluster, { recursive: true })) await lchown(join(place.cluster, name), uid, gid);
  // Last, so that an interrupted round is begun again.
  await chown(place.cluster, uid, gid);
}
