import * as fc from "fast-check";
import { expect, it } from "vitest";
import { withoutEntries } from "~/domain/ranking/participants";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { Choice, ScoreSheet, ScoringProblem } from "~/domain/scoring/problem";
import { column, ranked } from "./contest";
import { oracle } from "./oracle";

const CRITERIA = ["novelty", "effect"];
const TIERS = ["FIRST", "SECOND", "THIRD"];

/** Few possible scores, so that ties, cut groups and missing sheets are frequent. */
const score = fc.oneof(
  fc.constantFrom(0, 50_000, 100_000, 100_000, 150_000),
  fc.integer({ min: 0, max: 200_000 }),
);

const sheetFor = (entry: string, judge: string, round: string | null): fc.Arbitrary<ScoreSheet> =>
  fc
    .record({ novelty: score, effect: score, state: fc.constantFrom("LOCKED", "LOCKED", "LOCKED", "DRAFT") })
    .map(({ novelty, effect, state }) => ({
      entry, judge, round, state, scores: new Map([["novelty", novelty], ["effect", effect]]),
    }));

const bound = fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: null });

const problems: fc.Arbitrary<ScoringProblem> = fc
  .record({ size: fc.integer({ min: 0, max: 8 }), rounds: fc.constantFrom([], [5_000, 5_000], [3_333, 6_667], [10_000]) })
  .chain(({ size, rounds: weights }) => {
    const rounds = weights.map((weight, index) => ({ code: `R${index}`, weight }));
    const ids = Array.from({ length: size }, (_, index) => `E${index + 1}`);
    const seats = ids.flatMap((id) =>
      (rounds.length > 0 ? rounds.map((item) => item.code) : [null]).flatMap((round) =>
        ["J1", "J2", "J3"].map((judge) => fc.option(sheetFor(id, judge, round), { freq: 5, nil: null })),
      ),
    );
    return fc.record({
      rubrics: fc
        .tuple(bound, bound)
        .map((mins) => [
          { round: null, field: null, criteria: CRITERIA.map((code, i) => ({ code, max: 200_000, step: 1, min: mins[i] ?? null })) },
        ]),
      rounds: fc.constant(rounds),
      rules: fc.record({
        decimals: fc.integer({ min: 0, max: 4 }),
        minJudges: fc.integer({ min: 1, max: 2 }),
        maxSpread: bound,
        tieBreak: fc.subarray(CRITERIA),
        perField: fc.boolean(),
        prizes: fc
          .array(fc.record({ quota: fc.integer({ min: 0, max: 3 }), minScore: bound }), { maxLength: TIERS.length })
          .map((list) => list.map((item, index) => ({ tier: TIERS[index] ?? "", ...item }))),
      }),
      entries: fc.tuple(...ids.map((id) => fc.constantFrom("A", "B").map((field) => ({ id, field })))),
      sheets: fc.tuple(...seats).map((list) => list.filter((item) => item !== null)),
      choices: fc.constant([]),
    });
  });

it("equals the naive oracle in exact rational arithmetic", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      expect(ranked(problem)).toEqual(oracle(problem));
    }),
    { numRuns: 1000 },
  );
});

