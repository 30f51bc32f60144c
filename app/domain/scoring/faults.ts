import { UNITS_PER_POINT } from "~/domain/kernel/decimal";
import type { Criterion, Rubric, ScoreSheet, ScoringProblem } from "./problem";
import { criterionFaults, missingCriteria, rubricFor, scoreFault, type CriterionFault, type ScoreFault } from "./rubric";

/** Everything that can contradict itself in a scoring problem whose single values are well formed. */
export type FaultCode =
  | CriterionFault
  | ScoreFault
  | "DUPLICATE"
  | "DUPLICATE_RUBRIC"
  | "UNKNOWN_ENTRY"
  | "UNKNOWN_CRITERION"
  | "UNKNOWN_ROUND"
  | "UNKNOWN_TIER"
  | "UNKNOWN_FIELD"
  | "ROUND_MISSING"
  | "WEIGHTS_NOT_ONE"
  | "JUDGE_TWICE"
  | "SCORE_MISSING"
  | "NO_RUBRIC"
  | "FIELD_NOT_USED"
  | "FIELD_MISSING";

/** Where the fault stands (names of members and indexes, counted from 0) and what was found there. */
export interface Fault<Code extends string = FaultCode> {
  readonly path: readonly (string | number)[];
  readonly code: Code;
  /** The value at fault, and what it is measured against, in points or as the text they were given. */
  readonly value?: string | number;
  readonly limit?: string | number;
}

/** Every contradiction of the problem, in the order of its parts; none means that it can be ranked. */
export function problemFaults(problem: ScoringProblem): Fault[] {
  return [
    ...problem.rubrics.flatMap((rubric, index) => rubricFaults(problem, rubric, index)),
    ...ruleFaults(problem),
    ...roundFaults(problem),
    ...repeated(problem.entries.map((entry) => entry.id)).map(
      ([index, id]): Fault => ({ path: ["entries", index, "id"], code: "DUPLICATE", value: id }),
    ),
    ...sheetFaults(problem),
    ...choiceFaults(problem),
  ];
}

function rubricFaults(problem: ScoringProblem, rubric: Rubric, index: number): Fault[] {
  const faults: Fault[] = [];
  const path = ["rubrics", index];
  if (rubric.round !== null && !problem.rounds.some((round) => round.code === rubric.round)) {
    faults.push({ path: [...path, "round"], code: "UNKNOWN_ROUND", value: rubric.round });
  }
  const first = problem.rubrics.findIndex((it) => it.round === rubric.round && it.field === rubric.field);
  if (first < index) faults.push({ path, code: "DUPLICATE_RUBRIC", value: first });
  for (const [at, code] of repeated(rubric.criteria.map((criterion) => criterion.code))) {
    faults.push({ path: [...path, "criteria", at, "code"], code: "DUPLICATE", value: code });
  }
  rubric.criteria.forEach((criterion, at) => {
    for (const code of criterionFaults(criterion)) {
      const member = code === "MAX_ZERO" ? "max" : code === "MIN_ABOVE_MAX" ? "min" : "step";
      faults.push({ path: [...path, "criteria", at, member], code, value: criterion[member] ?? 0, limit: criterion.max });
    }
  });
  return faults;
}

/** A code that only rubrics of earlier rounds have can decide nothing, so it counts as unknown. */
function ruleFaults({ rubrics, rules, rounds }: ScoringProblem): Fault[] {
  const lastRound = rounds.at(-1)?.code ?? null;
  const known = new Set(
    rubrics
      .filter((rubric) => rubric.round === null || rubric.round === lastRound)
      .flatMap((rubric) => rubric.criteria.map((criterion) => criterion.code)),
  );
  return [
    ...rules.tieBreak.flatMap((code, index): Fault[] =>
      known.has(code) ? [] : [{ path: ["rules", "tieBreak", index], code: "UNKNOWN_CRITERION", value: code }],
    ),
    ...repeated(rules.prizes.map((prize) => prize.tier)).map(
      ([index, tier]): Fault => ({ path: ["rules", "prizes", index, "tier"], code: "DUPLICATE", value: tier }),
    ),
  ];
}

function roundFaults({ rounds }: ScoringProblem): Fault[] {
  const faults = repeated(rounds.map((round) => round.code)).map(
    ([index, code]): Fault => ({ path: ["rounds", index, "code"], code: "DUPLICATE", value: code }),
  );
  const weights = rounds.reduce((sum, round) => sum + round.weight, 0);
  if (rounds.length > 0 && weights !== UNITS_PER_POINT) {
    faults.push({ path: ["rounds"], code: "WEIGHTS_NOT_ONE", value: weights });
  }
  return faults;
}

