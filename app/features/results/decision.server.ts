import type { Tx } from "~/data/client.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { resultSeal } from "~/data/ledger-verify.server";
import { isAnyRescoreOpen } from "~/data/rescores.server";
import { advanceDecision, decisionOf, entryFacts, insertDecision, publishAwards, removeDecision, tiersOf, type DecisionRow } from "~/data/results.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action } from "~/domain/access/table";
import { phaseAt } from "~/domain/contest/phases";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { ranksInField } from "~/domain/results/ranks-in-field";
import { mayAct, type StageAct } from "~/domain/results/stages";
import type { Services } from "~/features/services";
import { currentRanking } from "./current-ranking.server";
import { problemJson } from "./problem-json";

export type DecisionRefusal =
  | Denial
  | "not_found"
  | "already_done"
  | "version_conflict"
  | "rules_contradict"
  | "stale_choices"
  | "rescores_open"
  | "ties_undecided"
  | "no_prizes"
  | "own_proposal"
  | "date_in_future"
  | "changed_since_proposal";

interface StepRequest {
  actor: Actor;
  editionId: string;
  now: Date;
}

type Step<Extra = object> = (services: Pick<Services, "db">, request: StepRequest & Extra) => Promise<Result<null, DecisionRefusal>>;

const RIGHTS: Readonly<Record<StageAct, Action>> = {
  propose: "result.propose",
  return: "result.approve",
  approve: "result.approve",
  sign: "result.sign",
  publish: "result.publish",
};

/** Locks the edition, checks right and stage; what follows runs alone. */
async function beginStep(tx: Tx, act: StageAct, request: StepRequest): Promise<Result<{ edition: EditionRow; decision: DecisionRow | null }, DecisionRefusal>> {
  const edition = await lockEdition(tx, request.editionId);
  if (!edition) return refused("not_found");
  const right = can(request.actor, RIGHTS[act], { editionId: edition.id, phase: phaseAt(edition, request.now) });
  if (!right.allowed) return refused(right.reason);
  const decision = await decisionOf(tx, edition.id);
  return mayAct(act, decision?.state ?? null) ? ok({ edition, decision }) : refused("already_done");
}

async function seal(tx: Tx, editionId: string): Promise<Result<{ problem: object; answer: Ranking; hash: string }, DecisionRefusal>> {
  const current = await currentRanking(tx, editionId);
  if (!current.ok) return refused(current.reason);
  if (current.value.staleChoices) return refused("stale_choices");
  const problem = problemJson(current.value.problem);
  const answer = current.value.ranking;
  return ok({ problem, answer, hash: resultSeal(problem, answer) });
}

/** The chair proposes the result: ranking and prizes as they stand are sealed; no tie at a quota line and no meeting on re-scoring may be open. */
export const proposeResult: Step = ({ db }, request) =>
  db.transact(async (tx) => {
    const begun = await beginStep(tx, "propose", request);
    if (!begun.ok) return begun;
    if (await isAnyRescoreOpen(tx, request.editionId)) return refused("rescores_open");
    const sealed = await seal(tx, request.editionId);
    if (!sealed.ok) return sealed;
    const { problem, answer, hash } = sealed.value;
    if (answer.undecided.length > 0) return refused("ties_undecided");
    if (!answer.ranking.some(({ prize }) => prize !== null)) return refused("no_prizes");
    const { actor, editionId, now } = request;
    await insertDecision(tx, { editionId, problem, answer, sealedHash: hash, proposedById: actor.userId, proposedAt: now });
    await appendToLedger(tx, [{ type: "RESULT_PROPOSED", data: { seal: hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });

/** An organiser sends the proposal back with a reason; scores and choices can change again. */
export const returnResult: Step<{ input: { version: number; reason: string } }> = ({ db }, request) =>
  db.transact(async (tx) => {
    const { actor, editionId, now, input } = request;
    const begun = await beginStep(tx, "return", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision || !(await removeDecision(tx, decision.id, input.version))) return refused("version_conflict");
    const reason = await keepErasableText(tx, editionId, input.reason);
    const data = { seal: decision.sealedHash, reason: reason.hash };
    await appendToLedger(tx, [{ type: "RESULT_RETURNED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });

/** An organiser other than the proposer approves what was sealed, provided that nothing changed since. */
export const approveResult: Step<{ input: { version: number } }> = ({ db }, request) =>
  db.transact(async (tx) => {
    const { actor, editionId, now, input } = request;
    const begun = await beginStep(tx, "approve", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision) return refused("already_done");
    if (decision.proposedById === actor.userId) return refused("own_proposal");
    const sealed = await seal(tx, editionId);
    if (!sealed.ok) return sealed;
    if (sealed.value.hash !== decision.sealedHash) return refused("changed_since_proposal");
    const step = { state: "APPROVED" as const, approvedById: actor.userId, approvedAt: now };
    if (!(await advanceDecision(tx, decision.id, input.version, step))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "RESULT_APPROVED", data: { seal: decision.sealedHash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });

/** The secretary enters number and date of the decision signed on paper. */
export const signResult: Step<{ input: { version: number; number: string; date: Day } }> = ({ db }, request) =>
  db.transact(async (tx) => {
    const { actor, editionId, now, input } = request;
    const begun = await beginStep(tx, "sign", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision) return refused("already_done");
    if (input.date > dayInVietnam(now)) return refused("date_in_future");
    const step = { state: "SIGNED" as const, decisionNumber: input.number, decisionDate: new Date(`${input.date}T00:00:00Z`) };
    if (!(await advanceDecision(tx, decision.id, input.version, step))) return refused("version_conflict");
    const data = { seal: decision.sealedHash, number: input.number, date: input.date };
    await appendToLedger(tx, [{ type: "RESULT_SIGNED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });

/** The secretary publishes: from this transaction on the winners are public, exactly as sealed. */
export const publishResult: Step<{ input: { version: number } }> = ({ db }, request) =>
  db.transact(async (tx) => {
    const { actor, editionId, now, input } = request;
    const begun = await beginStep(tx, "publish", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision) return refused("already_done");
    const sealed = await seal(tx, editionId);
    if (!sealed.ok) return sealed;
    if (sealed.value.hash !== decision.sealedHash) return refused("changed_since_proposal");
    const step = { state: "PUBLISHED" as const, publishedById: actor.userId, publishedAt: now };
    if (!(await advanceDecision(tx, decision.id, input.version, step))) return refused("version_conflict");
    const awards = await awardsOf(tx, editionId, sealed.value.answer);
    await publishAwards(tx, editionId, awards.map(({ award }) => award), now);
    const data = { seal: decision.sealedHash, awards: awards.map(({ recorded }) => recorded) };
    await appendToLedger(tx, [{ type: "RESULT_PUBLISHED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });

async function awardsOf(tx: Tx, editionId: string, answer: Ranking) {
  const entries = new Map((await entryFacts(tx, editionId)).map(({ code, id }) => [code, id]));
  const tiers = new Map((await tiersOf(tx, editionId)).map(({ code, id }) => [code, id]));
  const inField = ranksInField(answer.ranking);
  return answer.ranking.flatMap(({ entry, prize, rank, mean }) => {
    const [entryId, tierId] = [entries.get(entry), tiers.get(prize ?? "")];
    if (prize === null || rank === null || mean === null || !entryId || !tierId) return [];
    const award = { entryId, tierId, rank, rankInField: inField.get(entry) ?? rank, mean };
    return [{ award, recorded: { tier: prize, entry, rank, mean } }];
  });
}
