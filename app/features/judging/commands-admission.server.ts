import { admittedEntries, entriesAtWork, qualifiedEntries, setAdmitted } from "~/data/assignments-rounds.server";
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
    const before = await admittedEntries(tx, round.id);
    const wanted = new Set(input.entryIds);
    const isSame = before.size === wanted.size && [...before].every((id) => wanted.has(id));
    if (isSame) return ok({ admitted: wanted.size });
    if (admissionMark(before) !== input.mark) return refused("version_conflict");
    const qualified = new Map((await qualifiedEntries(tx, editionId)).map(({ id, code }) => [id, code]));
    if ([...wanted].some((id) => !qualified.has(id) && !before.has(id))) return refused("entry_unknown");
    const atWork = await entriesAtWork(tx, round.id);
    if ([...before].some((id) => !wanted.has(id) && atWork.has(id))) return refused("entry_at_work");
    await setAdmitted(tx, round.id, [...wanted], now);
    const entries = [...wanted].flatMap((id) => qualified.get(id) ?? []).sort();
    await appendToLedger(tx, [{ type: "ROUND_ADMITTED", data: { round: round.code, entries }, actor: actor.userId, at: now, editionId }]);
    return ok({ admitted: wanted.size });
  });
}
