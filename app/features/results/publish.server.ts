import type { Tx } from "~/data/client.server";
import { resultWay } from "~/data/corrections.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { advanceDecision, entryFacts, publishAwards, publishedDecisionOf, tiersOf, type DecisionRow } from "~/data/results.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { ranksInField } from "~/domain/results/ranks-in-field";
import { mayAct } from "~/domain/results/stages";
import type { Services } from "~/features/services";
import { beginStep, sealNow, type StepRefusal, type StepRequest } from "./decision-step.server";
import { enqueueStopLetters } from "./stop-letters.server";

export type PublishRefusal = StepRefusal | "version_conflict" | "rules_contradict" | "stale_choices" | "changed_since_proposal" | "minute_past";

type Act<Extra> = StepRequest & { input: { version: number } & Extra };

/** Who publishes when the minute has come. */
const SYSTEM = "system";

/** The secretary publishes: from this transaction on the winners are public, exactly as sealed. A minute that was set is void. */
export function publishResult({ db }: Pick<Services, "db">, request: Act<object>): Promise<Result<null, PublishRefusal>> {
  const { actor, editionId, now, input } = request;
  return db.transact(async (tx): Promise<Result<null, PublishRefusal>> => {
    const begun = await beginStep(tx, "publish", request);
    if (!begun.ok) return begun;
    const { decision, edition, correction } = begun.value;
    if (!decision || decision.version !== input.version) return refused("version_conflict");
    const sealed = await sealNow(tx, editionId);
    if (!sealed.ok) return sealed;
    if (sealed.value.hash !== decision.sealedHash) return refused("changed_since_proposal");
    const isEarly = decision.publishAt !== null;
    const early = isEarly ? [{ type: "RESULT_UNSCHEDULED" as const, data: { seal: decision.sealedHash, why: "cancelled" as const }, actor: actor.userId, at: now, editionId }] : [];
    await appendToLedger(tx, early);
    const cleared = isEarly ? { publishAt: null, scheduledById: null } : {};
    return publishSealed(tx, { edition, decision, correctionId: correction?.id ?? null, answer: sealed.value.answer, actorId: actor.userId, now, cleared });
  });
}

interface Publication {
  edition: EditionRow;
  decision: DecisionRow;
  /** null: the result itself */
  correctionId: string | null;
  answer: Ranking;
  actorId: string;
  now: Date;
  cleared?: { publishAt?: null; scheduledById?: null };
}

/** All rows that public pages read, and the event, in the caller's transaction; a correction's awards stand in the place of the earlier ones. */
async function publishSealed(tx: Tx, { edition, decision, correctionId, answer, actorId, now, cleared = {} }: Publication): Promise<Result<null, "version_conflict">> {
  const editionId = edition.id;
  const before = await publishedDecisionOf(tx, editionId);
  const step = { state: "PUBLISHED" as const, publishedById: actorId, publishedAt: now, stoppedAt: null, ...cleared };
  if (!(await advanceDecision(tx, decision.id, decision.version, step))) return refused("version_conflict");
  const awards = await awardsOf(tx, editionId, answer);
  await publishAwards(tx, edition, awards.map(({ award }) => award), now);
  const seal = decision.sealedHash;
  const recorded = awards.map((award) => award.recorded);
  const common = { actor: actorId, at: now, editionId };
  if (before && correctionId) {
    await appendToLedger(tx, [{ type: "RESULT_CORRECTED", data: { seal, previous: before.sealedHash, correction: correctionId, awards: recorded }, ...common }]);
  } else await appendToLedger(tx, [{ type: "RESULT_PUBLISHED", data: { seal, awards: recorded }, ...common }]);
  return ok(null);
}

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

/** The secretary sets, or moves, the minute at which the signed decision becomes public by itself. */
export function scheduleResult({ db }: Pick<Services, "db">, request: Act<{ publishAt: Date }>): Promise<Result<null, PublishRefusal>> {
  const { actor, editionId, now, input } = request;
  return db.transact(async (tx): Promise<Result<null, PublishRefusal>> => {
    const begun = await beginStep(tx, "schedule", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision) return refused("already_done");
    if (input.publishAt <= now) return refused("minute_past");
    const step = { publishAt: input.publishAt, scheduledById: actor.userId, stoppedAt: null };
    if (!(await advanceDecision(tx, decision.id, input.version, step))) return refused("version_conflict");
    const data = { seal: decision.sealedHash, at: input.publishAt.toISOString() };
    await appendToLedger(tx, [{ type: "RESULT_SCHEDULED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** The secretary takes the minute back; the decision stays signed. */
export function unscheduleResult({ db }: Pick<Services, "db">, request: Act<object>): Promise<Result<null, PublishRefusal>> {
  const { actor, editionId, now, input } = request;
  return db.transact(async (tx): Promise<Result<null, PublishRefusal>> => {
    const begun = await beginStep(tx, "unschedule", request);
    if (!begun.ok) return begun;
    const { decision } = begun.value;
    if (!decision || !(await advanceDecision(tx, decision.id, input.version, { publishAt: null, scheduledById: null }))) return refused("version_conflict");
    const data = { seal: decision.sealedHash, why: "cancelled" as const };
    await appendToLedger(tx, [{ type: "RESULT_UNSCHEDULED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

export type DueOutcome = "published" | "stopped" | "not_due";

/**
 * Publishes a decision whose minute has come; of several servers that try at once one does it. Where what was sealed no longer fits,
 * nothing is published: the minute is void, the desk and a letter tell the secretaries.
 */
export async function publishWhenDue({ db, config }: Pick<Services, "db" | "config">, { editionId, now }: { editionId: string; now: Date }): Promise<DueOutcome> {
  const done = await db.transact(async (tx): Promise<Result<DueOutcome, "version_conflict">> => {
    const edition = await lockEdition(tx, editionId);
    if (!edition) return ok("not_due");
    const { standing, decision, correction } = await resultWay(tx, edition);
    if (!decision || !standing.isScheduled || !mayAct("publish", standing) || decision.publishAt === null || decision.publishAt > now) return ok("not_due");
    const sealed = await sealNow(tx, editionId);
    if (sealed.ok && sealed.value.hash === decision.sealedHash) {
      const published = await publishSealed(tx, { edition, decision, correctionId: correction?.id ?? null, answer: sealed.value.answer, actorId: SYSTEM, now });
      return published.ok ? ok("published") : published;
    }
    await advanceDecision(tx, decision.id, decision.version, { publishAt: null, stoppedAt: now });
    await enqueueStopLetters(tx, { config, edition, minute: decision.publishAt, now });
    const data = { seal: decision.sealedHash, why: "changed_since_proposal" as const };
    await appendToLedger(tx, [{ type: "RESULT_UNSCHEDULED", data, actor: SYSTEM, at: now, editionId }]);
    return ok("stopped");
  });
  return done.ok ? done.value : "not_due";
}
