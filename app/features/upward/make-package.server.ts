import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { logAccess } from "~/data/access-log.server";
import type { Tx } from "~/data/client.server";
import { passOnAgreed } from "~/data/consents.server";
import type { EditionRow } from "~/data/editions.server";
import { type EntryForm, readEntries, readEntryForm } from "~/data/entries.server";
import { appendToLedger, chainFunctions } from "~/data/ledger.server";
import { insertSentPackage, type NominatedEntry, nominationsOf } from "~/data/nominations.server";
import { readPaperFiles } from "~/data/paper-files.server";
import { publishedDecisionOf } from "~/data/results.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { FileMissing } from "~/platform/files/storage/storage-errors.server";
import type { Signer } from "~/platform/signing/signer.server";
import { entryPath, type Manifest, PACKAGE_FORMAT, PACKAGE_KIND } from "./package-form";
import { manifestHash, manifestText, type PackedFile, packageIdOf, packageLength, packageZip, signedText } from "./package-zip.server";
import { isPassed, type Passed, passedEntry, waitsForCleaning } from "./passed-entry.server";

type PackServices = Pick<Services, "db" | "files">;

export interface PackRequest {
  edition: EditionRow;
  /** who gets it; null: the command line, to which nobody's interests apply */
  actorId: string | null;
  /** whom it is for, as the sender calls them */
  recipient: string;
  software: { name: string; version: string };
  signer: Signer;
  now: Date;
  /** called as files are read for their hashes, and again as they leave */
  onProgress?: (progress: { done: number; files: number }) => void;
}

export type PackReason = "not_published" | "nothing_to_send" | "interest_sends" | "files_processing" | "file_lost" | "entry_dropped_out";

/** A package about to leave. */
export interface Packed {
  manifest: Manifest;
  /** in bytes */
  length: number;
  /** nominated entries that stayed: without a prize by now, or without everybody's consent */
  left: number;
  /** Its bytes, made while they are read. */
  bytes(): ReadableStream<Uint8Array>;
}

/**
 * The nominated entries of a published result as a signed package, and the note in the record that it leaves. Entries lacking a consent to
 * be handed on stay behind. The same content gives the same manifest, and is noted once.
 */
export async function makePackage(services: PackServices, request: PackRequest): Promise<Result<Packed, PackReason, { file?: string }>> {
  const { edition, actorId, onProgress } = request;
  const { prisma } = services.db;
  const decision = await publishedDecisionOf(prisma, edition.id);
  if (!decision?.decisionNumber || !decision.decisionDate) return refused("not_published");
  const nominated = await nominationsOf(prisma, edition.id);
  if (actorId !== null && (await nominationsOf(prisma, edition.id, actorId)).length < nominated.length) return refused("interest_sends");
  const agreed = await passOnAgreed(prisma, nominated.map(({ entryId }) => entryId));
  const going = nominated.filter((one): one is Going => one.award !== null && agreed.has(one.entryId));
  const form = going.length === 0 ? null : await readEntryForm(prisma, edition.id);
  if (!form) return refused("nothing_to_send");
  const passed = await passedEntries(services, going, form);
  if (!passed) return refused("files_processing");
  const packed = await hashed(services, passed, onProgress);
  if ("lost" in packed) return refused("file_lost", { file: packed.lost });
  const manifest = manifestOf(request, { form, passed, files: packed.files, decision: { number: decision.decisionNumber, date: decision.decisionDate.toISOString().slice(0, 10) } });
  if (!(await noteSent(services, request, { manifest, going }))) return refused("entry_dropped_out");
  const text = manifestText(manifest);
  return ok({ manifest, length: packageLength(text, packed.files), left: nominated.length - going.length, bytes: () => packageZip(text, counted(packed.files, onProgress)) });
}

type Going = NominatedEntry & { award: NonNullable<NominatedEntry["award"]> };
type HashedFile = PackedFile & { sha256: string };

/** Null while cleaned copies are still being made. */
async function passedEntries({ db }: PackServices, going: readonly Going[], form: EntryForm): Promise<Passed[] | null> {
  const entries = new Map((await readEntries(db.prisma, going.map(({ entryId }) => entryId))).map((entry) => [entry.id, entry]));
  const fileIds = [...entries.values()].flatMap(({ submitted }) => submitted?.files.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])) ?? []);
  const stored = await readPaperFiles(db.prisma, fileIds);
  const passed: Passed[] = [];
  for (const [index, nominated] of going.entries()) {
    const entry = entries.get(nominated.entryId);
    if (!entry?.submitted) continue;
    const source = { entry, version: entry.submitted, form, nominated, position: index + 1, stored };
    if (waitsForCleaning(source)) return null;
    passed.push(passedEntry(source));
  }
  return passed;
}

