// What a page waits for: assigning in a thread of its own with progress, and replacing a judge who leaves; beside `highs` on the very same
// problems, alternately. `node --import tsx tests/bench/assign-threads.mjs`; HIGHS=0 leaves the other solver out, for the memory of ours alone.
import { cpus, loadavg } from "node:os";
import loadHighs from "highs";
import { replacementProblem } from "../../app/domain/assignment/replacement.ts";
import { solveInThread } from "../../app/platform/solver/assignment-thread.server.ts";
import { conferenceProblem, randomNumbers } from "./assign-problems.mjs";

/** @typedef {import("../../app/domain/assignment/problem").AssignmentProblem} AssignmentProblem */

const RUNS = 3;

/**
 * A contest: `share` of all pairs in conflict, half of the pairs with a wish or a dislike, a limit for every judge.
 * @param {{ entries: number, judges: number, share?: number, spare?: number, seed?: number }} size
 * @returns {AssignmentProblem}
 */
function contest({ entries, judges, share = 0.05, spare = 1, seed = 1 }) {
  const problem = conferenceProblem({ entries, judges, wishes: 0, max: Math.ceil((3 * entries) / judges) + spare, seed });
  const random = randomNumbers(seed + 1);
  const pairs = problem.judges.flatMap((judge) => problem.entries.map((entry) => [judge.id, entry.id]));
  return {
    ...problem,
    conflicts: pairs.filter(() => random() < share).map(([judge, entry]) => [judge ?? "", entry ?? ""]),
    costs: pairs.filter(() => random() < 0.5).map(([judge, entry]) => [judge ?? "", entry ?? "", Math.floor(random() * 41) - 20]),
  };
}

/** Hardly any room: a replacement needs chains of handovers. */
const tight = (problem) => ({ ...problem, judges: problem.judges.map((judge, index) => ({ ...judge, max: index % 5 === 0 ? 31 : 30 })) });

/** The round of a contest as it stands after assigning, a third of the sheets locked, a third begun; its busiest judge leaves. */
async function leaving(problem) {
  const [answer] = await solveInThread([{ problem, first: "load" }]);
  if (answer?.status !== "optimal") throw new Error("no plan");
  const random = randomNumbers(7);
  const seats = answer.assignments.map(([judge, entry]) => ({ judge, entry, hold: ["fixed", "begun", "untouched"][Math.floor(random() * 3)] }));
  const [busiest] = [...answer.loads].toSorted((a, b) => b[1] - a[1])[0];
  return replacementProblem(problem, seats, busiest);
}

async function inThread(problem, first) {
  let news = 0;
  const start = performance.now();
  const [answer] = await solveInThread([{ problem, first }], { onProgress: () => news++ });
  if (answer?.status !== "optimal") throw new Error("no plan");
  return { seconds: (performance.now() - start) / 1000, news, cost: answer.cost };
}

/** The least cost by a linear program with the same largest load; text included, as the program takes it in. */
async function byHighs(highs, problem, limit) {
  const start = performance.now();
  const judgeNumbers = new Map(problem.judges.map(({ id }, index) => [id, index]));
  const entryNumbers = new Map(problem.entries.map(({ id }, index) => [id, index]));
  const width = problem.judges.length;
  const cost = new Float64Array(width * problem.entries.length);
  for (const [judge, entry, value] of problem.costs) cost[entryNumbers.get(entry) * width + judgeNumbers.get(judge)] = value;
  const upper = new Uint8Array(cost.length).fill(1);
  const lower = new Uint8Array(cost.length);
  for (const [judge, entry] of problem.conflicts) upper[entryNumbers.get(entry) * width + judgeNumbers.get(judge)] = 0;
  problem.judges.forEach(({ fields }, judge) => fields && problem.entries.forEach(({ field }, entry) => fields.includes(field) || (upper[entry * width + judge] = 0)));
  for (const [judge, entry] of problem.fixed) lower[entryNumbers.get(entry) * width + judgeNumbers.get(judge)] = 1;
  const used = [...upper.keys()].filter((pair) => upper[pair] === 1);
  const columns = problem.judges.map(() => []);
  const rows = problem.entries.map(() => []);
  for (const pair of used) {
    rows[Math.floor(pair / width)].push(`x${pair}`);
    columns[pair % width].push(`x${pair}`);
  }
  const text = [
    "Minimize",
    used.filter((pair) => cost[pair] !== 0).map((pair) => `${cost[pair] < 0 ? "-" : "+"} ${Math.abs(cost[pair])} x${pair}`).join("\n"),
    "Subject To",
    ...rows.map((names, entry) => `${names.join(" + ")} = ${problem.entries[entry].perEntry ?? problem.perEntry}`),
    ...columns.flatMap((names, judge) => (names.length === 0 ? [] : [`${names.join(" + ")} <= ${Math.min(limit, problem.judges[judge].max ?? Infinity, names.length)}`])),
    "Bounds",
    ...used.map((pair) => `${lower[pair]} <= x${pair} <= 1`),
    "End",
  ].join("\n");
  const result = highs.solve(text, { output_flag: false });
  return { seconds: (performance.now() - start) / 1000, cost: Math.round(result.ObjectiveValue) };
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const shown = (numbers) => `${middle(numbers).toFixed(2)} (${Math.min(...numbers).toFixed(2)}–${Math.max(...numbers).toFixed(2)})`;

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}; wall seconds, median (least–most) of ${RUNS}`);
const large = contest({ entries: 2000, judges: 200 });
const cases = [
  ["1,000 × 60 × 3, 5 % conflicts, costs, limits", contest({ entries: 1000, judges: 60 }), "load"],
  ["2,000 × 200 × 3, 5 % conflicts, costs, limits", large, "load"],
  ["a judge leaves 1,000 × 60 × 3", await leaving(contest({ entries: 1000, judges: 60 })), "cost"],
  ["a judge leaves 2,000 × 200 × 3", await leaving(large), "cost"],
  ["the same, room for one more with every fifth judge only", await leaving(tight(large)), "cost"],
];
for (const [name, problem, first] of cases) {
  const [ours, theirs, news] = [[], [], []];
  let same = "";
  for (let run = 0; run < RUNS; run++) {
    const own = await inThread(problem, first);
    ours.push(own.seconds);
    news.push(own.news);
    if (process.env.HIGHS === "0") continue;
    const highs = await loadHighs();
    const limit = first === "load" ? Math.ceil((3 * problem.entries.length) / problem.judges.length) : Infinity;
    try {
      const other = await byHighs(highs, problem, limit);
      theirs.push(other.seconds);
      same = own.cost === other.cost ? "the same least cost" : `cost ${own.cost} and ${other.cost}`;
    } catch (error) {
      same = `highs: ${String(error).slice(0, 80)}`;
    }
  }
  console.log(`  ${shown(ours)}  ${name}; progress told ${middle(news)} times${theirs.length > 0 ? `; highs ${shown(theirs)}, ${(middle(theirs) / middle(ours)).toFixed(1)} times; ${same}` : `; ${same}`}`);
}
console.log(`  largest memory of this process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB${process.env.HIGHS === "0" ? "" : ", highs and its text included"}`);
