import type { FileHandle } from "node:fs/promises";
import { boxesOf, BrokenBoxesError, readBox, topBoxes, type Box } from "./iso-boxes.server";
import type { Patch } from "./patched-copy.server";
import { MOST_MOVIE_BYTES, readMovie, type Track } from "./video-tracks.server";

/** All that a film needs to play, by the box it stands in. Every other box may tell places, devices and people, and is emptied. */
const KEPT: Readonly<Record<string, ReadonlySet<string>>> = {
  "": new Set(["ftyp", "styp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "prft", "pdin"]),
  moov: new Set(["mvhd", "trak", "mvex", "iods"]),
  trak: new Set(["tkhd", "tref", "edts", "mdia", "tapt"]),
  mdia: new Set(["mdhd", "hdlr", "minf", "elng"]),
  minf: new Set(["vmhd", "smhd", "hmhd", "nmhd", "sthd", "gmhd", "hdlr", "dinf", "stbl"]),
  stbl: new Set(["stsd", "stts", "ctts", "cslg", "stsc", "stsz", "stz2", "stco", "co64", "stss", "stsh", "padb", "stdp", "sdtp", "sbgp", "sgpd", "subs", "saiz", "saio"]),
  moof: new Set(["mfhd", "traf"]),
  traf: new Set(["tfhd", "tfdt", "trun", "sbgp", "sgpd", "subs", "saiz", "saio", "sdtp"]),
};
/** Headers with the time of recording: version and flags, then creation and change. */
const DATED = new Set(["mvhd", "tkhd", "mdhd"]);
const FREE = Buffer.from("free", "latin1");
const MOST_FRAGMENT_BYTES = 4 * 1024 * 1024;

export interface FilmPatches {
  patches: Patch[];
  /** where the last box ends; what stands behind it is left out */
  end: number;
}

/**
 * What has to be written over in an MP4 or MOV so that nothing tells place, device, time or person: boxes that are not needed become
 * `free` of the same size, filled with zeros, so that no offset moves; the samples of tracks of metadata (places frame by frame)
 * become zeros too. Bytes of the pictures and the sound themselves stay as they are.
 * @throws BrokenBoxesError
 */
export async function filmPatches(file: FileHandle, size: number): Promise<FilmPatches> {
  const boxes = await topBoxes(file, size);
  const patches: Patch[] = [];
  for (const box of boxes) {
    if (!KEPT[""]?.has(box.type)) patches.push(emptied(box));
    else if (box.type === "ftyp") patches.push(...(await asMp4(file, box)));
    else if (box.type === "moov") patches.push(...moviePatches(await readBox(file, box, MOST_MOVIE_BYTES), box.start));
    else if (box.type === "moof") patches.push(...inside(await readBox(file, box, MOST_FRAGMENT_BYTES), { ...box, start: 0, body: box.body - box.start, end: box.end - box.start }, box.start));
  }
  return { patches, end: boxes.at(-1)?.end ?? 0 };
}

/** A box as `free` filled with zeros. */
function emptied(box: Box): Patch {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(box.body - box.start === 8 ? box.end - box.start : 1);
  FREE.copy(header, 4);
  if (box.body - box.start === 8) return { start: box.start, end: box.end, bytes: header };
  const long = Buffer.alloc(16);
  header.copy(long);
  long.writeBigUInt64BE(BigInt(box.end - box.start), 8);
  return { start: box.start, end: box.end, bytes: long };
}

/** QuickTime's brand becomes that of MP4, which browsers take the rest for. */
async function asMp4(file: FileHandle, box: Box): Promise<Patch[]> {
  const brand = Buffer.alloc(4);
  await file.read(brand, 0, 4, box.body);
  return brand.toString("latin1") === "qt  " ? [{ start: box.body, end: box.body + 4, bytes: Buffer.from("mp42", "latin1") }] : [];
}

function moviePatches(moov: Buffer, base: number): Patch[] {
  const top: Box = { type: "moov", start: 0, body: 8, end: moov.length };
  const hidden = readMovie(moov).tracks.filter(({ handler }) => handler !== "vide" && handler !== "soun");
  return [...inside(moov, top, base), ...hidden.flatMap((track) => [...samplesOf(moov, track), shifted(emptied(track.box), base)])];
}

const shifted = (patch: Patch, base: number): Patch => ({ ...patch, start: patch.start + base, end: patch.end + base });

/** What of the boxes inside one is emptied, and their dates; `base` is where the buffer begins in the file. */
function inside(bytes: Buffer, box: Box, base: number): Patch[] {
  const kept = KEPT[box.type];
  if (!kept) return [];
  return boxesOf(bytes, box.body, box.end).flatMap((child): Patch[] => {
    if (!kept.has(child.type)) return [shifted(emptied(child), base)];
    if (DATED.has(child.type)) return [shifted(undated(bytes, child), base)];
    return inside(bytes, child, base);
  });
}

function undated(bytes: Buffer, { body, end }: Box): Patch {
  const width = bytes[body] === 1 ? 16 : 8;
  return { start: body + 4, end: Math.min(body + 4 + width, end) };
}

const MOST_CHUNKS = 1_000_000;

/** Where the samples of a track lie in the file, out of its tables (ISO/IEC 14496-12, 8.7): chunk by chunk. */
function samplesOf(moov: Buffer, { samples }: Track): Patch[] {
  const table = (...types: string[]) => samples.find(({ type }) => types.includes(type));
  const [sizes, runs, places] = [table("stsz"), table("stsc"), table("stco", "co64")];
  if (!sizes || !runs || !places) return [];
  const fixed = moov.readUInt32BE(sizes.body + 4);
  const sampleCount = moov.readUInt32BE(sizes.body + 8);
  const sizeOf = (sample: number) => (fixed > 0 ? fixed : sample < sampleCount ? moov.readUInt32BE(sizes.body + 12 + sample * 4) : 0);
  const chunkCount = moov.readUInt32BE(places.body + 4);
  if (chunkCount > MOST_CHUNKS) throw new BrokenBoxesError("too many chunks");
  const width = places.type === "co64" ? 8 : 4;
  const patches: Patch[] = [];
  let sample = 0;
  for (let chunk = 0, run = 0; chunk < chunkCount && sample < sampleCount; chunk += 1) {
    const runCount = moov.readUInt32BE(runs.body + 4);
    while (run + 1 < runCount && moov.readUInt32BE(runs.body + 8 + (run + 1) * 12) <= chunk + 1) run += 1;
    const perChunk = moov.readUInt32BE(runs.body + 8 + run * 12 + 4);
    const at = places.body + 8 + chunk * width;
    const start = width === 8 ? Number(moov.readBigUInt64BE(at)) : moov.readUInt32BE(at);
    let length = 0;
    for (const last = Math.min(sample + perChunk, sampleCount); sample < last; sample += 1) length += sizeOf(sample);
    patches.push({ start, end: start + length });
  }
  return patches;
}
