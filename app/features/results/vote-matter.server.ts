import type { Reader } from "~/data/editions.server";
import { entryFacts, tiersOf } from "~/data/results.server";
import { standingQuotaChoices } from "~/data/votes.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { prizesThatDiffer } from "~/domain/results/compare-rankings";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { VoteSubject } from "~/domain/results/votes";
import { currentRanking, type CurrentRanking } from "./current-ranking.server";

export type TieRefusal = "stale_choices" | "no_such_tie" | "nobody_chosen" | "too_many_chosen" | "not_in_tie";
export type QuotaRefusal = "no_such_tier" | "not_fewer" | "quota_chosen";
export type MatterRefusal = "rules_contradict" | TieRefusal | QuotaRefusal | "no_such_spread" | "no_such_award";

/** What a question is about, by the rows it names. */
export interface Matter {
  tierId: string | null;
  fieldId: string | null;
  specialAward: { id: string; code: string } | null;
  /** entries the question names */
  entryIds: string[];
  /** entries it decides about: an interest in one of them bars. For TIE the whole group, for QUOTA those whose prize it changes, else those it names */
  groupIds: string[];
  /** of the entries it names, ascending */
  codes: string[];
}

interface Question {
  subject: VoteSubject;
  tier: string | null;
  field: string | null;
  specialAwardId: string | null;
  entries: readonly string[];
  quota: number | null;
}

const NOTHING = { tierId: null, fieldId: null, specialAward: null, entryIds: [], codes: [] } as const;

/** Checks that the question can be decided as things stand, and finds what it is about. */
export async function matterOfVote(reader: Reader, editionId: string, question: Question): Promise<Result<Matter, MatterRefusal>> {
  if (question.subject === "OTHER") return ok({ ...NOTHING, entryIds: [], codes: [], groupIds: [] });
  const current = await currentRanking(reader, editionId);
  if (!current.ok) return refused(current.reason);
  const ids = new Map((await entryFacts(reader, editionId)).map(({ code, id }) => [code, id]));
  const idsOf = (codes: readonly string[]) => codes.flatMap((code) => ids.get(code) ?? []);
  const codes = [...new Set(question.entries)].toSorted();
  switch (question.subject) {
    case "TIE": {
      const group = tieFault(current.value, question);
      if (!group.ok) return group;
      const tierId = (await tiersOf(reader, editionId)).find(({ code }) => code === question.tier)?.id ?? null;
      const field = question.field === null ? null : await reader.field.findUnique({ where: { editionId_code: { editionId, code: question.field } }, select: { id: true } });
      return ok({ ...NOTHING, tierId, fieldId: field?.id ?? null, codes, entryIds: idsOf(codes), groupIds: idsOf(group.value) });
    }
    case "QUOTA": {
      const tier = await quotaFault(reader, editionId, question.tier, question.quota);
      if (!tier.ok) return tier;
      const touched = idsOf(touchedByQuota(current.value, tier.value.code, question.quota ?? 0));
      return ok({ ...NOTHING, tierId: tier.value.id, entryIds: [], codes: [], groupIds: touched });
    }
    case "SPREAD": {
      const flagged = new Set(current.value.ranking.ranking.flatMap(({ entry, flags }) => (flags.includes("SPREAD") ? [entry] : [])));
      if (codes.length === 0 || codes.some((code) => !flagged.has(code))) return refused("no_such_spread");
      return ok({ ...NOTHING, codes, entryIds: idsOf(codes), groupIds: idsOf(codes) });
    }
    case "SPECIAL_AWARD": {
      const award = !isUuid(question.specialAwardId ?? "") ? null : await reader.specialAward.findFirst({ where: { id: question.specialAwardId ?? "", editionId }, select: { id: true, code: true } });
      if (!award || codes.some((code) => !ids.has(code))) return refused("no_such_award");
      return ok({ ...NOTHING, specialAward: award, codes, entryIds: idsOf(codes), groupIds: idsOf(codes) });
    }
  }
}

/** The group of a tie at a quota line, if it is there and these entries may be chosen from it. */
export function tieFault({ ranking, staleChoices }: CurrentRanking, { tier, field, entries }: Pick<Question, "tier" | "field" | "entries">): Result<readonly string[], TieRefusal> {
  if (staleChoices) return refused("stale_choices");
  const isThis = (row: { tier: string; field: string | null }) => row.tier === tier && row.field === field;
  const group = ranking.undecided.find(isThis);
  if (!group) return refused("no_such_tie");
  const chosen = new Set(entries);
  if (chosen.size === 0) return refused("nobody_chosen");
  if ([...chosen].some((code) => !group.entries.includes(code))) return refused("not_in_tie");
  return chosen.size > (ranking.prizes.find(isThis)?.left ?? 0) ? refused("too_many_chosen") : ok(group.entries);
}

/** The tier of which fewer prizes are to be given: known, fewer than the rules provide for, and not decided before. */
export async function quotaFault(reader: Reader, editionId: string, code: string | null, quota: number | null): Promise<Result<{ id: string; code: string; quota: number }, QuotaRefusal>> {
  const tier = (await tiersOf(reader, editionId)).find((one) => one.code === code);
  if (!tier) return refused("no_such_tier");
  if (quota === null || !Number.isSafeInteger(quota) || quota < 0 || quota >= tier.quota) return refused("not_fewer");
  return (await standingQuotaChoices(reader, editionId)).some(({ tierId }) => tierId === tier.id) ? refused("quota_chosen") : ok(tier);
}

/** Codes of the entries whose prize changes if so many prizes of a tier are given. */
export function touchedByQuota({ problem, ranking }: CurrentRanking, tier: string, quota: number): string[] {
  const prizes = problem.rules.prizes.map((one) => (one.tier === tier ? { ...one, quota } : one));
  const other = rankProblem({ ...problem, rules: { ...problem.rules, prizes }, choices: [] });
  const bare = rankProblem({ ...problem, choices: [] });
  if (!other.ok || !bare.ok) return ranking.ranking.map(({ entry }) => entry);
  return prizesThatDiffer(bare.value, other.value).map(({ entry }) => entry);
}

/** The same by ids, as the contest stands now; refused where nothing can be ranked, for then nobody knows whom it touches. */
export async function entriesOfQuota(reader: Reader, editionId: string, tier: string, quota: number): Promise<Result<string[], "rules_contradict">> {
  const current = await currentRanking(reader, editionId);
  if (!current.ok) return refused(current.reason);
  const touched = new Set(touchedByQuota(current.value, tier, quota));
  return ok((await entryFacts(reader, editionId)).flatMap(({ id, code }) => (touched.has(code) ? [id] : [])));
}
