import { hasConflict } from "~/data/conflicts.server";
import { lockEdition } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { entryFacts, insertChoice, isResultProposed, revokeChoices, tiersOf } from "~/data/results.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { chairAlone } from "~/domain/results/votes";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { currentRanking } from "./current-ranking.server";
import { tieFault, type TieRefusal } from "./vote-matter.server";

export type ChoiceRefusal =
  | Denial
  | "not_found"
  | "result_proposed"
  | "rules_contradict"
  | TieRefusal
  | "vote_needed";

export interface ChoiceRequest {
  actor: Actor;
  editionId: string;
  input: { tier: string; field: string | null; entries: readonly string[]; reason: string };
  now: Date;
}

/**
 * The chair decides a tie at a quota line: of the group that does not fit, those named (by code) take the tier.
 * A conflict of interest with any entry of the group bars the chair. Recorded with its reason (contract: "Choices").
 */
export function choosePrize({ db }: Pick<Services, "db">, request: ChoiceRequest): Promise<Result<{ id: string }, ChoiceRefusal>> {
  const { actor, editionId, input, now } = request;
  return db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return refused("not_found");
    if (await isResultProposed(tx, editionId)) return refused("result_proposed");
    const current = await currentRanking(tx, editionId);
    if (!current.ok) return refused(current.reason);
    if (current.value.staleChoices) return refused("stale_choices");
    const group = current.value.ranking.undecided.find(({ tier, field }) => tier === input.tier && field === input.field);
    if (!group) return refused("no_such_tie");
    const facts = new Map((await entryFacts(tx, editionId)).map((entry) => [entry.code, entry]));
    const inConflict = await anyConflict(group.entries.map((code) => facts.get(code)?.id ?? ""), (id) => hasConflict(tx, id, actor.userId));
    const decision = can(actor, "prize.choose", { editionId, phase: phaseAt(edition, now), inConflict, isCorrected: true });
    if (!decision.allowed) return refused(decision.reason);
    if (!chairAlone(edition.voteRule)) return refused("vote_needed");
    const fault = tieFault(current.value, input);
    if (!fault.ok) return fault;
    const chosen = [...new Set(input.entries)].toSorted();
    const tier = (await tiersOf(tx, editionId)).find(({ code }) => code === input.tier);
    if (!tier) return refused("no_such_tie");
    const reason = await keepErasableText(tx, editionId, input.reason);
    const [entryIds, groupIds] = [chosen, group.entries].map((codes) => codes.flatMap((code) => facts.get(code)?.id ?? [])) as [string[], string[]];
    const id = await insertChoice(tx, { editionId, tierId: tier.id, fieldCode: input.field, entryIds, groupIds, reasonId: reason.id, madeById: actor.userId, madeAt: now });
    const data = { choice: id, tier: input.tier, field: input.field, entries: chosen, reason: reason.hash };
    await appendToLedger(tx, [{ type: "PRIZE_CHOSEN", data, actor: actor.userId, at: now, editionId }]);
    return ok({ id });
  });
}

async function anyConflict(entryIds: readonly string[], test: (id: string) => Promise<boolean>): Promise<boolean> {
  for (const id of entryIds) if (id && (await test(id))) return true;
  return false;
}

/** The chair takes choices back (all that are named and still stand), until the result is proposed; a conflict of interest bars here too. */
export function revokePrizeChoices(
  { db }: Pick<Services, "db">,
  request: { actor: Actor; editionId: string; choiceIds: readonly string[]; now: Date },
): Promise<Result<{ revoked: number }, ChoiceRefusal>> {
  const { actor, editionId, choiceIds, now } = request;
  return db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return refused("not_found");
    const ids = choiceIds.filter(isUuid);
    const named = await tx.prizeChoice.findMany({ where: { editionId, id: { in: ids } }, select: { id: true, entryIds: true, groupIds: true, voteId: true } });
    const inConflict = await anyConflict(named.flatMap(({ entryIds, groupIds }) => [...entryIds, ...groupIds]), (id) => hasConflict(tx, id, actor.userId));
    const isFrozen = await isResultProposed(tx, editionId);
    const decision = can(actor, "prize.choose", { editionId, phase: phaseAt(edition, now), inConflict, isCorrected: !isFrozen });
    if (!decision.allowed) return refused(decision.reason);
    if (isFrozen) return refused("result_proposed");
    if (named.some(({ voteId }) => voteId !== null)) return refused("vote_needed");
    const revoked = await revokeChoices(tx, editionId, ids, now);
    const codes = new Map((await entryFacts(tx, editionId)).map(({ id, code }) => [id, code]));
    const entriesOf = (choice: string) => named.find(({ id }) => id === choice)?.entryIds.flatMap((id) => codes.get(id) ?? []).toSorted() ?? [];
    await appendToLedger(
      tx,
      revoked.map((choice) => ({ type: "PRIZE_CHOICE_REVOKED" as const, data: { choice, entries: entriesOf(choice) }, actor: actor.userId, at: now, editionId })),
    );
    return ok({ revoked: revoked.length });
  });
}
