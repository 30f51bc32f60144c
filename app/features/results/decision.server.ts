import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { isAnyRescoreOpen } from "~/data/rescores.server";
import { advanceDecision, insertDecision, publishedDecisionOf, removeDecision } from "~/data/results.server";
import type { Tx } from "~/data/client.server";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { changedOutside } from "~/domain/results/corrections";
import type { Services } from "~/features/services";
import { beginStep, sealNow, type Begun, type Seal, type StepRefusal, type StepRequest } from "./decision-step.server";
import { isAnySpreadOpen } from "./open-spreads.server";
import type { ProblemJson } from "./problem-json";

export type DecisionRefusal =
  | StepRefusal
  | "version_conflict"
  | "rules_contradict"
  | "stale_choices"
  | "rescores_open"
  | "spread_open"
  | "ties_undecided"
  | "no_prizes"
  | "nothing_changed"
  | "changed_outside"
  | "own_proposal"
  | "date_in_future"
  | "changed_since_proposal";

type Step<Extra = object> = (services: Pick<Services, "db">, request: StepRequest & Extra) => Promise<Result<null, DecisionRefusal>>;

/** The chair proposes the result: ranking and prizes as they stand are sealed; no tie at a quota line and no meeting on re-scoring may be open. */
export const proposeResult: Step = ({ db }, request) =>
  db.transact(async (tx) => {
    const begun = await beginStep(tx, "propose", request);
    if (!begun.ok) return begun;
    if (await isAnyRescoreOpen(tx, request.editionId)) return refused("rescores_open");
    const sealed = await sealNow(tx, request.editionId);
    if (!sealed.ok) return sealed;
    const { problem, answer, hash } = sealed.value;
    if (answer.undecided.length > 0) return refused("ties_undecided");
    if (await isAnySpreadOpen(tx, request.editionId)) return refused("spread_open");
    if (!answer.ranking.some(({ prize }) => prize !== null)) return refused("no_prizes");
    const fault = await correctionFault(tx, begun.value, sealed.value);
    if (fault) return refused(fault);
    const { actor, editionId, now } = request;
    const { standing, correction } = begun.value;
    await insertDecision(tx, { editionId, sequence: standing.published + 1, correctionId: correction?.id ?? null, problem, answer, sealedHash: hash, proposedById: actor.userId, proposedAt: now });
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
    const sealed = await sealNow(tx, editionId);
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

const same = (a: unknown, b: unknown) => chainFunctions.canonical(a) === chainFunctions.canonical(b);

/** A corrected result differs from the published one, and in scores and entries only where the correction says so. */
async function correctionFault(tx: Tx, { edition, correction }: Begun, { problem, hash }: Seal): Promise<"nothing_changed" | "changed_outside" | null> {
  if (!correction) return null;
  const published = await publishedDecisionOf(tx, edition.id);
  if (!published) return null;
  if (published.sealedHash === hash) return "nothing_changed";
  const rows = await tx.entry.findMany({ where: { id: { in: [...correction.entryIds] } }, select: { code: true } });
  const named = new Set(rows.flatMap(({ code }) => (code === null ? [] : [code])));
  return changedOutside(published.problem as unknown as ProblemJson, problem, named, same).length > 0 ? "changed_outside" : null;
}
