// For developers: writes migrations and checks that migrations and schema agree.
//   node scripts/migration.mjs diff --name add_units   writes prisma/migrations/<time>_add_units/migration.sql
//   node scripts/migration.mjs check                   exit 1 when prisma/schema.prisma and prisma/migrations differ
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { diffToSchema } from "./lib/schema-diff.mjs";
import { withServer } from "./lib/temp-db.tmp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const migrations = join(root, "prisma/migrations");
const schemaPath = join(root, "prisma/schema.prisma");

const difference = await withServer(async (superuser) => {
  const admin = new pg.Client(superuser);
  await admin.connect();
  await admin.query("CREATE ROLE app NOSUPERUSER LOGIN");
  await admin.query("CREATE DATABASE app OWNER app");
  await admin.end();
  const connection = { ...superuser, user: "app", database: "app" };
  const c = new pg.Client(connection);
  await c.connect();
  for (const name of existsSync(migrations) ? readdirSync(migrations).sort() : []) {
    const file = join(migrations, name, "migration.sql");
    if (existsSync(file)) await c.query(readFileSync(file, "utf8"));
  }
  await c.end();
  return diffToSchema(connection, schemaPath);
});

const [command, , name] = process.argv.slice(2);
if (command === "check") {
  process.stdout.write(difference);
  process.exit(difference ? 1 : 0);
}
if (difference) {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrations, `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), difference);
  console.log(join(folder, "migration.sql"));
} else console.log("nothing to do");
process.exit(0);
