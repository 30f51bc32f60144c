import { randomUUID } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { type EditionRow, lockEdition } from "~/data/editions.server";
import { readEntry } from "~/data/entries.server";
import { accountsByAddress, createDraft } from "~/data/entry-versions.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { lockImports } from "~/data/imports.server";
import { appendToLedger } from "~/data/ledger.server";
import { holdSender, importedBefore, insertOrigin, insertReceived, receivedPackage, removeStaged } from "~/data/packages.server";
import type { NewStoredFile } from "~/data/uploads-files.server";
import { insertStoredFile } from "~/data/uploads-files.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { ACCESS } from "~/domain/access/table";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { type Draft, EMPTY_DRAFT, newAuthor } from "~/domain/entry/draft";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { makeVersionCount, nextCode, recordSubmission } from "~/features/entries/submit-entry.server";
import { storePassedFiles } from "./store-passed.server";
import type { Services } from "~/features/services";
import type { ContentReason } from "~/domain/files/content";
import { type ImportPlan, type Mapping, type PlannedEntry, planImport, type PlanReason } from "./plan-import.server";
import type { OpenedPackage } from "./read-package.server";

type ImportServices = Pick<Services, "db" | "files">;

export interface ImportRequest {
  opened: OpenedPackage;
  edition: EditionRow;
  ownKey: string;
  /** whose the entries are: the secretary who imports them */
  owner: Pick<Actor, "userId" | "name">;
  /** null: the command line */
  actor: Actor | null;
  mapping: Mapping;
  /** id of the staged upload, which goes with the import */
  stagedId: string | null;
  now: Date;
  onProgress?: (progress: { done: number; files: number }) => void;
  /** looked at after each file and before rows are written: once aborted the import throws its reason and leaves nothing */
  signal?: AbortSignal;
}

export type ImportReason = PlanReason | Denial | "not_found" | "sender_unknown" | "sender_revoked" | "entries_stopped" | "nothing_new" | "version_conflict" | "file_changed" | "file_refused" | "disk_full";

export interface ImportRefusal {
  file?: string;
  why?: ContentReason;
  plan?: ImportPlan;
  phase?: Phase;
}

export interface Imported {
  packageId: string;
  /** code there, code here */
  entries: { origin: string; code: string }[];
}

/** Why this person (null: the command line) may not import packages into the edition now; null where they may. */
export function importDenial(actor: Actor | null, edition: EditionRow, now: Date): Denial | "not_found" | null {
  const phase = phaseAt(edition, now);
  if (actor === null) return (ACCESS["package.import"].phases as readonly Phase[]).includes(phase) ? null : "wrong_phase";
  if (!isStaff(actor, edition.id)) return "not_found";
  const decision = can(actor, "package.import", { editionId: edition.id, phase });
  return decision.allowed ? null : decision.reason;
}

/**
 * Imports a package that was found whole: its entries come into the edition as submitted and received for screening, with codes of the
 * receiver, files and consents; all of them or none. Entries of the same sender that are here already are left out. Files are stored
 * before the one transaction that writes rows; of what fails or is killed nothing remains but bytes without a row, which are swept.
 */
export async function importPackage(services: ImportServices, request: ImportRequest): Promise<Result<Imported, ImportReason, ImportRefusal>> {
  const { opened, edition, actor, now, onProgress, signal } = request;
  const denial = importDenial(actor, edition, now);
  if (denial) return refused(denial, { phase: phaseAt(edition, now) });
  const planned = await planImport(services.db.prisma, { ...request, viewerId: actor?.userId ?? null });
  if (!planned.ok) return planned;
  const plan = planned.value;
  const stop = stopOf(plan);
  if (stop) return refused(stop, { plan });
  const coming = plan.entries.filter(({ before }) => before === null);
  const stored = await storePassedFiles(services, { opened, editionId: edition.id, uploadedById: request.owner.userId, now }, coming.flatMap(({ files }) => files), { onProgress, signal });
  if (!stored.ok) return stored;
  let isKept = false;
  try {
    signal?.throwIfAborted();
    const written = await services.db.transact((tx) => write(tx, request, { plan, coming, stored: stored.value }));
    isKept = written.ok;
    return written;
  } finally {
    if (!isKept) for (const { storageName } of stored.value.values()) await services.files.remove(storageName).catch(() => undefined);
  }
}

function stopOf({ sender, entries }: ImportPlan): "sender_unknown" | "sender_revoked" | "entries_stopped" | "nothing_new" | null {
  if (!sender) return "sender_unknown";
  if (sender.revokedAt !== null) return "sender_revoked";
  if (entries.some(({ stops }) => stops.length > 0)) return "entries_stopped";
  return entries.every(({ before }) => before !== null) ? "nothing_new" : null;
}

interface Writing {
  plan: ImportPlan;
  coming: readonly PlannedEntry[];
  stored: ReadonlyMap<string, NewStoredFile>;
}

