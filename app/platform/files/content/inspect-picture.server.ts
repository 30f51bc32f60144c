import { open } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import type { ContentReason } from "~/domain/files/content";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { readHeif } from "./heif-items.server";
import { readBox, topBoxes } from "./iso-boxes.server";

// One picture at a time and nothing kept: the server's memory stays small, whatever people send.
sharp.cache(false);
sharp.concurrency(1);

/** A picture of more pixels is refused before it is decoded. */
export const MOST_PIXELS = 40_000_000;
const PROBE_PIXELS = 16;
/** Metadata of a HEIC, with its previews' places but not the previews. */
export const MOST_META_BYTES = 4 * 1024 * 1024;

export interface PictureSize {
  width: number;
  height: number;
}

/** Opens a stored picture for work: its first frame, the right way up; a broken one throws when it is used. */
export function openPicture(source: string | Buffer): Sharp {
  return sharp(source, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 }).autoOrient();
}

/** Size of a picture by its header, then the whole decoded once: what is cut off or damaged is refused. */
export async function inspectPicture(path: string): Promise<Result<PictureSize, ContentReason>> {
  const header = await sharp(path, { limitInputPixels: false }).metadata().catch(() => null);
  if (!header) return refused("picture_broken");
  if (header.width * header.height > MOST_PIXELS) return refused("picture_too_large");
  const decoded = await openPicture(path).resize(PROBE_PIXELS).raw().toBuffer().catch(() => null);
  if (!decoded) return refused("picture_broken");
  const { width, height } = header.autoOrient;
  return ok({ width, height });
}

/** Size of a HEIC, whose pixels nothing here decodes, by the boxes of its file. */
export async function inspectHeic(path: string, size: number): Promise<Result<PictureSize, ContentReason>> {
  const file = await open(path);
  try {
    const meta = (await topBoxes(file, size)).find(({ type }) => type === "meta");
    if (!meta) return refused("picture_broken");
    const { width, height } = readHeif(await readBox(file, meta, MOST_META_BYTES), meta.start);
    return width * height > MOST_PIXELS * 2 ? refused("picture_too_large") : ok({ width, height });
  } catch {
    return refused("picture_broken");
  } finally {
    await file.close();
  }
}
