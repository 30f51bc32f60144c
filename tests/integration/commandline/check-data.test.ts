import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVARIANT_NAMES } from "~/data/invariants.server";
import { main } from "~/cli";
import { createTestDatabase, type TestDatabase } from "../../support/database.server";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function run(args: readonly string[], url = database.url) {
  const out: string[] = [];
  const warnings: string[] = [];
  const code = await main(args, {
    cwd: database.dataDir,
    env: { NODE_ENV: "test", DATABASE_URL: url, DATA_DIR: database.dataDir },
    readInput: () => Promise.reject(new Error("nothing to read")),
    writeOutput: async (content) => void out.push(String(content)),
    warn: (line) => void warnings.push(line),
  });
  return { code, out: out.join(""), warnings };
}

describe("seed load", () => {
  it("prints the slug of an edition of that size, one of its own each time", async () => {
    const first = await run(["seed", "load", "--entries", "12", "--judges", "6"]);
    const second = await run(["seed", "load", "--entries", "12", "--judges", "6"]);
    expect([first, second]).toEqual([
      { code: 0, out: "gia-dinh-12-6-1\n", warnings: [] },
      { code: 0, out: "gia-dinh-12-6-1-2\n", warnings: [] },
    ]);
    const { rows } = await database.pool.query(`SELECT d."slug", count(*)::int AS "entries" FROM "Edition" d JOIN "Entry" e ON e."editionId" = d."id" GROUP BY 1 ORDER BY 1`);
    expect(rows).toEqual([
      { slug: "gia-dinh-12-6-1", entries: 12 },
      { slug: "gia-dinh-12-6-1-2", entries: 12 },
    ]);
  });

  it("takes any text as seed", async () => {
    expect(await run(["seed", "load", "--entries", "3", "--judges", "3", "--seed", "Thử tải lần 2"])).toEqual({ code: 0, out: "gia-dinh-3-3-thu-tai-lan-2\n", warnings: [] });
    expect((await run(["seed", "load", "--entries", "3", "--judges", "3", "--seed", "…"])).code).toBe(0);
  });

  it.each([
    ["no sizes", [], 2],
    ["no entries", ["--entries", "0", "--judges", "3"], 1],
    ["a fraction", ["--entries", "1.5", "--judges", "3"], 1],
    ["words and an empty seed", ["--entries", "ten", "--judges", "3x", "--seed", ""], 3],
    ["far too many", ["--entries", "20001", "--judges", "2001"], 2],
  ] as const)("refuses %s, one line per problem, and writes nothing", async (_, args, problems) => {
    const before = await editions();
    const { code, out, warnings } = await run(["seed", "load", ...args]);
    expect({ code, out, problems: warnings.length }).toEqual({ code: 2, out: "", problems });
    expect(await editions()).toBe(before);
  });

  it("knows no other act", async () => {
    expect((await run(["seed", "unload"])).code).toBe(2);
  });
});

async function editions(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(`SELECT count(*)::int AS "n" FROM "Edition"`);
  return rows[0]?.n ?? -1;
}

describe("check-data", () => {
  it("says that all is sound and ends with 0", async () => {
    expect(await run(["check-data"])).toEqual({ code: 0, out: `Dữ liệu hợp lệ: đã kiểm tra ${INVARIANT_NAMES.length} quy tắc.\n`, warnings: [] });
  });

  it("names each broken row on a line of its own and ends with 1", async () => {
    const { rows } = await database.pool.query<{ id: string }>(`UPDATE "ScoreSheet" SET "total" = "total" + 1 WHERE "id" IN (SELECT "id" FROM "ScoreSheet" ORDER BY "id" LIMIT 2) RETURNING "id"`);
    const { code, out } = await run(["check-data"]);
    expect(code).toBe(1);
    const lines = out.trimEnd().split("\n");
    expect(lines.map((line) => line.replace(/ \([^)]*\)/, ""))).toEqual(rows.map(({ id }) => `ScoreSheet ${id}: tổng điểm khác tổng các tiêu chí [sheet_total]`).toSorted());
  });

  it("ends with 3 where there is no database, with 2 for arguments it does not know", async () => {
    expect((await run(["check-data"], "postgresql://nobody@127.0.0.1:1/none")).code).toBe(3);
    expect((await run(["check-data", "--fix"])).code).toBe(2);
  });
});
