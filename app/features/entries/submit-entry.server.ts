import { refreshConflicts } from "~/data/conflicts-found.server";
import type { Tx } from "~/data/client.server";
import { type EditionRow, lockEdition } from "~/data/editions.server";
import { type EntryRecord, lockEntry, versionInHand } from "~/data/entries.server";
import { noteCommitment, showOnEntry, type VersionRecord } from "~/data/entry-versions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { matchUnit } from "~/data/units.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Gap } from "~/domain/entry/completeness";
import { filesDueAfter, filesWaitedFor } from "~/domain/files/entry-files";
import { changeRefusal, type ChangeRefusal, screeningAfterSubmission, stateAfter } from "~/domain/entry/states";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { assistDenial } from "./assisted-entry.server";
import { commitmentRefusal, type CommitmentRefusal, commitmentVersion } from "./commitment.server";
import { versionToken } from "./draft-tokens.server";
import { accessEntry, gapsBeforeSubmitting, standingOf } from "./entry-access.server";
import { enqueueReceipt } from "./entry-letters.server";

export type SubmitReason = "not_found" | Denial | ChangeRefusal | "version_conflict" | "incomplete" | CommitmentRefusal;

export interface Receipt {
  code: string;
  submittedAt: Date;
  /** false where the same content had been submitted before and nothing was done */
  isNew: boolean;
}

interface SubmitRequest {
  actor: Actor;
  input: {
    entryId: string;
    /** `versionToken` of what was read before submitting */
    version: string;
    /** version of the commitment that was affirmed; null: none was */
    commitment: string | null;
  };
  now: Date;
}

/**
 * Submits what is in hand: the draft, or of a withdrawn entry the version it had. Gives the code at the first submission.
 * Sending it again is answered with the same receipt, also after the deadline.
 */
export async function submitEntry(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, input, now }: SubmitRequest,
): Promise<Result<Receipt, SubmitReason, { gaps?: Gap[] }>> {
  return db.transact(async (tx) => {
    const edition = await lockEditionOf(tx, input.entryId);
    if (!edition || !(await lockEntry(tx, input.entryId))) return refused("not_found");
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.view", now });
    if (!access.ok) return access;
    const { entry } = access.value;
    if (entry.state === "SUBMITTED" && !entry.draft && entry.code && entry.submittedAt) {
      return ok({ code: entry.code, submittedAt: entry.submittedAt, isNew: false });
    }
    const allowed = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.submit", now });
    if (!allowed.ok) return allowed;
    const refusal = changeRefusal(edition, standingOf(entry), now);
    if (refusal) return refused(refusal);
    const version = versionInHand(entry);
    if (!version || versionToken(version) !== input.version) return refused("version_conflict");
    const gaps = gapsBeforeSubmitting(access.value, version, now);
    if (gaps.length > 0) return refused("incomplete", { gaps });
    const uncommitted = commitmentRefusal(edition.commitmentText, input.commitment);
    if (uncommitted) return refused(uncommitted);
    const code = entry.code ?? (await nextCode(tx, edition.id));
    const filesDueAt = filesDueAfter(version.files, edition.filesDueHours, now);
    await makeVersionCount(tx, { entry, version, code, actor, filesDueAt, now });
    await refreshConflicts(tx, { editionId: edition.id, entryId: entry.id, now });
    const denial = await assistDenial(tx, { entry, actor, action: "entry.submit", phase: allowed.value.phase });
    if (denial) return refused(denial);
    const commitment = commitmentVersion(edition.commitmentText);
    if (commitment) await noteCommitment(tx, version.id, { editionId: edition.id, version: commitment, text: edition.commitmentText, actorId: actor.userId, now });
    await recordSubmission(tx, { entry, version, code, actor, filesDueAt, now }, commitment);
    await enqueueReceipt(tx, { config, edition, entry: { id: entry.id, ownerId: entry.ownerId, code, title: version.title }, files: { waiting: filesWaitedFor(version.files).length, dueAt: filesDueAt }, now });
    return ok({ code, submittedAt: now, isNew: true });
  });
}

/** The edition of the entry, against changes of its dates; at the first submission against others who draw a code, too. */
async function lockEditionOf(tx: Tx, entryId: string): Promise<EditionRow | null> {
  if (!isUuid(entryId)) return null;
  const entry = await tx.entry.findUnique({ where: { id: entryId }, select: { editionId: true, code: true } });
  return entry && lockEdition(tx, entry.editionId, entry.code === null ? "UPDATE" : "SHARE");
}

/** The next code of the edition, whose row has to be locked. */
export async function nextCode(tx: Tx, editionId: string): Promise<string> {
  const { codePrefix, lastEntryNumber } = await tx.edition.update({
    where: { id: editionId },
    data: { lastEntryNumber: { increment: 1 } },
    select: { codePrefix: true, lastEntryNumber: true },
  });
  return `${codePrefix}-${String(lastEntryNumber).padStart(4, "0")}`;
}

