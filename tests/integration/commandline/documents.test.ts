import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mammoth from "mammoth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "~/cli";
import { terminalIo } from "~/commandline/terminal";
import { servicesOver } from "~/composition.server";
import { createDatabase, type Database } from "~/data/client.server";
import { fixedClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { createTestDatabase, type TestDatabase } from "../../support/database.server";
import { readPdf } from "../../support/read-pdf";
import { TEST_DAY } from "../../support/services";

let database: TestDatabase;
let db: Database;
let folder = "";
let slug = "";
let emptySlug = "";
let codes: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.pool);
  folder = await mkdtemp(join(tmpdir(), "documents-"));
  const config = loadConfig({ DATA_DIR: database.dataDir }, { mode: "test" });
  const services = servicesOver(db, { config, clock: fixedClock(TEST_DAY), log: silentLog, sessionSecret: "a secret that only tests know, long enough" });
  const { edition } = await makeEdition(services, { phase: "SCREENING" });
  const empty = await makeEdition(services, { phase: "OPEN", number: 15 });
  const entries = [await makeEntry(services, edition, { state: "SUBMITTED", title: "Máy gieo lạc" }), await makeEntry(services, edition, { state: "SUBMITTED", title: "Đèn bắt rầy" })];
  await makeEntry(services, edition, { title: "Bản nháp" });
  await makeEntry(services, edition, { state: "WITHDRAWN" });
  [slug, emptySlug, codes] = [edition.slug, empty.edition.slug, entries.map(({ code }) => code ?? "")];
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.close();
  await database.drop();
});

/** The command on the real file system, only the standard streams caught. */
async function run(...args: string[]) {
  const real = terminalIo(folder, { NODE_ENV: "test", DATABASE_URL: database.url, DATA_DIR: database.dataDir });
  const [printed, warnings]: [string[], string[]] = [[], []];
  const code = await main(["documents", ...args], {
    ...real,
    writeOutput: async (content, out) => (out === undefined ? void printed.push(String(content)) : real.writeOutput(content, out)),
    warn: (line) => void warnings.push(line),
  });
  return { code, printed: printed.join(""), warnings };
}

describe("documents", () => {
  it("lists the kinds without one", async () => {
    expect(await run()).toEqual({ code: 0, printed: expect.stringMatching(/^registration-form +Phiếu .*\(pdf, docx\)\ndossier +Toàn bộ .*\(pdf\)\nscore-sheet +Phiếu .*\(pdf, docx\)\nscore-sheet-filled +Phiếu .*\(pdf, docx\)\nscore-summary +Bảng .*\(pdf, docx\)\nrescore-minutes +Biên bản .*\(pdf, docx\)\n/) as string, warnings: [] });
  });

  it("writes one paper an entry into the folder, which it makes, and prints their names", async () => {
    const names = codes.map((code) => join("in/phieu", `${code}-phieu-dang-ky.docx`));
    expect(await run("registration-form", "--edition", slug, "--format", "docx", "--out", "in/phieu")).toEqual({ code: 0, printed: `${names.join("\n")}\n`, warnings: [] });
    expect((await readdir(join(folder, "in/phieu"))).toSorted()).toEqual(codes.map((code) => `${code}-phieu-dang-ky.docx`).toSorted());
    const { value } = await mammoth.extractRawText({ path: join(folder, names[1] ?? "") });
    expect(value).toContain("Đèn bắt rầy");
  });

  it("writes whole dossiers as PDF, the same bytes each time", async () => {
    expect((await run("dossier", "--edition", slug, "--format", "pdf", "--out", "a")).code).toBe(0);
    expect((await run("dossier", "--edition", slug, "--format", "pdf", "--out", "b")).code).toBe(0);
    const name = `${codes[0] ?? ""}-ho-so.pdf`;
    const [first, second] = [await readFile(join(folder, "a", name)), await readFile(join(folder, "b", name))];
    expect(first.equals(second)).toBe(true);
    expect((await readPdf(first))[0]?.text).toContain("Máy gieo lạc");
  });

  it("says where there is nothing to print", async () => {
    expect(await run("dossier", "--edition", emptySlug, "--format", "pdf", "--out", "leer")).toEqual({ code: 0, printed: "", warnings: ["Hồ sơ của kỳ thi chưa có gì để lập giấy tờ này."] });
  });

  it("answers each mistake with a line and exit code 2", async () => {
    await writeFile(join(folder, "tep"), "");
    const wrong = (...args: string[]) => run(...args).then(({ code, printed, warnings }) => ({ code, printed, lines: warnings.map((line) => line.split(":")[0]) }));
    expect(await wrong("quyet-dinh")).toEqual({ code: 2, printed: "", lines: ['không có loại giấy tờ "quyet-dinh"; chọn một trong', "--edition", "--format", "--out"] });
    expect(await wrong("dossier", "--edition", slug, "--format", "docx", "--out", "x")).toEqual({ code: 2, printed: "", lines: ["--format"] });
    expect(await wrong("dossier", "--edition", "khong-co", "--format", "pdf", "--out", "x")).toEqual({ code: 2, printed: "", lines: ["--edition"] });
    expect(await wrong("dossier", "--edition", slug, "--format", "pdf", "--out", "tep")).toEqual({ code: 2, printed: "", lines: ["tep"] });
    expect(await wrong("dossier", "surplus")).toMatchObject({ code: 2 });
  });
});
