import { describe, expect, it } from "vitest";
import { rankJson, readScoringProblem, serialiseRanking } from "~/features/results/scoring-problem";

/** The example of the contract, with a second entry and enough sheets to be ranked. */
const EXAMPLE = {
  rubric: { criteria: [{ code: "novelty", label: "Tính mới, tính sáng tạo", max: "40", step: "0.5", min: null }] },
  rules: {
    decimals: 2, minJudges: 2, maxSpread: "15", tieBreak: ["novelty"], perField: false,
    prizes: [{ tier: "FIRST", quota: 1, minScore: "30" }],
  },
  entries: [{ id: "E1", field: "software" }, { id: "E2", field: "software" }],
  sheets: [
    { entry: "E1", judge: "J1", state: "LOCKED", scores: { novelty: "35.5" } },
    { entry: "E1", judge: "J2", state: "LOCKED", scores: { novelty: "36" } },
    { entry: "E2", judge: "J1", state: "LOCKED", scores: { novelty: "35.5" } },
    { entry: "E2", judge: "J2", state: "LOCKED", scores: { novelty: "36" } },
  ],
  choices: [{ tier: "FIRST", field: null, entries: ["E1"] }],
};

type Example = typeof EXAMPLE & Record<string, unknown>;

/** The example after a change, as JSON data. */
function changed(change: (item: Example & { [key: string]: never }) => unknown): unknown {
  const copy = JSON.parse(JSON.stringify(EXAMPLE)) as Example & { [key: string]: never };
  change(copy);
  return copy;
}

function faultsOf(data: unknown): string[] {
  const result = rankJson(data);
  return result.ok ? [] : result.faults.map(({ where, code }) => `${where} ${code}`);
}

it("answers with exactly the members of the contract, in their order", () => {
  const result = rankJson(EXAMPLE);
  expect(result.ok && serialiseRanking(result.value)).toBe(
    `${JSON.stringify(
      {
        ranking: [
          { entry: "E1", field: "software", rank: 1, mean: "35.75", criteria: { novelty: "35.75" }, judges: 2, spread: "0.50", flags: [], prize: "FIRST" },
          { entry: "E2", field: "software", rank: 1, mean: "35.75", criteria: { novelty: "35.75" }, judges: 2, spread: "0.50", flags: [], prize: null },
        ],
        prizes: [{ tier: "FIRST", field: null, quota: 1, awarded: 1, left: 0 }],
        undecided: [],
      },
      null,
      2,
    )}\n`,
  );
});

describe("what may be absent", () => {
  it("is a bound, a list that may be empty, perField, rounds and labels", () => {
    const bare = {
      rubric: { criteria: [{ code: "novelty", max: 40, step: 0.5 }] },
      rules: { decimals: 0, minJudges: 1 },
      entries: [{ id: "E1", field: "x" }],
      sheets: [{ entry: "E1", judge: "J1", state: "LOCKED", scores: { novelty: 39.5 } }],
    };
    expect(rankJson(bare)).toEqual({
      ok: true,
      value: {
        ranking: [{ entry: "E1", field: "x", rank: 1, mean: "40", criteria: { novelty: "40" }, judges: 1, spread: "0", flags: [], prize: null }],
        prizes: [],
        undecided: [],
      },
    });
  });

  it.each(["rubric", "rules", "entries", "sheets"] as const)("isn't %s", (key) => {
    expect(faultsOf(changed((item) => delete (item as Record<string, unknown>)[key]))).toEqual([`${key} MISSING`]);
  });
});

describe("numbers", () => {
  it("given as JSON numbers are read by their shortest plain form", () => {
    const data = changed((item) => Object.assign(item.sheets[0] ?? {}, { scores: { novelty: 35.5 } }));
    expect(rankJson(data)).toEqual(rankJson(EXAMPLE));
  });

  it.each([["35,5"], ["-1"], [" 35"], [""], ["1e1"], [12345], [0.00001], [1e-7], [1e21], [-1], [0.1 + 0.2], [null], [true], [["35"]]])(
    "%j isn't a score",
    (value) => {
      expect(faultsOf(changed((item) => Object.assign(item.sheets[1]?.scores ?? {}, { novelty: value })))).toEqual(["sheets[1].scores.novelty NOT_POINTS"]);
    },
  );

  it.each([
    ["decimals", 5, "TOO_LARGE"],
    ["decimals", 1e300, "TOO_LARGE"],
    ["decimals", -1, "TOO_SMALL"],
    ["decimals", 1.5, "NOT_WHOLE"],
    ["decimals", "2", "NOT_WHOLE"],
    ["decimals", undefined, "MISSING"],
    ["minJudges", 0, "TOO_SMALL"],
    ["minJudges", 1e300, "TOO_LARGE"],
    ["minJudges", -0.5, "NOT_WHOLE"],
    ["minJudges", null, "NOT_WHOLE"],
    ["maxSpread", "x", "NOT_POINTS"],
    ["perField", "yes", "NOT_BOOLEAN"],
    ["tieBreak", "novelty", "NOT_LIST"],
  ])("rules.%s can't be %j: %s", (key, value, code) => {
    expect(faultsOf(changed((item) => Object.assign(item.rules, { [key]: value })))).toEqual([`rules.${key} ${code}`]);
  });

  it("may not make a quota negative", () => {
    expect(faultsOf(changed((item) => Object.assign(item.rules.prizes[0] ?? {}, { quota: -1 })))).toEqual(["rules.prizes[0].quota TOO_SMALL"]);
  });
});

