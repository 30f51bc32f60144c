import { backward, type Factor, factorise, forward } from "./cholesky";
import type { Design } from "./design";

/** Variances of entries and of judges as multiples of the noise's. */
export interface Ratios {
  readonly entry: number;
  readonly judge: number;
}

/** The model at one pair of ratios: total = level of the part of the net + entry + judge + noise, all but the level normal. */
export interface Fit {
  readonly ratios: Ratios;
  /** levels first, then judges */
  readonly factor: Factor;
  /** best guess of levels and judges, in points */
  readonly effects: Float64Array;
  /** sum of squares that is left; over the degrees of freedom it is the noise's variance */
  readonly leftOver: number;
  readonly freedom: number;
  /** logarithm of the restricted likelihood with the noise's variance integrated out, up to a constant */
  readonly logLikelihood: number;
}

/** Totals that agree to the last digit still leave this much noise, in points²; nothing is divided by zero. */
const LEAST_LEFT_OVER = 1e-6;

/**
 * Fits the additive model by Henderson's mixed-model equations with the entries absorbed, so that the system is only as large as
 * the judges are many (C. R. Henderson, 1975; restricted likelihood: Patterson and Thompson, 1971).
 * Without judges in the model (`withJudges` false: a single one, whose severity cannot be told from the level) theirs is left out.
 */
export function fitModel(design: Design, ratios: Ratios, withJudges: boolean): Fit | null {
  const { components, totals, sheetsOf, judgeOf, componentOfEntry } = design;
  const judges = withJudges ? design.judges.length : 0;
  const size = components + judges;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const add = (row: number, column: number, value: number) => {
    const index = row >= column ? row * size + column : column * size + row;
    matrix[index] = (matrix[index] as number) + value;
  };
  let squares = 0;
  let logEntries = 0;
  sheetsOf.forEach((sheets, entry) => {
    const n = sheets.length;
    const shrink = ratios.entry / (1 + ratios.entry * n);
    const level = componentOfEntry[entry] as number;
    const sum = sheets.reduce((total, sheet) => total + (totals[sheet] as number), 0);
    logEntries += Math.log(1 + ratios.entry * n);
    squares -= shrink * sum * sum;
    add(level, level, n - shrink * n * n);
    right[level] = (right[level] as number) + sum * (1 - shrink * n);
    sheets.forEach((sheet, index) => {
      const total = totals[sheet] as number;
      squares += total * total;
      if (judges === 0) return;
      const judge = components + (judgeOf[sheet] as number);
      right[judge] = (right[judge] as number) + total - shrink * sum;
      add(judge, level, 1 - shrink * n);
      add(judge, judge, 1 - shrink);
      for (let other = 0; other < index; other += 1) add(judge, components + (judgeOf[sheets[other] as number] as number), -shrink);
    });
  });
  for (let judge = components; judge < size; judge += 1) add(judge, judge, 1 / ratios.judge);
  const factor = factorise(matrix, size);
  if (!factor) return null;
  const effects = backward(factor, forward(factor, right));
  const explained = effects.reduce((sum, effect, index) => sum + effect * (right[index] as number), 0);
  const leftOver = Math.max(LEAST_LEFT_OVER, squares - explained);
  const freedom = Math.max(1, totals.length - components);
  const logLikelihood = -0.5 * (logEntries + judges * Math.log(ratios.judge) + factor.logDeterminant) - (freedom / 2) * Math.log(leftOver);
  return { ratios, factor, effects, leftOver, freedom, logLikelihood };
}
