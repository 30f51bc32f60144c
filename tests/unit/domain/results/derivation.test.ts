import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ratio } from "~/domain/kernel/decimal";
import { deriveRank, readNumber } from "~/domain/results/derivation";
import { contest, criterion, p, ranked, sheet } from "../ranking/contest";

const half = (most: number) => fc.nat(most * 2).map((halves) => String(halves / 2));
const given = fc.array(fc.array(fc.tuple(half(4), half(6)), { minLength: 4, maxLength: 6 }), { minLength: 1, maxLength: 8 });

/** Small scales, so that equal means come up often. */
const problemOf = (scores: readonly (readonly (readonly [string, string])[])[], decimals: number) =>
  contest({
    rubrics: [{ round: null, field: null, criteria: [criterion("novelty", "4", { step: p("0.5") }), criterion("use", "6", { step: p("0.5") })] }],
    rounds: [{ code: "PRELIM", weight: 3_333 }, { code: "FINAL", weight: 6_667 }],
    entries: scores.map((_, index) => ({ id: `E${index}`, field: "A" })),
    sheets: scores.flatMap((sheets, index) => sheets.map(([novelty, use], nth) => sheet(`E${index}`, `J${nth}`, { novelty, use }, { round: nth < 2 ? "PRELIM" : "FINAL" }))),
    rules: { decimals, tieBreak: ["novelty"] },
  });

describe("how a rank comes about", () => {
  it("ends at the mean and the rank of the official ranking, for every entry", () => {
    fc.assert(
      fc.property(given, fc.nat(2), (scores, decimals) => {
        const problem = problemOf(scores, decimals);
        const ranking = ranked(problem);
        for (const row of ranking.ranking) {
          const derived = deriveRank(problem, ranking, row.entry);
          const above = derived?.equals.filter(({ isAbove }) => isAbove).length ?? 0;
          expect([derived?.mean, derived?.rank, (derived?.higher ?? 0) + above + 1]).toEqual([row.mean, row.rank, row.rank]);
          expect(derived?.higher).toBe(ranking.ranking.filter(({ mean }) => Number(mean) > Number(row.mean)).length);
          for (const { entry, isAbove, decidedBy } of derived?.equals ?? []) {
            expect(isAbove).toBe((ranking.ranking.find((one) => one.entry === entry)?.rank ?? 0) < (row.rank ?? 0));
            if (decidedBy) expect(Number(decidedBy.other) > Number(decidedBy.own)).toBe(isAbove);
            else expect(ranking.ranking.find((one) => one.entry === entry)?.rank).toBe(row.rank);
          }
        }
      }),
    );
  });

  it("names every sheet, the sums, the weights and where rounding happens", () => {
    const problem = problemOf([[["4", "6"], ["3.5", "6"], ["4", "5"], ["3", "5"], ["2", "5"]]], 2);
    expect(deriveRank(problem, ranked(problem), "E0")).toEqual({
      rounds: [
        { round: "PRELIM", weight: 3_333, totals: [{ judge: "J0", total: p("10") }, { judge: "J1", total: p("9.5") }], sum: p("19.5"), mean: { text: "9.75", isWhole: true }, share: { text: "3.249675", isWhole: true } },
        { round: "FINAL", weight: 6_667, totals: [{ judge: "J2", total: p("9") }, { judge: "J3", total: p("8") }, { judge: "J4", total: p("7") }], sum: p("24"), mean: { text: "8", isWhole: true }, share: { text: "5.3336", isWhole: true } },
      ],
      exact: { text: "8.583275", isWhole: true }, decimals: 2, mean: "8.58", tieBreak: [{ code: "novelty", mean: "3.00" }], equals: [], higher: 0, rank: 1,
    });
  });

  it("is not there without enough sheets, and a number that goes on is cut and said to", () => {
    const problem = problemOf([[["4", "6"], ["4", "6"]].map(([a, b]) => [a ?? "", b ?? ""] as const)], 2);
    const ranking = ranked({ ...problem, rules: { ...problem.rules, minJudges: 2 } });
    expect([deriveRank(problem, ranking, "E0"), deriveRank(problem, ranking, "E9")]).toEqual([null, null]);
    expect([readNumber(ratio(2, 3)), readNumber(ratio(10, 5)), readNumber(ratio(0, 7))]).toEqual([{ text: "0.666666", isWhole: false }, { text: "2", isWhole: true }, { text: "0", isWhole: true }]);
  });
});
