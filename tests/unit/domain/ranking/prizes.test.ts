import { describe, expect, it } from "vitest";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { Choice, PrizeTier } from "~/domain/scoring/problem";
import { column, ranked, scored, tier } from "./contest";

const FIRST_TO_THIRD = [tier("FIRST", 1), tier("SECOND", 1), tier("THIRD", 2)];

function prizesOf(totals: Record<string, readonly string[]>, prizes: PrizeTier[], choices: Choice[] = [], perField = false) {
  const ranking = ranked(scored(totals, { rules: { prizes, perField }, choices }));
  return { given: column(ranking, "prize"), undecided: ranking.undecided, counts: ranking.prizes };
}

function refusal(totals: Record<string, readonly string[]>, prizes: PrizeTier[], choices: Choice[], perField = false) {
  const result = rankProblem(scored(totals, { rules: { prizes, perField }, choices }));
  return result.ok ? [] : result.faults.map(({ path, code }) => `${path.join(".")} ${code}`);
}

const choose = (name: string, entries: string[], field: string | null = null): Choice => ({ tier: name, field, entries });

describe("prizes", () => {
  it("go down the order, tier by tier, and tell what is left", () => {
    const { given, counts, undecided } = prizesOf({ E1: ["90"], E2: ["80"], E3: ["70"] }, FIRST_TO_THIRD);
    expect(given).toEqual({ E1: "FIRST", E2: "SECOND", E3: "THIRD" });
    expect(counts).toEqual([
      { tier: "FIRST", field: null, quota: 1, awarded: 1, left: 0 },
      { tier: "SECOND", field: null, quota: 1, awarded: 1, left: 0 },
      { tier: "THIRD", field: null, quota: 2, awarded: 1, left: 1 },
    ]);
    expect(undecided).toEqual([]);
  });

  it("need the tier's least mean, as it is printed; who misses it may take a lower tier", () => {
    const prizes = [tier("FIRST", 2, "85"), tier("SECOND", 2, "80"), tier("THIRD", 5, "75.5")];
    const { given } = prizesOf({ E1: ["90"], E2: ["84.994"], E3: ["79.995"], E4: ["79.99"], E5: ["75.49"] }, prizes);
    expect(given).toEqual({ E1: "FIRST", E2: "SECOND", E3: "SECOND", E4: "THIRD", E5: null });
  });

  it("skip a tier of quota 0", () => {
    expect(prizesOf({ E1: ["90"], E2: ["90"] }, [tier("FIRST", 0), tier("SECOND", 2)])).toEqual({
      given: { E1: "SECOND", E2: "SECOND" },
      undecided: [],
      counts: [
        { tier: "FIRST", field: null, quota: 0, awarded: 0, left: 0 },
        { tier: "SECOND", field: null, quota: 2, awarded: 2, left: 0 },
      ],
    });
  });

  it("are given for each field that has an entry, with the full quotas, in tier order and then by field", () => {
    const totals = { "B:E1": ["90"], "A:E2": ["80"], "A:E3": ["80"], "B:E4": ["70"], "C:E5": [] };
    expect(prizesOf(totals, [tier("FIRST", 1), tier("SECOND", 1)], [], true)).toEqual({
      given: { E1: "FIRST", E2: null, E3: null, E4: "SECOND", E5: null },
      undecided: [{ tier: "FIRST", field: "A", entries: ["E2", "E3"] }],
      counts: [
        { tier: "FIRST", field: "A", quota: 1, awarded: 0, left: 1 },
        { tier: "FIRST", field: "B", quota: 1, awarded: 1, left: 0 },
        { tier: "FIRST", field: "C", quota: 1, awarded: 0, left: 1 },
        { tier: "SECOND", field: "A", quota: 1, awarded: 0, left: 1 },
        { tier: "SECOND", field: "B", quota: 1, awarded: 1, left: 0 },
        { tier: "SECOND", field: "C", quota: 1, awarded: 0, left: 1 },
      ],
    });
  });

  it("don't mind equals of another field", () => {
    const { given, undecided } = prizesOf({ "A:E1": ["90"], "B:E2": ["90"] }, [tier("FIRST", 1)], [], true);
    expect([given, undecided]).toEqual([{ E1: "FIRST", E2: "FIRST" }, []]);
  });
});

