import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRankings, prizesThatDiffer } from "~/domain/results/compare-rankings";
import { prizeMoney } from "~/domain/results/money";
import { openSpreads, roundsApart } from "~/domain/results/spreads";
import { isExactPercent, rulesAsTheyAre, underRules, whatIfRanking, type WhatIf } from "~/domain/results/what-if";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { contest, criterion, p, ranked, sheet, tier } from "../ranking/contest";

const CRITERIA = [criterion("novelty", "40", { step: p("0.5") }), criterion("use", "60", { step: p("0.5") })];

/** Entries with two criteria in half points by two judges, in two rounds. */
const rounds = [{ code: "PRELIM", weight: 4_000 }, { code: "FINAL", weight: 6_000 }];
const half = (most: number) => fc.nat(most * 2).map((halves) => String(halves / 2));
const scores = fc.array(fc.array(fc.tuple(half(40), half(60)), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 });

function problemOf(given: readonly (readonly (readonly [string, string])[])[], quotas = [1, 2]): ScoringProblem {
  return contest({
    rubrics: [{ round: null, field: null, criteria: CRITERIA }],
    rounds,
    entries: given.map((_, index) => ({ id: `E${index}`, field: index % 2 === 0 ? "A" : "B" })),
    sheets: given.flatMap((sheets, index) =>
      sheets.map(([novelty, use], nth) => sheet(`E${index}`, `J${nth % 2}`, { novelty, use }, { round: nth < 2 ? "PRELIM" : "FINAL" })),
    ),
    rules: { maxSpread: p("15"), tieBreak: ["novelty"], prizes: [tier("FIRST", quotas[0] ?? 0, "50"), tier("SECOND", quotas[1] ?? 0)] },
  });
}

