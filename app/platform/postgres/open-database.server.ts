import { setTimeout as pause } from "node:timers/promises";
import { Pool, type PoolConfig } from "pg";
import { maskAddress } from "~/platform/config/config-error.server";
import type { Config } from "~/platform/config/config.server";
import type { Log } from "~/platform/log/log.server";
import { DatabaseError } from "~/platform/postgres/database-error.server";
import { ensureStarted } from "~/platform/postgres/ensure-started.server";

export interface OpenDatabase {
  readonly kind: "embedded" | "external";
  readonly pool: Pool;
  /** For public pages: the replica where one is configured, else `pool` itself. */
  readonly readPool: Pool;
  /** False while the embedded server is being started again after a crash. */
  isUp(): boolean;
  /** Ends the pools, then leaves the embedded server. */
  close(): Promise<void>;
}

const OLDEST_MAJOR = 15;
const CLOSE_LIMIT = 10_000;

/**
 * Opens the database of the configuration: `DATABASE_URL`, or the embedded server in `DATA_DIR`.
 * @throws DatabaseError with exit code 3 and a text for the operator
 */
export async function openDatabase(parts: { readonly config: Config; readonly log: Log }): Promise<OpenDatabase> {
  return parts.config.databaseUrl === null ? openEmbedded(parts) : openExternal(parts.config.databaseUrl, parts);
}

async function openEmbedded({ config, log }: { config: Config; log: Log }): Promise<OpenDatabase> {
  const server = await ensureStarted({ dataDir: config.dataDir, log, watchdog: config.mode === "dev" });
  const pool = makePool({ ...server.connection }, log);
  return {
    kind: "embedded",
    pool,
    readPool: pool,
    isUp: () => server.isUp(),
    close: async () => {
      await endPool(pool);
      await server.stop();
    },
  };
}

async function openExternal(url: string, { config, log }: { config: Config; log: Log }): Promise<OpenDatabase> {
  const open = async (address: string) => {
    const pool = makePool({ connectionString: address, keepAlive: true, connectionTimeoutMillis: 10_000 }, log);
    try {
      await checkServer(pool, address);
      return pool;
    } catch (error) {
      await endPool(pool);
      throw error;
    }
  };
  const pool = await open(url);
  const replica = config.readDatabaseUrl;
  const readPool = replica === null ? pool : await open(replica).catch((error: unknown) => endPool(pool).then(() => Promise.reject(error)));
  return {
    kind: "external",
    pool,
    readPool,
    isUp: () => true,
    close: async () => {
      await Promise.all([...new Set([pool, readPool])].map(endPool));
    },
  };
}

/**
 * A pool as the app uses it: connections are kept, because each new one costs a process and all its plans.
 * A broken connection is logged; without handlers it would end the program.
 */
export function makePool(connection: PoolConfig, log: Log): Pool {
  const pool = new Pool({ max: 10, idleTimeoutMillis: 0, application_name: "sangtao", ...connection });
  pool.on("error", (error) => log.warn("Database connection lost", { error }));
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Ends a pool; a connection that a hanging request never gives back does not keep the program from ending. */
export async function endPool(pool: Pool): Promise<void> {
  if (pool.ended || pool.ending) return;
  const limit = new AbortController();
  await Promise.race([pool.end(), pause(CLOSE_LIMIT, undefined, { signal: limit.signal }).catch(() => {})]);
  limit.abort();
}

/** @throws DatabaseError EXTERNAL when it does not answer, EXTERNAL_VERSION when it is too old */
async function checkServer(pool: Pool, url: string): Promise<void> {
  const address = maskAddress(url) ?? "";
  const { rows } = await pool.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version").catch((error: unknown) => {
    throw new DatabaseError("EXTERNAL", { address, reason: reasonOf(error) }, { cause: error });
  });
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (major < OLDEST_MAJOR) throw new DatabaseError("EXTERNAL_VERSION", { address, found: major, expected: OLDEST_MAJOR });
}

/** Node reports several refused addresses of one host as an error with an empty message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
