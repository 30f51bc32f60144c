// All checks of the project. The last line counts tests only: `N passed, N failed`.
//   npm test            short forms
//   npm run test:full   long forms of the reliability suites too
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const full = process.argv.includes("--full");
const report = join(root, ".cache/test-report.json");
const env = { ...process.env, NODE_ENV: "test", TEST_FULL: full ? "1" : "" };

function step(name, args) {
  process.stdout.write(`\n── ${name}\n`);
  return spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}

mkdirSync(dirname(report), { recursive: true });
rmSync(report, { force: true });

const sound = [
  step("generated client", ["scripts/generate.mjs"]),
  step("types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
  step("lint", ["node_modules/oxlint/bin/oxlint", "--deny-warnings"]),
  step("schema and migrations agree", ["scripts/migration.mjs", "check"]),
];
process.stdout.write("\n── build\n");
let built = true;
try {
  ensureBuilt();
} catch (error) {
  built = false;
  process.stdout.write(`${error.message}\n`);
}
const ran = step("tests", ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);

let counts = { passed: 0, failed: 1 };
try {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const brokenFiles = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  counts = { passed: numPassedTests, failed: numFailedTests + brokenFiles };
} catch {
  process.stdout.write("the tests left no report\n");
}
process.exitCode = ran && built && sound.every(Boolean) ? 0 : 1;
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