describe("a group of equal rank that doesn't fit", () => {
  it("isn't cut: the tier closes, the group waits for no lower tier, lower tiers are proposed", () => {
    const { given, undecided, counts } = prizesOf({ E3: ["90"], E1: ["90"], E2: ["80"], E4: ["70"] }, FIRST_TO_THIRD);
    expect(undecided).toEqual([{ tier: "FIRST", field: null, entries: ["E1", "E3"] }]);
    expect(given).toEqual({ E1: null, E3: null, E2: "SECOND", E4: "THIRD" });
    expect(counts[0]).toEqual({ tier: "FIRST", field: null, quota: 1, awarded: 0, left: 1 });
  });

  it("closes the tier for everybody below, though they would fit", () => {
    const { given } = prizesOf({ E1: ["90"], E2: ["80"], E3: ["80"], E4: ["70"] }, [tier("FIRST", 2)]);
    expect(given).toEqual({ E1: "FIRST", E2: null, E3: null, E4: null });
  });

  it("isn't undecided where the tier is full already: it goes on to the next", () => {
    const { given, undecided } = prizesOf({ E1: ["90"], E2: ["80"], E3: ["80"] }, [tier("FIRST", 1), tier("SECOND", 2)]);
    expect([given, undecided]).toEqual([{ E1: "FIRST", E2: "SECOND", E3: "SECOND" }, []]);
  });

  it("isn't undecided where its mean misses the tier's least mean", () => {
    const { given, undecided } = prizesOf({ E1: ["70"], E2: ["70"] }, [tier("FIRST", 1, "80"), tier("SECOND", 2)]);
    expect([given, undecided]).toEqual([{ E1: "SECOND", E2: "SECOND" }, []]);
  });

  it("is listed in the order of the tiers, then of the fields", () => {
    const totals = {
      "B:E1": ["90"], "B:E2": ["90"], "B:E3": ["80"], "B:E4": ["80"],
      "A:E5": ["90"], "A:E6": ["90"], "A:E7": ["80"], "A:E8": ["80"],
    };
    expect(prizesOf(totals, [tier("FIRST", 1), tier("SECOND", 1)], [], true).undecided).toEqual([
      { tier: "FIRST", field: "A", entries: ["E5", "E6"] },
      { tier: "FIRST", field: "B", entries: ["E1", "E2"] },
      { tier: "SECOND", field: "A", entries: ["E7", "E8"] },
      { tier: "SECOND", field: "B", entries: ["E3", "E4"] },
    ]);
  });

  it("may occur in several tiers at once", () => {
    const { undecided } = prizesOf({ E1: ["90"], E2: ["90"], E3: ["80"], E4: ["80"] }, FIRST_TO_THIRD);
    expect(undecided).toEqual([
      { tier: "FIRST", field: null, entries: ["E1", "E2"] },
      { tier: "SECOND", field: null, entries: ["E3", "E4"] },
    ]);
  });
});

