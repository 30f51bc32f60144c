import type { FileHandle } from "node:fs/promises";

/** One element of EBML (WebM): offsets are from the start of the file. */
export interface Element {
  id: number;
  start: number;
  body: number;
  /** first byte behind it; of one of unknown size the end of what it is in */
  end: number;
  isOpen: boolean;
}

export const ID = { header: 0x1a45dfa3, segment: 0x18538067, cluster: 0x1f43b675, tracks: 0x1654ae6b, info: 0x1549a966, tags: 0x1254c367, attachments: 0x1941a469 } as const;
/** What may stand in a segment; a cluster of unknown size (streams of browsers) ends where one of them begins. */
const IN_SEGMENT = new Set<number>([ID.cluster, ID.tracks, ID.info, ID.tags, ID.attachments, 0x114d9b74, 0x1c53bb6b, 0x1043a770]);

/** The elements do not fit into each other. */
export class BrokenElementsError extends Error {}

const MOST_ELEMENTS = 200_000;

/** Length of a number by its first byte: leading zeros and one bit. */
const lengthOf = (first: number) => Math.clz32(first) - 23;

/** Reads the head of the element in `bytes` at `at`, which lies at `start` of a file; null where it is cut off or is none. */
export function elementAt(bytes: Buffer, at: number, start: number, end: number): Element | null {
  const idLength = lengthOf(bytes[at] ?? 0);
  const sizeAt = at + idLength;
  const sizeLength = lengthOf(bytes[sizeAt] ?? 0);
  if (idLength > 4 || sizeLength > 8 || sizeAt + sizeLength > bytes.length) return null;
  const id = bytes.readUIntBE(at, idLength);
  const body = start + idLength + sizeLength;
  let size = BigInt(bytes[sizeAt] ?? 0) & ((1n << BigInt(8 - sizeLength)) - 1n);
  for (let index = 1; index < sizeLength; index += 1) size = (size << 8n) | BigInt(bytes[sizeAt + index] ?? 0);
  const isOpen = size === (1n << BigInt(7 * sizeLength)) - 1n;
  const last = isOpen ? end : body + Number(size);
  if (last > end) throw new BrokenElementsError(`element ${id.toString(16)} at ${start} ends at ${last} of ${end}`);
  return { id, start, body, end: last, isOpen };
}

/** The elements in a piece of a buffer, which lies at `base` of a file. */
export function elementsOf(bytes: Buffer, base: number): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at, base + at, base + bytes.length);
    if (!element) break;
    elements.push(element);
    at = element.end - base;
  }
  return elements;
}

const LONGEST_HEAD = 12;

/** The elements of the segment, by their heads only. @throws BrokenElementsError */
export async function segmentElements(file: FileHandle, size: number): Promise<Element[]> {
  const head = Buffer.alloc(LONGEST_HEAD);
  const read = async (at: number, end: number) => {
    const { bytesRead } = await file.read(head, 0, LONGEST_HEAD, at);
    return elementAt(head.subarray(0, bytesRead), 0, at, end);
  };
  const header = await read(0, size);
  const segment = header && (await read(header.end, size));
  if (header?.id !== ID.header || segment?.id !== ID.segment) throw new BrokenElementsError("no segment");
  const elements: Element[] = [];
  for (let at = segment.body, steps = 0; at < segment.end; steps += 1) {
    const element = await read(at, segment.end);
    if (!element || steps > MOST_ELEMENTS) throw new BrokenElementsError("no element");
    if (IN_SEGMENT.has(element.id) || element.id === 0xec) elements.push(element);
    // Into a cluster of unknown size, past everything else.
    at = element.id === ID.cluster && element.isOpen ? element.body : element.end;
  }
  return elements;
}
