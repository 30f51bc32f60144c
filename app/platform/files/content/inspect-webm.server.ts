import { open } from "node:fs/promises";
import type { ContentReason, PlayingProblem } from "~/domain/files/content";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { elementsOf, ID, segmentElements, type Element } from "./webm-elements.server";

const TRACK_ENTRY = 0xae;
const CODEC = 0x86;
const TRACK_VIDEO = 0xe0;
const [PIXEL_WIDTH, PIXEL_HEIGHT] = [0xb0, 0xba];
const [TIME_SCALE, DURATION] = [0x2ad7b1, 0x4489];
const NANOSECONDS = 1e9;
const DEFAULT_SCALE = 1e6;
/** Heads of a film; its pictures stand elsewhere. */
const MOST_HEAD_BYTES = 4 * 1024 * 1024;
const PLAYABLE = /^(V_VP8|V_VP9|V_AV1|A_OPUS|A_VORBIS)$/;

interface WebmFacts {
  width: number | null;
  height: number | null;
  seconds: number | null;
  playable: boolean;
  problem: PlayingProblem | null;
}

/** A WebM: its tracks, size, duration, and whether browsers play how it is coded. */
export async function inspectWebm(path: string, size: number): Promise<Result<WebmFacts, ContentReason>> {
  const file = await open(path);
  try {
    const elements = await segmentElements(file, size);
    const read = async (id: number) => {
      const element = elements.find((one) => one.id === id);
      if (!element || element.end - element.body > MOST_HEAD_BYTES) return null;
      const bytes = Buffer.alloc(element.end - element.body);
      await file.read(bytes, 0, bytes.length, element.body);
      return bytes;
    };
    const [tracks, info] = [await read(ID.tracks), await read(ID.info)];
    if (!tracks || !elements.some(({ id }) => id === ID.cluster)) return refused("video_broken");
    return factsOf(tracks, info);
  } catch {
    return refused("video_broken");
  } finally {
    await file.close();
  }
}

function factsOf(tracks: Buffer, info: Buffer | null): Result<WebmFacts, ContentReason> {
  const entries = elementsOf(tracks, 0).filter(({ id }) => id === TRACK_ENTRY).map((entry) => tracks.subarray(entry.body, entry.end));
  const codecs = entries.map((entry) => textOf(entry, CODEC));
  const video = entries.map((entry) => bytesOf(entry, TRACK_VIDEO)).find((one) => one !== null);
  if (!video) return refused("video_broken");
  const playable = codecs.every((codec) => PLAYABLE.test(codec));
  return ok({ width: numberOf(video, PIXEL_WIDTH), height: numberOf(video, PIXEL_HEIGHT), seconds: info && secondsOf(info), playable, problem: playable ? null : "codec" });
}

function bytesOf(parent: Buffer, id: number): Buffer | null {
  const element: Element | undefined = elementsOf(parent, 0).find((one) => one.id === id);
  return element ? parent.subarray(element.body, element.end) : null;
}

const textOf = (parent: Buffer, id: number) => bytesOf(parent, id)?.toString("latin1").replace(/\0+$/, "") ?? "";

function numberOf(parent: Buffer, id: number): number | null {
  const bytes = bytesOf(parent, id);
  return bytes && bytes.length >= 1 && bytes.length <= 6 ? bytes.readUIntBE(0, bytes.length) : null;
}

function secondsOf(info: Buffer): number | null {
  const duration = bytesOf(info, DURATION);
  const units = duration?.length === 4 ? duration.readFloatBE() : duration?.length === 8 ? duration.readDoubleBE() : null;
  return units === null || !(units > 0) ? null : (units * (numberOf(info, TIME_SCALE) ?? DEFAULT_SCALE)) / NANOSECONDS;
}
