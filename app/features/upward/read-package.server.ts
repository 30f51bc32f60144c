import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { z } from "zod";
import { chainFunctions } from "~/data/ledger.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { FileStorage } from "~/platform/files/storage/storage.server";
import { fingerprintOf, isSignedBy } from "~/platform/signing/signer.server";
import {
  entryOfPath, entryPath, entrySchema, type Manifest, MANIFEST, manifestSchema, MOST_ENTRIES_BYTES, MOST_ENTRY_BYTES, MOST_MANIFEST_BYTES, MOST_PACKAGE_BYTES, PACKAGE_FORMAT, PACKAGE_KIND,
  type PassedEntry,
} from "./package-form";
import { contentOffsets, DESCRIPTOR, LOCAL_HEADER, manifestHash, MANIFEST_OFFSET, manifestText, packageIdOf, packageLength, packageZip, signedText } from "./package-zip.server";

/** Bytes of a package, wherever they lie. */
export interface PackageBytes {
  size: number;
  /** first and last byte, both counted in */
  open(start: number, end: number): Promise<Readable>;
}

export async function packageFile(path: string): Promise<PackageBytes> {
  const { size } = await stat(path);
  return { size, open: (start, end) => Promise.resolve(createReadStream(path, { start, end })) };
}

export function packageInStore(files: Pick<FileStorage, "open">, { name, size }: { name: string; size: number }): PackageBytes {
  return { size, open: (start, end) => files.open(name, { start, end }) };
}

export type PackageFault =
  | "not_package"
  | "too_large"
  | "from_future"
  | "manifest_unreadable"
  | "signature_wrong"
  | "id_wrong"
  | "path_bad"
  | "file_twice"
  | "entry_missing"
  | "file_cut"
  | "file_missing"
  | "file_extra"
  | "file_changed"
  | "wrapping_changed"
  | "entry_unreadable"
  | "dated_in_future";

/** What is wrong with a package, and with which of its files. */
export interface FaultPlace {
  file?: string;
}

/** A package whose manifest is signed by the key it names; its files were not looked at yet. */
export interface OpenedPackage {
  bytes: PackageBytes;
  manifest: Manifest;
  /** SHA-256 */
  hash: string;
  /** of the sender's key, in groups of four digits */
  fingerprint: string;
  /** where each file lies */
  places: ReadonlyMap<string, { start: number; size: number; sha256: string }>;
}

/** Reads and checks the manifest: form, signature, id, names of files. Nothing of a package is ever unpacked, so nothing can swell. */
export async function openPackage(bytes: PackageBytes): Promise<Result<OpenedPackage, PackageFault, FaultPlace>> {
  if (bytes.size > MOST_PACKAGE_BYTES) return refused("too_large");
  const text = await firstLine(bytes);
  if (text === null) return refused("not_package");
  const json = parsed(text);
  const head = z.looseObject({ kind: z.literal(PACKAGE_KIND), format: z.number() }).safeParse(json);
  if (!head.success) return refused("not_package");
  if (head.data.format > PACKAGE_FORMAT) return refused("from_future");
  const read = manifestSchema.safeParse(json);
  if (!read.success) return refused("manifest_unreadable");
  const manifest = read.data;
  if (manifestText(manifest) !== `${text}\n`) return refused("manifest_unreadable");
  const { signature, ...unsigned } = manifest;
  if (!isSignedBy(manifest.publicKey, signedText(unsigned), signature)) return refused("signature_wrong");
  const { packageId, software: _software, ...content } = unsigned;
  if (packageIdOf(content) !== packageId) return refused("id_wrong");
  const fault = pathFault(manifest);
  if (fault) return fault;
  const offsets = contentOffsets(Buffer.byteLength(manifestText(manifest)), manifest.files);
  const places = new Map(manifest.files.map(({ path, size, sha256 }, index) => [path, { start: offsets[index] ?? 0, size, sha256 }] as const));
  return ok({ bytes, manifest, hash: manifestHash(manifest), fingerprint: fingerprintOf(manifest.publicKey), places });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The manifest lies first and is one line. */
async function firstLine(bytes: PackageBytes): Promise<string | null> {
  if (bytes.size <= MANIFEST_OFFSET) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  const source = await bytes.open(0, Math.min(bytes.size, MANIFEST_OFFSET + MOST_MANIFEST_BYTES) - 1);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    const end = chunk.indexOf("\n", Math.max(0, MANIFEST_OFFSET - size));
    size += chunk.length;
    if (end >= 0) {
      source.destroy();
      const all = Buffer.concat(chunks);
      const isNamed = all.subarray(0, 4).toString("latin1") === "PK\x03\x04" && all.subarray(MANIFEST_OFFSET - MANIFEST.length, MANIFEST_OFFSET).toString("latin1") === MANIFEST;
      return isNamed ? all.subarray(MANIFEST_OFFSET, size - chunk.length + end).toString("utf8") : null;
    }
  }
  return null;
}

