import { countWaitingAppeals } from "~/data/appeals.server";
import { updateEdition } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { appealsEnd, takesAppeals } from "~/domain/results/appeals";
import type { Services } from "~/features/services";
import { beginStep, type StepRefusal, type StepRequest } from "./decision-step.server";

export type FinalRefusal = StepRefusal | "window_open" | "appeals_waiting";

/** An organiser declares the published result official: appeals are no longer taken, every one is answered, no correction is open. Nothing changes after that. */
export function finaliseResult({ db }: Pick<Services, "db">, request: StepRequest): Promise<Result<null, FinalRefusal>> {
  const { actor, editionId, now } = request;
  return db.transact(async (tx): Promise<Result<null, FinalRefusal>> => {
    const begun = await beginStep(tx, "finalise", request);
    if (!begun.ok) return begun;
    const { decision, edition } = begun.value;
    if (!decision?.publishedAt) return refused("already_done");
    if (takesAppeals(appealsEnd(decision.publishedAt, edition.appealDays), now)) return refused("window_open");
    if ((await countWaitingAppeals(tx, editionId)) > 0) return refused("appeals_waiting");
    await updateEdition(tx, editionId, { finalAt: now, version: { increment: 1 } });
    await appendToLedger(tx, [{ type: "RESULT_FINAL", data: { seal: decision.sealedHash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
