import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { giveToOwner } from "~/platform/config/data-folder.server";
import type { Binaries } from "~/platform/postgres/binaries.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import type { Place } from "~/platform/postgres/place.server";
import { programEnvironment, type Runner } from "~/platform/postgres/run-as.server";

const SETTINGS = [
  "listen_addresses=",
  "unix_socket_directories=.",
  "unix_socket_permissions=0700",
  "timezone=UTC",
  "log_timezone=UTC",
  // Works with a small or missing /dev/shm, and leaves nothing there.
  "dynamic_shared_memory_type=mmap",
  "shared_buffers=128MB",
  "max_connections=60",
  "work_mem=8MB",
  "maintenance_work_mem=64MB",
  "effective_cache_size=512MB",
  "random_page_cost=1.1",
  "max_wal_size=256MB",
  "min_wal_size=32MB",
  "wal_compression=on",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_logical_replication_workers=0",
  "max_parallel_workers_per_gather=0",
  "jit=off",
  "idle_in_transaction_session_timeout=60s",
  // No statements and no key values, that is no personal data, in the server's log.
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
];
/** Tests: nothing is flushed, and many pools of many databases connect. */
const NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];
const MAX_LOG = 5_000_000;

/** A server that was started: whether and how it ended. */
export interface Postmaster {
  readonly child: ChildProcess;
  /** Throws when the program ended: with START and the last lines of its log, LIBS or DISK. */
  check(): Promise<void>;
}

/** Starts the server, detached: Ctrl-C in the terminal must reach the app only. Only under the start lock. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  runner: Runner,
  settings: { readonly libraries: string | null; readonly durable: boolean },
): Promise<Postmaster> {
  await rotateLog(place);
  const log = await open(place.logFile, "a", 0o600);
  try {
    await giveToOwner(place.dataDir, place.logFile);
    const options = [...SETTINGS, ...(settings.durable ? [] : NOT_DURABLE)].flatMap((setting) => ["-c", setting]);
    const [program = binaries.postgres, ...args] = [...runner.prefix, binaries.postgres, "-D", await realpath(place.cluster), ...options];
    const child = spawn(program, args, {
      cwd: place.dataDir,
      env: programEnvironment(settings.libraries),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      ...runner.switchTo,
    });
    let failure: string | null = null;
    child.once("error", (error) => (failure = error.message));
    child.once("exit", (code, signal) => (failure ??= `exit ${code ?? signal}`));
    child.unref();
    return {
      child,
      check: async () => {
        if (failure !== null) throw await startError(place, failure);
      },
    };
  } finally {
    await log.close();
  }
}

async function rotateLog(place: Place): Promise<void> {
  const size = await stat(place.logFile).then((file) => file.size).catch(() => 0);
  if (size > MAX_LOG) await rename(place.logFile, `${place.logFile}.1`);
}

async function startError(place: Place, failure: string): Promise<DatabaseError> {
  const text = await readFile(place.logFile, "utf8").catch(() => "");
  const lines = text.trimEnd().split("\n").slice(-6).join("\n");
  if (lines.includes("No space left")) return new DatabaseError("DISK", { folder: place.dataDir });
  const library = /([\w.+-]+\.so[\w.]*): cannot open shared object/.exec(lines)?.[1];
  if (library) return new DatabaseError("LIBS", { library, folder: place.dataDir });
  return new DatabaseError("START", { log: place.logFile, lines: lines || failure });
}

/**
 * After a crash `postmaster.pid` may name a process that is not ours (container restarted, process not reaped), and
 * PostgreSQL would refuse for ever. Only under the start lock and after the connection was refused.
 * @returns false when the server of this cluster does run: it is starting or stopping, wait for it.
 */
export async function clearStaleFiles(place: Place): Promise<boolean> {
  const pid = await postmasterPid(place);
  if (pid === null || !isAlive(pid)) return true;
  if (await isOurs(place, pid)) return false;
  await rm(join(place.cluster, "postmaster.pid"), { force: true });
  await rm(join(place.cluster, ".s.PGSQL.5432.lock"), { force: true });
  return true;
}

/** Fast shutdown of the server of this cluster. @returns false when it is still there after `limit` milliseconds. */
export async function stopPostmaster(place: Place, limit: number): Promise<boolean> {
  const pid = await postmasterPid(place);
  if (pid === null || !(await isOurs(place, pid))) return true;
  process.kill(pid, "SIGINT");
  for (const deadline = Date.now() + limit; Date.now() < deadline; await pause(5)) {
    if (!isAlive(pid) || !(await isOurs(place, pid))) return true;
  }
  return false;
}

export async function postmasterPid(place: Place): Promise<number | null> {
  try {
    const pid = Number((await readFile(join(place.cluster, "postmaster.pid"), "utf8")).split("\n")[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** Alive, no zombie, and a `postgres -D <this cluster>`. Elsewhere than on Linux a living pid is believed. */
async function isOurs(place: Place, pid: number): Promise<boolean> {
  if (process.platform !== "linux") return isAlive(pid);
  try {
    const state = /\) (\S)/.exec(await readFile(`/proc/${pid}/stat`, "latin1"))?.[1];
    const args = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    const dead = state === "Z" || state === "X";
    return !dead && args.some((arg) => arg.endsWith("postgres")) && args.includes("-D") && args.includes(await realpath(place.cluster));
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(errorCode(error))) return false;
    throw error;
  }
}
