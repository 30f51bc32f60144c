import { describe, expect, it } from "vitest";
import { answerDueOn, appealNumber, appealsEnd, daysToAnswer, takesAppeals } from "~/domain/results/appeals";
import { changedOutside, prizeChanges } from "~/domain/results/corrections";
import { letterOf } from "~/domain/results/evidence";

const at = (text: string) => new Date(text);

describe("the time for appeals", () => {
  it("ends at five in the afternoon of the last day, by the calendar of Việt Nam", () => {
    expect(appealsEnd(at("2026-12-20T01:00:00Z"), 15)).toEqual(at("2027-01-04T10:00:00Z"));
    // half past eleven at night in Việt Nam is still the same day there, half past midnight the next
    expect(appealsEnd(at("2026-12-20T16:30:00Z"), 1)).toEqual(at("2026-12-21T10:00:00Z"));
    expect(appealsEnd(at("2026-12-20T17:30:00Z"), 1)).toEqual(at("2026-12-22T10:00:00Z"));
    expect(appealsEnd(at("2026-12-20T01:00:00Z"), 0)).toBeNull();
  });

  it("holds the very second it names, and not a second more", () => {
    const end = appealsEnd(at("2026-12-20T01:00:00Z"), 15);
    expect(takesAppeals(end, at("2027-01-04T10:00:00.999Z"))).toBe(true);
    expect(takesAppeals(end, at("2027-01-04T10:00:01.000Z"))).toBe(false);
    expect(takesAppeals(null, at("2027-01-04T10:00:00Z"))).toBe(false);
  });

  it("counts the days that are left to answer", () => {
    expect(answerDueOn(at("2026-12-20T16:59:00Z"))).toBe("2027-01-04");
    expect(daysToAnswer(at("2026-12-20T01:00:00Z"), at("2026-12-20T02:00:00Z"))).toBe(15);
    expect(daysToAnswer(at("2026-12-20T01:00:00Z"), at("2027-01-04T16:00:00Z"))).toBe(0);
    expect(daysToAnswer(at("2026-12-20T01:00:00Z"), at("2027-01-04T18:00:00Z"))).toBe(-1);
    expect(appealNumber("TN-014", 2)).toBe("TN-014/KN2");
  });
});

describe("what a correction changes", () => {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const problem = (total: string, ids = ["A", "B"]) => ({ rubrics: [], rounds: [], entries: ids.map((id) => ({ id })), sheets: [{ entry: "A", total }, { entry: "B", total: "5" }] });

  it("is allowed for the entries it names alone", () => {
    expect(changedOutside(problem("1"), problem("2"), new Set(["A"]), same)).toEqual([]);
    expect(changedOutside(problem("1"), problem("2"), new Set(["B"]), same)).toEqual(["A"]);
    expect(changedOutside(problem("1"), problem("1", ["A"]), new Set(["A"]), same)).toEqual(["B"]);
    expect(changedOutside(problem("1"), { ...problem("1"), rubrics: [1] }, new Set(["A", "B"]), same)).toEqual(["*"]);
  });

  it("is told as prizes won, lost and moved", () => {
    const row = (entry: string, prize: string | null) => ({ entry, prize }) as never;
    const before = { ranking: [row("A", "FIRST"), row("B", "SECOND"), row("C", null), row("D", "THIRD")] };
    const after = { ranking: [row("A", "SECOND"), row("B", "FIRST"), row("C", "THIRD"), row("D", null)] };
    expect(prizeChanges(before, after)).toEqual([
      { entry: "A", from: "FIRST", to: "SECOND" },
      { entry: "B", from: "SECOND", to: "FIRST" },
      { entry: "C", from: null, to: "THIRD" },
      { entry: "D", from: "THIRD", to: null },
    ]);
    expect(prizeChanges(before, before)).toEqual([]);
  });

  it("names judges by letters", () => {
    expect([0, 1, 25, 26, 27, 52].map(letterOf)).toEqual(["A", "B", "Z", "AA", "AB", "BA"]);
  });
});
