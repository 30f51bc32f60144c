import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullMarks, roundRefusal, sheetFaults, sheetTotal, takesPart } from "~/domain/judging/sheet";

const criterion = (code: string, max = 400_000, step = 5_000) => ({ code, max, step, min: null });
const criteria = [criterion("novelty"), criterion("use", 300_000), criterion("effect", 300_000, 2_500)];

describe("score sheet", () => {
  it("lets a draft lack criteria but not hold a value out of range or off its step", () => {
    const scores = new Map([["novelty", 400_001], ["use", 12_345]]);
    expect([...sheetFaults(criteria, scores, { complete: false })]).toEqual([["novelty", "OUT_OF_RANGE"], ["use", "OFF_STEP"]]);
  });

  it("names every missing criterion where the sheet is to be locked", () => {
    expect([...sheetFaults(criteria, new Map([["use", 300_000]]), { complete: true })]).toEqual([["novelty", "MISSING"], ["effect", "MISSING"]]);
  });

  it("adds exactly, in whole ten-thousandths, and says whether the sum is whole", () => {
    expect(sheetTotal(criteria, new Map([["novelty", 345_000], ["use", 5_000]]))).toEqual({ sum: 350_000, complete: false });
    expect(sheetTotal(criteria, new Map([["novelty", 345_000], ["use", 5_000], ["effect", 2_500]]))).toEqual({ sum: 352_500, complete: true });
    expect(sheetTotal([], new Map())).toEqual({ sum: 0, complete: false });
  });

  it("a sheet without faults never exceeds full marks", () => {
    const score = fc.integer({ min: 0, max: 80 }).map((steps) => steps * 5_000);
    fc.assert(
      fc.property(fc.array(score, { minLength: 3, maxLength: 3 }), (values) => {
        const scores = new Map(criteria.map(({ code }, index) => [code, values[index] ?? 0]));
        const { sum } = sheetTotal(criteria, scores);
        if (sheetFaults(criteria, scores, { complete: true }).size === 0) expect(sum).toBeLessThanOrEqual(fullMarks(criteria));
      }),
    );
  });
});

describe("the time of a round", () => {
  const round = { startsAt: new Date("2026-11-01T00:00:00Z"), endsAt: new Date("2026-11-30T10:00:00Z") };

  it("begins at its very start and ends with the second its end names", () => {
    expect(roundRefusal(round, new Date("2026-10-31T23:59:59.999Z"))).toBe("not_open");
    expect(roundRefusal(round, round.startsAt)).toBeNull();
    expect(roundRefusal(round, new Date("2026-11-30T10:00:00.999Z"))).toBeNull();
    expect(roundRefusal(round, new Date("2026-11-30T10:00:01.000Z"))).toBe("deadline_passed");
  });
});

describe("which entries are judged", () => {
  it("takes only those submitted, found qualified and not withdrawn", () => {
    expect(takesPart({ state: "SUBMITTED", screening: "QUALIFIED" })).toBe(true);
    expect(takesPart({ state: "WITHDRAWN", screening: "QUALIFIED" })).toBe(false);
    expect(takesPart({ state: "SUBMITTED", screening: "REJECTED" })).toBe(false);
    expect(takesPart({ state: "SUBMITTED", screening: "RECEIVED" })).toBe(false);
  });
});
