import { expect, test } from "vitest";
import { readCap, shownCap } from "~/features/judging/plan-form";

test("a cap is a whole percentage from 1 to 99, or nothing at all", () => {
  expect(["50", " 67 % ", "1", "99%", "0７"].map(readCap)).toEqual([5000, 6700, 100, 9900, 700]);
  expect(["", "  ", " % "].map(readCap)).toEqual([null, null, null]);
  expect(["0", "00", "100", "1,5", "0.5", "-5", "5e1", "nửa"].map(readCap)).toEqual(Array.from({ length: 8 }, () => "wrong"));
  expect([5000, 100, null].map(shownCap)).toEqual(["50", "1", ""]);
});
