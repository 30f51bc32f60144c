import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CountedEntry, PointRules, SpecialAwardRule, SpecialAwardTerms } from "~/domain/special-awards/rules";
import { sameOutcome, standingOf, type Standing } from "~/domain/special-awards/standing";

const entry = (code: string, more: Partial<CountedEntry> = {}): CountedEntry => ({ code, unit: null, isQualified: true, prize: null, authors: [], ...more });
const author = (person: string, birthDate: string | null = null) => ({ key: `k-${person}`, person, birthDate });
const terms = (rule: SpecialAwardRule, more: Partial<SpecialAwardTerms> = {}): SpecialAwardTerms => ({ rule, points: null, minimum: null, quota: 1, ...more });
const told = ({ rows }: Standing) => rows.map(({ id, place, value, outcome }) => [id, place, value, outcome]);

const POINTS: PointRules = { submitted: 1, qualified: 2, tiers: { FIRST: 10, SECOND: 7 } };

describe("points of units", () => {
  it("add up what was handed in, qualified and awarded, and tell how", () => {
    const standing = standingOf(terms("UNIT_POINTS", { points: POINTS, quota: 1 }), [
      entry("A1", { unit: "u1", prize: "FIRST" }),
      entry("A2", { unit: "u1", isQualified: false }),
      entry("A3", { unit: "u2", prize: "SECOND" }),
      entry("A4"),
    ]);
    expect(told(standing)).toEqual([
      ["u1", 1, 14, "GETS"],
      ["u2", 2, 10, "OUT"],
    ]);
    expect(standing.rows[0]?.parts).toEqual([
      { of: "submitted", count: 2, each: 1 },
      { of: "qualified", count: 1, each: 2 },
      { of: "FIRST", count: 1, each: 10 },
    ]);
    expect(standing.rows[0]?.entries).toEqual(["A1", "A2"]);
    expect(standing.uncounted).toBe(1);
  });

  it("below the minimum get nothing, though places are left", () => {
    const standing = standingOf(terms("UNIT_POINTS", { points: POINTS, minimum: 5, quota: 3 }), [entry("A1", { unit: "u1", prize: "SECOND" }), entry("A2", { unit: "u2" })]);
    expect(told(standing)).toEqual([
      ["u1", 1, 10, "GETS"],
      ["u2", 2, 3, "BELOW_MINIMUM"],
    ]);
  });

  it("equal at the line are told and not cut; who stands behind them gets nothing", () => {
    const units = ["u1", "u2", "u3"].map((unit, index) => entry(`A${index}`, { unit, prize: index === 0 ? "FIRST" : null }));
    const standing = standingOf(terms("UNIT_POINTS", { points: POINTS, quota: 2 }), [...units, entry("B", { unit: "u4", isQualified: false })]);
    expect(told(standing)).toEqual([
      ["u1", 1, 13, "GETS"],
      ["u2", 2, 3, "TIED"],
      ["u3", 2, 3, "TIED"],
      ["u4", 4, 1, "OUT"],
    ]);
    expect(standing.left).toBe(1);
  });
});

describe("awards for persons", () => {
  const entries = [
    entry("A1", { authors: [author("an", "2014-03-02"), author("binh", "2012-01-01")] }),
    entry("A2", { authors: [author("an", "2014-03-02")] }),
    entry("A3", { isQualified: false, authors: [author("chi", "2018-01-01")] }),
    entry("A4", { authors: [author("dung")] }),
  ];

  it("the youngest is found among authors of qualified entries, and no age is told", () => {
    const standing = standingOf(terms("YOUNGEST_AUTHOR"), entries);
    expect(told(standing)).toEqual([
      ["an", 1, null, "GETS"],
      ["binh", 2, null, "OUT"],
    ]);
    expect(standing.uncounted).toBe(1);
    expect(JSON.stringify(standing)).not.toMatch(/20\d\d|score/);
  });

  it("the oldest likewise, the other way round", () => {
    expect(told(standingOf(terms("OLDEST_AUTHOR"), entries))[0]).toEqual(["binh", 1, null, "GETS"]);
  });

  it("twins are tied", () => {
    const twins = [entry("A1", { authors: [author("an", "2015-09-05"), author("em", "2015-09-05")] })];
    const standing = standingOf(terms("YOUNGEST_AUTHOR"), twins);
    expect(told(standing)).toEqual([
      ["an", 1, null, "TIED"],
      ["em", 1, null, "TIED"],
    ]);
    expect(standing.left).toBe(1);
    expect(told(standingOf(terms("YOUNGEST_AUTHOR", { quota: 2 }), twins)).map(([, , , outcome]) => outcome)).toEqual(["GETS", "GETS"]);
  });

  it("most entries counts a person once an entry, whichever entry names them", () => {
    const standing = standingOf(terms("MOST_ENTRIES_AUTHOR", { minimum: 2 }), entries);
    expect(told(standing)).toEqual([
      ["an", 1, 2, "GETS"],
      ["binh", 2, 1, "BELOW_MINIMUM"],
      ["dung", 2, 1, "BELOW_MINIMUM"],
    ]);
    expect(standing.rows[0]?.author).toEqual({ entry: "A1", key: "k-an" });
  });
});

