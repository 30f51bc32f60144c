import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "~/platform/log/log.server";
import { migrate, readMigrations, type Migration } from "~/platform/postgres/migrate.server";
import { createTestDatabase, type TestDatabase } from "../../../support/database.server";

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

const first = migration("20260101000000_first", "CREATE TABLE a (id int)");
const second = migration("20260102000000_second", "CREATE TABLE b (id int); INSERT INTO a VALUES (1)");

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
});
afterEach(() => database.drop());

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

describe("migrations", () => {
  it("are applied in order, once", async () => {
    expect(await migrate(database.pool, silentLog, [first])).toEqual([first.name]);
    expect(await migrate(database.pool, silentLog, [first, second])).toEqual([second.name]);
    expect(await migrate(database.pool, silentLog, [first, second])).toEqual([]);
    expect(await tables()).toEqual(["a", "b"]);
  });

  it("are recorded as Prisma records them", async () => {
    await migrate(database.pool, silentLog, [first]);
    const { rows } = await database.pool.query('SELECT * FROM "_prisma_migrations"');
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: first.checksum,
        migration_name: first.name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
      },
    ]);
  });

  it("are applied by one of several that start at once", async () => {
    const rounds = await Promise.all(Array.from({ length: 6 }, () => migrate(database.pool, silentLog, [first, second])));
    expect(rounds.filter((names) => names.length > 0)).toEqual([[first.name, second.name]]);
    expect((await database.pool.query("SELECT count(*)::int AS n FROM a")).rows).toEqual([{ n: 1 }]);
  });

  it("leave no trace of a step that fails, and go on after it is mended", async () => {
    const broken = migration(second.name, "CREATE TABLE b (id int); SELECT 1/0");
    await expect(migrate(database.pool, silentLog, [first, broken])).rejects.toMatchObject({
      code: "MIGRATION_FAILED",
      exitCode: 3,
      message: expect.stringContaining("division by zero (22012)"),
    });
    expect(await tables()).toEqual(["a"]);
    expect(await migrate(database.pool, silentLog, [first, second])).toEqual([second.name]);
  });

  it.each<[string, Migration[], string]>([
    ["a file that changed after it was applied", [{ ...first, checksum: "0".repeat(64) }, second], "MIGRATION_CHANGED"],
    ["a database that is newer than the program", [second], "MIGRATION_UNKNOWN"],
  ])("refuse %s before changing anything", async (_, migrations, code) => {
    await migrate(database.pool, silentLog, [first]);
    await expect(migrate(database.pool, silentLog, migrations)).rejects.toMatchObject({ code, message: expect.stringContaining(first.name) });
    expect(await tables()).toEqual(["a"]);
  });

  it("refuse a step that another tool left unfinished", async () => {
    await migrate(database.pool, silentLog, [first]);
    await database.pool.query('UPDATE "_prisma_migrations" SET finished_at = NULL');
    await expect(migrate(database.pool, silentLog, [first, second])).rejects.toMatchObject({ code: "MIGRATION_UNFINISHED" });
  });

  it("of this project are the ones the test databases are made of", async () => {
    const migrated = await createTestDatabase();
    try {
      const { rows } = await migrated.pool.query('SELECT migration_name AS name, checksum FROM "_prisma_migrations" ORDER BY 1');
      const project = await readMigrations();
      expect(project.length).toBeGreaterThan(0);
      expect(rows).toEqual(project.map(({ name, checksum }) => ({ name, checksum })));
    } finally {
      await migrated.drop();
    }
  });
});
