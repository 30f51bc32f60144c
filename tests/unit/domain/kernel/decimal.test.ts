import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addRatios, multiplyRatios, parsePoints, plainPoints, printFixed, printPoints, ratio, roundHalfUp } from "~/domain/kernel/decimal";

describe("a written score", () => {
  it.each([
    ["0", 0],
    ["35.5", 355_000],
    ["35.50", 355_000],
    ["007.5", 75_000],
    ["9999.9999", 99_999_999],
    ["0.0001", 1],
  ])("%s is %i ten-thousandths of a point", (text, points) => {
    expect(parsePoints(text)).toBe(points);
  });

  it.each(["", " 35", "35 ", "35,5", "+35", "-1", "35.", ".5", "12345", "1.00001", "1e3", "٣٥", "35\n", "NaN"])(
    "%j is no score",
    (text) => {
      expect(parsePoints(text)).toBeNull();
    },
  );

  it("comes back from its shortest form", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), (points) => parsePoints(plainPoints(points)) === points));
    expect([400_000, 355_000, 1, 0, 1_000_000].map(plainPoints)).toEqual(["40", "35.5", "0.0001", "0", "100"]);
  });
});

describe("printing", () => {
  it("gives exactly the digits asked for", () => {
    expect([printFixed(8633, 2), printFixed(5, 2), printFixed(0, 4), printFixed(86, 0)]).toEqual(["86.33", "0.05", "0.0000", "86"]);
  });

  it("rounds points half up", () => {
    expect([printPoints(45_000, 2), printPoints(45_050, 2), printPoints(45_049, 2), printPoints(995_000, 0)]).toEqual([
      "4.50", "4.51", "4.50", "100",
    ]);
  });
});

describe("rounding a fraction", () => {
  it.each([
    [1, 2, 0, 1],
    [1, 3, 2, 33],
    [2, 3, 2, 67],
    [5, 1000, 2, 1],
    [4_999, 1_000_000, 2, 0],
    [259, 3, 2, 8633],
  ])("%i/%i to %i decimals is %i units", (above, below, decimals, units) => {
    expect(roundHalfUp(ratio(above, below), decimals)).toBe(units);
  });

  it("never rounds up what is below the half by less than a float can tell", () => {
    expect(roundHalfUp(ratio(10n ** 20n / 2n - 1n, 10n ** 20n), 0)).toBe(0);
    expect(roundHalfUp(ratio(10n ** 20n / 2n, 10n ** 20n), 0)).toBe(1);
  });

  it("doesn't take negative values or an empty denominator", () => {
    expect(() => roundHalfUp(ratio(-1, 2), 0)).toThrow(RangeError);
    expect(() => ratio(1, 0)).toThrow(RangeError);
  });
});

it("adds and multiplies fractions exactly", () => {
  const sum = addRatios(ratio(1, 3), ratio(1, 6));
  expect(sum.numerator * 2n).toBe(sum.denominator);
  const product = multiplyRatios(ratio(2, 3), ratio(3, 4));
  expect(product.numerator * 2n).toBe(product.denominator);
});
