import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsForAll, needsDecision, proposeAdmission, type Candidate } from "~/domain/ranking/admission";

const p = (value: number) => value * 10_000;

/** Entries by their means, ranked as the domain ranks: the best first, equal ones equal. */
function ranked(means: readonly (number | null)[], field: (index: number) => string = () => "A"): Candidate[] {
  return means.map((mean, index) => ({
    id: `E${index + 1}`,
    field: field(index),
    mean: mean === null ? null : p(mean),
    rank: mean === null ? null : 1 + means.filter((other) => other !== null && other > mean).length,
    isJudged: true,
  }));
}

const goingOn = (candidates: readonly Candidate[], rule: { admitFrom: number | null; admitMost: number | null }, perField = false) => {
  const { of, ties } = proposeAdmission(candidates, rule, perField);
  return { on: [...of].filter(([, { goesOn }]) => goesOn).map(([id]) => id), ties, grounds: [...of].map(([id, { ground }]) => `${id} ${ground}`) };
};

describe("who goes on", () => {
  it("reaches the score exactly, and not a hair below it", () => {
    expect(goingOn(ranked([60, 59.99, 78.5]), { admitFrom: p(60), admitMost: null }).on).toEqual(["E1", "E3"]);
  });

  it("is among the best so many; whoever comes after is outside", () => {
    expect(goingOn(ranked([70, 90, 80]), { admitFrom: null, admitMost: 2 }).grounds).toEqual(["E1 outside", "E2 meets", "E3 meets"]);
  });

  it("is left to the chair where equal ones do not all fit, and the places that are left are told", () => {
    const { on, ties } = goingOn(ranked([90, 80, 80, 80, 70]), { admitFrom: null, admitMost: 3 });
    expect(on).toEqual(["E1"]);
    expect(ties).toEqual([{ field: null, entries: ["E2", "E3", "E4"], places: 2 }]);
  });

  it("is no tie where equal ones just fit, or lie below the score", () => {
    expect(goingOn(ranked([90, 80, 80]), { admitFrom: null, admitMost: 3 })).toMatchObject({ on: ["E1", "E2", "E3"], ties: [] });
    expect(goingOn(ranked([90, 50, 50]), { admitFrom: p(60), admitMost: 2 })).toMatchObject({ on: ["E1"], ties: [] });
  });

  it("is counted in each field apart where prizes are", () => {
    const candidates = ranked([90, 80, 70, 60], (index) => (index < 2 ? "A" : "B"));
    expect(goingOn(candidates, { admitFrom: null, admitMost: 1 }, true).on).toEqual(["E1", "E3"]);
  });

  it("is nobody without sheets, and nobody by a rule that isn't there", () => {
    expect(goingOn(ranked([null, 90]), { admitFrom: p(0), admitMost: null }).grounds).toEqual(["E1 incomplete", "E2 meets"]);
    expect(goingOn(ranked([null, 90]), { admitFrom: null, admitMost: null }).grounds).toEqual(["E1 incomplete", "E2 free"]);
  });

  it("needs the chair's decision exactly where the list differs from the rule or a tie is open", () => {
    const clear = proposeAdmission(ranked([90, 80, 70]), { admitFrom: null, admitMost: 2 }, false);
    expect([["E1", "E2"], ["E1"], ["E1", "E3"], ["E1", "E2", "E3"]].map((ids) => needsDecision(clear, new Set(ids)))).toEqual([false, true, true, true]);
    const tied = proposeAdmission(ranked([90, 80, 80]), { admitFrom: null, admitMost: 2 }, false);
    expect(needsDecision(tied, new Set(["E1", "E2"]))).toBe(true);
  });

  it("needs it also while an entry of the round lacks sheets, and not for one that never was in the round", () => {
    const candidates = ranked([90, null, 70]);
    const rule = { admitFrom: null, admitMost: 1 };
    expect(needsDecision(proposeAdmission(candidates, rule, false), new Set(["E1"]))).toBe(true);
    const absent = proposeAdmission(candidates.map((one) => ({ ...one, isJudged: one.mean !== null })), rule, false);
    expect([...absent.of.values()].map(({ ground }) => ground)).toEqual(["meets", "absent", "outside"]);
    expect(needsDecision(absent, new Set(["E1"]))).toBe(false);
  });

  it("is confirmed by who sees only some entries where it holds for all, and nowhere else", () => {
    const confirms = (means: readonly (number | null)[], shown: readonly string[], confirmed: readonly string[]) => {
      const all = ranked(means);
      const rule = { admitFrom: p(40), admitMost: 2 };
      const part = proposeAdmission(all.filter(({ id }) => shown.includes(id)), rule, false);
      return holdsForAll(proposeAdmission(all, rule, false).of, part.of, new Set(confirmed));
    };
    // The best is not seen: there is room for one of the two others, though both were proposed.
    expect([["E2", "E3"], ["E2"]].map((list) => confirms([90, 80, 70], ["E2", "E3"], list))).toEqual([false, false]);
    // The worst is not seen: the two best go on, and only they.
    expect([["E1", "E2"], ["E1"], ["E1", "E2", "E3"]].map((list) => confirms([90, 80, 70], ["E1", "E2"], list))).toEqual([true, false, false]);
    // The best is not seen and there is room for all who reach the score.
    expect([["E2"], ["E1", "E2"], ["E2", "E3"]].map((list) => confirms([90, 80, 30], ["E2", "E3"], list))).toEqual([true, true, false]);
    expect(confirms([null, 80, 70], ["E2", "E3"], ["E2", "E3"])).toBe(false);
  });
});

