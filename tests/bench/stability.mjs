// How often 95 % intervals hold the true rank, how wide they are, how many of the true top ten are found compared with the raw
// mean, and how long it takes. Simulated contests: entries sd 10, judges 7, noise 8 points.
//   node --import tsx tests/bench/stability.mjs [contests a size]
import { performance } from "node:perf_hooks";

const { stabilityOf } = await import("../../app/domain/calibration/stability.ts");
const { simulateContest, trueRanks } = await import("../unit/domain/calibration/simulated.ts");

const contests = Number(process.argv[2] ?? 20);
const SIZES = [[100, 100, 3], [100, 60, 3], [100, 12, 3], [100, 12, 2], [150, 50, 2], [300, 30, 3], [300, 90, 3], [1000, 60, 3], [1000, 200, 3]];

function topByMean(problem, count) {
  const sums = new Map();
  for (const { entry, scores } of problem.sheets) {
    const at = sums.get(entry) ?? { sum: 0, n: 0 };
    at.sum += scores.get("novelty");
    at.n += 1;
    sums.set(entry, at);
  }
  return [...sums].toSorted((a, b) => b[1].sum / b[1].n - a[1].sum / a[1].n).slice(0, count).map(([entry]) => entry);
}

console.log("entries × judges × sheets | sheets a judge | intervals that hold | mean width | top ten: model | raw mean | seconds");
for (const [entries, judges, perEntry] of SIZES) {
  let [held, all, width, model, raw, seconds] = [0, 0, 0, 0, 0, 0];
  const runs = entries >= 1000 ? Math.max(1, Math.round(contests / 10)) : contests;
  for (let seed = 1; seed <= runs; seed += 1) {
    const { problem, quality } = simulateContest({ entries, judges, perEntry, spread: { entry: 10, judge: 7, noise: 8 }, seed });
    const start = performance.now();
    const answer = stabilityOf(problem, 1);
    seconds += (performance.now() - start) / 1000;
    const truth = trueRanks(quality);
    for (const { entry, interval95: [low, high] } of answer.entries) {
      all += 1;
      width += high - low + 1;
      if (truth.get(entry) >= low && truth.get(entry) <= high) held += 1;
    }
    const isTop = (entry) => truth.get(entry) <= 10;
    model += answer.entries.slice(0, 10).filter(({ entry }) => isTop(entry)).length;
    raw += topByMean(problem, 10).filter(isTop).length;
  }
  const share = (count) => `${((100 * count) / (10 * runs)).toFixed(1)} %`;
  console.log([`${entries} × ${judges} × ${perEntry}`, ((entries * perEntry) / judges).toFixed(1), `${((100 * held) / all).toFixed(1)} %`, (width / all).toFixed(1), share(model), share(raw), (seconds / runs).toFixed(2)].join(" | "));
}