function pathFault({ entries, files }: Manifest): ReturnType<typeof refused<PackageFault, FaultPlace>> | null {
  const paths = new Set<string>();
  const known = new Set(entries);
  let said = 0;
  if (known.size < entries.length) return refused("file_twice", { file: entries.find((entry, index) => entries.indexOf(entry) < index) ?? "" });
  for (const { path, size } of files) {
    const owner = entryOfPath(path);
    if (!owner || !known.has(owner.code)) return refused("path_bad", { file: path });
    if (owner.isEntry) said += size;
    if (owner.isEntry && (size > MOST_ENTRY_BYTES || said > MOST_ENTRIES_BYTES)) return refused("too_large", { file: path });
    if (paths.has(path)) return refused("file_twice", { file: path });
    paths.add(path);
  }
  const without = entries.find((entry) => !paths.has(entryPath(entry)));
  return without === undefined ? null : refused("entry_missing", { file: entryPath(without) });
}

/** Something found while bytes were compared, on its way out of the streams. */
class Found extends Error {
  constructor(readonly fault: PackageFault, readonly file: string) {
    super(fault);
  }
}

/**
 * Reads every byte of a package once more and compares: each file with its hash in the manifest, and everything around the files with
 * what this platform writes around such files, so that no byte anywhere can be another one. Names the first file that is not as it left.
 */
export async function verifyPackage({ bytes, manifest, places }: OpenedPackage): Promise<Result<null, PackageFault, FaultPlace>> {
  const text = manifestText(manifest);
  const length = packageLength(text, manifest.files);
  const files = manifest.files.map(({ path, size, sha256 }, index) => ({
    path,
    size,
    open: async () => {
      const start = places.get(path)?.start ?? 0;
      await expectHeader({ bytes, manifest, index, start });
      if (start + size > bytes.size) throw new Found("file_cut", path);
      return Readable.from(size === 0 ? [] : checked(await bytes.open(start, start + size - 1), path, sha256));
    },
  }));
  try {
    await compare(bytes, packageZip(text, files));
    return bytes.size > length ? refused("wrapping_changed") : ok(null);
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    if (error.file !== "") return refused(error.fault, { file: error.file });
    const added = await fileBehind({ bytes, manifest, places });
    return added === null ? refused(error.fault) : refused("file_extra", { file: added });
  }
}

/** The name of a file that lies where the zip's directory should begin; null where none does. */
async function fileBehind({ bytes, manifest, places }: Pick<OpenedPackage, "bytes" | "manifest" | "places">): Promise<string | null> {
  const last = places.get(manifest.files.at(-1)?.path ?? "");
  if (!last) return null;
  const from = last.start + last.size + DESCRIPTOR;
  const header = await readRange(bytes, from, Math.min(bytes.size, from + LOCAL_HEADER) - 1);
  if (header.length < LOCAL_HEADER || header.subarray(0, 4).toString("latin1") !== "PK\x03\x04") return null;
  const end = from + LOCAL_HEADER + header.readUInt16LE(26);
  return (await readRange(bytes, from + LOCAL_HEADER, Math.min(bytes.size, end) - 1)).toString("utf8").slice(0, 200);
}

async function* checked(source: Readable, path: string, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256) throw new Found("file_changed", path);
}

