import { describe, expect, it } from "vitest";
import { stabilityOf } from "~/domain/calibration/stability";
import { contest, criterion, scored, sheet, tier } from "../ranking/contest";
import { simulateContest, trueRanks } from "./simulated";

const SPREAD = { entry: 10, judge: 7, noise: 8 };
const simulated = (seed: number, change: Partial<Parameters<typeof simulateContest>[0]> = {}) => simulateContest({ entries: 40, judges: 8, perEntry: 3, spread: SPREAD, seed, ...change });

describe("stability", () => {
  it("gives the same answer for the same seed, and nearly the same for another", () => {
    const { problem } = simulated(1);
    const [first, again, other] = [stabilityOf(problem, 7), stabilityOf(problem, 7), stabilityOf(problem, 8)];
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    const ranks = new Map(other.entries.map(({ entry, expectedRank }) => [entry, Number(expectedRank)]));
    const differences = first.entries.map(({ entry, expectedRank }) => Math.abs(Number(expectedRank) - (ranks.get(entry) ?? 0)));
    expect(Math.max(...differences)).toBeGreaterThan(0);
    expect(Math.max(...differences)).toBeLessThan(1);
  });

  it("holds the true rank in at least 93 of 100 intervals, with variances it had to estimate itself", () => {
    let [held, all] = [0, 0];
    for (const judges of [4, 8, 24]) {
      for (let seed = 1; seed <= 12; seed += 1) {
        const { problem, quality } = simulated(seed, { judges });
        const truth = trueRanks(quality);
        for (const { entry, interval95 } of stabilityOf(problem, 1).entries) {
          const rank = truth.get(entry) ?? 0;
          all += 1;
          if (rank >= interval95[0] && rank <= interval95[1]) held += 1;
        }
      }
    }
    expect(all).toBe(3 * 12 * 40);
    expect(held / all).toBeGreaterThan(0.93);
  });

  it("calls a judge harsh who gives less for the same entries, and doesn't hold it against who was judged harshly", () => {
    const entries = Array.from({ length: 12 }, (_, index) => ({ id: `E${String(index + 1).padStart(2, "0")}`, field: "tech" }));
    const worth = (index: number) => 40 + 3 * index;
    const sheets = entries.flatMap(({ id }, index) => {
      const judges = index % 2 === 0 ? (["J1", "J2"] as const) : (["J2", "J3"] as const);
      return judges.map((judge) => sheet(id, judge, { novelty: String(worth(index) - (judge === "J1" ? 12 : 0) + ((index * 7 + judge.charCodeAt(1)) % 3)) }));
    });
    const { judges, entries: rows, connected } = stabilityOf(contest({ entries, sheets }), 1);
    expect(connected).toBe(true);
    const severity = Object.fromEntries(judges.map(({ judge, severity: points }) => [judge, Number(points)]));
    expect((severity["J1"] ?? 0) - (severity["J2"] ?? 0)).toBeGreaterThan(8);
    const rank = Object.fromEntries(rows.map(({ entry, expectedRank }) => [entry, Number(expectedRank)]));
    expect(rank["E11"]).toBeLessThan(rank["E10"] ?? 0);
    expect(judges.map(({ sheets: count }) => count)).toEqual([6, 12, 6]);
  });

  it("gives prizes by quota, least score and field; the probabilities of a tier add up to what is given", () => {
    const { problem } = simulated(3);
    const sum = (answer: ReturnType<typeof stabilityOf>, name: string) => answer.entries.reduce((total, { prizeProbability }) => total + Number(prizeProbability?.[name] ?? 0), 0);
    const all = stabilityOf(problem, 1);
    expect(sum(all, "FIRST")).toBeCloseTo(1, 0);
    expect(sum(all, "SECOND")).toBeCloseTo(3, 0);
    const halves = { ...problem, entries: problem.entries.map((entry, index) => ({ ...entry, field: index % 2 ? "A" : "B" })), rules: { ...problem.rules, perField: true } };
    expect(sum(stabilityOf(halves, 1), "FIRST")).toBeCloseTo(2, 0);
    const high = { ...problem, rules: { ...problem.rules, prizes: [tier("FIRST", 1, "190"), tier("SECOND", 3)] } };
    expect([sum(stabilityOf(high, 1), "FIRST"), Math.round(sum(stabilityOf(high, 1), "SECOND"))]).toEqual([0, 3]);
  });

  it("never gives a prize below a criterion's minimum, nor a rank without enough sheets", () => {
    const minimum = contest({
      rubrics: [{ round: null, field: null, criteria: [criterion("novelty", "100", { min: 50_0000 })] }],
      rules: { minJudges: 2, prizes: [tier("FIRST", 1)] },
      entries: ["E1", "E2", "E3"].map((id) => ({ id, field: "tech" })),
      sheets: [sheet("E1", "J1", { novelty: "45" }), sheet("E1", "J2", { novelty: "44" }), sheet("E2", "J1", { novelty: "30" }), sheet("E2", "J2", { novelty: "20" }), sheet("E3", "J1", { novelty: "99" })],
    });
    const { entries } = stabilityOf(minimum, 1);
    expect(entries.map(({ entry }) => entry)).toEqual(["E1", "E2"]);
    expect(entries.every(({ prizeProbability }) => prizeProbability?.["FIRST"] === "0.00")).toBe(true);
  });

  it("compares nobody across judges that share no entry", () => {
    const problem = contest({
      rules: { prizes: [tier("FIRST", 1)] },
      entries: ["A1", "A2", "B1", "B2"].map((id) => ({ id, field: "tech" })),
      sheets: [
        ...["J1", "J2"].flatMap((judge) => [sheet("A1", judge, { novelty: "80" }), sheet("A2", judge, { novelty: "60" })]),
        ...["J3", "J4"].flatMap((judge) => [sheet("B1", judge, { novelty: "50" }), sheet("B2", judge, { novelty: "70" })]),
      ],
    });
    const answer = stabilityOf(problem, 1);
    expect([answer.connected, answer.components]).toEqual([false, 2]);
    expect(answer.entries.map(({ entry, component }) => [entry, component])).toEqual([["A1", 1], ["A2", 1], ["B2", 2], ["B1", 2]]);
    expect(answer.entries.every((entry) => !("prizeProbability" in entry) && entry.interval95[1] <= 2)).toBe(true);
    expect(answer.judges.map(({ component }) => component)).toEqual([1, 1, 2, 2]);
  });

  it("says where severity cannot be told", () => {
    const one = stabilityOf(contest({ entries: ["E1", "E2"].map((id) => ({ id, field: "tech" })), sheets: [sheet("E1", "J1", { novelty: "80" }), sheet("E2", "J1", { novelty: "60" })] }), 1);
    expect([one.connected, one.notes, one.judges.map(({ severity }) => severity)]).toEqual([true, ["ONE_JUDGE", "ONE_SHEET_PER_ENTRY"], [null]]);
    const apart = stabilityOf(contest({ entries: ["E1", "E2"].map((id) => ({ id, field: "tech" })), sheets: [sheet("E1", "J1", { novelty: "80" }), sheet("E2", "J2", { novelty: "60" })] }), 1);
    expect([apart.connected, apart.notes]).toEqual([false, ["ONE_SHEET_PER_ENTRY"]]);
    expect(stabilityOf(scored({ E1: ["80", "70"], E2: ["60", "50"] }), 1)).not.toHaveProperty("notes");
    expect(stabilityOf(contest({ entries: [{ id: "E1", field: "tech" }] }), 1)).toMatchObject({ connected: true, components: 0, entries: [], judges: [], notes: ["NO_SHEETS"] });
  });

  it("survives sheets that all say the same", () => {
    const { entries, variance } = stabilityOf(scored({ E1: ["50", "50"], E2: ["50", "50"], E3: ["50", "50"] }), 1);
    expect(entries.map(({ expectedRank }) => Number.isFinite(Number(expectedRank)))).toEqual([true, true, true]);
    expect(variance.noise).toBe("0.00");
  });

  it("reads the last round alone", () => {
    const rounds = [{ code: "PRELIM", weight: 4000 }, { code: "FINAL", weight: 6000 }];
    const judged = (round: string, id: string, points: string) => ["J1", "J2"].map((judge) => sheet(id, judge, { novelty: points }, { round }));
    const problem = contest({ rounds, entries: ["E1", "E2", "E3"].map((id) => ({ id, field: "tech" })), sheets: [...judged("PRELIM", "E1", "90"), ...judged("PRELIM", "E2", "50"), ...judged("PRELIM", "E3", "40"), ...judged("FINAL", "E1", "50"), ...judged("FINAL", "E2", "90")] });
    expect(stabilityOf(problem, 1).entries.map(({ entry }) => entry)).toEqual(["E2", "E1"]);
  });
});
