import { assessEntries } from "../scoring/assessment";
import type { ScoringProblem } from "../scoring/problem";
import { type Design, designOf } from "./design";
import { qualitiesDrawn } from "./draws";
import { drawnPrizes } from "./drawn-prizes";
import { likelyVariances, type WeightedFit } from "./variances";

/** Why something cannot be told from these sheets. */
export type StabilityNote = "ONE_JUDGE" | "ONE_SHEET_PER_ENTRY" | "NO_SHEETS";

export interface StableEntry {
  readonly entry: string;
  /** part of the net, from 1; ranks are within it */
  readonly component: number;
  readonly expectedRank: string;
  readonly interval95: readonly [number, number];
  /** tier → probability; only where all entries and judges hang together */
  readonly prizeProbability?: Readonly<Record<string, string>>;
}

export interface StableJudge {
  readonly judge: string;
  readonly component: number;
  /** points taken away compared with the other judges of the part, harsh is positive; null where it cannot be told */
  readonly severity: string | null;
  readonly sheets: number;
}

/** The answer of `stability`: members and their order are those of the contract. */
export interface Stability {
  readonly connected: boolean;
  readonly components: number;
  readonly entries: readonly StableEntry[];
  readonly judges: readonly StableJudge[];
  /** in points², most likely values */
  readonly variance: { readonly entry: string; readonly judge: string | null; readonly noise: string };
  readonly notes?: readonly StabilityNote[];
  readonly seed: number;
}

/** Drawn states of the contest; more for small contests, where they cost nothing. */
const DRAWS = 4000;
const DRAWS_OF_LARGE = 1000;
const LARGE = 3000;

/**
 * How firm a ranking is (contract: "Stability"): each entry's quality and each judge's severity are drawn many times from what the
 * sheets leave open, variances included, and ranked anew each time. It explains the official mean, and never replaces it.
 * The same problem and seed give the same answer. The problem must be free of faults (see `rankProblem`).
 */
export function stabilityOf(problem: ScoringProblem, seed: number): Stability {
  const design = designOf(problem);
  const notes = notesOf(design);
  const connected = design.components <= 1;
  const head = { connected, components: design.components };
  if (design.entries.length === 0) return { ...head, entries: [], judges: [], variance: { entry: "0.00", judge: null, noise: "0.00" }, notes, seed };
  const fits = likelyVariances(design, design.judges.length > 1);
  const said = notes.length > 0 ? { notes } : {};
  return { ...head, entries: stableEntries(problem, design, fits, seed), judges: stableJudges(design, fits, notes), variance: variancesOf(fits, design), ...said, seed };
}

function notesOf(design: Design): StabilityNote[] {
  if (design.entries.length === 0) return ["NO_SHEETS"];
  const notes: StabilityNote[] = [];
  if (design.judges.length === 1) notes.push("ONE_JUDGE");
  if (design.sheetsOf.every((sheets) => sheets.length === 1)) notes.push("ONE_SHEET_PER_ENTRY");
  return notes;
}

function stableEntries(problem: ScoringProblem, design: Design, fits: readonly WeightedFit[], seed: number): StableEntry[] {
  const assessed = new Map(assessEntries(problem).map((assessment) => [assessment.entry.id, assessment]));
  const ranked = design.entries.flatMap((id, index) => {
    const assessment = assessed.get(id);
    return assessment && assessment.mean !== null ? [{ index, assessment }] : [];
  });
  const draws = ranked.length > LARGE ? DRAWS_OF_LARGE : DRAWS;
  const ranks = ranked.map(() => new Uint32Array(draws));
  const prizes = design.components === 1 ? drawnPrizes(ranked.map(({ assessment }) => assessment), problem.rules) : null;
  const components = ranked.map(({ index }) => design.componentOfEntry[index] as number);
  const order = Uint32Array.from(ranked, (_one, place) => place);
  let draw = 0;
  for (const quality of qualitiesDrawn(design, fits, { draws, seed })) {
    const worth = ranked.map(({ index }) => quality[index] as number);
    order.sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
    const reached = new Uint32Array(design.components);
    for (const place of order) {
      const component = components[place] as number;
      reached[component] = (reached[component] as number) + 1;
      (ranks[place] as Uint32Array)[draw] = reached[component] as number;
    }
    prizes?.count(order, worth);
    draw += 1;
  }
  const rows = ranked.map(({ assessment }, place) => ({ ...summary(ranks[place] as Uint32Array), component: (components[place] as number) + 1, assessment, place }));
  rows.sort((a, b) => a.component - b.component || a.mean - b.mean || (a.assessment.entry.id < b.assessment.entry.id ? -1 : 1));
  return rows.map(({ assessment, component, mean, interval95, place }) => ({
    entry: assessment.entry.id,
    component,
    expectedRank: mean.toFixed(1),
    interval95,
    ...(prizes ? { prizeProbability: prizes.probabilities(place, draws) } : {}),
  }));
}

function summary(ranks: Uint32Array): { mean: number; interval95: readonly [number, number] } {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  const sorted = ranks.toSorted();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.max(0, share))] as number;
  return { mean, interval95: [at(Math.floor(0.025 * sorted.length)), at(Math.ceil(0.975 * sorted.length) - 1)] };
}

function stableJudges(design: Design, fits: readonly WeightedFit[], notes: readonly StabilityNote[]): StableJudge[] {
  return design.judges.map((judge, index) => {
    const effect = fits.reduce((sum, { fit, weight }) => sum + weight * (fit.effects[design.components + index] ?? 0), 0);
    return {
      judge,
      component: (design.componentOfJudge[index] as number) + 1,
      severity: notes.length > 0 ? null : signed(-effect, 1),
      sheets: design.judgeOf.reduce((count, one) => count + (one === index ? 1 : 0), 0),
    };
  });
}

function variancesOf(fits: readonly WeightedFit[], design: Design): Stability["variance"] {
  const { fit } = fits.reduce((best, one) => (one.weight > best.weight ? one : best));
  const noise = fit.leftOver / fit.freedom;
  return { entry: (fit.ratios.entry * noise).toFixed(2), judge: design.judges.length > 1 ? (fit.ratios.judge * noise).toFixed(2) : null, noise: noise.toFixed(2) };
}

/** Without the minus sign of a zero. */
function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}