describe("the chair's choice", () => {
  const totals = { E1: ["90"], E2: ["90"], E3: ["90"], E4: ["80"], E5: ["70"] };

  it("gives the tier to the chosen; the others keep their rank and come first in the next tier", () => {
    const problem = scored(totals, { rules: { prizes: [tier("FIRST", 1), tier("SECOND", 3)] }, choices: [choose("FIRST", ["E2"])] });
    expect(column(ranked(problem), "prize")).toEqual({ E1: "SECOND", E2: "FIRST", E3: "SECOND", E4: "SECOND", E5: null });
    expect(column(ranked(problem), "rank")).toEqual({ E1: 1, E2: 1, E3: 1, E4: 4, E5: 5 });
  });

  it("may be needed again for the rest of the group, tier after tier", () => {
    const first = [choose("FIRST", ["E2"])];
    expect(prizesOf(totals, FIRST_TO_THIRD, first)).toMatchObject({
      given: { E1: null, E2: "FIRST", E3: null, E4: "THIRD", E5: "THIRD" },
      undecided: [{ tier: "SECOND", field: null, entries: ["E1", "E3"] }],
    });
    expect(prizesOf(totals, FIRST_TO_THIRD, [choose("SECOND", ["E3"]), ...first])).toMatchObject({
      given: { E1: "THIRD", E2: "FIRST", E3: "SECOND", E4: "THIRD", E5: null },
      undecided: [],
    });
  });

  it("may name fewer than are left, even nobody; the tier is closed all the same", () => {
    const two = [tier("FIRST", 2), tier("SECOND", 3)];
    const one = prizesOf(totals, two, [choose("FIRST", ["E3"])]);
    expect(one.given).toEqual({ E1: "SECOND", E2: "SECOND", E3: "FIRST", E4: "SECOND", E5: null });
    expect(one.counts[0]).toMatchObject({ awarded: 1, left: 1 });
    expect(prizesOf(totals, two, [choose("FIRST", [])]).given).toEqual({ E1: "SECOND", E2: "SECOND", E3: "SECOND", E4: null, E5: null });
  });

  it("passes the others over a tier of quota 0, and leaves them without a prize where they miss the least mean", () => {
    const prizes = [tier("FIRST", 1), tier("SECOND", 0), tier("THIRD", 1, "95"), tier("FOURTH", 9)];
    expect(prizesOf(totals, prizes, [choose("FIRST", ["E1"])]).given).toEqual({
      E1: "FIRST", E2: "FOURTH", E3: "FOURTH", E4: "FOURTH", E5: "FOURTH",
    });
  });

  it("may be made for one field alone", () => {
    const inFields = { "A:E1": ["90"], "A:E2": ["90"], "B:E3": ["90"], "B:E4": ["90"] };
    expect(prizesOf(inFields, [tier("FIRST", 1)], [choose("FIRST", ["E4"], "B")], true)).toMatchObject({
      given: { E1: null, E2: null, E3: null, E4: "FIRST" },
      undecided: [{ tier: "FIRST", field: "A", entries: ["E1", "E2"] }],
    });
  });

  it("may be made below a tier that is still undecided", () => {
    const two = { E1: ["90"], E2: ["90"], E3: ["80"], E4: ["80"] };
    expect(prizesOf(two, [tier("FIRST", 1), tier("SECOND", 1)], [choose("SECOND", ["E4"])])).toMatchObject({
      given: { E1: null, E2: null, E3: null, E4: "SECOND" },
      undecided: [{ tier: "FIRST", field: null, entries: ["E1", "E2"] }],
    });
  });

  it.each([
    ["more than are left", ["E1", "E2"], ["choices.0.entries TOO_MANY_CHOSEN"]],
    ["somebody outside the group", ["E4"], ["choices.0.entries.0 NOT_IN_GROUP"]],
    ["both", ["E1", "E4"], ["choices.0.entries.1 NOT_IN_GROUP", "choices.0.entries TOO_MANY_CHOSEN"]],
    ["nobody known", ["E9"], ["choices.0.entries.0 UNKNOWN_ENTRY"]],
    ["one twice", ["E1", "E1"], ["choices.0.entries.1 DUPLICATE"]],
  ])("is refused where it names %s", (_, entries, faults) => {
    expect(refusal(totals, [tier("FIRST", 1), tier("SECOND", 2)], [choose("FIRST", entries)])).toEqual(faults);
  });

  it("is refused where there is no tie at the quota line", () => {
    const noTie = ["choices.0 NO_TIE"];
    expect(refusal(totals, [tier("FIRST", 3)], [choose("FIRST", ["E1"])])).toEqual(noTie);
    expect(refusal(totals, [tier("FIRST", 0), tier("SECOND", 1)], [choose("FIRST", ["E1"])])).toEqual(noTie);
    expect(refusal(totals, [tier("FIRST", 1, "95")], [choose("FIRST", ["E1"])])).toEqual(noTie);
    expect(refusal(totals, [tier("FIRST", 3), tier("SECOND", 1)], [choose("SECOND", ["E4"])])).toEqual(noTie);
  });

  it("is refused for a tier or field that doesn't exist, twice for one group, or with a field where none counts", () => {
    const prizes = [tier("FIRST", 1)];
    expect(refusal(totals, prizes, [choose("GOLD", ["E1"])])).toEqual(["choices.0.tier UNKNOWN_TIER"]);
    expect(refusal(totals, prizes, [choose("FIRST", ["E1"], "tech")])).toEqual(["choices.0.field FIELD_NOT_USED"]);
    expect(refusal(totals, prizes, [choose("FIRST", ["E1"])], true)).toEqual(["choices.0.field FIELD_MISSING"]);
    expect(refusal(totals, prizes, [choose("FIRST", ["E1"], "x")], true)).toEqual(["choices.0.field UNKNOWN_FIELD"]);
    expect(refusal(totals, prizes, [choose("FIRST", ["E1"]), choose("FIRST", ["E2"])])).toEqual(["choices.1 DUPLICATE"]);
  });
});
