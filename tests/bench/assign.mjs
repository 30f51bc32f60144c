// Wall time of the whole command `assign`, Node's start and the reading of the file included: `node tests/bench/assign.mjs`.
// The first case has the volume of a measured conference system (5.2 s); the others are there to find weak spots.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { conferenceProblem, crowdedProblem, denseProblem, tightProblem } from "./assign-problems.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const RUNS = 5;

const cases = {
  "1000 × 60 × 3, 12,000 wishes": () => conferenceProblem({ entries: 1000, judges: 60 }),
  "2000 × 200 × 3, 40,000 wishes": () => conferenceProblem({ entries: 2000, judges: 200 }),
  "1000 × 60 × 3, a cost for every pair, fields": () => denseProblem({ entries: 1000, judges: 60 }),
  "2000 × 200 × 3, thirty fields of different crowding": () => crowdedProblem({ entries: 2000, judges: 200 }),
  "2000 × 200 × 3, costs -2 to 2 for every pair, fields": () => denseProblem({ entries: 2000, judges: 200, spread: 2 }),
  "1000 × 60 × 3, equal costs, no room to spare": () => tightProblem({ entries: 1000, judges: 60 }),
  "2000 × 200 × 3, equal costs, no room to spare": () => tightProblem({ entries: 2000, judges: 200 }),
};

/** @type {(problem: string, answer: string) => number} seconds */
function timeOnce(problem, answer) {
  const start = performance.now();
  const command = [join(root, "scripts", "cli.mjs"), "assign", problem, "--out", answer];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`assign ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), "bench-assign-"));
try {
  console.log(`assign, wall seconds: median (min–max) of ${RUNS}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
  for (const [name, make] of Object.entries(cases)) {
    const problem = join(folder, "problem.json");
    const answer = join(folder, "answer.json");
    writeFileSync(problem, JSON.stringify(make()));
    const times = Array.from({ length: RUNS }, () => timeOnce(problem, answer)).toSorted((a, b) => a - b);
    const [median, least, most] = [times[Math.floor(RUNS / 2)], times[0], times[RUNS - 1]].map((time) => time?.toFixed(2));
    const { maxLoad, cost } = JSON.parse(readFileSync(answer, "utf8"));
    console.log(`  ${median} (${least}–${most})  ${name}: largest load ${maxLoad}, cost ${cost}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
