// A plan drawn by lot under a cap on the chance of any pair, beside the plain best plan of the same problem, in turn, both in a thread as the pages
// do it: `node --import tsx tests/bench/assign-drawn.mjs`.
import { cpus, loadavg } from "node:os";
import { solveInThread } from "../../app/platform/solver/assignment-thread.server.ts";
import { conferenceProblem } from "./assign-problems.mjs";

const RUNS = 5;
const HALF = 5000;

const wished = conferenceProblem({ entries: 1000, judges: 60 });
const cases = {
  "1,000 × 60 × 3, 12,000 wishes": wished,
  "1,000 × 60 × 3, no costs (as the pages ask)": { ...wished, costs: [] },
  "300 × 20 × 3, no costs": { ...conferenceProblem({ entries: 300, judges: 20 }), costs: [] },
};

/** @type {(problem: import("./assign-problems.mjs").AssignmentProblem, seed?: number) => Promise<{ seconds: number, answer: import("../../app/domain/assignment/problem.ts").AssignmentAnswer | undefined }>} */
async function timed(problem, seed) {
  const start = performance.now();
  const [answer] = await solveInThread([{ problem, first: "load", ...(seed === undefined ? {} : { seed }) }]);
  return { seconds: (performance.now() - start) / 1000, answer };
}

/** @type {(times: number[]) => string} */
function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]?.toFixed(2)} (${sorted[0]?.toFixed(2)}–${sorted.at(-1)?.toFixed(2)})`;
}

console.log(`drawn with a cap of 50 %, wall seconds: median (least–most) of ${RUNS}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}`);
for (const [name, problem] of Object.entries(cases)) {
  const plain = [];
  const drawn = [];
  let said = "";
  for (let run = 1; run <= RUNS; run++) {
    const best = await timed(problem);
    const lot = await timed({ ...problem, maxChance: HALF }, run);
    plain.push(best.seconds);
    drawn.push(lot.seconds);
    if (best.answer?.status !== "optimal" || lot.answer?.status !== "optimal") throw new Error("no plan");
    said = `largest load ${lot.answer.maxLoad} (best ${best.answer.maxLoad}), cost ${lot.answer.cost} (best ${best.answer.cost})`;
  }
  const middle = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  console.log(`  ${name}: plain ${spread(plain)}, drawn ${spread(drawn)}, ratio ${(middle(drawn) / middle(plain)).toFixed(1)}; ${said}`);
}