interface Submission {
  entry: EntryRecord;
  version: VersionRecord;
  code: string;
  actor: Actor;
  /** until when bytes of declared files may follow; null where all are here */
  filesDueAt: Date | null;
  now: Date;
}

/** Makes a version the one that counts, with the units its typed names mean. */
export async function makeVersionCount(tx: Tx, { entry, version, code, actor, filesDueAt, now }: Submission): Promise<void> {
  const state = stateAfter(entry.state, "submit") ?? "SUBMITTED";
  if (version.state === "DRAFT") {
    await tx.entryVersion.updateMany({ where: { entryId: entry.id, state: "SUBMITTED" }, data: { state: "SUPERSEDED" } });
    await tx.entryVersion.update({ where: { id: version.id }, data: { state: "SUBMITTED", submittedAt: now, submittedById: actor.userId, confirmHash: contentHash(version) } });
    await linkUnits(tx, version);
  }
  const screening = screeningAfterSubmission(entry.screening);
  await tx.entry.update({
    where: { id: entry.id },
    data: { code, state, submittedAt: now, withdrawnAt: null, filesDueAt, screening, checkedAt: null, checkedById: null, ...(screening === "RECEIVED" ? { screeningReason: null, supplementDueAt: null } : {}) },
  });
  if (screening !== entry.screening) {
    await tx.screeningAct.create({ data: { entryId: entry.id, from: entry.screening, to: screening, actorId: actor.userId, at: now } });
  }
  await showOnEntry(tx, { id: entry.id, code }, version);
}

/** Finds the units that typed names mean, each name once. */
async function linkUnits(tx: Tx, version: VersionRecord): Promise<void> {
  const names = new Set([version.unitName, version.supervisorUnitName, ...version.authors.map((author) => author.unitName)].filter((name) => name !== ""));
  const units = new Map<string, string | null>();
  for (const name of names) units.set(name, await matchUnit(tx, name));
  const unitOf = (name: string) => units.get(name) ?? null;
  await tx.entryVersion.update({
    where: { id: version.id },
    data: { unitId: unitOf(version.unitName), supervisorUnitId: unitOf(version.supervisorUnitName) },
  });
  for (const name of new Set(version.authors.map((author) => author.unitName))) {
    await tx.entryAuthor.updateMany({ where: { versionId: version.id, unitName: name }, data: { unitId: unitOf(name) } });
  }
}

/** What the ledger keeps the salted hash of: id of the version, hash of its content, version of the commitment that was affirmed. */
export function submissionText(version: VersionRecord, commitment: string | null): string {
  return [version.id, contentHash(version), ...(commitment ? [commitment] : [])].join(" ");
}

/** The submission in the ledger: the version's number and a salted hash (`submissionText`), whose text stands in an erasable row. */
export async function recordSubmission(tx: Tx, { entry, version, code, actor, now }: Submission, commitment: string | null): Promise<void> {
  const kept = await keepErasableText(tx, entry.editionId, submissionText(version, commitment));
  const about = { actor: actor.userId, at: now, editionId: entry.editionId };
  const submitted = { ...about, type: "ENTRY_SUBMITTED" as const, data: { entry: code, version: version.number, content: kept.hash } };
  const screening = screeningAfterSubmission(entry.screening);
  const screened = { ...about, type: "ENTRY_SCREENED" as const, data: { entry: code, from: entry.screening, to: screening, reason: "" } };
  await appendToLedger<"ENTRY_SUBMITTED" | "ENTRY_SCREENED">(tx, screening === entry.screening ? [submitted] : [submitted, screened]);
}

/** SHA-256 of the RFC 8785 form of all that a version says, files by what was declared of them; accounts and matched units are no content. */
export function contentHash(version: VersionRecord): string {
  const { title, fieldId, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, parts, eligibilityNote } = version;
  const { supervisorName, supervisorPhone, supervisorUnitName } = version;
  const authors = version.authors.map(({ key, fullName, birthDate, sex, occupation, className, unitName: unit, phone, email, ...rest }) => {
    const { shareHundredths, isChief, guardianName, guardianPhone, address } = rest;
    // Without an address an author hashes as before addresses were asked for.
    return { ...(address === "" ? {} : { address }), key, fullName, birthDate, sex, occupation, className, unitName: unit, phone, email, shareHundredths, isChief, guardianName, guardianPhone };
  });
  // A dossier without files hashes as one did before there were any.
  const files = version.files.map(({ key, partKey, position, name, caption, size, sha256 }) => ({ key, partKey, position, name, caption, size, sha256 }));
  const content = { ...(files.length > 0 ? { files } : {}), title, fieldId, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, parts, eligibilityNote, supervisorName, supervisorPhone, supervisorUnitName, authors };
  return chainFunctions.sha256Hex(chainFunctions.canonical(content));
}
