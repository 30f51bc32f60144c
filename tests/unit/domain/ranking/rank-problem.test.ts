import { describe, expect, it } from "vitest";
import { withoutEntries } from "~/domain/ranking/participants";
import { column, contest, criterion, p, ranked, scored, sheet, tier } from "./contest";

const inRound = (round: string, entry: string, totals: readonly string[]) =>
  totals.map((text, index) => sheet(entry, `J${index + 1}`, { novelty: text }, { round }));

describe("the mean", () => {
  it("is the exact mean of the totals, rounded once, half up, with exactly the digits asked for", () => {
    const totals = { E1: ["86", "86", "87"], E2: ["86.01", "86.02"], E3: ["50"] };
    const means = (decimals: number) => column(ranked(scored(totals, { rules: { decimals } })), "mean");
    expect(means(0)).toEqual({ E1: "86", E2: "86", E3: "50" });
    expect(means(1)).toEqual({ E1: "86.3", E2: "86.0", E3: "50.0" });
    expect(means(2)).toEqual({ E1: "86.33", E2: "86.02", E3: "50.00" });
    expect(means(4)).toEqual({ E1: "86.3333", E2: "86.0150", E3: "50.0000" });
  });

  it("isn't the sum of rounded criterion means", () => {
    const problem = contest({
      rubrics: [{ round: null, field: null, criteria: [criterion("a"), criterion("b")] }],
      rules: { decimals: 0 },
      entries: [{ id: "E1", field: "tech" }],
      sheets: [sheet("E1", "J1", { a: "10", b: "10" }), sheet("E1", "J2", { a: "11", b: "11" })],
    });
    expect(ranked(problem).ranking[0]).toMatchObject({ mean: "21", criteria: { a: "11", b: "11" } });
  });

  it("counts locked sheets only", () => {
    const problem = scored({ E1: ["80"] });
    const draft = sheet("E1", "J2", { novelty: "0" }, { state: "DRAFT" });
    expect(ranked({ ...problem, sheets: [...problem.sheets, draft] }).ranking[0]).toMatchObject({ mean: "80.00", judges: 1 });
  });
});

describe("the spread", () => {
  it("is the highest less the lowest total, 0 for one sheet and null for none", () => {
    const spreads = column(ranked(scored({ E1: ["70", "90", "85.5"], E2: ["50"], E3: [] })), "spread");
    expect(spreads).toEqual({ E1: "20.00", E2: "0.00", E3: null });
  });

  it("is compared exactly and printed rounded", () => {
    const problem = scored({ E1: ["70", "85"], E2: ["70", "85.0001"] }, { rules: { maxSpread: p("15") } });
    const { ranking } = ranked(problem);
    expect(ranking.map((row) => [row.entry, row.spread, row.flags])).toEqual([
      ["E1", "15.00", []],
      ["E2", "15.00", ["SPREAD"]],
    ]);
  });

  it("is never flagged without a limit, and bars nobody from a prize", () => {
    const prizes = [tier("FIRST", 1)];
    expect(ranked(scored({ E1: ["0", "100"] }, { rules: { prizes } })).ranking[0]?.flags).toEqual([]);
    const row = ranked(scored({ E1: ["0", "100"] }, { rules: { prizes, maxSpread: 0 } })).ranking[0];
    expect(row).toMatchObject({ flags: ["SPREAD"], prize: "FIRST" });
  });
});

