import { roundsOf } from "~/data/panels.server";
import { entryFacts, tiersOf } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { plainPoints } from "~/domain/kernel/decimal";
import { deriveRank, type Derivation } from "~/domain/results/derivation";
import { ranksInField } from "~/domain/results/ranks-in-field";
import type { Services } from "~/features/services";
import { keptRanking } from "./kept-ranking.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

export interface DerivationView extends Derivation {
  roundNames: Record<string, string>;
  criterionLabels: Record<string, string>;
  perField: boolean;
  rankInField: number | null;
  /** what became of it: the prize and what its tier asks for; null where it gets none */
  prize: { label: string; quota: number; minScore: string | null } | null;
  flags: readonly string[];
}

/**
 * How the rank of an entry comes about, for a member of staff who may see its scores; null while it has none, or while the viewer still
 * judges it. Ranks are those of the contest without entries in which the viewer has an interest; of entries the viewer still judges
 * only that there are some is in the number of those above.
 */
export async function derivationView({ db }: Pick<Services, "db">, { actor, edition, code }: { actor: Actor; edition: { id: string; version: number }; code: string }): Promise<DerivationView | null> {
  const reader = db.prisma;
  const current = await keptRanking(reader, edition);
  if (!current.ok) return null;
  const [facts, hidden, tiers, rounds] = await Promise.all([entryFacts(reader, edition.id), hiddenEntries(reader, actor, edition.id), tiersOf(reader, edition.id), roundsOf(reader, edition.id)]);
  const ids = new Map(facts.map((entry) => [entry.code, entry.id]));
  const isSeen = (entry: string) => !hidden.has(ids.get(entry) ?? "");
  if (!isSeen(code)) return null;
  const { problem, ranking } = rankingWithout(current.value, codesInConflict(facts, hidden));
  const derived = deriveRank(problem, ranking, code);
  const row = ranking.ranking.find(({ entry }) => entry === code);
  if (!derived || !row) return null;
  const tier = tiers.find((one) => one.code === row.prize);
  const rule = problem.rules.prizes.find((one) => one.tier === row.prize);
  return {
    ...derived,
    equals: derived.equals.filter(({ entry }) => isSeen(entry)),
    roundNames: Object.fromEntries(rounds.map((round) => [round.code, round.name])),
    criterionLabels: Object.fromEntries(problem.rubrics.flatMap(({ criteria }) => criteria.map((criterion) => [criterion.code, criterion.label ?? criterion.code]))),
    perField: problem.rules.perField,
    rankInField: ranksInField(ranking.ranking).get(code) ?? null,
    prize: tier && rule ? { label: tier.label, quota: rule.quota, minScore: rule.minScore === null ? null : plainPoints(rule.minScore) } : null,
    flags: row.flags,
  };
}
