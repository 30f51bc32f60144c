import { updateLetter } from "~/data/commendation-letters.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { dayFault, daysToSign } from "~/domain/documents/paper-days";
import type { Day } from "~/domain/entry/ages";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { storedDay, type CommendationRefusal } from "./act.server";
import { recordedDay } from "./letter-days.server";
import { type LetterAct, openLetter } from "./letter.server";

type Correction = LetterAct<{ version: number; decisionNumber: string; decisionDate: Day; reason: string }>;

/**
 * Puts right number and day of the authority's decision that were recorded wrongly, with a reason; the record keeps what was written before.
 * What is printed or shown from now on bears the right ones. Where they stand already nothing happens; `not_found` before the decision was recorded.
 */
export function correctDecision({ db }: Pick<Services, "db">, { id, input, ...act }: Correction): Promise<Result<null, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CommendationRefusal>> => {
    const { actor, editionId, now } = act;
    const opened = await openLetter(tx, act, id);
    if (!opened.ok) return opened;
    const { edition, letter } = opened.value;
    const { version, decisionNumber, decisionDate } = input;
    if (letter.decisionNumber === null) return refused("not_found");
    const fault = dayFault(decisionDate, daysToSign(edition.opensAt, recordedDay(letter), now));
    if (fault) return refused(fault);
    if (letter.decisionNumber === decisionNumber && letter.decisionDate?.getTime() === storedDay(decisionDate).getTime()) return ok(null);
    if (!(await updateLetter(tx, id, version, { decisionNumber, decisionDate: storedDay(decisionDate) }))) return refused("version_conflict");
    const reason = await keepErasableText(tx, editionId, input.reason);
    await appendToLedger(tx, [{ type: "COMMENDATION_DECISION_CORRECTED", data: { letter: id, number: decisionNumber, date: decisionDate, reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