describe("the order", () => {
  it("shares a rank among equal rounded means and skips the next: 1, 2, 2, 4; ids ascend among equals", () => {
    const { ranking } = ranked(scored({ E9: ["80.004"], E10: ["80.001"], E1: ["90"], E0: ["70"] }));
    expect(ranking.map((row) => [row.entry, row.rank])).toEqual([["E1", 1], ["E10", 2], ["E9", 2], ["E0", 4]]);
  });

  it("is decided between equal means by the rounded means of the tie-break criteria in turn", () => {
    const rubrics = [{ round: null, field: null, criteria: [criterion("a"), criterion("b"), criterion("c")] }];
    const scores: Record<string, [string, string, string]> = {
      E1: ["30", "20", "10"],
      E2: ["20", "30", "10"],
      E3: ["30.001", "19", "10.999"],
      E4: ["30", "20", "10"],
    };
    const problem = contest({
      rubrics,
      rules: { tieBreak: ["a", "b"] },
      entries: Object.keys(scores).map((id) => ({ id, field: "tech" })),
      sheets: Object.entries(scores).map(([id, [a, b, c]]) => sheet(id, "J1", { a, b, c })),
    });
    expect(column(ranked(problem), "rank")).toEqual({ E1: 1, E4: 1, E3: 3, E2: 4 });
    expect(column(ranked({ ...problem, rules: { ...problem.rules, tieBreak: ["b", "a"] } }), "rank")).toEqual({ E2: 1, E1: 2, E4: 2, E3: 4 });
    expect(column(ranked({ ...problem, rules: { ...problem.rules, tieBreak: [] } }), "rank")).toEqual({ E1: 1, E2: 1, E3: 1, E4: 1 });
  });

  it("is over all entries, also where prizes are given per field", () => {
    const problem = scored({ "A:E1": ["90"], "B:E2": ["80"], "A:E3": ["80"], "B:E4": ["70"] }, { rules: { perField: true } });
    expect(column(ranked(problem), "rank")).toEqual({ E1: 1, E2: 2, E3: 2, E4: 4 });
  });

  it("puts an entry whose field lacks the tie-break criterion below those that have it", () => {
    const problem = contest({
      rubrics: [
        { round: null, field: "A", criteria: [criterion("novelty")] },
        { round: null, field: "B", criteria: [criterion("beauty")] },
      ],
      rules: { tieBreak: ["novelty", "beauty"] },
      entries: [{ id: "E1", field: "B" }, { id: "E2", field: "A" }, { id: "E3", field: "A" }, { id: "E4", field: "B" }],
      sheets: [
        sheet("E1", "J1", { beauty: "50" }),
        sheet("E2", "J1", { novelty: "50" }),
        sheet("E3", "J1", { novelty: "50" }),
        sheet("E4", "J1", { beauty: "50" }),
      ],
    });
    expect(column(ranked(problem), "rank")).toEqual({ E2: 1, E3: 1, E1: 3, E4: 3 });
  });
});

describe("an incomplete entry", () => {
  it("has no rank, mean, criteria or prize, but keeps judges and spread, and stands last by id", () => {
    const problem = scored({ E2: ["99", "50"], E1: ["98"], E3: ["1", "2", "3"] }, {
      rules: { minJudges: 3, maxSpread: p("10"), prizes: [tier("FIRST", 3)] },
    });
    expect(ranked(problem).ranking).toEqual([
      { entry: "E3", field: "tech", rank: 1, mean: "2.00", criteria: { novelty: "2.00" }, judges: 3, spread: "2.00", flags: [], prize: "FIRST" },
      { entry: "E1", field: "tech", rank: null, mean: null, criteria: {}, judges: 1, spread: "0.00", flags: ["INCOMPLETE"], prize: null },
      { entry: "E2", field: "tech", rank: null, mean: null, criteria: {}, judges: 2, spread: "49.00", flags: ["INCOMPLETE", "SPREAD"], prize: null },
    ]);
  });

  it("isn't flagged BELOW_MIN: it has no mean to compare", () => {
    const rubrics = [{ round: null, field: null, criteria: [criterion("novelty", "100", { min: p("50") })] }];
    expect(ranked(scored({ E1: ["10"] }, { rubrics, rules: { minJudges: 2 } })).ranking[0]?.flags).toEqual(["INCOMPLETE"]);
  });
});

describe("an entry below a criterion's minimum", () => {
  const rubrics = [{ round: null, field: null, criteria: [criterion("novelty", "100", { min: p("50") })] }];
  const problem = scored({ E1: ["49.99"], E2: ["50"], E3: ["49.99", "50"] }, { rubrics, rules: { prizes: [tier("FIRST", 5)] } });

  it("is ranked and never gets a prize; the rounded mean decides", () => {
    expect(ranked(problem).ranking.map(({ entry, rank, mean, flags, prize }) => [entry, rank, mean, flags, prize])).toEqual([
      ["E2", 1, "50.00", [], "FIRST"],
      ["E3", 1, "50.00", [], "FIRST"],
      ["E1", 3, "49.99", ["BELOW_MIN"], null],
    ]);
  });

  it("doesn't make its equals a group that has to be cut", () => {
    const criteria = [criterion("a", "100", { min: p("40") }), criterion("b")];
    const tied = contest({
      rubrics: [{ round: null, field: null, criteria }],
      rules: { prizes: [tier("FIRST", 1)] },
      entries: [{ id: "E1", field: "tech" }, { id: "E2", field: "tech" }],
      sheets: [sheet("E1", "J1", { a: "39", b: "51" }), sheet("E2", "J1", { a: "40", b: "50" })],
    });
    expect(ranked(tied)).toMatchObject({
      ranking: [{ entry: "E1", rank: 1, prize: null }, { entry: "E2", rank: 1, prize: "FIRST" }],
      undecided: [],
    });
  });
});

