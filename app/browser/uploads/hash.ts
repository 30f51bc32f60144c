import { sha256 } from "@noble/hashes/sha2.js";

const PIECE = 512 * 1024;

/**
 * SHA-256 of a file in lower-case hex, read piece by piece: a film of 500 MB never stands in memory, and between the pieces the page
 * stays usable (each takes some milliseconds, also on a slow phone).
 * @param onProgress told the bytes counted so far
 * @throws DOMException where the file cannot be read any more
 */
export async function sha256Of(file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const hash = sha256.create();
  for (let start = 0; start < file.size; start += PIECE) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer()));
    onProgress(Math.min(file.size, start + PIECE));
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
