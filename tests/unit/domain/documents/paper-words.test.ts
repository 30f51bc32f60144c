import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moneyInWords, MOST_MONEY, numberInWords } from "~/domain/documents/money-in-words";
import { paperDate } from "~/domain/documents/paper-date";

const DIGITS: Readonly<Record<string, number>> = { không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9 };

/** Reads words back, written apart from the code that makes them: what somebody would do who checks a cheque. */
function readBack(words: string): number {
  let [total, billions, group, digit] = [0, 0, 0, 0];
  for (const word of words.split(" ")) {
    if (word in DIGITS) digit = DIGITS[word] ?? 0;
    else if (word === "linh") digit = 0;
    else if (word === "mười") [group, digit] = [group + 10, 0];
    else if (word === "mươi") [group, digit] = [group + digit * 10, 0];
    else if (word === "trăm") [group, digit] = [group + digit * 100, 0];
    else if (word === "nghìn") [total, group, digit] = [total + (group + digit) * 1000, 0, 0];
    else if (word === "triệu") [total, group, digit] = [total + (group + digit) * 1_000_000, 0, 0];
    else if (word === "tỷ") [billions, total, group, digit] = [total + group + digit, 0, 0, 0];
    else throw new Error(`unknown word ${word}`);
  }
  return billions * 1_000_000_000 + total + group + digit;
}

describe("money in words", () => {
  it("writes amounts as papers of the state do", () => {
    const written = [0, 5, 10, 15, 21, 24, 25, 101, 105, 115, 1_000, 1_005, 10_000, 500_000, 1_000_005, 25_000_000, 111_111_111, 1_000_000_000, 2_050_000_000, MOST_MONEY].map((amount) => moneyInWords(amount));
    expect(written).toEqual([
      "Không đồng",
      "Năm đồng",
      "Mười đồng",
      "Mười lăm đồng",
      "Hai mươi mốt đồng",
      "Hai mươi bốn đồng",
      "Hai mươi lăm đồng",
      "Một trăm linh một đồng",
      "Một trăm linh năm đồng",
      "Một trăm mười lăm đồng",
      "Một nghìn đồng",
      "Một nghìn không trăm linh năm đồng",
      "Mười nghìn đồng",
      "Năm trăm nghìn đồng",
      "Một triệu không trăm linh năm đồng",
      "Hai mươi lăm triệu đồng",
      "Một trăm mười một triệu một trăm mười một nghìn một trăm mười một đồng",
      "Một tỷ đồng",
      "Hai tỷ không trăm năm mươi triệu đồng",
      "Một nghìn tỷ đồng",
    ]);
  });

  it("is read back as the amount it came from, for every amount up to a thousand billion", () => {
    const amount = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 2_000_000_000 }), fc.maxSafeInteger().map((value) => Math.abs(value) % (MOST_MONEY + 1)), fc.integer({ min: 0, max: 1_000_000 }).map((thousands) => thousands * 1_000_000));
    fc.assert(
      fc.property(amount, (value) => {
        const words = numberInWords(value);
        expect(words).toMatch(/^\p{L}+( \p{L}+)*$/u);
        expect(readBack(words)).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([-1, 0.5, Number.NaN, MOST_MONEY + 1])("refuses %s", (value) => {
    expect(() => moneyInWords(value)).toThrow(RangeError);
  });
});

describe("the date of a paper", () => {
  it("has a zero before days below ten and before January and February, as the decree wants", () => {
    expect(["2027-01-05", "2026-12-20", "2026-02-28", "2026-03-09", "2026-10-10"].map(paperDate)).toEqual([
      "ngày 05 tháng 01 năm 2027",
      "ngày 20 tháng 12 năm 2026",
      "ngày 28 tháng 02 năm 2026",
      "ngày 09 tháng 3 năm 2026",
      "ngày 10 tháng 10 năm 2026",
    ]);
  });

  it("leaves places to fill in by hand where the day is not known", () => {
    expect([null, "05/01/2027"].map(paperDate)).toEqual(["ngày …… tháng …… năm ………", "ngày …… tháng …… năm ………"]);
  });
});
