import type { FileHandle } from "node:fs/promises";
import type { Patch } from "./patched-copy.server";
import { BrokenElementsError, elementsOf, ID, segmentElements, type Element } from "./webm-elements.server";

const VOID = 0xec;
const CHECKSUM = 0xbf;
const CHAPTERS = 0x1043a770;
const TRACK_ENTRY = 0xae;
/** Title, date, names of files before and after; name of a track. */
const TELLING = new Set([0x7ba9, 0x4461, 0x7384, 0x3c83ab, 0x3eb923, 0x73a4, 0x536e, CHECKSUM]);
/** The programs that wrote it have to be named; they get a name of blanks. */
const PROGRAMS = new Set([0x4d80, 0x5741]);
const MOST_HEAD_BYTES = 4 * 1024 * 1024;

/**
 * What has to be written over in a WebM so that nothing tells place, device, time or person: tags, attached files, chapters,
 * title, date and names become empty elements of the same size.
 * @throws BrokenElementsError
 */
export async function webmPatches(file: FileHandle, size: number): Promise<{ patches: Patch[]; end: number }> {
  const elements = await segmentElements(file, size);
  const patches: Patch[] = [];
  for (const element of elements) {
    if (element.id === ID.tags || element.id === ID.attachments || element.id === CHAPTERS || element.id === VOID) patches.push(emptied(element));
    if (element.id === ID.info || element.id === ID.tracks) patches.push(...inside(await bodyOf(file, element), element.body));
  }
  return { patches, end: elements.at(-1)?.end ?? 0 };
}

async function bodyOf(file: FileHandle, { body, end }: Element): Promise<Buffer> {
  if (end - body > MOST_HEAD_BYTES) throw new BrokenElementsError("head is too large");
  const bytes = Buffer.alloc(end - body);
  await file.read(bytes, 0, bytes.length, body);
  return bytes;
}

function inside(bytes: Buffer, base: number): Patch[] {
  return elementsOf(bytes, base).flatMap((element): Patch[] => {
    if (TELLING.has(element.id)) return [emptied(element)];
    if (PROGRAMS.has(element.id)) return [{ start: element.body, end: element.end, bytes: Buffer.alloc(element.end - element.body, " ") }];
    if (element.id === TRACK_ENTRY) return inside(bytes.subarray(element.body - base, element.end - base), element.body);
    return [];
  });
}

/** An element as a void one of the same length. */
function emptied({ start, end }: Element): Patch {
  const length = end - start;
  if (length < 9) return { start, end, bytes: Buffer.from([VOID, 0x80 | (length - 2)]) };
  const header = Buffer.alloc(9);
  header.writeBigUInt64BE((1n << 56n) | BigInt(length - 9), 1);
  header[0] = VOID;
  return { start, end, bytes: header };
}
