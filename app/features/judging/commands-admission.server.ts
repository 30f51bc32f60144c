import { setAdmitted } from "~/data/assignments-rounds.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { roundsOfAdmission, type RoundOfAdmission } from "~/data/rounds.server";
import { holdsRole } from "~/domain/access/roles";
import { hasAdmissionRule, holdsForAll, needsDecision, type AdmissionProposal } from "~/domain/ranking/admission";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { wholeAdmission } from "./admission-proposal.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export type AdmissionRefusal = EditionRefusal | "chair_decides" | "interest_confirms" | "reason_required" | "first_round" | "entry_unknown" | "entry_at_work" | "version_conflict";

interface AdmissionInput {
  roundId: string;
  /** all entries that are to be judged in the round */
  entryIds: readonly string[];
  /** who was admitted when the form was made: `admissionMark` */
  mark: string;
  /** of the chair, where equal entries tie at the line or the list differs from the rule of the round before */
  reason?: string;
}

/** Stands for who was admitted when a form was made; another mark means that somebody changed it meanwhile. */
export function admissionMark(entryIds: Iterable<string>): string {
  return chainFunctions.sha256Hex([...entryIds].sort().join(" "));
}

/**
 * Says which entries go on to a later round, all of them at once; the list goes on record. Entries that are being judged in the
 * round cannot be taken out of it. Where the round before says who goes on, only a chair decides on a tie at its line or on
 * another list, or while entries lack sheets, and gives the reason. Where a number holds for entries the actor may not see, too,
 * they confirm just what the rule gives to those they see, or somebody without an interest has to (`interest_confirms`).
 */
export async function admitEntries({ db }: Pick<Services, "db">, act: EditionAct & { input: AdmissionInput }): Promise<Result<{ admitted: number }, AdmissionRefusal>> {
  const { actor, editionId, input, now } = act;
  return db.transact(async (tx): Promise<Result<{ admitted: number }, AdmissionRefusal>> => {
    const access = await lockEditionFor(tx, act, "round.admit", "UPDATE");
    if (!access.ok) return access;
    const rounds = await roundsOfAdmission(tx, editionId);
    const position = rounds.findIndex(({ id }) => id === input.roundId);
    const [round, previous] = [rounds[position], rounds[position - 1]];
    if (!round) return refused("not_found");
    if (!previous) return refused("first_round");
    // Entries the actor has a conflict of interest with stay as they are: somebody else decides about those.
    const { all, candidates, hidden, proposal, whole } = await wholeAdmission(tx, { editionId, roundId: round.id, previous, viewer: actor });
    const before = candidates.filter(({ isAdmitted }) => isAdmitted).map(({ id }) => id);
    const wanted = new Set(input.entryIds);
    if (admissionMark(before) === admissionMark(wanted)) return ok({ admitted: wanted.size });
    if (admissionMark(before) !== input.mark) return refused("version_conflict");
    const chosen = candidates.filter(({ id }) => wanted.has(id));
    if (chosen.length < wanted.size) return refused("entry_unknown");
    if (candidates.some((entry) => entry.isAdmitted && entry.isAtWork && !wanted.has(entry.id))) return refused("entry_at_work");
    const unseen = all.filter((entry) => !entry.isInSight && entry.isAdmitted);
    const confirmed = new Set([...wanted, ...unseen.map(({ id }) => id)]);
    if (!isForActor({ previous, all, proposal, whole }, confirmed)) return refused("interest_confirms");
    const isBlind = candidates.some(({ id, isAdmitted }) => hidden.has(id) && wanted.has(id) !== isAdmitted);
    const isDecision = hasAdmissionRule(previous) && (isBlind || needsDecision(proposal, wanted));
    if (isDecision && !holdsRole(actor, "CHAIR", editionId)) return refused("chair_decides");
    if (isDecision && !input.reason) return refused("reason_required");
    await setAdmitted(tx, round.id, candidates, wanted, now);
    const entries = [...chosen, ...unseen].map(({ code }) => code).sort();
    const reason = isDecision && input.reason ? { reason: (await keepErasableText(tx, editionId, input.reason)).hash } : {};
    await appendToLedger(tx, [{ type: "ROUND_ADMITTED", data: { round: round.code, entries, ...reason }, actor: actor.userId, at: now, editionId }]);
    return ok({ admitted: wanted.size });
  });
}

interface Shown {
  previous: RoundOfAdmission;
  all: readonly { id: string; fieldId: string | null }[];
  proposal: AdmissionProposal;
  whole: AdmissionProposal;
}

/** A number counts entries in a field or in the edition: where the actor does not see all of those, the list must hold for all. */
function isForActor({ previous, all, proposal, whole }: Shown, confirmed: ReadonlySet<string>): boolean {
  if (previous.admitMost === null) return true;
  const unseen = all.filter(({ id }) => !proposal.of.has(id));
  const sharing = previous.perField ? all.filter(({ fieldId }) => unseen.some((other) => other.fieldId === fieldId)) : all;
  const ids = new Set(unseen.length > 0 ? sharing.map(({ id }) => id) : []);
  return holdsForAll(new Map([...whole.of].filter(([id]) => ids.has(id))), proposal.of, confirmed);
}
