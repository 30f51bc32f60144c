import { expect, it } from "vitest";
import { problemFaults } from "~/domain/scoring/faults";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { contest, criterion, p, scored, sheet, tier } from "../ranking/contest";

const faultsOf = (problem: ScoringProblem) => problemFaults(problem).map(({ path, code }) => `${path.join(".")} ${code}`);
const general = (...criteria: ReturnType<typeof criterion>[]) => [{ round: null, field: null, criteria }];
const rounds = [{ code: "A", weight: p("0.4") }, { code: "B", weight: p("0.6") }];
const e1 = [{ id: "E1", field: "bio" }];

const weighed = (...weights: string[]) =>
  contest({ rounds: weights.map((text, index) => ({ code: `R${index}`, weight: p(text) })) });

it("finds nothing in a sound problem", () => {
  expect(faultsOf(scored({ E1: ["80"], E2: [] }, { rules: { tieBreak: ["novelty"], prizes: [tier("FIRST", 0)] } }))).toEqual([]);
});

it("finds repeated ids, tiers, criteria, rounds and rubrics", () => {
  const problem = contest({
    rubrics: [...general(criterion("a"), criterion("a")), ...general(criterion("a"))],
    rules: { prizes: [tier("FIRST", 1), tier("SECOND", 1), tier("FIRST", 1)] },
    rounds: [{ code: "A", weight: p("0.5") }, { code: "A", weight: p("0.5") }],
    entries: [...e1, ...e1],
  });
  expect(faultsOf(problem)).toEqual([
    "rubrics.0.criteria.1.code DUPLICATE",
    "rubrics.1 DUPLICATE_RUBRIC",
    "rules.prizes.2.tier DUPLICATE",
    "rounds.1.code DUPLICATE",
    "entries.1.id DUPLICATE",
  ]);
});

it("finds criteria that can't be used", () => {
  const problem = contest({ rubrics: general(criterion("a", "40", { step: p("0.3") }), criterion("b", "40", { min: p("41") })) });
  expect(faultsOf(problem)).toEqual(["rubrics.0.criteria.0.step STEP_NOT_DIVIDING", "rubrics.0.criteria.1.min MIN_ABOVE_MAX"]);
});

it("finds a tie-break criterion that the last round doesn't have", () => {
  expect(faultsOf(contest({ rules: { tieBreak: ["novelty", "beauty"] } }))).toEqual(["rules.tieBreak.1 UNKNOWN_CRITERION"]);
  const rubrics = [
    { round: "A", field: null, criteria: [criterion("early")] },
    { round: "B", field: "bio", criteria: [criterion("late")] },
  ];
  expect(faultsOf(contest({ rounds, rubrics, rules: { tieBreak: ["early", "late"] } }))).toEqual(["rules.tieBreak.0 UNKNOWN_CRITERION"]);
});

it("finds weights that don't add up to 1 exactly", () => {
  expect(faultsOf(weighed("0.3333", "0.3333", "0.3334"))).toEqual([]);
  expect(faultsOf(weighed("0.3333", "0.3333", "0.3333"))).toEqual(["rounds WEIGHTS_NOT_ONE"]);
  expect(faultsOf(weighed("0.6", "0.6"))).toEqual(["rounds WEIGHTS_NOT_ONE"]);
});

it("finds sheets of unknown entries and rounds, and the round that is missing or too much", () => {
  const sheets = [
    sheet("E9", "J1", { novelty: "1" }, { round: "A" }),
    sheet("E1", "J1", { novelty: "1" }, { round: "C" }),
    sheet("E1", "J1", { novelty: "1" }),
  ];
  expect(faultsOf(contest({ rounds, entries: e1, sheets }))).toEqual([
    "sheets.0.entry UNKNOWN_ENTRY",
    "sheets.1.round UNKNOWN_ROUND",
    "sheets.2.round ROUND_MISSING",
  ]);
  expect(faultsOf(contest({ entries: e1, sheets: sheets.slice(1, 2) }))).toEqual(["sheets.0.round UNKNOWN_ROUND"]);
  const rubrics = [...general(criterion("novelty")), { round: "A", field: null, criteria: [criterion("novelty")] }];
  expect(faultsOf(contest({ rubrics }))).toEqual(["rubrics.1.round UNKNOWN_ROUND"]);
});

it("finds a judge twice on an entry in a round, in whatever state, but not in two rounds or on two entries", () => {
  const twice = [sheet("E1", "J1", { novelty: "1" }), sheet("E1", "J1", {}, { state: "DRAFT" })];
  expect(faultsOf(contest({ entries: e1, sheets: twice }))).toEqual(["sheets.1 JUDGE_TWICE"]);
  const fine = [
    sheet("E1", "J1", { novelty: "1" }, { round: "A" }),
    sheet("E1", "J1", { novelty: "1" }, { round: "B" }),
    sheet("E2", "J1", { novelty: "1" }, { round: "A" }),
  ];
  expect(faultsOf(contest({ rounds, entries: [...e1, { id: "E2", field: "bio" }], sheets: fine }))).toEqual([]);
});

it("finds scores out of range, off their step, of unknown criteria, and missing on a locked sheet; in drafts too, but for the missing", () => {
  const rubrics = general(criterion("a", "40", { step: p("0.5") }), criterion("b", "60", { step: p("1") }));
  const wrong = { a: "40.5", b: "0.5", c: "1" };
  const sheets = [
    sheet("E1", "J1", wrong),
    sheet("E1", "J2", wrong, { state: "DRAFT" }),
    sheet("E1", "J3", { b: "0" }),
    sheet("E1", "J4", { b: "60" }, { state: "DRAFT" }),
    sheet("E1", "J5", {}, { state: "DRAFT" }),
  ];
  expect(faultsOf(contest({ rubrics, entries: e1, sheets }))).toEqual([
    "sheets.0.scores.a OUT_OF_RANGE",
    "sheets.0.scores.b OFF_STEP",
    "sheets.0.scores.c UNKNOWN_CRITERION",
    "sheets.1.scores.a OUT_OF_RANGE",
    "sheets.1.scores.b OFF_STEP",
    "sheets.1.scores.c UNKNOWN_CRITERION",
    "sheets.2.scores.a SCORE_MISSING",
  ]);
});

it("finds a sheet for which no rubric holds", () => {
  const rubrics = [{ round: null, field: "art", criteria: [criterion("novelty")] }];
  expect(faultsOf(contest({ rubrics, entries: e1, sheets: [sheet("E1", "J1", { novelty: "1" })] }))).toEqual(["sheets.0 NO_RUBRIC"]);
});
