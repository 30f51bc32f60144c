import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "~/data/client.server";
import { createTestDatabase, type TestDatabase } from "../../support/database.server";
import { countStatements } from "../../support/statements";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query("SELECT 1");
});
afterAll(() => database.drop());

it("statements are counted however they are sent, and only while the work runs", async () => {
  const { value, count, statements } = await countStatements(database.pool, async () => {
    await database.pool.query("SELECT 1");
    await database.pool.query({ name: "two", text: "SELECT 2" });
    const client = await database.pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT $1::int", [3]);
    await client.query("COMMIT");
    client.release();
    return "done";
  });
  await database.pool.query("SELECT 4");
  expect(value).toBe("done");
  expect(count).toBe(5);
  expect(statements).toEqual(["SELECT 1", "SELECT 2", "BEGIN", "SELECT $1::int", "COMMIT"]);
});

it("Prisma's statements are counted too", async () => {
  const db = createDatabase(database.pool);
  const { count } = await countStatements(database.pool, () => db.transact(async (tx) => [await tx.unit.count(), await tx.unit.findMany()]));
  expect(count).toBe(4);
  await db.close();
});
