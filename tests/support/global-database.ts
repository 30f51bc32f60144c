import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { silentLog } from "~/platform/log/log.server";
import { APP_ROLE } from "~/platform/postgres/app-database.server";
import { ensureStarted, type Connection } from "~/platform/postgres/ensure-started.server";
import { migrate, readMigrations } from "~/platform/postgres/migrate.server";
import { endPool, makePool } from "~/platform/postgres/open-database.server";
import { makeFastFolder } from "./fast-folder";

/** What every test worker is told about the server of this run. */
export interface ServerOfRun {
  readonly superuser: Connection;
  readonly app: Connection;
  /** A migrated database nobody is connected to: clone it. */
  readonly template: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    serverOfRun: ServerOfRun;
  }
}

interface Running {
  readonly server: ServerOfRun;
  stop(): Promise<void>;
}

/** Kept on the global object: each project of the run loads this module anew, but one server is enough. */
const shared = globalThis as { testServer?: { users: number; running: Promise<Running> } };

/** Global set-up of every project that needs a database: starts one throw-away server for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  shared.testServer ??= { users: 0, running: start() };
  const testServer = shared.testServer;
  testServer.users += 1;
  const running = await testServer.running;
  project.provide("serverOfRun", running.server);
  return async () => {
    testServer.users -= 1;
    if (testServer.users > 0) return;
    delete shared.testServer;
    await running.stop();
  };
}

async function start(): Promise<Running> {
  const dataDir = makeFastFolder("run");
  const postgres = await ensureStarted({ dataDir, log: silentLog, durable: false });
  const superuser = postgres.superuserConnection;
  const template = await makeTemplate(superuser, postgres.connection);
  return {
    server: { superuser, app: postgres.connection, template },
    stop: async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(superuser: Connection, app: Connection): Promise<string> {
  const migrations = await readMigrations();
  const key = createHash("sha256").update(migrations.map(({ checksum }) => checksum).join()).digest("hex");
  const template = `template_${key.slice(0, 12)}`;
  const client = new Client({ ...superuser });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${template} OWNER ${APP_ROLE}`);
    const pool = makePool({ ...app, database: template, max: 1 }, silentLog);
    await migrate(pool, silentLog, migrations);
    await endPool(pool);
    // Cloning needs a database without connections. The pool's may still be closing: this ends it, and the pool hears of it.
    await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
    await client.query("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1", [template]);
  } finally {
    await client.end();
  }
  return template;
}
