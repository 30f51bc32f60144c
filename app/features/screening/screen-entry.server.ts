import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { isCorrected } from "~/data/corrections.server";
import { lockEdition, type EditionRow } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { isResultProposed } from "~/data/results.server";
import { labelsOfParts, lastAct, lockScreened, namesOfEntries, type ScreenedEntry, storeScreening } from "~/data/screening.server";
import { can, dependsOnCorrection, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import type { Day } from "~/domain/contest/eligibility";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { dueRefusal, type DueRefusal, endOfDayInVietnam, type ScreeningAct, screeningAfter, targetOf } from "~/domain/screening/acts";
import { GENERAL_PLACES, type Remark } from "~/domain/screening/remarks";
import type { Services } from "~/features/services";
import { enqueueScreeningLetter } from "./screening-letters.server";

export type ScreenReason = Denial | "not_found" | "version_conflict" | "act_not_possible" | "result_proposed" | "files_awaited" | "paper_unchecked" | "unknown_place" | DueRefusal;

export interface ScreenInput {
  entryId: string;
  act: ScreeningAct;
  /** of the entry as it was read */
  version: number;
  /** what the entrant reads: why, or what to add */
  reason: string;
  /** the day until whose end a supplement may be handed in; null for the other acts */
  due: Day | null;
  /** what to add in which place, for a supplement */
  remarks?: readonly Remark[];
}

interface ScreenRequest {
  actor: Actor;
  editionId: string;
  input: ScreenInput;
  now: Date;
}

/**
 * Marks an entry qualified, asks for a supplement, rejects it, or takes one of these back. The act, its place in the ledger and the
 * letter to the entrant are one transaction. Over an entry that changed meanwhile nothing is done (`version_conflict`); the very
 * same act sent twice is answered as done.
 */
export async function screenEntry({ db, config }: Pick<Services, "db" | "config">, { actor, editionId, input, now }: ScreenRequest): Promise<Result<{ code: string }, ScreenReason>> {
  return db.transact(async (tx): Promise<Result<{ code: string }, ScreenReason>> => {
    const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId, "SHARE") : null;
    const entry = edition && (await lockScreened(tx, editionId, input.entryId));
    if (!edition || !entry) return refused("not_found");
    const phase = phaseAt(edition, now);
    const inConflict = await hasConflict(tx, entry.id, actor.userId);
    const decision = can(actor, "entry.screen", { editionId, phase, inConflict, isCorrected: dependsOnCorrection("entry.screen", phase) && (await isCorrected(tx, editionId, entry.id)) });
    if (!decision.allowed) return refused(decision.reason);
    if (entry.version !== input.version) return (await isRepeated(tx, entry, { actor, input })) ? ok({ code: entry.code ?? "" }) : refused("version_conflict");
    const refusal = await refusalOf(tx, edition, entry, input, now);
    if (refusal) return refused(refusal);
    await record(tx, { entry, actor, input, now });
    await enqueueScreeningLetter(tx, { config, edition, entry, act: input.act, reason: input.reason, remarks: input.remarks ?? [], dueAt: dueAtOf(input), now });
    await appendToEditionLedger(tx, { entry, actor, input, now });
    return ok({ code: entry.code ?? "" });
  });
}

const dueAtOf = ({ due }: ScreenInput): Date | null => (due === null ? null : endOfDayInVietnam(due));

/** The same person did just this to the entry last: a form that was sent twice. */
async function isRepeated(tx: Tx, entry: ScreenedEntry, { actor, input }: Pick<ScreenRequest, "actor" | "input">): Promise<boolean> {
  if (entry.version !== input.version + 1 || entry.screening !== targetOf(input.act)) return false;
  const last = await lastAct(tx, entry.id);
  return last?.actorId === actor.userId && last.to === entry.screening && last.reason === input.reason && isSameRemarks(last.remarks, input.remarks ?? []) && last.dueAt?.getTime() === dueAtOf(input)?.getTime();
}

function isSameRemarks(one: readonly Remark[], other: readonly Remark[]): boolean {
  const spelled = (remarks: readonly Remark[]) => JSON.stringify(remarks.map(({ place, text }) => [place, text]).toSorted());
  return spelled(one) === spelled(other);
}

async function areKnownPlaces(tx: Tx, editionId: string, remarks: readonly Remark[]): Promise<boolean> {
  if (remarks.length === 0) return true;
  const parts = await labelsOfParts(tx, editionId);
  return remarks.every(({ place }) => parts.has(place) || (GENERAL_PLACES as readonly string[]).includes(place));
}

async function refusalOf(tx: Tx, edition: EditionRow, entry: ScreenedEntry, input: ScreenInput, now: Date): Promise<ScreenReason | null> {
  if (screeningAfter(entry, input.act) === null) return "act_not_possible";
  if (await isResultProposed(tx, edition.id)) return "result_proposed";
  if (input.act === "qualify" && entry.filesDueAt !== null) return "files_awaited";
  if (input.act === "qualify" && entry.channel === "PAPER" && entry.checkedAt === null) return "paper_unchecked";
  if (!(await areKnownPlaces(tx, edition.id, input.remarks ?? []))) return "unknown_place";
  const dueAt = dueAtOf(input);
  return dueAt === null ? null : dueRefusal(dueAt, { now, judgingEndsAt: edition.judgingEndsAt });
}

interface Done {
  entry: ScreenedEntry;
  actor: Actor;
  input: ScreenInput;
  now: Date;
}

async function record(tx: Tx, { entry, actor, input, now }: Done): Promise<void> {
  await storeScreening(tx, { entryId: entry.id, from: entry.screening, to: targetOf(input.act), reason: input.reason, dueAt: dueAtOf(input), actorId: actor.userId, at: now, remarks: input.remarks ?? [] });
}

async function appendToEditionLedger(tx: Tx, { entry, actor, input, now }: Done): Promise<void> {
  const told = [input.reason, ...(input.remarks ?? []).map(({ place, text }) => `${place}: ${text}`)].filter((text) => text !== "").join("\n\n");
  const reason = told === "" ? "" : (await keepErasableText(tx, entry.editionId, told)).hash;
  const data = { entry: entry.code ?? entry.id, from: entry.screening, to: targetOf(input.act), reason };
  await appendToLedger(tx, [{ type: "ENTRY_SCREENED", data, actor: actor.userId, at: now, editionId: entry.editionId }]);
}

export interface BulkOutcome {
  /** codes that are qualified now */
  done: string[];
  /** the others, with what keeps them */
  left: { entryId: string; name: string; reason: ScreenReason }[];
}

/** Marks several entries qualified, each for itself: one that can't be keeps none of the others. */
export async function qualifyEntries(
  services: Pick<Services, "db" | "config">,
  { actor, editionId, entries, now }: { actor: Actor; editionId: string; entries: readonly { entryId: string; version: number }[]; now: Date },
): Promise<BulkOutcome> {
  const done: string[] = [];
  const left = new Map<string, ScreenReason>();
  for (const { entryId, version } of entries) {
    const screened = await screenEntry(services, { actor, editionId, input: { entryId, version, act: "qualify", reason: "", due: null }, now });
    if (screened.ok) done.push(screened.value.code);
    else left.set(entryId, screened.reason);
  }
  const names = await namesOfEntries(services.db.prisma, editionId, [...left.keys()]);
  return { done, left: [...left].map(([entryId, reason]) => ({ entryId, name: names.get(entryId) ?? "", reason })) };
}
