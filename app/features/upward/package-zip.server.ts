import { predictLength } from "client-zip";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { chainFunctions } from "~/data/ledger.server";
import { zipOf } from "~/features/documents/zip-download.server";
import { type Manifest, MANIFEST, type UnsignedManifest } from "./package-form";

/** The moment all files of a package carry, so that the same contents give the same bytes: 1 January 1980, as zip counts. */
const NO_TIME = new Date(1980, 0, 1);
const ID_FIELDS = 16;

/** A file of a package and where its bytes come from, once it is their turn. */
export interface PackedFile {
  path: string;
  size: number;
  open(): Promise<Readable>;
}

/** The manifest as it stands in the zip: RFC 8785, so that a line end ends it. */
export const manifestText = (manifest: Manifest): string => `${chainFunctions.canonical(manifest)}\n`;

/** What is signed. */
export const signedText = (manifest: UnsignedManifest): string => chainFunctions.canonical(manifest);

export const manifestHash = (manifest: Manifest): string => chainFunctions.sha256Hex(manifestText(manifest));

/** The id of a package: made of all it says but the software that wrote it, so that the same content is the same package (UUID version 8). */
export function packageIdOf(content: Omit<UnsignedManifest, "packageId" | "software">): string {
  const bytes = createHash("sha256").update(chainFunctions.canonical(content)).digest().subarray(0, ID_FIELDS);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The bytes of a package: the manifest, then its files in their order, stored without compression and without dates, so that the bytes
 * follow from the contents alone. Made while it is read; of every file only what is under way is in memory.
 */
export function packageZip(text: string, files: readonly PackedFile[]): ReadableStream<Uint8Array> {
  return zipOf(zipFiles(text, files));
}

/** How many bytes that is. */
export function packageLength(text: string, files: readonly Pick<PackedFile, "path" | "size">[]): number {
  const entries = [{ name: MANIFEST, size: Buffer.byteLength(text) }, ...files.map(({ path, size }) => ({ name: path, size }))];
  return Number(predictLength(entries));
}

async function* zipFiles(text: string, files: readonly PackedFile[]) {
  yield { name: MANIFEST, input: text, lastModified: NO_TIME };
  for (const { path, size, open } of files) {
    const bytes = await open();
    try {
      yield { name: path, input: bytes, lastModified: NO_TIME, size };
    } finally {
      bytes.destroy();
    }
  }
}

/** Bytes of a zip before the name of a file, and behind its contents. */
export const LOCAL_HEADER = 30;
export const DESCRIPTOR = 16;

/** Where the contents of the files of a package begin, behind a manifest of so many bytes. */
export function contentOffsets(manifestBytes: number, files: readonly Pick<PackedFile, "path" | "size">[]): number[] {
  let next = LOCAL_HEADER + MANIFEST.length + manifestBytes + DESCRIPTOR;
  return files.map(({ path, size }) => {
    const start = next + LOCAL_HEADER + Buffer.byteLength(path);
    next = start + size + DESCRIPTOR;
    return start;
  });
}

/** Where the manifest begins. */
export const MANIFEST_OFFSET = LOCAL_HEADER + MANIFEST.length;
