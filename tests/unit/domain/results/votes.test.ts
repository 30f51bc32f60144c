import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abstained, guestLines, handsFault, isCarried, neededInFavour, VOTE_RULES } from "~/domain/results/votes";

/** A count that can be, with who abstained told apart. */
const hands = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200)).filter(([a, b, c]) => a + b + c > 0).map(([inFavour, against, quiet]) => ({ inFavour, against, present: inFavour + against + quiet }));

describe("a vote", () => {
  it.each([
    [9, 5, "MAJORITY", true],
    [8, 4, "MAJORITY", false],
    [9, 6, "TWO_THIRDS", true],
    [10, 6, "TWO_THIRDS", false],
    [10, 7, "TWO_THIRDS", true],
    [1, 1, "TWO_THIRDS", true],
    [2, 1, "CHAIR", false],
    [3, 2, "CHAIR", true],
  ] as const)("%i present, %i in favour, %s: %s", (present, inFavour, rule, carried) => {
    expect(isCarried({ present, inFavour, against: 0 }, rule)).toBe(carried);
  });

  it("is carried exactly from the number on that is said to be needed", () => {
    fc.assert(
      fc.property(hands, fc.constantFrom(...VOTE_RULES), (count, rule) => {
        expect(isCarried(count, rule)).toBe(count.inFavour >= neededInFavour(count.present, rule));
        expect(neededInFavour(count.present, rule)).toBeLessThanOrEqual(count.present);
      }),
    );
  });

  it("two thirds are never carried where a majority is not, and one more in favour never loses", () => {
    fc.assert(
      fc.property(hands, fc.constantFrom(...VOTE_RULES), (count, rule) => {
        if (isCarried(count, "TWO_THIRDS")) expect(isCarried(count, "MAJORITY")).toBe(true);
        if (isCarried(count, rule) && count.inFavour < count.present) expect(isCarried({ ...count, inFavour: count.inFavour + 1 }, rule)).toBe(true);
      }),
    );
  });

  it("counts those who abstained as not in favour, whatever the votes against", () => {
    fc.assert(
      fc.property(hands, fc.constantFrom(...VOTE_RULES), (count, rule) => {
        expect(abstained(count) + count.inFavour + count.against).toBe(count.present);
        expect(isCarried({ ...count, against: count.present - count.inFavour }, rule)).toBe(isCarried(count, rule));
      }),
    );
  });

  it.each([
    [{ present: 0, inFavour: 0, against: 0 }, "nobody_present"],
    [{ present: 5, inFavour: 4, against: 2 }, "more_than_present"],
    [{ present: 8, inFavour: 1, against: 1 }, "more_than_listed"],
    [{ present: 5, inFavour: -1, against: 2 }, "not_whole"],
    [{ present: 5, inFavour: 1.5, against: 2 }, "not_whole"],
    [{ present: Number.NaN, inFavour: 1, against: 2 }, "not_whole"],
    [{ present: 7, inFavour: 4, against: 3 }, null],
  ])("%j of seven listed: %s", (count, fault) => {
    expect(handsFault(count, 7)).toBe(fault);
  });

  it("counts guests by the lines that name somebody", () => {
    expect(guestLines("Bà Hòa, Phó Bí thư\n\n  Ông Lâm  \n")).toEqual(["Bà Hòa, Phó Bí thư", "Ông Lâm"]);
    expect(guestLines("")).toEqual([]);
  });
});
