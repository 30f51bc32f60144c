import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "~/cli";
import { servicesOver } from "~/composition.server";
import { createDatabase, type Database } from "~/data/client.server";
import { resultCsv, type ResultFile } from "~/features/results/result-file";
import type { Services } from "~/features/services";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { leadTo, makePublicContest, type PublicContest } from "../../factories/publication";
import { createTestDatabase, type TestDatabase } from "../../support/database.server";

let database: TestDatabase;
let db: Database;
let services: Services;
let contest: PublicContest;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.pool);
  const config = loadConfig({ DATA_DIR: database.dataDir }, { mode: "test" });
  services = servicesOver(db, { config, clock: systemClock, log: silentLog, sessionSecret: "a secret that only tests know, long enough" });
  contest = await makePublicContest(services, [
    { title: "=Máy; gieo", author: "Nguyễn Công Khai" },
    { title: "Đèn bắt rầy", author: "Trần Kín Đáo", named: false },
  ]);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function run(...args: string[]) {
  const out: (string | Uint8Array)[] = [];
  const warnings: string[] = [];
  const code = await main(["export", ...args], {
    cwd: database.dataDir,
    env: { NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: database.dataDir },
    readInput: () => Promise.reject(new Error("nothing to read")),
    writeOutput: async (content) => void out.push(content),
    warn: (line) => void warnings.push(line),
  });
  return { code, out, warnings };
}

const exported = async (format: string) => {
  const { code, out, warnings } = await run("results", "--edition", contest.slug, "--format", format);
  expect({ code, warnings, parts: out.length }).toEqual({ code: 0, warnings: [], parts: 1 });
  return out[0] ?? "";
};

describe("export results", () => {
  it("gives the same prizes before and after publication, names only as agreed", async () => {
    const before = JSON.parse(String(await exported("json"))) as ResultFile;
    expect(before).toMatchObject({ edition: contest.slug, decision: { number: null, date: null }, provisional: true });
    expect(before.awards.map(({ title, authors, rank }) => ({ title, authors, rank }))).toEqual([
      { title: "=Máy; gieo", authors: ["Nguyễn Công Khai"], rank: 1 },
      { title: "Đèn bắt rầy", authors: [], rank: 2 },
    ]);
    await leadTo(services, contest, "PUBLISHED");
    const after = JSON.parse(String(await exported("json"))) as ResultFile;
    expect(after.awards).toEqual(before.awards);
    expect(after.decision).toEqual({ number: "27/QĐ-BTC", date: "2026-11-20" });
  });

  it("writes the same as CSV and as a workbook whose texts stay texts", async () => {
    const file = JSON.parse(String(await exported("json"))) as ResultFile;
    expect(await exported("csv")).toBe(resultCsv(file));
    const workbook = await exported("xlsx");
    const rows = await readSheet(Buffer.from(workbook as Uint8Array));
    expect(rows[0]).toEqual(["tier", "tierLabel", "code", "title", "field", "unit", "authors", "mean", "rank"]);
    expect(rows.slice(1).map((row) => [row[3], row[6], row[7], row[8]])).toEqual([
      ["=Máy; gieo", "Nguyễn Công Khai", file.awards[0]?.mean, 1],
      ["Đèn bắt rầy", null, file.awards[1]?.mean, 2],
    ]);
  });

  it.each([
    [["results", "--edition", "khong-co", "--format", "json"], "--edition"],
    [["results", "--edition", "a\0b", "--format", "json"], "--edition"],
    [["results", "--format", "json"], "--edition"],
    [["results", "--edition", "x"], "--format"],
    [["results", "--edition", "x", "--format", "pdf"], "--format"],
    [["entries", "--edition", "x", "--format", "json"], "export results"],
    [[], "results"],
  ])("refuses %j with exit code 2, saying where", async (args, where) => {
    const { code, out, warnings } = await run(...args);
    expect({ code, out, lines: warnings.length }).toEqual({ code: 2, out: [], lines: 1 });
    expect(warnings[0]).toContain(where);
  });
});