function sheetFaults(problem: ScoringProblem): Fault[] {
  const fieldOf = new Map(problem.entries.map((entry) => [entry.id, entry.field]));
  const rounds = new Set(problem.rounds.map((round) => round.code));
  const rubricOf = rememberRubrics(problem.rubrics);
  const seen = new Map<string, number>();
  return problem.sheets.flatMap((sheet, index) => {
    const faults: Fault[] = [];
    const path = ["sheets", index];
    const field = fieldOf.get(sheet.entry);
    if (field === undefined) faults.push({ path: [...path, "entry"], code: "UNKNOWN_ENTRY", value: sheet.entry });
    if (sheet.round === null && rounds.size > 0) {
      faults.push({ path: [...path, "round"], code: "ROUND_MISSING" });
    } else if (sheet.round !== null && !rounds.has(sheet.round)) {
      faults.push({ path: [...path, "round"], code: "UNKNOWN_ROUND", value: sheet.round });
    }
    const key = JSON.stringify([sheet.entry, sheet.judge, sheet.round]);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, index);
    else faults.push({ path, code: "JUDGE_TWICE", value: sheet.judge, limit: sheet.entry });
    const placed = field !== undefined && (sheet.round === null ? rounds.size === 0 : rounds.has(sheet.round));
    return placed ? [...faults, ...scoreFaults(rubricOf(sheet.round, field), sheet, field, path)] : faults;
  });
}

interface KnownRubric {
  readonly rubric: Rubric;
  readonly criteria: ReadonlyMap<string, Criterion>;
}

/** `rubricFor` with its criteria by code, looked up once for each round and field, as there may be many sheets. */
function rememberRubrics(rubrics: readonly Rubric[]): (round: string | null, field: string) => KnownRubric | undefined {
  const known = new Map<string, KnownRubric | undefined>();
  return (round, field) => {
    const key = JSON.stringify([round, field]);
    if (!known.has(key)) {
      const rubric = rubricFor(rubrics, round, field);
      known.set(key, rubric && { rubric, criteria: new Map(rubric.criteria.map((it) => [it.code, it])) });
    }
    return known.get(key);
  };
}

function scoreFaults(
  known: KnownRubric | undefined,
  sheet: ScoreSheet,
  field: string,
  path: readonly (string | number)[],
): Fault[] {
  if (known === undefined) return [{ path, code: "NO_RUBRIC", value: field }];
  const { rubric, criteria } = known;
  const faults: Fault[] = [];
  for (const [code, points] of sheet.scores) {
    const at = [...path, "scores", code];
    const criterion = criteria.get(code);
    const fault = criterion === undefined ? null : scoreFault(criterion, points);
    if (criterion === undefined) faults.push({ path: at, code: "UNKNOWN_CRITERION", value: code });
    else if (fault !== null) {
      const limit = fault === "OUT_OF_RANGE" ? criterion.max : criterion.step;
      faults.push({ path: at, code: fault, value: points, limit });
    }
  }
  if (sheet.state === "LOCKED") {
    for (const { code } of missingCriteria(rubric, sheet.scores)) {
      faults.push({ path: [...path, "scores", code], code: "SCORE_MISSING" });
    }
  }
  return faults;
}

/** Names that don't exist. Whether a choice answers a tie at a quota line shows only when prizes are given. */
function choiceFaults({ rules, entries, choices }: ScoringProblem): Fault[] {
  const ids = new Set(entries.map((entry) => entry.id));
  const fields = new Set(entries.map((entry) => entry.field));
  const tiers = new Set(rules.prizes.map((prize) => prize.tier));
  const places = repeated(choices.map((choice) => JSON.stringify([choice.tier, choice.field])));
  const faults = choices.flatMap((choice, index) => {
    const found: Fault[] = [];
    const path = ["choices", index];
    if (!tiers.has(choice.tier)) found.push({ path: [...path, "tier"], code: "UNKNOWN_TIER", value: choice.tier });
    if (rules.perField && choice.field === null) found.push({ path: [...path, "field"], code: "FIELD_MISSING" });
    if (!rules.perField && choice.field !== null) {
      found.push({ path: [...path, "field"], code: "FIELD_NOT_USED", value: choice.field });
    }
    if (rules.perField && choice.field !== null && !fields.has(choice.field)) {
      found.push({ path: [...path, "field"], code: "UNKNOWN_FIELD", value: choice.field });
    }
    choice.entries.forEach((id, at) => {
      if (!ids.has(id)) found.push({ path: [...path, "entries", at], code: "UNKNOWN_ENTRY", value: id });
    });
    for (const [at, id] of repeated(choice.entries)) {
      found.push({ path: [...path, "entries", at], code: "DUPLICATE", value: id });
    }
    return found;
  });
  return [
    ...faults,
    ...places.map(([index]): Fault => ({ path: ["choices", index], code: "DUPLICATE", value: choices[index]?.tier })),
  ];
}

/** Index and value of everything that already stood further up in the list. */
function repeated(values: readonly string[]): [number, string][] {
  const seen = new Set<string>();
  return values.flatMap((value, index): [number, string][] => {
    if (seen.has(value)) return [[index, value]];
    seen.add(value);
    return [];
  });
}