async function write(tx: Tx, request: ImportRequest, { plan, coming, stored }: Writing): Promise<Result<Imported, ImportReason, ImportRefusal>> {
  const { opened, edition, actor, owner, stagedId, now } = request;
  const { manifest, hash, fingerprint } = opened;
  await lockImports(tx, edition.id);
  const locked = await lockEdition(tx, edition.id, "UPDATE");
  const denial = locked ? importDenial(actor, locked, now) : "not_found";
  if (denial) return refused(denial);
  if (await receivedPackage(tx, manifest.packageId)) return refused("already_imported");
  if (!plan.sender || !(await holdSender(tx, plan.sender.id, manifest.publicKey))) return refused("sender_revoked");
  const { title, slug } = manifest.edition;
  const before = await importedBefore(tx, { editionId: edition.id, senderId: plan.sender.id, fromEdition: slug }, manifest.entries);
  if (plan.entries.some((entry) => (before.get(entry.passed.code) ?? null) !== entry.before)) return refused("version_conflict");
  await insertReceived(tx, { id: manifest.packageId, editionId: edition.id, senderId: plan.sender.id, manifest: hash, fromTitle: title, fromEdition: slug, receivedById: owner.userId, receivedAt: now });
  const accounts = await accountsByAddress(tx, [...new Set(coming.flatMap(({ passed }) => passed.authors.flatMap(({ email }) => (email === "" ? [] : [email]))))]);
  const entries: Imported["entries"] = [];
  for (const entry of coming) entries.push({ origin: entry.passed.code, code: await writeEntry(tx, request, { entry, stored, accounts }) });
  if (stagedId !== null) await removeStaged(tx, stagedId);
  const data = { package: manifest.packageId, manifest: hash, sender: fingerprint, entries: entries.map(({ code, origin }) => ({ entry: code, origin })) };
  await appendToLedger(tx, [{ type: "PACKAGE_RECEIVED", data, actor: owner.userId, at: now, editionId: edition.id }]);
  return ok({ packageId: manifest.packageId, entries });
}

interface OneEntry {
  entry: PlannedEntry;
  stored: ReadonlyMap<string, NewStoredFile>;
  accounts: ReadonlyMap<string, string>;
}

/** One entry as if its secretary had filed it for its authors and submitted it; its code. */
async function writeEntry(tx: Tx, { opened, edition, owner, now }: ImportRequest, { entry, stored, accounts }: OneEntry): Promise<string> {
  const { passed } = entry;
  const draft = draftOf(entry, accounts);
  const { id: entryId } = await tx.entry.create({ data: { editionId: edition.id, ownerId: owner.userId, channel: "ASSISTED", title: passed.title, createdAt: now }, select: { id: true } });
  const versionId = await createDraft(tx, draft, { entryId, actorId: owner.userId, now });
  await writeFiles(tx, versionId, entry, { stored, now });
  const read = await readEntry(tx, entryId);
  if (!read?.draft) throw new Error("an imported entry is not there");
  const code = await nextCode(tx, edition.id);
  const actor: Actor = { userId: owner.userId, name: owner.name, email: "", phone: null, roles: [] };
  const submission = { entry: read, version: read.draft, code, actor, filesDueAt: null, now };
  await makeVersionCount(tx, submission);
  await tx.consent.createMany({
    data: passed.authors.flatMap(({ consents }, index) =>
      consents.map(({ party, personName, relation, wording, givenAt }) => ({
        entryId, authorKey: draft.authors[index]?.key ?? "", purpose: "TAKE_PART" as const, party, personName, relation, textVersion: wording, method: "PACKAGE" as const, givenAt: new Date(givenAt),
      })),
    ),
  });
  const { number, date } = opened.manifest.decision;
  await insertOrigin(tx, { entryId, packageId: opened.manifest.packageId, code: passed.code, awardLabel: passed.award.label, decision: `${number}, ${date.split("-").toReversed().join("/")}` });
  await refreshConflicts(tx, { editionId: edition.id, entryId, now });
  await recordSubmission(tx, submission, null);
  return code;
}

function draftOf({ passed, fieldId, fitted }: PlannedEntry, accounts: ReadonlyMap<string, string>): Draft {
  const { title, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, supervisor } = passed;
  const authors = passed.authors.map(({ consents: _consents, ...author }) => ({ ...newAuthor(randomUUID()), ...author, userId: accounts.get(author.email) ?? null }));
  const { name: supervisorName, phone: supervisorPhone, unitName: supervisorUnitName } = supervisor;
  return { ...EMPTY_DRAFT, title, fieldId, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, parts: fitted.parts, supervisorName, supervisorPhone, supervisorUnitName, authors };
}

async function writeFiles(tx: Tx, versionId: string, { files }: PlannedEntry, { stored, now }: { stored: Writing["stored"]; now: Date }): Promise<void> {
  const places = new Map<string, number>();
  for (const { path, partKey, name, caption, size, sha256 } of files) {
    const row = stored.get(path);
    if (!row) throw new Error("a file of the package was not stored");
    const position = (places.get(partKey) ?? 0) + 1;
    places.set(partKey, position);
    const { id: fileId } = await insertStoredFile(tx, row);
    await tx.entryFile.create({ data: { versionId, key: randomUUID(), partKey, position, name, caption, size, sha256, fileId, createdAt: now } });
  }
}