it("doesn't depend on the order of entries and sheets", () => {
  const shuffled = problems.chain((problem) =>
    fc.tuple(
      fc.constant(problem),
      fc.shuffledSubarray([...problem.entries], { minLength: problem.entries.length }),
      fc.shuffledSubarray([...problem.sheets], { minLength: problem.sheets.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([problem, entries, sheets]) => {
      expect(ranked({ ...problem, entries, sheets })).toEqual(ranked(problem));
    }),
  );
});

it("never ranks an entry that was withdrawn or is incomplete, and never gives it a prize", () => {
  const withLeavers = problems.chain((problem) =>
    fc.tuple(fc.constant(problem), fc.subarray(problem.entries.map((entry) => entry.id))),
  );
  fc.assert(
    fc.property(withLeavers, ([problem, left]) => {
      const { ranking, undecided } = ranked(withoutEntries(problem, new Set(left)));
      expect(ranking.map((row) => row.entry).filter((id) => left.includes(id))).toEqual([]);
      expect(undecided.flatMap((group) => group.entries).filter((id) => left.includes(id))).toEqual([]);
      for (const row of ranking.filter((item) => item.flags.includes("INCOMPLETE"))) {
        expect([row.rank, row.mean, row.prize, row.criteria]).toEqual([null, null, null, {}]);
      }
    }),
  );
});

it("never lowers an entry whose score is raised", () => {
  const raised = problems
    .filter((problem) => problem.sheets.length > 0)
    .chain((problem) =>
      fc.tuple(
        fc.constant(problem),
        fc.integer({ min: 0, max: problem.sheets.length - 1 }),
        fc.constantFrom(...CRITERIA),
        fc.integer({ min: 1, max: 200_000 }),
      ),
    );
  fc.assert(
    fc.property(raised, ([problem, at, code, more]) => {
      const changed = problem.sheets.map((item, index) => {
        if (index !== at) return item;
        const points = Math.min(200_000, (item.scores.get(code) ?? 0) + more);
        return { ...item, scores: new Map([...item.scores, [code, points] as const]) };
      });
      const id = problem.sheets[at]?.entry ?? "";
      const before = column(ranked(problem), "rank")[id] ?? null;
      const after = column(ranked({ ...problem, sheets: changed }), "rank")[id] ?? null;
      if (before === null) expect(after).toBeNull();
      else expect(after).toBeLessThanOrEqual(before);
    }),
    { numRuns: 500 },
  );
});

it("never gives more prizes than the quota, and counts those it gives", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { ranking, prizes } = ranked(problem);
      for (const { tier, field, quota, awarded, left } of prizes) {
        const holders = ranking.filter((row) => row.prize === tier && (field === null || row.field === field));
        expect([awarded, left]).toEqual([holders.length, quota - holders.length]);
        expect(left).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

it("calls undecided exactly the whole groups of equal rank that don't fit in what is left", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { ranking, prizes, undecided } = ranked(problem);
      const inPool = (field: string | null) =>
        ranking.filter((row) => row.rank !== null && !row.flags.includes("BELOW_MIN") && (field === null || row.field === field));
      for (const { tier, field, left } of prizes) {
        const group = undecided.find((item) => item.tier === tier && item.field === field);
        if (group !== undefined) {
          const ranks = new Set(inPool(field).filter((row) => group.entries.includes(row.entry)).map((row) => row.rank));
          const equals = inPool(field).filter((row) => ranks.has(row.rank));
          expect(equals.map((row) => [row.entry, row.prize])).toEqual(group.entries.map((id) => [id, null]));
          expect([ranks.size, group.entries.length > left, left > 0]).toEqual([1, true, true]);
        } else if (left > 0) {
          // Quota stayed unused without a tie: whoever is still without a prize or tie missed the tier's least mean.
          const waiting = undecided.flatMap((item) => item.entries);
          const least = (problem.rules.prizes.find((item) => item.tier === tier)?.minScore ?? 0) / 10_000;
          const free = inPool(field).filter((row) => row.prize === null && !waiting.includes(row.entry));
          expect(free.filter((row) => Number(row.mean) >= least)).toEqual([]);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it("lets the chair decide tie after tie until nothing is undecided, and changes no rank by it", () => {
  fc.assert(
    fc.property(problems, fc.infiniteStream(fc.nat()), (problem, numbers) => {
      const choices: Choice[] = [];
      const before = ranked(problem);
      for (let answer = before; ; answer = ranked({ ...problem, choices })) {
        expect(column(answer, "rank")).toEqual(column(before, "rank"));
        for (const choice of choices) {
          expect(choice.entries.map((id) => column(answer, "prize")[id])).toEqual(choice.entries.map(() => choice.tier));
        }
        const [open] = answer.undecided;
        if (open === undefined) break;
        const left = answer.prizes.find((item) => item.tier === open.tier && item.field === open.field)?.left ?? 0;
        const size = Number(numbers.next().value) % (left + 1);
        choices.push({ ...open, entries: open.entries.slice(open.entries.length - size) });
      }
      const surplus = { tier: "FIRST", field: problem.rules.perField ? "A" : null, entries: [] };
      const known = [...choices].some((item) => item.tier === surplus.tier && item.field === surplus.field);
      if (!known) expect(rankProblem({ ...problem, choices: [...choices, surplus] }).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