const under = (problem: ScoringProblem, change: Partial<WhatIf>) => {
  const result = whatIfRanking(problem, { ...rulesAsTheyAre(problem), ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value.ranking;
};

describe("the ranking under other rules", () => {
  it("is the official one where nothing is other, choices included", () => {
    fc.assert(
      fc.property(scores, (given) => {
        const problem = problemOf(given);
        const official = ranked(problem);
        expect(under(problem, {})).toEqual(official);
        const [tie] = official.undecided;
        if (!tie) return;
        const left = official.prizes.find((prize) => prize.tier === tie.tier)?.left ?? 0;
        const chosen = { ...problem, choices: [{ tier: tie.tier, field: null, entries: tie.entries.slice(0, left) }] };
        expect(under(chosen, {})).toEqual(ranked(chosen));
        expect(compareRankings(ranked(chosen), under(chosen, {})).every(({ rank, prize }) => rank.from === rank.to && prize.from === prize.to)).toBe(true);
      }),
    );
  });

  it("never changes what it was given", () => {
    fc.assert(
      fc.property(scores, fc.nat(5), (given, factor) => {
        const problem = problemOf(given);
        const before = structuredClone(problem);
        underRules(problem, { ...rulesAsTheyAre(problem), criterionPercents: new Map([["novelty", factor * 100]]) });
        expect(problem).toEqual(before);
      }),
    );
  });

  it("keeps the order where every criterion counts twice, with means twice as high", () => {
    fc.assert(
      fc.property(scores, (given) => {
        const problem = problemOf(given, [0, 0]);
        const exact = { decimals: 4, criterionPercents: new Map([["novelty", 200], ["use", 200]]) };
        const rankOf = (ranking: ReturnType<typeof ranked>) => new Map(ranking.ranking.map(({ entry, rank, mean }) => [entry, { rank, mean: Number(mean) }]));
        const [once, twice] = [rankOf(under(problem, { decimals: 4 })), rankOf(under(problem, exact))];
        for (const [entry, { rank, mean }] of once) {
          expect(twice.get(entry)?.rank).toBe(rank);
          expect(twice.get(entry)?.mean).toBeCloseTo(mean * 2, 3);
        }
      }),
    );
  });

  it("is that of one round alone where it has the whole weight", () => {
    fc.assert(
      fc.property(scores, (given) => {
        const problem = problemOf(given, [0, 0]);
        const alone = ranked({ ...problem, rounds: [{ code: "FINAL", weight: 10_000 }], sheets: problem.sheets.filter(({ round }) => round === "FINAL") });
        expect(under(problem, { roundWeights: new Map([["PRELIM", 0], ["FINAL", 10_000]]) })).toEqual(alone);
      }),
    );
  });

  it("leaves a criterion out at 0 percent, from tie-breaks too", () => {
    const problem = problemOf([[["40", "10"], ["40", "10"], ["40", "10"], ["40", "10"]], [["0", "30"], ["0", "30"], ["0", "30"], ["0", "30"]]]);
    expect(ranked(problem).ranking[0]?.entry).toBe("E0");
    const other = under(problem, { criterionPercents: new Map([["novelty", 0], ["use", 100]]) });
    expect(other.ranking.map(({ entry, mean }) => [entry, mean])).toEqual([["E1", "30.00"], ["E0", "10.00"]]);
    expect(prizesThatDiffer(ranked(problem), other).map(({ entry, prize }) => [entry, prize])).toEqual([["E0", { from: "FIRST", to: "SECOND" }]]);
  });

  it("refuses weights that do not add up, and knows which percents lose no digit", () => {
    const problem = problemOf([[["40", "10"], ["40", "10"], ["40", "10"], ["40", "10"]]]);
    const refusedFor = whatIfRanking(problem, { ...rulesAsTheyAre(problem), roundWeights: new Map([["PRELIM", 5_000], ["FINAL", 6_000]]) });
    expect(refusedFor.ok).toBe(false);
    expect([isExactPercent(problem, "novelty", 33), isExactPercent({ ...problem, rubrics: [{ round: null, field: null, criteria: [criterion("novelty")] }] }, "novelty", 33)]).toEqual([true, false]);
  });

  it("forgets a choice for a tie that does not come up again, and keeps the others", () => {
    const equal: readonly [string, string] = ["20", "30"];
    const problem = problemOf([[equal, equal, equal, equal], [equal, equal, equal, equal], [["1", "1"], ["1", "1"], ["1", "1"], ["1", "1"]]]);
    const chosen = { ...problem, choices: [{ tier: "FIRST", field: null, entries: ["E1"] }] };
    expect(ranked(chosen).ranking.find(({ entry }) => entry === "E1")?.prize).toBe("FIRST");
    const wider = under(chosen, { quotas: new Map([["FIRST", 2]]) });
    expect(wider.ranking.filter(({ prize }) => prize === "FIRST").map(({ entry }) => entry)).toEqual(["E0", "E1"]);
  });
});

describe("prize winners on whom judges differ", () => {
  const apart: readonly [string, string][] = [["40", "60"], ["20", "30"], ["40", "60"], ["40", "60"]];
  const problem = problemOf([apart, [["10", "30"], ["10", "30"], ["10", "30"], ["10", "30"]]]);

  it("wait until each round with a spread is settled, or a vote for all", () => {
    const ranking = ranked(problem);
    expect(roundsApart(problem, "E0")).toEqual(["PRELIM"]);
    expect(openSpreads(problem, ranking, [])).toEqual(["E0"]);
    expect(openSpreads(problem, ranking, [{ entry: "E0", round: "FINAL" }])).toEqual(["E0"]);
    expect(openSpreads(problem, ranking, [{ entry: "E0", round: "PRELIM" }])).toEqual([]);
    expect(openSpreads(problem, ranking, [{ entry: "E0", round: null }])).toEqual([]);
    expect(openSpreads(problem, ranking, [{ entry: "E1", round: null }])).toEqual(["E0"]);
  });

  it("do not wait where they get no prize, or the rules allow any spread", () => {
    const bare = { ...problem, rules: { ...problem.rules, prizes: [] } };
    expect(openSpreads(bare, ranked(bare), [])).toEqual([]);
    const free = { ...problem, rules: { ...problem.rules, maxSpread: null } };
    expect(openSpreads(free, ranked(free), [])).toEqual([]);
  });
});

describe("prize money", () => {
  const tiers = [{ code: "FIRST", label: "Giải Nhất", quota: 1, money: 3_000_000 }, { code: "SECOND", label: "Giải Nhì", quota: 2, money: 2_000_000 }];

  it("counts what is given and what all prizes would cost, in each field where they are per field", () => {
    const all = problemOf([[["40", "60"], ["40", "60"], ["40", "60"], ["40", "60"]], [["30", "30"], ["30", "30"], ["30", "30"], ["30", "30"]]]);
    const money = prizeMoney(ranked(all).prizes, tiers);
    expect(money.tiers.map(({ awarded, cost, most }) => [awarded, cost, most])).toEqual([[1, 3_000_000, 3_000_000], [1, 2_000_000, 4_000_000]]);
    expect([money.total, money.most]).toEqual([5_000_000, 7_000_000]);
    const apart = { ...all, rules: { ...all.rules, perField: true } };
    expect(prizeMoney(ranked(apart).prizes, tiers).most).toBe(14_000_000);
  });
});
