import { spawnSync } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

/** What `npm ci` leaves: sources and packages, but neither a build nor the database client made from the schema. */
const CHECKED_OUT = ["app", "prisma", "prisma.config.ts", "scripts", "package.json", "package-lock.json", "tsconfig.json"];

const folder = await mkdtemp(join(tmpdir(), "fresh-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

it("runs commands that know the database right after npm ci, printing nothing but their own output", async () => {
  const made = resolve("app/data/generated");
  for (const name of CHECKED_OUT) {
    await cp(resolve(name), join(folder, name), { recursive: true, filter: (from) => resolve(from) !== made });
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"), "dir");
  const { npm_lifecycle_event: _event, INIT_CWD: _cwd, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "scripts/cli.mjs"), "ledger", "verify", "--head", "zz"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, DATA_DIR: join(folder, "data") },
  });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: "--head: cần 64 chữ số thập lục phân\n" });
});
