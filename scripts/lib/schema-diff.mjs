// What stands between a migrated database and prisma/schema.prisma, told by Prisma's own schema engine (WebAssembly).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { Client, Pool } from "pg";

const require = createRequire(import.meta.url);

/**
 * The SQL that would turn the database into the schema; "" when they agree.
 *
 * Changes the database, which must be a throw-away: everything a Prisma schema cannot express, and which therefore
 * lives in hand-written migrations only, is removed or made plain before comparing.
 *
 * @param {import("pg").PoolConfig} connection a database that all migrations were applied to
 * @param {string} schemaPath path of schema.prisma
 * @returns {Promise<string>}
 */
export async function diffToSchema(connection, schemaPath) {
  await removeInexpressible(connection);
  const pool = new CatalogPool({ ...connection, max: 2 });
  // A connection may still be closing when the throw-away server stops.
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    return await diffThrough(pool, schemaPath);
  } finally {
    await pool.end();
  }
}

async function diffThrough(pool, schemaPath) {
  const engine = await openEngine(pool);
  const files = [{ path: schemaPath, content: readFileSync(schemaPath, "utf8") }];
  const { stdout, exitCode } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    shadowDatabaseUrl: null,
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return exitCode === 0 ? "" : (stdout ?? "");
}

async function openEngine(pool) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapterFactory(pool));
  return SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

/** Once in a process: the glue code keeps the memory of the first instance. */
let loaded;

async function loadEngine() {
  // The engine looks for this global when it panics; without it the panic's message is lost.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasmPath = require.resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { "./schema_engine_bg.js": glue });
  const start = "__wbindgen_start";
  const setWasm = "__wbg_set_wasm";
  glue[setWasm](instance.exports);
  instance.exports[start]();
  return glue;
}

const CHAR = 18;
const TEXT = 25;
const MARK = "char:";

/**
 * The engine reads PostgreSQL's catalogues, whose one-letter columns have a type ("char") that Prisma's adapter
 * refuses. The pool hands them over as marked text columns, the factory tells the engine what they are.
 */
class CatalogPool extends Pool {
  async query(...args) {
    const result = await super.query(...args);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== CHAR) continue;
      field.dataTypeID = TEXT;
      field.name = MARK + field.name;
    }
    return result;
  }
}

class CatalogAdapterFactory extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnNames.map((name, i) => (name.startsWith(MARK) ? ColumnTypeEnum.Character : result.columnTypes[i]));
      return { ...result, columnTypes, columnNames: result.columnNames.map((name) => name.replace(MARK, "")) };
    };
    return adapter;
  }
}

/**
 * Partial indexes, indexes on expressions or with a collation of their own, and exclusion constraints are dropped; generated columns become plain ones.
 * Functions, triggers, check constraints and extensions are not looked at by the engine.
 */
async function removeInexpressible(connection) {
  const client = new Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query(`
      SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS sql
      FROM pg_constraint WHERE contype = 'x' AND connamespace = 'public'::regnamespace
      UNION ALL
      SELECT format('DROP INDEX %s', i.indexrelid::regclass)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace
        AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL OR EXISTS (
          SELECT FROM unnest(i.indkey, i.indcollation) AS k(attnum, collation_oid)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
          WHERE k.collation_oid <> a.attcollation))
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype = 'x')
      UNION ALL
      SELECT format('ALTER TABLE %s ALTER COLUMN %I DROP EXPRESSION', a.attrelid::regclass, a.attname)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = 's'`);
    for (const { sql } of rows) await client.query(sql);
  } finally {
    await client.end();
  }
}
