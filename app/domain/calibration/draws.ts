import { backward } from "./cholesky";
import type { Design } from "./design";
import type { Fit } from "./mixed-model";
import { seededRandom, type SeededRandom } from "./seeded-random";
import type { WeightedFit } from "./variances";

/**
 * Qualities of all entries (in points, as a judge of middling severity would give without noise), drawn from what the sheets leave
 * open. Each fit is drawn from as often as its weight says. The same array is handed out each time.
 */
export function* qualitiesDrawn(design: Design, fits: readonly WeightedFit[], { draws, seed }: { draws: number; seed: number }): Generator<Float64Array> {
  const random = seededRandom(seed);
  const quality = new Float64Array(design.entries.length);
  const start = random.uniform();
  let done = 0;
  let share = 0;
  for (const { fit, weight } of fits) {
    share += weight;
    const until = fit === fits.at(-1)?.fit ? draws : Math.min(draws, Math.ceil(share * draws - start));
    for (; done < until; done += 1) {
      drawQualities(design, fit, random, quality);
      yield quality;
    }
  }
}

function drawQualities(design: Design, fit: Fit, random: SeededRandom, quality: Float64Array): void {
  const { factor, effects, ratios, leftOver, freedom } = fit;
  const noise = Math.sqrt(leftOver / random.chiSquared(freedom));
  const spread = backward(factor, Float64Array.from({ length: factor.size }, () => random.normal()));
  const drawn = effects.map((effect, index) => effect + noise * (spread[index] as number));
  design.sheetsOf.forEach((sheets, entry) => {
    const level = drawn[design.componentOfEntry[entry] as number] as number;
    const shrink = ratios.entry / (1 + ratios.entry * sheets.length);
    let unexplained = 0;
    for (const sheet of sheets) unexplained += (design.totals[sheet] as number) - level - (drawn[design.components + (design.judgeOf[sheet] as number)] ?? 0);
    quality[entry] = design.centre + level + shrink * unexplained + noise * Math.sqrt(shrink) * random.normal();
  });
}
