import { describe, expect, it } from "vitest";
import { hasChanged, originalsHiddenFrom, outcomeFault, type RescoredSheet } from "~/domain/judging/rescore";
import type { SheetStanding } from "~/domain/judging/visibility";

const sheet = (original: number, now: number | null, locked: boolean): RescoredSheet => ({
  original: new Map([["novelty", original]]),
  now: new Map(now === null ? [] : [["novelty", now]]),
  locked,
});

describe("how a meeting on re-scoring may end", () => {
  it.each([
    ["KEPT", "all confirmed", [sheet(5, 5, true), sheet(9, 9, true)], false, null],
    ["KEPT", "one left open, even changed", [sheet(5, 5, true), sheet(9, 7, false)], false, null],
    ["KEPT", "one locked with other points", [sheet(5, 6, true), sheet(9, 9, false)], false, "scores_changed"],
    ["CHANGED", "one locked with other points, the rest confirmed", [sheet(5, 6, true), sheet(9, 9, true)], false, null],
    ["CHANGED", "while a judge still has time", [sheet(5, 6, true), sheet(9, 9, false)], false, "sheets_open"],
    ["CHANGED", "when the time is up", [sheet(5, 6, true), sheet(9, null, false)], true, null],
    ["CHANGED", "nobody changed anything", [sheet(5, 5, true), sheet(9, 9, true)], false, "nothing_changed"],
    ["CHANGED", "only an open sheet differs, which goes back", [sheet(5, 5, true), sheet(9, 7, false)], true, "nothing_changed"],
  ] as const)("%s: %s", (outcome, _case, sheets, isDue, fault) => {
    expect(outcomeFault(outcome, sheets, isDue)).toBe(fault);
  });

  it("a score gone or added is a change", () => {
    expect(hasChanged(sheet(5, null, true))).toBe(true);
    expect(hasChanged({ original: new Map(), now: new Map([["novelty", 0]]) })).toBe(true);
  });
});

describe("who reads the original scores", () => {
  const standing = (userId: string, locked: boolean, roundId = "r1"): SheetStanding => ({ roundId, panelId: "p", userId, locked });
  const reopened = new Set(["a", "b"]);

  it("the judges whose sheets were opened, although these are open now", () => {
    const sheets = [standing("a", false), standing("b", false)];
    expect(originalsHiddenFrom({ userId: "a", inConflict: false }, sheets, "r1", reopened)).toBeNull();
  });

  it("not a judge who came later, nor who still judges the entry in another round, nor anybody in conflict", () => {
    const late = [standing("a", false), standing("b", false), standing("c", false)];
    expect(originalsHiddenFrom({ userId: "c", inConflict: false }, late, "r1", reopened)).toBe("judging");
    const elsewhere = [standing("a", false), standing("b", false), standing("a", false, "r2")];
    expect(originalsHiddenFrom({ userId: "a", inConflict: false }, elsewhere, "r1", reopened)).toBe("judging");
    expect(originalsHiddenFrom({ userId: "b", inConflict: false }, elsewhere, "r1", reopened)).toBeNull();
    expect(originalsHiddenFrom({ userId: "b", inConflict: true }, elsewhere, "r1", reopened)).toBe("conflict");
  });
});
