import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

/** Bytes of a file to be replaced by as many others; without `bytes`, and behind them, by zeros. `start` inclusive, `end` exclusive. */
export interface Patch {
  start: number;
  end: number;
  bytes?: Buffer;
}

/** The file with its patches, piece by piece: memory does not grow with its size. `end` cuts it there. */
export function patchedCopy(path: string, patches: readonly Patch[], end: number): Readable {
  const sorted = patches.toSorted((a, b) => a.start - b.start);
  return Readable.from(pieces(path, sorted, end), { objectMode: false });
}

async function* pieces(path: string, patches: readonly Patch[], end: number): AsyncGenerator<Buffer> {
  if (end <= 0) return;
  let [at, first] = [0, 0];
  for await (const chunk of createReadStream(path, { end: end - 1, highWaterMark: 256 * 1024 })) {
    const piece = chunk as Buffer;
    while (first < patches.length && (patches[first]?.end ?? 0) <= at) first += 1;
    for (let index = first; index < patches.length && (patches[index]?.start ?? 0) < at + piece.length; index += 1) apply(patches[index], piece, at);
    yield piece;
    at += piece.length;
  }
}

/** Writes what of a patch falls into the piece that begins at `at`. */
function apply(patch: Patch | undefined, piece: Buffer, at: number): void {
  if (!patch) return;
  const [from, to] = [Math.max(patch.start, at), Math.min(patch.end, at + piece.length)];
  if (from >= to) return;
  piece.fill(0, from - at, to - at);
  patch.bytes?.copy(piece, from - at, from - patch.start, Math.min(to - patch.start, patch.bytes.length));
}
