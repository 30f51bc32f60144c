import { candidatesForOneMore, type Candidate } from "~/data/one-more-score.server";
import { entryFacts, tiersOf } from "~/data/results.server";
import { hiddenEntries } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { oneMoreScore } from "~/domain/calibration/one-more-score";
import type { StabilityNote, StableJudge } from "~/domain/calibration/stability";
import { onlyRound, roundToLookAt } from "~/domain/ranking/one-round";
import { rankProblem, type Ranking } from "~/domain/ranking/rank-problem";
import { ok, type Result } from "~/domain/kernel/result";
import type { ScoringProblem } from "~/domain/scoring/problem";
import type { Services } from "~/features/services";
import { awardLines, type AwardLine } from "./award-lines";
import { keptRanking } from "./kept-ranking.server";
import { keptStability } from "./kept-stability.server";
import { codesInConflict, rankingWithout } from "./ranking-without.server";

export const FIRMNESS_PAGE = 100;
const MOST_ADVICE = 8;

export interface FirmRow {
  entryId: string;
  code: string;
  title: string;
  /** official; null without enough sheets */
  rank: number | null;
  mean: string | null;
  prizeLabel: string | null;
  component: number;
  expectedRank: string;
  interval: readonly [number, number];
  /** tiers with a chance worth naming, most likely first, in whole percent */
  chances: { label: string; percent: number }[];
}

export interface FirmnessView {
  connected: boolean;
  components: number;
  notes: readonly StabilityNote[];
  rows: FirmRow[];
  total: number;
  lines: AwardLine[];
  judges: readonly StableJudge[];
  advice: { entryId: string; code: string; title: string; openPercent: number; judges: Candidate[] }[];
  /** code of the round all this is about, while the rounds after it hold no sheets; null: the last one */
  round: string | null;
  /** entries left out because the viewer still judges them; of those with a conflict of interest nothing is told */
  leftOut: number;
}

/**
 * How firm the ranking is, for staff alone and beside the official means. Entries the viewer has a conflict with, or still judges,
 * are not in what is computed at all: nothing of them can be read out of the others' numbers.
 */
export async function firmnessView(
  { db }: Pick<Services, "db">,
  { actor, edition, page }: { actor: Actor; edition: { id: string; version: number }; page: number },
): Promise<Result<FirmnessView, "rules_contradict">> {
  const reader = db.prisma;
  const current = await keptRanking(reader, edition);
  if (!current.ok) return current;
  const [facts, hidden, tiers] = await Promise.all([entryFacts(reader, edition.id), hiddenEntries(reader, actor, edition.id), tiersOf(reader, edition.id)]);
  const { ranking } = rankingWithout(current.value, codesInConflict(facts, hidden));
  const byCode = new Map(facts.map((entry) => [entry.code, entry]));
  const left = new Set(facts.filter(({ id }) => hidden.has(id)).map(({ code }) => code));
  const { problem } = current.value;
  const round = roundToLookAt(problem);
  const looked = round === null || problem.rounds.length < 2 ? problem : onlyRound(problem, round);
  const stability = await keptStability(without(looked, left));
  const labels = new Map(tiers.map(({ code, label }) => [code, label]));
  const ranked = rankingOf(looked, problem, ranking, left);
  const official = new Map(ranked.map((row) => [row.entry, row]));
  const firm = new Map(stability.entries.map((entry) => [entry.entry, entry]));
  const order = ranked.filter(({ entry }) => firm.has(entry));
  const rows = order.slice((page - 1) * FIRMNESS_PAGE, page * FIRMNESS_PAGE).flatMap((row): FirmRow[] => {
    const [of, known] = [firm.get(row.entry), byCode.get(row.entry)];
    if (!of || !known) return [];
    const chances = Object.entries(of.prizeProbability ?? {}).map(([tier, share]) => ({ label: labels.get(tier) ?? tier, percent: Math.round(Number(share) * 100) }));
    const { rank, mean, prize } = row;
    return [{ entryId: known.id, code: row.entry, title: known.title, rank, mean, prizeLabel: prize === null ? null : (labels.get(prize) ?? prize), component: of.component, expectedRank: of.expectedRank, interval: of.interval95, chances: chances.filter(({ percent }) => percent >= 1).toSorted((a, b) => b.percent - a.percent) }];
  });
  const doubts = oneMoreScore(stability, new Map([...official.values()].map((row) => [row.entry, row.judges])), MOST_ADVICE);
  const candidates = await candidatesForOneMore(reader, edition.id, { entryIds: doubts.flatMap(({ entry }) => byCode.get(entry)?.id ?? []), round, viewerId: actor.userId });
  const advice = doubts.flatMap(({ entry, open }) => {
    const known = byCode.get(entry);
    return known ? [{ entryId: known.id, code: entry, title: known.title, openPercent: Math.round(open * 100), judges: candidates.filter(({ entryId }) => entryId === known.id) }] : [];
  });
  const { connected, components, judges, notes = [] } = stability;
  const lines = awardLines({ rows: order, entries: stability.entries, tiers, perField: problem.rules.perField, fieldNames: new Map(facts.map(({ fieldCode, fieldName }) => [fieldCode, fieldName])) });
  return ok({ connected, components, notes, rows, total: order.length, lines, judges, advice, round, leftOut: [...hidden.values()].filter((why) => why === "judging").length });
}

/** The official rows, or, while only a round before the last has sheets, those of that round. */
function rankingOf(looked: ScoringProblem, problem: ScoringProblem, ranking: Ranking, left: ReadonlySet<string>): Ranking["ranking"] {
  if (looked === problem) return ranking.ranking;
  const alone = rankProblem(without(looked, left));
  return alone.ok ? alone.value.ranking : ranking.ranking;
}

/** The contest without some entries, their sheets and the choices that name them. */
export function without(problem: ScoringProblem, left: ReadonlySet<string>): ScoringProblem {
  if (left.size === 0) return problem;
  return {
    ...problem,
    entries: problem.entries.filter(({ id }) => !left.has(id)),
    sheets: problem.sheets.filter(({ entry }) => !left.has(entry)),
    choices: [],
  };
}