describe("whatever the means and the rule", () => {
  const contest = fc.record({
    means: fc.array(fc.option(fc.integer({ min: 0, max: 20 }).map((value) => value * 5), { nil: null }), { maxLength: 30 }),
    admitFrom: fc.option(fc.integer({ min: 0, max: 20 }).map((value) => p(value * 5)), { nil: null }),
    admitMost: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
    perField: fc.boolean(),
  });

  it("no more go on than the number, none below the score, and nobody stays behind a worse one", () => {
    fc.assert(
      fc.property(contest, ({ means, admitFrom, admitMost, perField }) => {
        const candidates = ranked(means, (index) => (index % 2 === 0 ? "A" : "B"));
        const { of, ties } = proposeAdmission(candidates, { admitFrom, admitMost }, perField);
        for (const field of perField ? ["A", "B"] : [null]) {
          const group = candidates.filter((one) => field === null || one.field === field);
          const on = group.filter(({ id }) => of.get(id)?.goesOn);
          if (admitMost !== null) expect(on.length).toBeLessThanOrEqual(admitMost);
          for (const one of on) {
            expect(one.mean ?? -1).toBeGreaterThanOrEqual(admitFrom ?? 0);
            for (const other of group) if ((other.mean ?? -1) > (one.mean ?? -1)) expect(of.get(other.id)?.goesOn).toBe(true);
            for (const other of group) if (other.mean === one.mean) expect(of.get(other.id)?.goesOn).toBe(true);
          }
          for (const tie of ties.filter((one) => one.field === field)) {
            expect(tie.places).toBeGreaterThan(0);
            expect(tie.entries.length).toBeGreaterThan(tie.places);
            expect(on.length + tie.places).toBe(admitMost);
          }
        }
        expect(of.size).toBe(candidates.length);
      }),
    );
  });

  it("every place is used while somebody reaches the score and no tie is open", () => {
    fc.assert(
      fc.property(contest, ({ means, admitFrom, admitMost }) => {
        fc.pre(admitMost !== null);
        const candidates = ranked(means);
        const { of, ties } = proposeAdmission(candidates, { admitFrom, admitMost }, false);
        const able = candidates.filter(({ mean }) => mean !== null && mean >= (admitFrom ?? 0)).length;
        const on = [...of.values()].filter(({ goesOn }) => goesOn).length;
        const places = ties.reduce((sum, tie) => sum + tie.places, 0);
        expect(on + places).toBe(Math.min(able, admitMost ?? 0));
      }),
    );
  });
});
