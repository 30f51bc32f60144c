import type { Design } from "./design";
import { type Fit, fitModel, type Ratios } from "./mixed-model";

/** A fit and how likely its variances are, all weights adding up to 1. */
export interface WeightedFit {
  readonly fit: Fit;
  readonly weight: number;
}

/** Ranges of the ratios that are looked at, as logarithms: from no difference worth naming to one that drowns the noise. */
const LOG_ENTRY = [-7, 7] as const;
const LOG_JUDGE = [-9, 5] as const;
const COARSE = 9;
const FINE = 11;
/** How far below the best a point still counts: e^-10 of its likelihood. */
const NEGLIGIBLE = 10;

/**
 * How much entries, judges and chance differ, with how sure that is: the likelihood of pairs of ratios on a grid, refined where
 * it has its weight. Before the sheets are read, standard deviations as multiples of the noise's are taken for half-Cauchy
 * distributed with scale 1 (A. Gelman, 2006), which lets small and large ones be.
 */
export function likelyVariances(design: Design, withJudges: boolean): WeightedFit[] {
  const coarse = gridOf(design, withJudges, { entry: LOG_ENTRY, judge: LOG_JUDGE, steps: COARSE });
  const near = heavy(coarse);
  const span = (values: number[], step: number): readonly [number, number] => [Math.min(...values) - step / 2, Math.max(...values) + step / 2];
  const fine = gridOf(design, withJudges, {
    entry: span(near.map(({ fit }) => Math.log(fit.ratios.entry)), (LOG_ENTRY[1] - LOG_ENTRY[0]) / (COARSE - 1)),
    judge: span(near.map(({ fit }) => Math.log(fit.ratios.judge)), (LOG_JUDGE[1] - LOG_JUDGE[0]) / (COARSE - 1)),
    steps: FINE,
  });
  const kept = heavy(fine);
  const best = Math.max(...kept.map(({ log }) => log));
  const total = kept.reduce((sum, { log }) => sum + Math.exp(log - best), 0);
  return kept.map(({ fit, log }) => ({ fit, weight: Math.exp(log - best) / total }));
}

interface Point {
  fit: Fit;
  /** likelihood and prior together */
  log: number;
}

function heavy(points: readonly Point[]): Point[] {
  const best = Math.max(...points.map(({ log }) => log));
  return points.filter(({ log }) => log > best - NEGLIGIBLE);
}

interface Grid {
  entry: readonly [number, number];
  judge: readonly [number, number];
  steps: number;
}

function gridOf(design: Design, withJudges: boolean, { entry, judge, steps }: Grid): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < steps; i += 1) {
    for (let j = 0; j < (withJudges ? steps : 1); j += 1) {
      const ratios: Ratios = { entry: Math.exp(between(entry, i, steps)), judge: Math.exp(between(judge, j, steps)) };
      const fit = fitModel(design, ratios, withJudges);
      if (fit) points.push({ fit, log: fit.logLikelihood + logPrior(ratios.entry) + (withJudges ? logPrior(ratios.judge) : 0) });
    }
  }
  return points;
}

const between = ([low, high]: readonly [number, number], step: number, steps: number) => low + ((high - low) * step) / (steps - 1);

/** Half-Cauchy density of the square root of a ratio, as a density of the ratio's logarithm. */
function logPrior(ratio: number): number {
  return 0.5 * Math.log(ratio) - Math.log(1 + ratio);
}
