import type { Points } from "../kernel/decimal";

/** Range and step of a criterion, in 1/10,000 of a point. */
export interface ScoreRange {
  readonly max: Points;
  readonly step: Points;
}

/** What which score means: from and to, both included, in 1/10,000 of a point. */
export interface ScoreBand {
  readonly from: Points;
  readonly to: Points;
  readonly text: string;
}

/**
 * The score `by` steps further (negative: back), on the step and within 0 … max. From a score off its step the first step goes to the
 * next one that is right. From nothing, upwards begins at the first step and downwards at the maximum.
 */
export function stepScore({ max, step }: ScoreRange, from: Points | null, by: number): Points {
  const width = step > 0 ? step : 1;
  const top = max - (max % width);
  if (from === null) return by < 0 ? top : Math.min(top, width * by);
  const rest = from % width;
  const start = by < 0 && rest > 0 ? from - rest + width : from - rest;
  return Math.min(top, Math.max(0, start + by * width));
}

/** The first band a score lies in; null between bands. */
export function bandOf<Band extends ScoreBand>(bands: readonly Band[], points: Points): Band | null {
  return bands.find(({ from, to }) => from <= points && points <= to) ?? null;
}

/** Whether scores of this step may have a fraction, so that a comma can be typed. */
export const hasFraction = ({ step }: Pick<ScoreRange, "step">, unitsPerPoint = 10_000): boolean => step % unitsPerPoint !== 0;
