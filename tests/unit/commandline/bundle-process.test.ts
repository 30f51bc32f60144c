import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";

const folder = await mkdtemp(join(tmpdir(), "cli-bundle-"));
const cache = join(folder, ".cache", "cli");
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A project of two source files that is started by the real script. */
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app", "commandline"), { recursive: true });
  for (const name of ["scripts/cli.mjs", "scripts/lib/cli-bundle.mjs", "package.json", "package-lock.json", "tsconfig.json"]) {
    await cp(resolve(name), join(folder, name));
  }
  // This project has no database.
  await writeFile(join(folder, "scripts", "generate.mjs"), "export const isCurrent = () => true;");
  await symlink(resolve("node_modules"), join(folder, "node_modules"), "dir");
  await writeFile(
    join(folder, "app", "cli.ts"),
    `export async function runInTerminal([name]: string[]): Promise<number> {
      const { answer } = name === "rank" ? await import("./commandline/rank") : await import("./commandline/user");
      console.log(answer);
      return 0;
    }`,
  );
  await writeSource("rank", "first");
});

function writeSource(command: string, answer: string): Promise<void> {
  return writeFile(join(folder, "app", "commandline", `${command}.ts`), `export const answer: string = "${answer}";`);
}

function cli(command: string) {
  return new Promise<{ code: number | null; out: string; err: string }>((done, fail) => {
    const child = spawn(process.execPath, [join(folder, "scripts", "cli.mjs"), command]);
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (err += String(chunk)));
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
  });
}

it("bundles a command once, and again as soon as a source has changed", async () => {
  expect(await cli("rank")).toEqual({ code: 0, out: "first\n", err: "" });
  const [bundle] = (await readdir(cache)).filter((name) => name.endsWith(".mjs"));
  await writeFile(join(cache, String(bundle)), 'export const runInTerminal = async () => { console.log("out of the bundle"); return 0; };');
  expect(await cli("rank")).toEqual({ code: 0, out: "out of the bundle\n", err: "" });
  await writeSource("rank", "other");
  expect(await cli("rank")).toEqual({ code: 0, out: "other\n", err: "" });
  expect((await readdir(cache)).filter((name) => name.endsWith(".mjs"))).toHaveLength(1);
});

it("makes a bundle anew that is gone", async () => {
  await cli("rank");
  for (const name of await readdir(cache)) if (name.endsWith(".mjs")) await rm(join(cache, name));
  expect(await cli("rank")).toEqual({ code: 0, out: "first\n", err: "" });
  expect((await readdir(cache)).filter((name) => name.endsWith(".mjs"))).toHaveLength(1);
});

it("runs the sources themselves where no bundle can be kept", async () => {
  await writeFile(join(folder, ".cache"), "in the way");
  expect(await cli("rank")).toEqual({ code: 0, out: "first\n", err: "" });
});

it("leaves the other commands out, whose sources may not be complete yet", async () => {
  expect(await cli("rank")).toMatchObject({ code: 0, err: "" });
  await writeSource("user", "made");
  expect(await cli("user")).toEqual({ code: 0, out: "made\n", err: "" });
});