describe("rounds", () => {
  const rounds = [{ code: "PRELIM", weight: p("0.4") }, { code: "FINAL", weight: p("0.6") }];
  const problem = contest({
    rounds,
    rules: { maxSpread: p("10") },
    entries: ["E1", "E2", "E3", "E4"].map((id) => ({ id, field: "tech" })),
    sheets: [
      ...inRound("PRELIM", "E1", ["80", "80", "81"]),
      ...inRound("FINAL", "E1", ["90", "91", "91"]),
      ...inRound("PRELIM", "E2", ["60", "90"]),
      ...inRound("FINAL", "E2", ["70"]),
      ...inRound("PRELIM", "E3", ["99", "70"]),
      ...inRound("FINAL", "E4", ["99"]),
    ],
  });

  it("weigh the exact means and round once; judges, spread and criteria are those of the last round", () => {
    // E1: 0.4 × 80⅓ + 0.6 × 90⅔ = 86.5333…
    expect(ranked(problem).ranking).toEqual([
      { entry: "E1", field: "tech", rank: 1, mean: "86.53", criteria: { novelty: "90.67" }, judges: 3, spread: "1.00", flags: [], prize: null },
      { entry: "E2", field: "tech", rank: 2, mean: "72.00", criteria: { novelty: "70.00" }, judges: 1, spread: "0.00", flags: ["SPREAD"], prize: null },
      { entry: "E3", field: "tech", rank: null, mean: null, criteria: {}, judges: 0, spread: null, flags: ["INCOMPLETE", "SPREAD"], prize: null },
      { entry: "E4", field: "tech", rank: null, mean: null, criteria: {}, judges: 1, spread: "0.00", flags: ["INCOMPLETE"], prize: null },
    ]);
  });

  it("don't round each round's mean first", () => {
    const halves = contest({
      rounds: [{ code: "A", weight: p("0.5") }, { code: "B", weight: p("0.5") }],
      rules: { decimals: 0 },
      entries: [{ id: "E1", field: "tech" }],
      sheets: [...inRound("A", "E1", ["10", "11"]), ...inRound("B", "E1", ["20", "20"])],
    });
    expect(ranked(halves).ranking[0]?.mean).toBe("15");
  });

  it("may have rubrics of their own; the most specific one holds", () => {
    const withRubrics = contest({
      rounds,
      rubrics: [
        { round: null, field: null, criteria: [criterion("general")] },
        { round: null, field: "A", criteria: [criterion("field")] },
        { round: "FINAL", field: null, criteria: [criterion("final")] },
        { round: "FINAL", field: "B", criteria: [criterion("finalB", "100", { min: p("60") })] },
      ],
      entries: [{ id: "E1", field: "A" }, { id: "E2", field: "B" }],
      sheets: [
        sheet("E1", "J1", { field: "50" }, { round: "PRELIM" }),
        sheet("E1", "J1", { final: "50" }, { round: "FINAL" }),
        sheet("E2", "J1", { general: "50" }, { round: "PRELIM" }),
        sheet("E2", "J1", { finalB: "50" }, { round: "FINAL" }),
      ],
    });
    expect(column(ranked(withRubrics), "criteria")).toEqual({ E1: { final: "50.00" }, E2: { finalB: "50.00" } });
    expect(column(ranked(withRubrics), "flags")).toEqual({ E1: [], E2: ["BELOW_MIN"] });
  });

  it("flag BELOW_MIN by the criteria of the last round only", () => {
    const rubrics = [
      { round: "PRELIM", field: null, criteria: [criterion("novelty", "100", { min: p("70") })] },
      { round: "FINAL", field: null, criteria: [criterion("novelty")] },
    ];
    const sheets = [...inRound("PRELIM", "E1", ["10"]), ...inRound("FINAL", "E1", ["10"])];
    expect(ranked(contest({ rounds, rubrics, sheets, entries: [{ id: "E1", field: "tech" }] })).ranking[0]?.flags).toEqual([]);
  });
});

it("leaves out entries that were withdrawn or never qualified, with their sheets", () => {
  const problem = scored({ E1: ["90"], E2: ["80"], E3: ["70"] }, { rules: { prizes: [tier("FIRST", 1)] } });
  const rest = scored({ E2: ["80"], E3: ["70"] }, { rules: { prizes: [tier("FIRST", 1)] } });
  expect(ranked(withoutEntries(problem, new Set(["E1"])))).toEqual(ranked(rest));
});

it("has an answer for a contest without entries", () => {
  expect(ranked(contest({ rules: { prizes: [tier("FIRST", 2)] } }))).toEqual({
    ranking: [],
    prizes: [{ tier: "FIRST", field: null, quota: 2, awarded: 0, left: 2 }],
    undecided: [],
  });
  expect(ranked(contest({ rules: { perField: true, prizes: [tier("FIRST", 2)] } })).prizes).toEqual([]);
});
