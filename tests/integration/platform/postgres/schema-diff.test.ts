import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "~/platform/config/project-root.server";
import { diffToSchema } from "../../../../scripts/lib/schema-diff.mjs";
import { createTestDatabase, type TestDatabase } from "../../../support/database.server";

const HEAD = `
generator client {
  provider = "prisma-client"
  output   = "./generated"
}
datasource db {
  provider = "postgresql"
}
`;

const SCHEMA = `${HEAD}
model Unit {
  id      String                   @id
  name    String
  active  Boolean                  @default(true)
  parent  Unit?                    @relation("tree", fields: [parentId], references: [id])
  parentId String?
  children Unit[]                  @relation("tree")
  search  String?
  words   Unsupported("tsvector")?
  sortKey String                   @default(dbgenerated())

  @@index([search(ops: raw("gin_trgm_ops"))], type: Gin)
}
`;

const TABLES = `
CREATE EXTENSION unaccent;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE FUNCTION norm(t text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC))) $$;
CREATE TABLE "Unit" (
  "id" TEXT NOT NULL CONSTRAINT "Unit_pkey" PRIMARY KEY,
  "name" TEXT NOT NULL,
  "active" BOOLEAN NOT NULL DEFAULT true,
  "parentId" TEXT CONSTRAINT "Unit_parentId_fkey" REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "search" TEXT GENERATED ALWAYS AS (norm("name")) STORED,
  "words" tsvector GENERATED ALWAYS AS (to_tsvector('simple', norm("name"))) STORED,
  "sortKey" TEXT NOT NULL GENERATED ALWAYS AS (upper("name")) STORED
);
CREATE INDEX "Unit_search_idx" ON "Unit" USING GIN ("search" gin_trgm_ops);
`;

const BY_HAND = `
CREATE UNIQUE INDEX unit_one_active ON "Unit" ("name") WHERE active;
CREATE INDEX unit_trigrams ON "Unit" USING gin ((norm("name")) gin_trgm_ops);
CREATE INDEX unit_order ON "Unit" ("name" COLLATE "vi-x-icu");
ALTER TABLE "Unit" ADD CONSTRAINT name_length CHECK (length(name) < 200);
ALTER TABLE "Unit" ADD CONSTRAINT no_twins EXCLUDE USING gist (name WITH =) WHERE (active);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE TRIGGER unit_stays BEFORE DELETE ON "Unit" FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE SEQUENCE numbers;
CREATE VIEW active_units AS SELECT id FROM "Unit" WHERE active;
`;

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "schema-"));
  database = await createTestDatabase({ empty: true });
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function difference(schema: string, sql: string): Promise<string> {
  const path = join(folder, "schema.prisma");
  writeFileSync(path, schema);
  await database.pool.query(sql);
  return diffToSchema({ ...database.connection }, path);
}

describe("difference between schema and migrations", () => {
  it("is none where both say the same, whatever was added by hand that a schema cannot express", async () => {
    expect(await difference(SCHEMA, TABLES + BY_HAND)).toBe("");
  });

  it.each([
    ["a column that is missing", SCHEMA.replace("  active ", "  code String?\n  active "), TABLES, 'ADD COLUMN     "code" TEXT'],
    ["a column that is too many", SCHEMA, `${TABLES} ALTER TABLE "Unit" ADD COLUMN extra int`, 'DROP COLUMN "extra"'],
    ["an index that is missing", SCHEMA.replace("@@index(", "@@index([name])\n  @@index("), TABLES, 'CREATE INDEX "Unit_name_idx"'],
    ["an index that is too many", SCHEMA, `${TABLES} CREATE INDEX extra ON "Unit" (name)`, 'DROP INDEX "extra"'],
    ["a rule for deleting", SCHEMA.replace("references: [id])", "references: [id], onDelete: Cascade)"), TABLES, "ON DELETE CASCADE"],
    ["whether a column may be empty", SCHEMA.replace("String\n  active", "String?\n  active"), TABLES, 'ALTER COLUMN "name" DROP NOT NULL'],
    ["a default", SCHEMA.replace("@default(true)", "@default(false)"), TABLES, 'ALTER COLUMN "active" SET DEFAULT false'],
  ])("shows %s", async (_, schema, sql, expected) => {
    expect(await difference(schema, sql)).toContain(expected);
  });
});

it("the schema of this project and its migrations agree", async () => {
  const migrated = await createTestDatabase();
  try {
    expect(await diffToSchema({ ...migrated.connection }, join(projectRoot(), "prisma/schema.prisma"))).toBe("");
  } finally {
    await migrated.drop();
  }
});
