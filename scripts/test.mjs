// All checks of the project. The last line counts tests only: `N passed, N failed`.
//   npm test            short forms
//   npm run test:full   long forms of the reliability suites too
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const full = process.argv.includes("--full");
const env = { ...process.env, NODE_ENV: "test", TEST_FULL: full ? "1" : "" };
const VITEST = "node_modules/vitest/vitest.mjs";
/** More browsers side by side than this gain little and take much memory: each has an application of its own. */
const MOST_BROWSERS = 4;
/** Characters of a failure that are said again at the end. */
const LONGEST_CAUSE = 1_500;

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });
}

/** What is said now, and what waits until all begun before has ended: steps side by side are read one after another. */
let turn = Promise.resolve();

/** Runs a program of Node; true when it ended well. */
function step(name, args) {
  // The channel tells the program when this process is gone.
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe", "ipc"], env });
  running.add(child);
  const ended = new Promise((resolve) => {
    child.on("error", (error) => (say(`${error.message}\n`), resolve(false)));
    child.on("close", (code) => (running.delete(child), resolve(code === 0)));
  });
  let waiting = [`\n── ${name}\n`];
  const say = (text) => (waiting ? waiting.push(text) : process.stdout.write(text));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", say);
  turn = turn.then(() => {
    for (const text of waiting) process.stdout.write(text);
    waiting = null;
    return ended;
  });
  return ended;
}

async function inOrder(...steps) {
  const results = [];
  for (const [name, args] of steps) results.push(await step(name, args));
  return results.every(Boolean);
}

const reportOf = (name) => join(root, `.cache/test-report-${name.replaceAll(" ", "-")}.json`);

function tests(name, projects, workers) {
  rmSync(reportOf(name), { force: true });
  const chosen = projects.map((project) => `--project=${project}`);
  return step(name, [VITEST, "run", ...chosen, `--maxWorkers=${workers}`, "--reporter=default", "--reporter=json", `--outputFile.json=${reportOf(name)}`]);
}

/** How many tests of a run passed, and which failed and why; a file that broke before its first test counts as one that failed. */
function counted(name) {
  try {
    const { numPassedTests, testResults } = JSON.parse(readFileSync(reportOf(name), "utf8"));
    const failures = testResults.flatMap((file) => {
      const tests = file.assertionResults.filter((test) => test.status === "failed");
      const causes = tests.map((test) => `${test.fullName}\n${(test.failureMessages ?? []).join("\n")}`);
      if (file.status === "failed" && file.assertionResults.length === 0) causes.push(file.message);
      return causes.map((cause) => `${relative(root, file.name)}: ${cause}`);
    });
    return { passed: numPassedTests, failures };
  } catch {
    return { passed: 0, failures: [`the ${name} left no report`] };
  }
}

mkdirSync(join(root, ".cache"), { recursive: true });
const processors = availableParallelism();
const begin = await step("generated client", ["scripts/generate.mjs"]);
// What needs one processor each, beside each other.
const prepared = await Promise.all([
  step("build", ["scripts/build.mjs"]),
  inOrder(
    ["types", ["node_modules/typescript/bin/tsc", "--noEmit"]],
    ["lint", ["node_modules/oxlint/bin/oxlint", "--deny-warnings"]],
    ["schema and migrations agree", ["scripts/migration.mjs", "check"]],
  ),
]);
// Browsers wait much of their time: the other tests go on meanwhile.
const ran = await Promise.all([
  tests("tests", ["unit", "architecture", "routes", "integration"], processors),
  tests("tests in a browser", ["e2e"], Math.min(processors, MOST_BROWSERS)),
]);
await turn;

const counts = ["tests", "tests in a browser"].map(counted);
const passed = counts.reduce((total, one) => total + one.passed, 0);
const failures = counts.flatMap((one) => one.failures);
const isSound = [begin, ...prepared, ...ran].every(Boolean);
process.exitCode = isSound && failures.length === 0 ? 0 : 1;
// Said once more at the end: whoever keeps the end of a long output only, still has what failed.
for (const [index, failure] of failures.entries()) process.stdout.write(`\nfailed ${index + 1}: ${failure.slice(0, LONGEST_CAUSE)}\n`);
if (!isSound && failures.length === 0) process.stdout.write("\nA step failed outside of the tests, see above.\n");
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