const worlds = fc.record({
  entries: fc.uniqueArray(
    fc.record({
      code: fc.string({ minLength: 1, maxLength: 4 }),
      unit: fc.option(fc.constantFrom("u1", "u2", "u3", "u4", "u5")),
      isQualified: fc.boolean(),
      prize: fc.option(fc.constantFrom("FIRST", "SECOND")),
      authors: fc.uniqueArray(fc.record({ person: fc.constantFrom("a", "b", "c", "d", "e", "f"), birthDate: fc.option(fc.constantFrom("2010-01-01", "2011-05-05", "1950-12-31")) }), { maxLength: 3, selector: ({ person }) => person }),
    }),
    { maxLength: 25, selector: ({ code }) => code },
  ),
  rule: fc.constantFrom<SpecialAwardRule>("UNIT_POINTS", "YOUNGEST_AUTHOR", "OLDEST_AUTHOR", "MOST_ENTRIES_AUTHOR", "MOST_ENTRIES_UNIT"),
  points: fc.record({ submitted: fc.nat(3), qualified: fc.nat(3), first: fc.nat(9), second: fc.nat(9) }),
  minimum: fc.option(fc.integer({ min: 1, max: 12 })),
  quota: fc.integer({ min: 1, max: 5 }),
});
type Drawn = typeof worlds extends fc.Arbitrary<infer Value> ? Value : never;

const termsOf = ({ rule, points, minimum, quota }: Drawn): SpecialAwardTerms => ({ rule, minimum, quota, points: { submitted: points.submitted, qualified: points.qualified, tiers: { FIRST: points.first, SECOND: points.second } } });
// A person has one day of birth: that of the first mention.
const entriesOf = ({ entries }: Drawn): CountedEntry[] => {
  const born = new Map<string, string | null>();
  for (const { authors } of entries) for (const { person, birthDate } of authors) if (!born.has(person)) born.set(person, birthDate);
  return entries.map((one) => ({ ...one, authors: one.authors.map(({ person }) => author(person, born.get(person) ?? null)) }));
};

describe("whatever the entries and the rule", () => {
  it("never more get it than its quota, and a group of equals is whole or tied", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const standing = standingOf(termsOf(world), entriesOf(world));
        const gets = standing.rows.filter(({ outcome }) => outcome === "GETS");
        const tied = standing.rows.filter(({ outcome }) => outcome === "TIED");
        expect(gets.length).toBeLessThanOrEqual(world.quota);
        if (tied.length > 0) expect([gets.length + standing.left, tied.length > standing.left]).toEqual([world.quota, true]);
        else expect(standing.left).toBe(0);
        for (const row of standing.rows) expect(new Set(standing.rows.filter(({ place }) => place === row.place).map(({ outcome }) => outcome)).size).toBe(1);
      }),
    );
  });

  it("points are the sum of their parts, places follow values, and nobody below the minimum gets it", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const all = termsOf(world);
        for (const [index, row] of standingOf(all, entriesOf(world)).rows.entries()) {
          if (world.rule === "UNIT_POINTS") expect(row.value).toBe(row.parts.reduce((sum, { count, each }) => sum + count * each, 0));
          expect(row.place).toBeLessThanOrEqual(index + 1);
          if (row.value !== null && (row.outcome === "GETS" || row.outcome === "TIED")) expect(row.value).toBeGreaterThanOrEqual(Math.max(1, world.minimum ?? 1));
        }
      }),
    );
  });

  it("the order in which entries come makes no difference", () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, chance) => {
        const entries = entriesOf(world);
        const keyed = entries.map((one) => ({ one, key: chance.next().value ?? 0 }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one);
        expect(standingOf(termsOf(world), shuffled)).toEqual(standingOf(termsOf(world), entries));
        expect(sameOutcome(standingOf(termsOf(world), shuffled), standingOf(termsOf(world), entries))).toBe(true);
      }),
    );
  });

  it("another entry never takes points from its unit", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const all = { ...termsOf(world), rule: "UNIT_POINTS" as const };
        const entries = entriesOf(world);
        const valueOf = (list: readonly CountedEntry[]) => standingOf(all, list).rows.find(({ id }) => id === "u1")?.value ?? 0;
        expect(valueOf([...entries, entry("ZZZZZ", { unit: "u1" })])).toBeGreaterThanOrEqual(valueOf(entries));
      }),
    );
  });
});
