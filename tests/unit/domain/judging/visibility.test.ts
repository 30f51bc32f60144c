import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenFrom, mayReadScores, type SheetStanding } from "~/domain/judging/visibility";

const me = { userId: "me", inConflict: false };
const sheet = (userId: string, locked: boolean, rest: Partial<SheetStanding> = {}): SheetStanding => ({ roundId: "r1", panelId: "p1", userId, locked, ...rest });

describe("who sees the scores of an entry", () => {
  it("hides others' scores from a judge of the entry until all sheets of the panel in the round are locked", () => {
    expect(hiddenFrom(me, [sheet("me", true), sheet("a", true), sheet("b", false)])).toBe("judging");
    expect(hiddenFrom(me, [sheet("me", true), sheet("a", true), sheet("b", true)])).toBeNull();
  });

  it("hides them while only the judge's own sheet is open", () => {
    expect(hiddenFrom(me, [sheet("me", false), sheet("a", true)])).toBe("judging");
  });

  it("hides scores of an earlier round too, while the judge's sheet of the later one is open", () => {
    const earlier = sheet("a", true, { roundId: "r0" });
    const sheets = [earlier, sheet("me", false)];
    const hidden = hiddenFrom(me, sheets);
    expect(hidden).toBe("judging");
    expect(mayReadScores(me, earlier, hidden)).toBe(false);
  });

  it("does not wait for another panel or another round", () => {
    const sheets = [sheet("me", true), sheet("a", false, { panelId: "p2" }), sheet("b", false, { roundId: "r2" })];
    expect(hiddenFrom(me, sheets)).toBeNull();
  });

  it("shows the judge's own sheet, and nobody a draft of somebody else", () => {
    expect(mayReadScores(me, sheet("me", false), "judging")).toBe(true);
    expect(mayReadScores(me, sheet("a", false), null)).toBe(false);
    expect(mayReadScores(me, sheet("a", true), null)).toBe(true);
  });

  const standing = fc.record({
    roundId: fc.constantFrom("r1", "r2"),
    panelId: fc.constantFrom("p1", "p2"),
    userId: fc.constantFrom("me", "a", "b", "c"),
    locked: fc.boolean(),
  });

  it("bars whoever has a conflict from everything, the own sheet included", () => {
    fc.assert(
      fc.property(fc.array(standing), (sheets) => {
        const viewer = { ...me, inConflict: true };
        const hidden = hiddenFrom(viewer, sheets);
        expect(hidden).toBe("conflict");
        expect(sheets.some((one) => mayReadScores(viewer, one, hidden))).toBe(false);
      }),
    );
  });

  it("never lets a judge with an open sheet read another's scores, and does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(standing), (sheets) => {
        const hidden = hiddenFrom(me, sheets);
        expect(hiddenFrom(me, sheets.toReversed())).toBe(hidden);
        if (!sheets.some((one) => one.userId === "me" && !one.locked)) return;
        const others = sheets.filter((one) => one.userId !== "me");
        expect(others.filter((one) => mayReadScores(me, one, hidden))).toEqual([]);
      }),
    );
  });

  it("locking one more sheet never hides what could be seen", () => {
    fc.assert(
      fc.property(fc.array(standing, { minLength: 1 }), fc.nat(), (sheets, pick) => {
        const index = pick % sheets.length;
        const locked = sheets.map((one, place) => (place === index ? { ...one, locked: true } : one));
        if (hiddenFrom(me, sheets) === null) expect(hiddenFrom(me, locked)).toBeNull();
      }),
    );
  });
});
