import { rankProblem } from "~/domain/ranking/rank-problem";
import type { ScoringProblem } from "~/domain/scoring/problem";
import type { CurrentRanking } from "./current-ranking.server";

/**
 * The ranking as if some entries did not exist: for whoever has an interest in them, so that no rank, prize or tie betrays how they
 * stand. Choices that decided about one of them are as if never made, whomever they name.
 * @param left codes of the entries
 */
export function rankingWithout(current: CurrentRanking, left: ReadonlySet<string>): CurrentRanking {
  if (left.size === 0) return current;
  const { problem, settled } = current;
  const isSeen = ({ group }: { group: readonly string[] }) => !group.some((code) => left.has(code));
  const [choices, quotaChoices] = [current.choices.filter(isSeen), current.quotaChoices.filter(isSeen)];
  const full = new Map(current.quotaChoices.flatMap((choice) => (isSeen(choice) ? [] : [[choice.tier, choice.full] as const])));
  const rest: ScoringProblem = {
    ...problem,
    rules: { ...problem.rules, prizes: problem.rules.prizes.map((prize) => ({ ...prize, quota: full.get(prize.tier) ?? prize.quota })) },
    entries: problem.entries.filter(({ id }) => !left.has(id)),
    sheets: problem.sheets.filter(({ entry }) => !left.has(entry)),
    choices: choices.map(({ tier, field, entries }) => ({ tier, field, entries })),
  };
  const ranked = rankProblem(rest);
  if (ranked.ok) return { problem: rest, ranking: ranked.value, choices, quotaChoices, settled, staleChoices: false };
  const bare = { ...rest, choices: [] };
  const withoutChoices = rankProblem(bare);
  return { problem: bare, ranking: withoutChoices.ok ? withoutChoices.value : { ranking: [], prizes: [], undecided: [] }, choices, quotaChoices, settled, staleChoices: choices.length > 0 };
}

/** Codes of the entries the viewer has a conflict of interest with. */
export function codesInConflict(facts: readonly { id: string; code: string }[], hidden: ReadonlyMap<string, string>): Set<string> {
  return new Set(facts.filter(({ id }) => hidden.get(id) === "conflict").map(({ code }) => code));
}
