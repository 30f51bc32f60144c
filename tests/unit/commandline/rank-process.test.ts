import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const SCRIPT = resolve("scripts/cli.mjs");
const PROBLEM = JSON.stringify({
  rubric: { criteria: [{ code: "novelty", max: "40", step: "0.5" }] },
  rules: { decimals: 2, minJudges: 1, prizes: [{ tier: "FIRST", quota: 1 }] },
  entries: [{ id: "E1", field: "software" }, { id: "E2", field: "software" }],
  sheets: [{ entry: "E1", judge: "J1", state: "LOCKED", scores: { novelty: "35.5" } }],
});

const folder = await mkdtemp(join(tmpdir(), "rank-"));
await writeFile(join(folder, "p.json"), PROBLEM);
await writeFile(join(folder, "bad.json"), PROBLEM.replace('"35.5"', '"35.6"').replace('"E2"', '"E1"'));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Setting {
  cwd?: string;
  input?: string;
  env?: Readonly<Record<string, string>>;
  /** Closes the reading end of standard output at once. */
  deaf?: boolean;
}

function cli(args: string[], { cwd = folder, input = "", env = {}, deaf = false }: Setting = {}) {
  return new Promise<{ code: number | null; out: string; err: string }>((done, fail) => {
    const { npm_lifecycle_event: _event, INIT_CWD: _cwd, ...clean } = process.env;
    const child = spawn(process.execPath, [SCRIPT, ...args], { cwd, env: { ...clean, ...env } });
    let out = "";
    let err = "";
    if (deaf) child.stdout.destroy();
    else child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (err += String(chunk)));
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

it("ranks a file of the folder the user stands in and prints the answer alone", async () => {
  const { code, out, err } = await cli(["rank", "p.json"]);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toMatchObject({ ranking: [{ entry: "E1", rank: 1, mean: "35.50", prize: "FIRST" }, { entry: "E2", rank: null }] });
});

it("finds the user's folder through npm, which starts scripts in its own", async () => {
  const npm = { npm_lifecycle_event: "cli", INIT_CWD: folder };
  expect(await cli(["rank", "p.json"], { cwd: resolve("."), env: npm })).toMatchObject({ code: 0, err: "" });
  expect(await cli(["rank", "p.json"], { env: { npm_lifecycle_event: "test", INIT_CWD: "/" } })).toMatchObject({ code: 0, err: "" });
});

it("reads standard input and writes the same bytes to --out, leaving nothing beside it", async () => {
  const { out } = await cli(["rank", "p.json"]);
  await writeFile(join(folder, "r.json"), "an earlier answer, longer than the new one".repeat(100));
  expect(await cli(["rank", "-", "--out", "r.json"], { input: PROBLEM })).toEqual({ code: 0, out: "", err: "" });
  expect(await readFile(join(folder, "r.json"), "utf8")).toBe(out);
  expect((await readdir(folder)).toSorted()).toEqual(["bad.json", "p.json", "r.json"]);
});

it("ends with 2 and one line per problem on bad input", async () => {
  expect(await cli(["rank", "bad.json"])).toEqual({
    code: 2,
    out: "",
    err: "entries[1].id: E1 đã có ở trên\nsheets[0].scores.novelty: điểm 35.6 không đúng bước 0.5\n",
  });
  expect(await cli(["rank", "none.json"])).toEqual({ code: 2, out: "", err: "none.json: không đọc được: không có tệp hoặc thư mục này (ENOENT)\n" });
  expect(await cli(["rank", "."])).toEqual({ code: 2, out: "", err: ".: không đọc được: đây là thư mục (EISDIR)\n" });
  expect(await cli(["rank", "p.json", "--out", "no/r.json"])).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/^no\/r\.json: .*\n$/) });
});

it.runIf(existsSync("/dev/full"))("ends with 3 and one line on a full disk", async () => {
  expect(await cli(["rank", "p.json", "--out", "/dev/full"])).toEqual({ code: 3, out: "", err: "/dev/full: không ghi được: ổ đĩa đã đầy (ENOSPC)\n" });
});

it("doesn't mind a reader that closes the pipe early", async () => {
  expect(await cli(["rank", "p.json"], { deaf: true })).toEqual({ code: 0, out: "", err: "" });
});