/** Which file lies where the file of this place has to: one that is left out or added is named before its bytes are read. */
async function expectHeader({ bytes, manifest, index, start }: { bytes: PackageBytes; manifest: Manifest; index: number; start: number }): Promise<void> {
  const path = manifest.files[index]?.path ?? "";
  const from = start - Buffer.byteLength(path) - LOCAL_HEADER;
  if (start > bytes.size) throw new Found("file_cut", path);
  const header = await readRange(bytes, from, start - 1);
  if (header.subarray(0, 4).toString("latin1") !== "PK\x03\x04") throw new Found(index > 0 && header.subarray(0, 4).toString("latin1") === "PK\x01\x02" ? "file_missing" : "wrapping_changed", path);
  const nameBytes = header.readUInt16LE(26);
  const name = (await readRange(bytes, from + LOCAL_HEADER, Math.min(bytes.size, from + LOCAL_HEADER + nameBytes) - 1)).toString("utf8");
  if (name === path) return;
  if (manifest.files.some((file) => file.path === name)) throw new Found("file_missing", path);
  throw new Found("file_extra", name.slice(0, 200));
}

async function readRange(bytes: PackageBytes, start: number, end: number): Promise<Buffer> {
  if (end < start) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of (await bytes.open(start, end)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function compare(bytes: PackageBytes, expected: ReadableStream<Uint8Array>): Promise<void> {
  const actual = (await bytes.open(0, bytes.size - 1)) as Readable;
  const pieces = actual[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const reader = expected.getReader();
  let held: Buffer = Buffer.alloc(0);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      let wanted = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      while (wanted.length > 0) {
        if (held.length === 0) {
          const next = await pieces.next();
          if (next.done) throw new Found("file_cut", "");
          held = next.value;
        }
        const count = Math.min(held.length, wanted.length);
        // The file itself is named where its own hash says so: this is all that lies between files.
        if (!held.subarray(0, count).equals(wanted.subarray(0, count))) throw new Found("wrapping_changed", "");
        held = held.subarray(count);
        wanted = wanted.subarray(count);
      }
    }
  } finally {
    actual.destroy();
    await reader.cancel().catch(() => undefined);
  }
}

/** Dates of a package lie at most this far ahead of the clock here: clocks differ, days do by time zones. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** What the entries of a package say, each held against its hash; small, so all at once. */
export async function readPassedEntries({ bytes, manifest, places }: OpenedPackage, now: Date): Promise<Result<PassedEntry[], PackageFault, FaultPlace>> {
  const latest = now.getTime() + MOST_AHEAD_MS;
  if (Date.parse(manifest.decision.date) > latest) return refused("dated_in_future", { file: MANIFEST });
  const entries: PassedEntry[] = [];
  for (const code of manifest.entries) {
    const path = entryPath(code);
    const { start = 0, size = 0, sha256 = "" } = places.get(path) ?? {};
    const text = (await readRange(bytes, start, start + size - 1)).toString("utf8");
    if (chainFunctions.sha256Hex(text) !== sha256) return refused("file_changed", { file: path });
    const read = entrySchema.safeParse(parsed(text));
    if (!read.success || read.data.code !== code || !ownFiles(read.data, manifest)) return refused("entry_unreadable", { file: path });
    if (read.data.authors.some(({ consents }) => consents.some(({ givenAt }) => Date.parse(givenAt) > latest))) return refused("dated_in_future", { file: path });
    entries.push(read.data);
  }
  return ok(entries);
}

/** The files an entry names are just those that lie below it. */
function ownFiles({ code, files }: PassedEntry, manifest: Manifest): boolean {
  const named = new Set(files.map(({ path }) => path));
  const lying = manifest.files.filter(({ path }) => entryOfPath(path)?.code === code && path !== entryPath(code));
  return named.size === files.length && lying.length === named.size && lying.every(({ path }) => named.has(path));
}

/** The bytes of one file of a package. */
export async function openPassedFile({ bytes, places }: OpenedPackage, path: string): Promise<{ source: Readable; size: number; sha256: string }> {
  const place = places.get(path);
  if (!place) throw new Error("no such file in the package");
  const { start, size, sha256 } = place;
  return { source: size === 0 ? Readable.from([]) : await bytes.open(start, start + size - 1), size, sha256 };
}
