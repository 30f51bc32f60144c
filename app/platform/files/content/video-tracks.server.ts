import { boxesOf, BrokenBoxesError, type Box } from "./iso-boxes.server";

/** The tables of a film of hours have a few megabytes. */
export const MOST_MOVIE_BYTES = 24 * 1024 * 1024;

/** One track of a film. */
export interface Track {
  box: Box;
  /** `vide`, `soun`, `meta` … */
  handler: string;
  /** four-letter codes of how it is coded */
  codecs: string[];
  /** in pixels, as shown */
  width: number;
  height: number;
  /** the boxes of its sample tables */
  samples: Box[];
}

export interface Movie {
  tracks: Track[];
  /** null where the film does not tell */
  seconds: number | null;
}

/** Codes of pictures and sound that Chrome, Edge, Firefox and Safari of the last years play in an MP4 or MOV. */
const PLAYABLE_PICTURES = new Set(["avc1", "avc3", "av01", "vp09", "vp08"]);
const PLAYABLE_SOUND = new Set(["mp4a", "Opus", "fLaC", ".mp3"]);

/** Whether the browsers of others play the film: its pictures, and at least one track of its sound if it has any. */
export function isPlayable({ tracks }: Movie): boolean {
  const pictures = tracks.filter(({ handler }) => handler === "vide");
  const sound = tracks.filter(({ handler }) => handler === "soun");
  const isCoded = ({ codecs }: Track, known: ReadonlySet<string>) => codecs.length > 0 && codecs.every((codec) => known.has(codec));
  return pictures.length > 0 && pictures.every((track) => isCoded(track, PLAYABLE_PICTURES)) && (sound.length === 0 || sound.some((track) => isCoded(track, PLAYABLE_SOUND)));
}

/** Reads the box `moov`, given with its header. @throws BrokenBoxesError */
export function readMovie(moov: Buffer): Movie {
  const boxes = boxesOf(moov, 8, moov.length);
  const header = boxes.find(({ type }) => type === "mvhd");
  if (!header) throw new BrokenBoxesError("no mvhd");
  return { tracks: boxes.filter(({ type }) => type === "trak").map((box) => readTrack(moov, box)), seconds: secondsOf(moov, header) };
}

function readTrack(moov: Buffer, box: Box): Track {
  const inside = boxesOf(moov, box.body, box.end);
  const media = childrenOf(moov, inside, "mdia");
  const information = childrenOf(moov, media, "minf");
  const samples = childrenOf(moov, information, "stbl");
  const handler = media.find(({ type }) => type === "hdlr");
  return {
    box,
    handler: handler && handler.end - handler.body >= 12 ? moov.toString("latin1", handler.body + 8, handler.body + 12) : "",
    codecs: codecsOf(moov, samples),
    ...sizeOf(moov, inside.find(({ type }) => type === "tkhd")),
    samples,
  };
}

/** The boxes in the first box of a type; none where it is not there. */
function childrenOf(bytes: Buffer, boxes: readonly Box[], type: string): Box[] {
  const box = boxes.find((one) => one.type === type);
  return box ? boxesOf(bytes, box.body, box.end) : [];
}

function codecsOf(moov: Buffer, samples: readonly Box[]): string[] {
  const description = samples.find(({ type }) => type === "stsd");
  if (!description) return [];
  return boxesOf(moov, description.body + 8, description.end).map(({ type }) => type);
}

/** Width and height of a track header, in 16.16 fixed point at its end. */
function sizeOf(moov: Buffer, header: Box | undefined): { width: number; height: number } {
  if (!header || header.end - header.body < 8) return { width: 0, height: 0 };
  return { width: moov.readUInt32BE(header.end - 8) >>> 16, height: moov.readUInt32BE(header.end - 4) >>> 16 };
}

/** Duration of the movie header, in seconds. */
function secondsOf(moov: Buffer, { body, end }: Box): number | null {
  const isLong = moov[body] === 1;
  if (end - body < (isLong ? 32 : 20)) throw new BrokenBoxesError("mvhd is too short");
  const scale = moov.readUInt32BE(body + (isLong ? 20 : 12));
  const duration = isLong ? Number(moov.readBigUInt64BE(body + 24)) : moov.readUInt32BE(body + 16);
  const isKnown = scale > 0 && duration > 0 && duration !== 0xff_ff_ff_ff;
  return isKnown ? duration / scale : null;
}
