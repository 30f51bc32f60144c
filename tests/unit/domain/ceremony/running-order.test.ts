import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampStep, runningOrder, type CeremonyAward } from "~/domain/ceremony/running-order";

const award = (entryId: string, tier: string, tierPosition: number, rank: number): CeremonyAward => ({ entryId, tier, tierPosition, rank, code: entryId });

describe("the order of a ceremony", () => {
  it("goes from awards beside the tiers to the lowest tier and up to the highest, in each from the last to the first", () => {
    const awards = [award("A", "FIRST", 1, 1), award("B", "THIRD", 3, 2), award("C", "THIRD", 3, 3), award("D", "ENCOURAGEMENT", 4, 9)];
    expect(runningOrder(awards, 1)).toEqual([
      { kind: "title" },
      { kind: "special", award: 0 },
      { kind: "tier", tier: "ENCOURAGEMENT", count: 1 },
      { kind: "award", entryId: "D" },
      { kind: "tier", tier: "THIRD", count: 2 },
      { kind: "award", entryId: "C" },
      { kind: "award", entryId: "B" },
      { kind: "tier", tier: "FIRST", count: 1 },
      { kind: "award", entryId: "A" },
      { kind: "end" },
    ]);
  });

  it("of no prize at all is the title and the end", () => {
    expect(runningOrder([], 0)).toEqual([{ kind: "title" }, { kind: "end" }]);
  });

  it("gives every prize once, whatever there is", () => {
    const some = fc.uniqueArray(fc.record({ entryId: fc.uuid(), tierPosition: fc.integer({ min: 1, max: 5 }), rank: fc.integer({ min: 1, max: 30 }) }), { selector: ({ entryId }) => entryId, maxLength: 40 });
    fc.assert(
      fc.property(some, (drawn) => {
        const awards = drawn.map(({ entryId, tierPosition, rank }) => award(entryId, `T${tierPosition}`, tierPosition, rank));
        const given = runningOrder(awards, 0).flatMap((step) => (step.kind === "award" ? [step.entryId] : []));
        expect(given.toSorted()).toEqual(awards.map(({ entryId }) => entryId).toSorted());
        const positions = given.map((id) => awards.find(({ entryId }) => entryId === id)?.tierPosition ?? 0);
        expect(positions).toEqual(positions.toSorted((a, b) => b - a));
      }),
    );
  });

  it("has no step before its first or behind its last", () => {
    expect([clampStep(-1, 4), clampStep(2, 4), clampStep(9, 4)]).toEqual([0, 2, 3]);
  });
});
