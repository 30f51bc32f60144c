import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Pool } from "pg";
import { inject } from "vitest";
import { silentLog } from "~/platform/log/log.server";
import type { Connection } from "~/platform/postgres/ensure-started.server";
import { endPool, makePool } from "~/platform/postgres/open-database.server";

export interface TestDatabase {
  /** As the app connects: owner of this database, no superuser. */
  readonly connection: Connection;
  readonly superuserConnection: Connection;
  /** The same as an address, for programs that take `DATABASE_URL`. */
  readonly url: string;
  readonly pool: Pool;
  /** An empty folder of this database's own, for files and keys. */
  readonly dataDir: string;
  drop(): Promise<void>;
}

let made = 0;

/**
 * A database of its own for one test file, cloned from the migrated template (about 30 ms); real PostgreSQL.
 * @param options `empty`: without tables, not even migrated.
 */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("serverOfRun");
  made += 1;
  const database = `test_${process.pid}_${made}`;
  const template = options.empty ? "template0" : server.template;
  await asSuperuser(server.superuser, `CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY FILE_COPY OWNER ${server.app.user}`);
  const connection = { ...server.app, database };
  const pool = makePool({ ...connection }, silentLog);
  const dataDir = mkdtempSync(join(tmpdir(), "sangtao-files-"));
  return {
    connection,
    superuserConnection: { ...server.superuser, database },
    url: `postgresql://${connection.user}@/${database}?host=${encodeURIComponent(connection.host)}`,
    pool,
    dataDir,
    drop: async () => {
      await endPool(pool);
      await asSuperuser(server.superuser, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function asSuperuser(connection: Connection, sql: string): Promise<void> {
  const client = new Client({ ...connection });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
