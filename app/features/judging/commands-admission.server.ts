import { candidatesFor, setAdmitted } from "~/data/assignments-rounds.server";
import { appendToLedger, chainFunctions } from "~/data/ledger.server";
import { roundsOf } from "~/data/panels.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export type AdmissionRefusal = EditionRefusal | "first_round" | "entry_unknown" | "entry_at_work" | "version_conflict";

interface AdmissionInput {
  roundId: string;
  /** all entries that are to be judged in the round */
  entryIds: readonly string[];
  /** who was admitted when the form was made: `admissionMark` */
  mark: string;
}

/** Stands for who was admitted when a form was made; another mark means that somebody changed it meanwhile. */
export function admissionMark(entryIds: Iterable<string>): string {
  return chainFunctions.sha256Hex([...entryIds].sort().join(" "));
}

/**
 * Says which entries go on to a later round, all of them at once; the list goes on record. Entries that are being judged in the
 * round cannot be taken out of it.
 */
export async function admitEntries({ db }: Pick<Services, "db">, act: EditionAct & { input: AdmissionInput }): Promise<Result<{ admitted: number }, AdmissionRefusal>> {
  const { actor, editionId, input, now } = act;
  return db.transact(async (tx): Promise<Result<{ admitted: number }, AdmissionRefusal>> => {
    const access = await lockEditionFor(tx, act, "assignment.manage", "UPDATE");
    if (!access.ok) return access;
    const rounds = await roundsOf(tx, editionId);
    const position = rounds.findIndex(({ id }) => id === input.roundId);
    const round = rounds[position];
    if (!round) return refused("not_found");
    if (position === 0) return refused("first_round");
    const candidates = await candidatesFor(tx, editionId, round.id);
    const before = candidates.filter(({ isAdmitted }) => isAdmitted).map(({ id }) => id);
    const wanted = new Set(input.entryIds);
    if (admissionMark(before) === admissionMark(wanted)) return ok({ admitted: wanted.size });
    if (admissionMark(before) !== input.mark) return refused("version_conflict");
    const chosen = candidates.filter(({ id }) => wanted.has(id));
    if (chosen.length < wanted.size) return refused("entry_unknown");
    if (candidates.some((entry) => entry.isAdmitted && entry.isAtWork && !wanted.has(entry.id))) return refused("entry_at_work");
    await setAdmitted(tx, round.id, candidates, wanted, now);
    const entries = chosen.map(({ code }) => code);
    await appendToLedger(tx, [{ type: "ROUND_ADMITTED", data: { round: round.code, entries }, actor: actor.userId, at: now, editionId }]);
    return ok({ admitted: wanted.size });
  });
}
