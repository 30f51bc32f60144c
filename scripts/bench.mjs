// Runs every benchmark below tests/bench, one after another, each in a process of its own. They report and never gate:
// one that cannot run is named at the end, and only then the exit code is 1.
import { readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "tests", "bench");
/** Modules that others import, without a bench of their own. */
const PARTS = ["assign-problems.mjs"];
const wanted = process.argv.slice(2);

const names = readdirSync(folder).filter((name) => name.endsWith(".mjs") && !PARTS.includes(name));
const chosen = names.filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.mjs$/, "")));
const failed = [];
for (const name of chosen.toSorted()) {
  process.stdout.write(`\n== ${name.replace(/\.mjs$/, "")}\n`);
  const { status } = spawnSync(process.execPath, [join(folder, name)], { cwd: root, stdio: "inherit" });
  if (status !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? `\n${chosen.length} benchmarks ran.\n` : `\ncould not run: ${failed.join(", ")}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
