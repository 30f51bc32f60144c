import { isExactPercent, rulesAsTheyAre, type WhatIf } from "~/domain/results/what-if";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import type { ScoringProblem } from "~/domain/scoring/problem";
import { parseDecimal } from "~/i18n/parse";

/** Names of the fields, as they stand in the address. */
export const WHAT_IF = {
  decimals: "so-le",
  perField: "xet-theo",
  tieBreak: (nth: number) => `bang-diem-${nth}`,
  round: (code: string) => `vong.${code}`,
  criterion: (code: string) => `tieu-chi.${code}`,
  quota: (tier: string) => `so-giai.${tier}`,
  minScore: (tier: string) => `san.${tier}`,
} as const;

export const PER_FIELD = "linh-vuc";
export const OVER_ALL = "chung";
export const TIE_BREAKS = 3;
const MOST_QUOTA = 1_000;
const MOST_PERCENT = 500;

export type WhatIfFault = "whole" | "percent" | "not_exact" | "points" | "decimals" | "weights" | "all_zero" | "criterion" | "choice";

export interface WhatIfForm {
  /** every field as typed, or as the rules are */
  values: Record<string, string>;
  faults: Record<string, WhatIfFault>;
  /** null where something is wrong */
  rules: WhatIf | null;
  /** whether anything was asked at all */
  isAsked: boolean;
}

/** Codes of the criteria of all rubrics with their first label, in their order. */
export function criteriaOf({ rubrics }: ScoringProblem): { code: string; label: string }[] {
  const found = new Map<string, string>();
  for (const { criteria } of rubrics) for (const { code, label } of criteria) if (!found.has(code)) found.set(code, label ?? code);
  return [...found].map(([code, label]) => ({ code, label }));
}

/** Codes that may break ties: those every rubric of the last round that counts has. */
export function tieBreakCodes({ rubrics, rounds }: ScoringProblem, lastRound = rounds.at(-1)?.code ?? null): string[] {
  const last = rubrics.filter(({ round }) => round === null || round === lastRound);
  return [...new Set(last.flatMap(({ criteria }) => criteria.map(({ code }) => code)))];
}

/** Reads other rules out of an address. What it does not name is as the rules are; every value that cannot be is named. */
export function readWhatIf(query: URLSearchParams, problem: ScoringProblem): WhatIfForm {
  const asIs = rulesAsTheyAre(problem);
  const values: Record<string, string> = {};
  const faults: Record<string, WhatIfFault> = {};
  const typed = (name: string, stored: string) => (values[name] = (query.get(name)?.replaceAll("\0", "").trim() ?? stored).slice(0, 40));
  const read = <T>(name: string, stored: string, parse: (text: string) => T | WhatIfFault): T | undefined => {
    const value = parse(typed(name, stored));
    if (typeof value !== "string" || !isFault(value)) return value as T;
    faults[name] = value;
    return undefined;
  };
  const decimals = read(WHAT_IF.decimals, String(asIs.decimals), (text) => (/^[0-4]$/.test(text) ? Number(text) : "decimals"));
  const perField = read(WHAT_IF.perField, asIs.perField ? PER_FIELD : OVER_ALL, (text): boolean | WhatIfFault => (text === PER_FIELD ? true : text === OVER_ALL ? false : "choice"));
  const roundWeights = new Map(problem.rounds.flatMap(({ code, weight }): [string, number][] => {
    const value = read(WHAT_IF.round(code), plainPoints(weight * 100), (text) => percentOf(text));
    return value === undefined ? [] : [[code, value]];
  }));
  const criterionPercents = new Map(criteriaOf(problem).flatMap(({ code }): [string, number][] => {
    const value = read(WHAT_IF.criterion(code), "100", (text) => (/^\d{1,3}$/.test(text) && Number(text) <= MOST_PERCENT ? (isExactPercent(problem, code, Number(text)) ? Number(text) : "not_exact") : "percent"));
    return value === undefined ? [] : [[code, value]];
  }));
  const quotas = new Map(problem.rules.prizes.flatMap(({ tier, quota }): [string, number][] => {
    const value = read(WHAT_IF.quota(tier), String(quota), (text) => (/^\d{1,4}$/.test(text) && Number(text) <= MOST_QUOTA ? Number(text) : "whole"));
    return value === undefined ? [] : [[tier, value]];
  }));
  const minScores = new Map(problem.rules.prizes.flatMap(({ tier, minScore }): [string, number | null][] => {
    const value = read(WHAT_IF.minScore(tier), minScore === null ? "" : plainPoints(minScore), (text) => (text === "" ? null : pointsOf(text)));
    return value === undefined ? [] : [[tier, value]];
  }));
  const last = problem.rounds.findLast(({ code }) => (roundWeights.get(code) ?? 0) > 0)?.code ?? null;
  const known = tieBreakCodes(problem, last);
  const tieBreak = Array.from({ length: TIE_BREAKS }, (_, index) => read(WHAT_IF.tieBreak(index + 1), asIs.tieBreak[index] ?? "", (text) => (text === "" || known.includes(text) ? { code: text } : "criterion"))?.code ?? "");
  if (problem.rounds.length > 0 && roundWeights.size === problem.rounds.length && [...roundWeights.values()].reduce((a, b) => a + b, 0) !== 10_000) {
    for (const { code } of problem.rounds) faults[WHAT_IF.round(code)] = "weights";
  }
  if (problem.rubrics.some(({ criteria }) => criteria.every(({ code }) => criterionPercents.get(code) === 0))) for (const { code } of criteriaOf(problem)) faults[WHAT_IF.criterion(code)] = "all_zero";
  const isRight = Object.keys(faults).length === 0 && decimals !== undefined && perField !== undefined;
  return {
    values,
    faults,
    rules: isRight ? { decimals, perField, tieBreak: [...new Set(tieBreak.filter(Boolean))], roundWeights, criterionPercents, quotas, minScores } : null,
    isAsked: Object.keys(values).some((name) => query.has(name)),
  };
}

const FAULTS: readonly string[] = ["whole", "percent", "not_exact", "points", "decimals", "weights", "all_zero", "criterion", "choice"] satisfies WhatIfFault[];
const isFault = (value: string): value is WhatIfFault => FAULTS.includes(value);

/** Percent with up to two decimals, as 1/10,000 of the whole. */
function percentOf(text: string): number | WhatIfFault {
  const points = parsePoints(parseDecimal(text) ?? "");
  return points === null || points > 1_000_000 || points % 100 !== 0 ? "percent" : points / 100;
}

function pointsOf(text: string): number | WhatIfFault {
  return parsePoints(parseDecimal(text) ?? "") ?? "points";
}
