import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalShares, parseShare, sumOfShares, WHOLE_SHARE } from "~/domain/entry/shares";

describe("shares of authors", () => {
  it.each([
    ["33,33", 3333],
    ["33.3", 3330],
    ["50", 5000],
    ["50 %", 5000],
    ["100", 10_000],
    ["0,01", 1],
    [" 7 ", 700],
  ])("reads %s", (text, share) => expect(parseShare(text)).toBe(share));

  it.each(["", "abc", "-1", "100,01", "101", "33,333", "1e2", "33,", ",5", "３３", "1 000"])("refuses %j", (text) => expect(parseShare(text)).toBeNull());

  it("gives three authors 33,33 each and the hundredth that is left to the chief", () => {
    expect(equalShares(3, 0)).toEqual([3334, 3333, 3333]);
    expect(equalShares(3, 2)).toEqual([3333, 3333, 3334]);
    expect(equalShares(7, 3)).toEqual([1428, 1428, 1428, 1432, 1428, 1428, 1428]);
    expect(equalShares(0, 0)).toEqual([]);
  });

  it("always divides the whole, with equal parts for all but the chief, who never gets less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (authors, any) => {
        const chief = any % authors;
        const shares = equalShares(authors, chief);
        const others = shares.filter((_, index) => index !== chief);
        expect(sumOfShares(shares)).toBe(WHOLE_SHARE);
        expect(new Set(others).size).toBeLessThanOrEqual(1);
        expect(shares[chief]).toBeGreaterThanOrEqual(others[0] ?? 0);
        expect((shares[chief] ?? 0) - (others[0] ?? shares[chief] ?? 0)).toBeLessThan(authors);
      }),
    );
  });

  it("reads back every share that can be written, with comma or point", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WHOLE_SHARE }), fc.constantFrom(",", "."), (share, mark) => {
        const text = `${Math.floor(share / 100)}${mark}${String(share % 100).padStart(2, "0")}`;
        expect(parseShare(text)).toBe(share);
      }),
    );
  });
});
