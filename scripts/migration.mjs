// For developers: writes migrations, and checks that migrations and schema agree.
//   node scripts/migration.mjs diff --name add_units   writes prisma/migrations/<time>_add_units/migration.sql
//   node scripts/migration.mjs check                   exit 1 when prisma/schema.prisma and prisma/migrations differ
// Both apply all migrations to a throw-away server and let Prisma's schema engine compare the result with the schema.
// What a Prisma schema cannot express (functions, triggers, checks, partial and expression indexes, exclusion
// constraints, generated columns) is written by hand into the migrations and left out of the comparison; a generated
// column is declared as an optional one in the schema, or with @default(dbgenerated()).
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { diffToSchema } from "./lib/schema-diff.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: "string" },
    schema: { type: "string", default: join(root, "prisma/schema.prisma") },
    migrations: { type: "string", default: join(root, "prisma/migrations") },
  },
});

process.exitCode = await main(positionals[0]);

async function main(command) {
  if (command === "check") return check();
  if (command === "diff" && /^[a-z0-9_]+$/.test(values.name ?? "")) return writeMigration(values.name);
  process.stderr.write("usage: node scripts/migration.mjs diff --name lower_case_name | check\n");
  return 2;
}

async function check() {
  const difference = await findDifference();
  if (!difference) return 0;
  process.stderr.write(`prisma/schema.prisma and prisma/migrations differ; missing from the migrations:\n\n${difference}\n`);
  return 1;
}

async function writeMigration(name) {
  const difference = await findDifference();
  if (!difference) {
    process.stdout.write("Schema and migrations agree: nothing written.\n");
    return 0;
  }
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(values.migrations, `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), `${difference.trim()}\n`);
  const lock = join(values.migrations, "migration_lock.toml");
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  process.stdout.write(`${join(folder, "migration.sql")}\n`);
  return 0;
}

async function findDifference() {
  const unregister = register();
  const { ensureStarted } = await import("../app/platform/postgres/ensure-started.server.ts");
  const { migrate, readMigrations } = await import("../app/platform/postgres/migrate.server.ts");
  const { endPool, makePool } = await import("../app/platform/postgres/open-database.server.ts");
  const { silentLog } = await import("../app/platform/log/log.server.ts");
  const dataDir = mkdtempSync(join(tmpdir(), "migration-"));
  try {
    const server = await ensureStarted({ dataDir, log: silentLog, durable: false });
    try {
      const pool = makePool({ ...server.connection, max: 1 }, silentLog);
      const migrations = existsSync(values.migrations) ? await readMigrations(values.migrations) : [];
      await migrate(pool, silentLog, migrations).finally(() => endPool(pool));
      return await diffToSchema(server.connection, values.schema);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    await unregister();
  }
}
