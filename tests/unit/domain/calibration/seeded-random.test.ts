import { expect, test } from "vitest";
import { seededRandom } from "~/domain/calibration/seeded-random";

test("whole numbers come from the whole range, each as often, and the same for the same seed", () => {
  for (const below of [1, 2, 3, 7, 20_000, 2 ** 32]) {
    const [random, again] = [seededRandom(5), seededRandom(5)];
    const drawn = Array.from({ length: 200 }, () => random.below(below));
    expect(drawn.every((number) => Number.isInteger(number) && number >= 0 && number < below)).toBe(true);
    expect(Array.from({ length: 200 }, () => again.below(below))).toEqual(drawn);
  }
  const random = seededRandom(11);
  const times = [0, 0, 0];
  for (let count = 0; count < 30_000; count++) {
    const number = random.below(3);
    times[number] = (times[number] ?? 0) + 1;
  }
  // Five standard deviations of 10,000 ± 82.
  for (const count of times) expect(Math.abs(count - 10_000)).toBeLessThan(410);
});
