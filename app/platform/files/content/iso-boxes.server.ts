import type { FileHandle } from "node:fs/promises";

/** One box of the ISO base media format (MP4, MOV, HEIC): offsets are from the start of the file or of the buffer it was read from. */
export interface Box {
  type: string;
  /** first byte of its header */
  start: number;
  /** first byte after its header */
  body: number;
  /** first byte behind it */
  end: number;
}

/** The boxes do not fit into each other, or there are too many: no file that an ordinary device makes. */
export class BrokenBoxesError extends Error {}

/** Boxes without which nothing is shown: cut off, the file is broken. Anything else that does not fit is no box, but a rest. */
const NEEDED = new Set(["ftyp", "moov", "mdat", "moof", "meta"]);
/** A film of an hour in fragments of one second has about 7,200 boxes at the top. */
const MOST_BOXES = 20_000;
const LONGEST_HEADER = 16;

/** Reads one header at `at`; null where fewer bytes are left than a header has. */
function headerAt(bytes: Buffer, at: number, start: number, end: number): Box | null {
  if (end - start < 8 || bytes.length - at < 8) return null;
  const size = bytes.readUInt32BE(at);
  const type = bytes.toString("latin1", at + 4, at + 8);
  if (size === 0) return { type, start, body: start + 8, end };
  if (size !== 1) return { type, start, body: start + 8, end: start + size };
  if (bytes.length - at < LONGEST_HEADER) return null;
  return { type, start, body: start + LONGEST_HEADER, end: start + Number(bytes.readBigUInt64BE(at + 8)) };
}

function checked(box: Box, end: number): Box {
  if (box.end < box.body || box.end > end) throw new BrokenBoxesError(`box ${box.type} at ${box.start} ends at ${box.end} of ${end}`);
  return box;
}

/** The boxes inside a piece of a buffer. A rest shorter than a header (QuickTime ends lists with four zeros) is left out. */
export function boxesOf(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at < end; ) {
    const box = headerAt(bytes, at, at, end);
    if (box === null) break;
    boxes.push(checked(box, end));
    if (boxes.length > MOST_BOXES) throw new BrokenBoxesError("too many boxes");
    at = box.end;
  }
  return boxes;
}

/**
 * The boxes at the top of a file, by their headers only. Bytes behind the last box that are no box themselves are left out.
 * @throws BrokenBoxesError where one that is needed goes beyond the end.
 */
export async function topBoxes(file: FileHandle, size: number): Promise<Box[]> {
  const boxes: Box[] = [];
  const header = Buffer.alloc(LONGEST_HEADER);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(header, 0, LONGEST_HEADER, at);
    const box = headerAt(header.subarray(0, bytesRead), 0, at, size);
    if (box === null || (!NEEDED.has(box.type) && (box.end > size || box.end < box.body))) break;
    boxes.push(checked(box, size));
    if (boxes.length > MOST_BOXES) throw new BrokenBoxesError("too many boxes");
    at = box.end;
  }
  return boxes;
}

/** The bytes of a box, header included. @throws BrokenBoxesError where it is larger than `most`. */
export async function readBox(file: FileHandle, box: Box, most: number): Promise<Buffer> {
  const length = box.end - box.start;
  if (length > most) throw new BrokenBoxesError(`box ${box.type} of ${length} bytes`);
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, box.start);
  if (bytesRead < length) throw new BrokenBoxesError(`box ${box.type} is cut off`);
  return bytes;
}
