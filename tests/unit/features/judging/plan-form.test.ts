import { expect, test } from "vitest";
import { readCap, readSeed, shownCap } from "~/features/judging/plan-form";

test("a cap is a whole percentage from 1 to 99, or nothing at all", () => {
  expect(["50", " 67 % ", "1", "99%", "0７"].map(readCap)).toEqual([5000, 6700, 100, 9900, 700]);
  expect(["", "  ", " % "].map(readCap)).toEqual([null, null, null]);
  expect(["0", "00", "100", "1,5", "0.5", "-5", "5e1", "nửa"].map(readCap)).toEqual(Array.from({ length: 8 }, () => "wrong"));
  expect([5000, 100, null].map(shownCap)).toEqual(["50", "1", ""]);
});

test("a seed is a whole number that is kept exactly", () => {
  expect(["0", "7", "4294967295", "9007199254740991"].map(readSeed)).toEqual([0, 7, 4_294_967_295, Number.MAX_SAFE_INTEGER]);
  expect(["", "x", "-1", "1.5", "1e3", " 7", "9007199254740992", "9999999999999999", "99999999999999999999"].map(readSeed)).toEqual(Array.from({ length: 9 }, () => null));
});
