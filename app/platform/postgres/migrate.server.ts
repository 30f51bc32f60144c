import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { projectRoot } from "~/platform/config/project-root.server";
import type { Log } from "~/platform/log/log.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";

/** The lock `prisma migrate` takes: it and this runner never work at the same time. */
const LOCK = 72707369;

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string;
}

/** The migrations that belong to this version of the program, in order. */
export async function readMigrations(folder: string = join(projectRoot(), "prisma", "migrations")): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const bytes = await readFile(join(folder, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

/**
 * Brings the database to the state this version of the program needs: each missing migration in a transaction of its
 * own, recorded in Prisma's table. Several processes may do it at once: one works, the others wait and find it done.
 * @returns the names of the migrations applied now.
 * @throws DatabaseError MIGRATION_CHANGED, MIGRATION_UNKNOWN, MIGRATION_UNFINISHED (nothing was changed), MIGRATION_FAILED
 */
export async function migrate(pool: pg.Pool, log: Log, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(CREATE_TABLE);
    const missing = await missingMigrations(client, known);
    for (const migration of missing) await apply(client, migration, log);
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]);
    failed = false;
    return missing.map(({ name }) => name);
  } finally {
    // After a failure the connection is thrown away, and with it the lock and an open transaction.
    client.release(failed);
  }
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

async function missingMigrations(client: pg.PoolClient, known: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { migration_name: migration, checksum, finished_at: finished } of rows) {
    const file = byName.get(migration);
    if (finished === null) throw new DatabaseError("MIGRATION_UNFINISHED", { migration });
    if (file === undefined) throw new DatabaseError("MIGRATION_UNKNOWN", { migration });
    if (file.checksum !== checksum) throw new DatabaseError("MIGRATION_CHANGED", { migration });
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return known.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, migration: Migration, log: Log): Promise<void> {
  const started = Date.now();
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    const reason = `${error instanceof Error ? error.message : String(error)} (${errorCode(error)})`;
    throw new DatabaseError("MIGRATION_FAILED", { migration: migration.name, reason }, { cause: error });
  }
  log.info("Migration applied", { migration: migration.name, ms: Date.now() - started });
}
