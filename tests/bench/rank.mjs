// What a ranking costs in processor time: 2,000 entries with three sheets of five criteria each, one round and two, with ties and prizes.
//   node --import tsx tests/bench/rank.mjs [entries] [runs]
// Beside it, what cannot be spared: adding up the same scores once.
import { cpus } from "node:os";

const { rankProblem } = await import("../../app/domain/ranking/rank-problem.ts");
const { whatIfRanking, rulesAsTheyAre } = await import("../../app/domain/results/what-if.ts");

const ENTRIES = Number(process.argv[2] ?? 2_000);
const RUNS = Number(process.argv[3] ?? 15);
const HALF = 5_000;

/** Scores in half points from a fixed sequence, so that every run ranks the same. */
function contest(rounds) {
  let state = 42;
  const next = (most) => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % (most + 1)) * HALF;
  const criteria = [40, 30, 10, 10, 10].map((max, index) => ({ code: `c${index}`, label: `c${index}`, max: max * 10_000, step: HALF, min: null }));
  const entries = Array.from({ length: ENTRIES }, (_, index) => ({ id: `STKT-14-${String(index + 1).padStart(4, "0")}`, field: `f${index % 6}` }));
  const codes = rounds.length === 0 ? [null] : rounds.map(({ code }) => code);
  const sheets = entries.flatMap(({ id }, index) =>
    codes.flatMap((round) => [0, 1, 2].map((judge) => ({ entry: id, judge: `GK${(index + judge) % 60}`, round, state: "LOCKED", scores: new Map(criteria.map(({ code, max }) => [code, next(max / HALF)])) }))),
  );
  const prizes = [["FIRST", 6], ["SECOND", 12], ["THIRD", 24], ["ENCOURAGEMENT", 48]].map(([tier, quota]) => ({ tier, quota, minScore: null }));
  return { rubrics: [{ round: null, field: null, criteria }], rounds, entries, sheets, choices: [], rules: { decimals: 2, minJudges: 2, maxSpread: 150_000, tieBreak: ["c0", "c1"], perField: false, prizes } };
}

/** Processor time of this process in milliseconds, of the middle run. */
function cost(work) {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const ranked = (problem) => {
  const answer = rankProblem(problem);
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults.slice(0, 3)));
};
const TWO_ROUNDS = [{ code: "PRELIM", weight: 4_000 }, { code: "FINAL", weight: 6_000 }];

console.log(`${ENTRIES} entries × 3 sheets × 5 criteria, middle of ${RUNS} runs, processor time; ${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}`);
for (const [name, rounds] of [["one round", []], ["two rounds", TWO_ROUNDS]]) {
  const problem = contest(rounds);
  const rules = { ...rulesAsTheyAre(problem), decimals: 1, criterionPercents: new Map([["c0", 150]]) };
  const floor = cost(() => problem.sheets.reduce((sum, { scores }) => { for (const points of scores.values()) sum += points; return sum; }, 0));
  console.log(`${name}: ranking ${cost(() => ranked(problem)).toFixed(1)} ms, under other rules ${cost(() => whatIfRanking(problem, rules)).toFixed(1)} ms, adding up ${floor.toFixed(1)} ms`);
}
