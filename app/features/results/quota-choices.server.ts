import { lockEdition } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { entryFacts, isResultProposed } from "~/data/results.server";
import { insertQuotaChoice, revokeQuotaChoices, standingQuotaChoices } from "~/data/votes.server";
import type { Tx } from "~/data/client.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { chairAlone } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { currentRanking } from "./current-ranking.server";
import { hasInterest } from "./record-vote.server";
import { quotaFault, touchedByQuota, type QuotaRefusal } from "./vote-matter.server";

export type QuotaChoiceRefusal = Denial | QuotaRefusal | "not_found" | "result_proposed" | "rules_contradict" | "vote_needed";

interface QuotaAct {
  actor: Actor;
  editionId: string;
  now: Date;
}

/**
 * The chair gives fewer prizes of a tier than the rules provide for, or none, where the edition's rule of voting leaves it to the chair.
 * Whoever has an interest in an entry whose prize this changes may not.
 */
export function chooseQuota({ db }: Pick<Services, "db">, act: QuotaAct & { input: { tier: string; quota: number; reason: string } }): Promise<Result<{ id: string }, QuotaChoiceRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ id: string }, QuotaChoiceRefusal>> => {
    const allowed = await mayChoose(tx, act, { tier: input.tier, quota: input.quota, groupIds: [] });
    if (!allowed.ok) return allowed;
    const tier = await quotaFault(tx, editionId, input.tier, input.quota);
    if (!tier.ok) return tier;
    const reason = await keepErasableText(tx, editionId, input.reason);
    const groupIds = allowed.value;
    const id = await insertQuotaChoice(tx, { editionId, tierId: tier.value.id, quota: input.quota, groupIds, reasonId: reason.id, madeById: actor.userId, madeAt: now });
    const data = { choice: id, tier: input.tier, quota: input.quota, reason: reason.hash };
    await appendToLedger(tx, [{ type: "QUOTA_CHOSEN", data, actor: actor.userId, at: now, editionId }]);
    return ok({ id });
  });
}

/** Takes such a choice of the chair back; one that follows a vote goes with its vote. */
export function revokeQuotaChoice({ db }: Pick<Services, "db">, act: QuotaAct & { choiceId: string }): Promise<Result<null, QuotaChoiceRefusal>> {
  const { actor, editionId, now, choiceId } = act;
  return db.transact(async (tx): Promise<Result<null, QuotaChoiceRefusal>> => {
    const choice = (await standingQuotaChoices(tx, editionId)).find(({ id }) => isUuid(choiceId) && id === choiceId);
    const group = choice ? (await tx.quotaChoice.findUniqueOrThrow({ where: { id: choice.id }, select: { groupIds: true } })).groupIds : [];
    const allowed = await mayChoose(tx, act, { tier: choice?.tier ?? "", quota: choice?.full ?? 0, groupIds: group });
    if (!allowed.ok) return allowed;
    if (choice?.vote) return refused("vote_needed");
    const ended = await revokeQuotaChoices(tx, editionId, choice ? [choice.id] : [], now);
    await appendToLedger(tx, ended.map((id) => ({ type: "QUOTA_CHOICE_REVOKED" as const, data: { choice: id }, actor: actor.userId, at: now, editionId })));
    return ok(null);
  });
}

/** Whether the chair may set this quota; then the entries it decides about: those whose prize it changes now, and those of the choice that is taken back. */
async function mayChoose(tx: Tx, { actor, editionId, now }: QuotaAct, wanted: { tier: string; quota: number; groupIds: readonly string[] }): Promise<Result<string[], QuotaChoiceRefusal>> {
  const edition = await lockEdition(tx, editionId);
  if (!edition) return refused("not_found");
  const isFrozen = await isResultProposed(tx, editionId);
  const phase = phaseAt(edition, now);
  const subject = { editionId, phase, isCorrected: phase === "PUBLISHED" && !isFrozen };
  const right = can(actor, "prize.choose", subject);
  if (!right.allowed) return refused(right.reason);
  if (isFrozen) return refused("result_proposed");
  const current = await currentRanking(tx, editionId);
  if (!current.ok) return refused(current.reason);
  const touched = new Set(touchedByQuota(current.value, wanted.tier, wanted.quota));
  const ids = [...wanted.groupIds, ...(await entryFacts(tx, editionId)).flatMap(({ id, code }) => (touched.has(code) ? [id] : []))];
  const decision = can(actor, "prize.choose", { ...subject, inConflict: await hasInterest(tx, actor, ids) });
  if (!decision.allowed) return refused(decision.reason);
  return chairAlone(edition.voteRule) ? ok(ids) : refused("vote_needed");
}