/** Reads everything once for its hash; what is stored is named as lost where it is not there any more. */
async function hashed({ files }: PackServices, passed: readonly Passed[], onProgress: PackRequest["onProgress"]): Promise<{ files: HashedFile[] } | { lost: string }> {
  const total = passed.reduce((sum, one) => sum + one.files.length, 0);
  const all: HashedFile[] = [];
  let done = 0;
  for (const { entry, files: own } of passed) {
    const json = Buffer.from(`${chainFunctions.canonical(entry)}\n`);
    all.push({ path: entryPath(entry.code), size: json.length, sha256: createHash("sha256").update(json).digest("hex"), open: () => Promise.resolve(Readable.from([json])) });
    for (const { path, storageName } of own) {
      const found = await hashOf(files, storageName);
      if (!found) return { lost: path };
      all.push({ path, ...found, open: () => files.open(storageName) });
      done += 1;
      onProgress?.({ done, files: total });
    }
  }
  return { files: all };
}

async function hashOf(files: Services["files"], storageName: string): Promise<{ size: number; sha256: string } | null> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of (await files.open(storageName)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
  return { size, sha256: hash.digest("hex") };
}

/** Tells of every file as its turn comes. */
function counted(files: readonly HashedFile[], onProgress: PackRequest["onProgress"]): PackedFile[] {
  return files.map(({ path, size, open }, index) => ({
    path,
    size,
    open: () => {
      onProgress?.({ done: index + 1, files: files.length });
      return open();
    },
  }));
}

interface Contents {
  form: EntryForm;
  passed: readonly Passed[];
  files: readonly HashedFile[];
  decision: { number: string; date: string };
}

function manifestOf({ edition, recipient, software, signer }: PackRequest, { form, passed, files, decision }: Contents): Manifest {
  const { slug, kind, number, period, title, hostName } = edition;
  const content = {
    kind: PACKAGE_KIND,
    format: PACKAGE_FORMAT,
    sender: { name: hostName },
    recipient,
    edition: { slug, kind, number, period, title },
    decision,
    form: {
      fields: form.fields.map(({ code, name }) => ({ code, name })),
      parts: form.parts.filter(({ key }) => isPassed(form, key)).map(({ key, kind: of, label, options }) => ({ key, kind: of, label, options: options.map((one) => ({ key: one.key, label: one.label })) })),
    },
    entries: passed.map(({ entry }) => entry.code),
    files: files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
    publicKey: signer.publicKey,
  } as const;
  const unsigned = { ...content, packageId: packageIdOf(content), software };
  return { ...unsigned, form: { fields: [...content.form.fields], parts: [...content.form.parts] }, signature: signer.sign(signedText(unsigned)) };
}

/**
 * The sending in the record, and in the log of who had personal data in hand, before the first byte leaves. False, and nothing noted, where
 * an entry may go no longer: reading the files takes minutes, in which a consent or a nomination can be taken back.
 */
async function noteSent({ db }: PackServices, { edition, actorId, recipient, now }: PackRequest, { manifest, going }: { manifest: Manifest; going: readonly Going[] }): Promise<boolean> {
  const codes = [...manifest.entries];
  const sent = { id: manifest.packageId, editionId: edition.id, recipient, manifest: manifestHash(manifest), entryCodes: codes, createdById: actorId ?? "system", createdAt: now };
  return db.transact(async (tx) => {
    if (!(await mayStillGo(tx, edition.id, going))) return false;
    if (actorId !== null) await logAccess(tx, { userId: actorId, entryIds: going.map(({ entryId }) => entryId), what: "export", at: now });
    if (!(await insertSentPackage(tx, sent, going.map(({ id }) => id)))) return true;
    await appendToLedger(tx, [{ type: "PACKAGE_SENT", data: { package: sent.id, manifest: sent.manifest, entries: codes }, actor: actorId ?? "system", at: now, editionId: edition.id }]);
    return true;
  });
}

async function mayStillGo(tx: Tx, editionId: string, going: readonly Going[]): Promise<boolean> {
  const agreed = await passOnAgreed(tx, going.map(({ entryId }) => entryId));
  const standing = new Set((await nominationsOf(tx, editionId)).flatMap(({ id, award }) => (award === null ? [] : [id])));
  return going.every(({ id, entryId }) => agreed.has(entryId) && standing.has(id));
}
