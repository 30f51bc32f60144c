import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canBeImproved, hasSmallestMaxLoad } from "~/domain/assignment/certificate";
import { toInstance, type AssignmentInstance } from "~/domain/assignment/instance";
import { checkPlan, costOf, loadsOf, type Plan } from "~/domain/assignment/plan";

const JUDGES = 4;
const ENTRIES = 4;

/** All choices of two judges for each entry that break no rule. */
function everyPlan(instance: AssignmentInstance): Plan[] {
  const choices = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
  let plans: (readonly number[])[][] = [[]];
  for (let entry = 0; entry < ENTRIES; entry++) plans = plans.flatMap((plan) => choices.map((judges) => [...plan, judges]));
  return plans.filter((plan) => checkPlan(instance, plan).length === 0);
}

const valueOf = (instance: AssignmentInstance, plan: Plan) => {
  const loads = loadsOf(instance, plan);
  const squares = loads.reduce((sum, load) => sum + load * load, 0);
  return { maxLoad: Math.max(...loads), cost: costOf(instance, plan), squares };
};

const problems = fc
  .record({
    maxima: fc.array(fc.option(fc.integer({ min: 1, max: ENTRIES })), { minLength: JUDGES, maxLength: JUDGES }),
    barred: fc.array(fc.boolean(), { minLength: JUDGES * ENTRIES, maxLength: JUDGES * ENTRIES }),
    fixed: fc.array(fc.integer({ min: 0, max: JUDGES * ENTRIES - 1 }), { maxLength: 1 }),
    costs: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: JUDGES * ENTRIES, maxLength: JUDGES * ENTRIES }),
    some: fc.nat(),
  })
  .map(({ maxima, barred, fixed, costs, some }) => {
    const pairs = costs.map((_, index) => [`J${index % JUDGES}`, `E${Math.floor(index / JUDGES)}`] as const);
    const problem = {
      perEntry: 2,
      judges: maxima.map((max, index) => ({ id: `J${index}`, fields: null, max })),
      entries: Array.from({ length: ENTRIES }, (_, index) => ({ id: `E${index}`, field: "a" })),
      conflicts: pairs.filter((_, index) => barred[index] && index % 3 === 0),
      fixed: pairs.filter((_, index) => fixed.includes(index)),
      costs: pairs.map(([judge, entry], index) => [judge, entry, costs[index] ?? 0] as const),
    };
    return { instance: toInstance(problem), some };
  });

test("a plan can be improved exactly when a look at every plan under its largest load finds a better one", () => {
  const seen = { best: 0, improvable: 0 };
  fc.assert(
    fc.property(problems, ({ instance, some }) => {
      const plans = everyPlan(instance);
      fc.pre(plans.length > 0);
      const plan = plans[some % plans.length] as Plan;
      const own = valueOf(instance, plan);
      const isBeaten = plans
        .map((other) => valueOf(instance, other))
        .filter(({ maxLoad }) => maxLoad <= own.maxLoad)
        .some(({ cost, squares }) => cost < own.cost || (cost === own.cost && squares < own.squares));
      expect(canBeImproved(instance, plan)).toBe(isBeaten);
      seen[isBeaten ? "improvable" : "best"]++;
    }),
    { numRuns: 400 },
  );
  expect(seen.best).toBeGreaterThan(5);
  expect(seen.improvable).toBeGreaterThan(5);
});

test("a group proves the smallest largest load only where a smaller one is impossible", () => {
  fc.assert(
    fc.property(problems, ({ instance, some }) => {
      const plans = everyPlan(instance);
      fc.pre(plans.length > 0);
      const plan = plans[some % plans.length] as Plan;
      const lowest = Math.min(...plans.map((other) => valueOf(instance, other).maxLoad));
      const groups = Array.from({ length: 2 ** JUDGES }, (_, bits) => Uint8Array.from([0, 1, 2, 3], (judge) => (bits >> judge) & 1));
      const isProven = groups.some((group) => hasSmallestMaxLoad(instance, plan, group));
      expect(isProven).toBe(valueOf(instance, plan).maxLoad === lowest);
    }),
    { numRuns: 300 },
  );
});
