import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { openServices, type OpenServices } from "~/composition.server";
import { fixedClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { makeEdition } from "../../factories/editions";
import { makeUser } from "../../factories/people";

/** The command as a user starts it, on the embedded server of a data folder, beside a process that uses the same one. */
const SCRIPT = resolve("scripts/cli.mjs");

const HEAD = ["ref", "title", "field", "ownerKind", "authorName", "birthDate", "share", "isChief"];
const rows = (field: string) => [
  ["HS1", "Máy gieo lạc", field, "GROUP", "Trần Văn Minh", "05/09/2012", "50", "1"],
  ["HS1", "", "", "", "Lê Thị Lan", "06/09/2012", "50", "0"],
];

let folder = "";
let open: OpenServices;
let slug = "";
let field = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  const config = loadConfig({ DATA_DIR: join(folder, "data") }, { mode: "cli" });
  open = await openServices({ config, clock: fixedClock(new Date()), log: silentLog });
  const { edition, fields } = await makeEdition(open.services);
  await makeUser(open.services, { role: "SECRETARY", editionId: edition.id });
  slug = edition.slug;
  field = fields[0]?.name ?? "";
});

afterAll(async () => {
  await open.close();
  await rm(folder, { recursive: true, force: true });
});

function cli(...args: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((done, fail) => {
    const { npm_lifecycle_event: _event, INIT_CWD: _cwd, ...clean } = process.env;
    const child = spawn(process.execPath, [SCRIPT, "import", "entries", ...args], { cwd: folder, env: { ...clean, NODE_ENV: "production", DATA_DIR: join(folder, "data") } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (err += String(chunk)));
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.end();
  });
}

const entries = () => open.services.db.prisma.entry.count();

it("refuses a wrong file line by line, tries a right one, imports it, and refuses it the second time", async () => {
  const csv = (lines: readonly string[][]) => [HEAD, ...lines].map((line) => line.join(";")).join("\r\n");
  const [first = [], second = []] = rows(field);
  await writeFile(join(folder, "wrong.csv"), csv([first, second.with(5, "31/02/2012").with(6, "49,99")]));
  const workbook = writeExcelFile([HEAD, ...rows(field)].map((line) => line.map((value) => ({ value }))), { sheet: "Bài" });
  await writeFile(join(folder, "right.xlsx"), await workbook.toBuffer());

  const [wrong, tried] = await Promise.all([cli("wrong.csv", "--edition", slug), cli("right.xlsx", "--edition", slug, "--dry-run", "--out", "said.txt")]);
  expect([wrong.code, wrong.out]).toEqual([2, ""]);
  expect(wrong.err.trim().split("\n")).toEqual([
    "dòng 2, cột share: tỷ lệ của các tác giả cộng lại là 99,99 %, cần đúng 100 %",
    "dòng 3, cột birthDate: “31/02/2012” không phải ngày có thật dạng ngày/tháng/năm, ví dụ 05/09/2012",
  ]);
  expect([tried.code, tried.err, await entries()]).toEqual([0, "", 0]);
  expect([tried.out, await readFile(join(folder, "said.txt"), "utf8")]).toEqual(["", expect.stringContaining("Sẽ nhập 1 bài dự thi với 2 tác giả")]);

  const done = await cli("right.xlsx", "--edition", slug);
  expect([done.code, done.err, await entries()]).toEqual([0, "", 1]);
  expect(done.out).toContain("Đã nhập 1 bài dự thi với 2 tác giả");

  const again = await cli("right.xlsx", "--edition", slug);
  expect([again.code, again.err, await entries()]).toEqual([2, "dòng 2, cột ref: “HS1” đã được nhập vào cuộc thi này\n", 1]);
});