describe("a refusal", () => {
  it("names every unknown key, wherever it stands", () => {
    const data = changed((item) => {
      for (const holder of [item, item.rubric, item.rubric.criteria[0], item.rules, item.rules.prizes[0], item.entries[1], item.sheets[2], item.choices[0]]) {
        Object.assign(holder ?? {}, { extra: 1 });
      }
    });
    expect(faultsOf(data).toSorted()).toEqual(
      [
        "extra", "rubric.extra", "rubric.criteria[0].extra", "rules.extra", "rules.prizes[0].extra", "entries[1].extra", "sheets[2].extra", "choices[0].extra",
      ].map((where) => `${where} UNKNOWN_KEY`).toSorted(),
    );
  });

  it("names faults of form and contradictions at one go, each at its own place", () => {
    const data = changed((item) => {
      Object.assign(item, { extra: 1 });
      Object.assign(item.sheets[0] ?? {}, { state: "OPEN" });
      Object.assign(item.sheets[1] ?? {}, { entry: "E9" });
      Object.assign(item.sheets[3]?.scores ?? {}, { novelty: "40.5" });
    });
    expect(faultsOf(data)).toEqual([
      "sheets[0].state BAD_STATE",
      "extra UNKNOWN_KEY",
      "sheets[1].entry UNKNOWN_ENTRY",
      "sheets[3].scores.novelty OUT_OF_RANGE",
    ]);
  });

  it("doesn't call an entry unknown that is only broken", () => {
    const data = changed((item) => {
      Object.assign(item.entries[0] ?? {}, { field: 7 });
      Object.assign(item.sheets[3]?.scores ?? {}, { novelty: "0.25" });
    });
    expect(faultsOf(data)).toEqual(["entries[0].field NOT_TEXT", "sheets[3].scores.novelty OFF_STEP"]);
  });

  it("names the lone rubric as it was written", () => {
    expect(faultsOf(changed((item) => Object.assign(item.rubric.criteria[0] ?? {}, { step: "0.3" })))[0]).toBe("rubric.criteria[0].step STEP_NOT_DIVIDING");
  });

  it("quotes names that aren't plain words", () => {
    expect(faultsOf(changed((item) => Object.assign(item.sheets[0]?.scores ?? {}, { "tính mới": "1" })))).toEqual([
      'sheets[0].scores["tính mới"] UNKNOWN_CRITERION',
    ]);
  });

  it("names a choice that answers no tie", () => {
    expect(faultsOf(changed((item) => Object.assign(item.choices[0] ?? {}, { entries: ["E1", "E2"] })))).toEqual(["choices[0].entries TOO_MANY_CHOSEN"]);
    expect(faultsOf(changed((item) => Object.assign(item.rules.prizes[0] ?? {}, { quota: 2 })))).toEqual(["choices[0] NO_TIE"]);
  });

  it.each([[null], [[]], ["{}"], [7], [undefined]])("is the answer to %j", (data) => {
    expect(faultsOf(data)).toEqual([data === undefined ? " MISSING" : " NOT_OBJECT"]);
  });

  it("is the answer to both rubric and rubrics, and to empty lists where something is needed", () => {
    const rubrics = [{ criteria: EXAMPLE.rubric.criteria }];
    expect(faultsOf({ ...EXAMPLE, rubrics })).toEqual(["rubrics TWO_RUBRICS"]);
    expect(faultsOf({ ...EXAMPLE, rounds: [] })).toEqual(["rounds EMPTY"]);
    expect(faultsOf({ ...EXAMPLE, rubric: { criteria: [] } })).toEqual(["rubric.criteria EMPTY"]);
    expect(faultsOf({ ...EXAMPLE, entries: [{ id: "", field: "x" }], sheets: [], choices: [] })).toEqual(["entries[0].id EMPTY"]);
  });
});

it("reads rounds and rubrics into the domain's problem", () => {
  const { rubric, choices: _, ...rest } = EXAMPLE;
  const read = readScoringProblem({
    ...rest,
    rubrics: [{ round: "FINAL", criteria: rubric.criteria }, { field: null, criteria: rubric.criteria }],
    rounds: [{ code: "PRELIM", weight: "0.4" }, { code: "FINAL", weight: 0.6 }],
    sheets: EXAMPLE.sheets.map((sheet, index) => ({ ...sheet, round: index % 2 === 0 ? "PRELIM" : "FINAL" })),
  });
  const criteria = [{ code: "novelty", label: "Tính mới, tính sáng tạo", max: 400_000, step: 5_000, min: null }];
  expect(read).toMatchObject({
    ok: true,
    value: {
      rubrics: [{ round: "FINAL", field: null, criteria }, { round: null, field: null, criteria }],
      rounds: [{ code: "PRELIM", weight: 4_000 }, { code: "FINAL", weight: 6_000 }],
      choices: [],
    },
  });
  expect(read.ok && read.value.sheets[0]).toEqual({
    entry: "E1", judge: "J1", round: "PRELIM", state: "LOCKED", scores: new Map([["novelty", 355_000]]),
  });
});
