import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import { expect } from "vitest";
import { pictureOf } from "./read-pdf";

const FOLDER = fileURLToPath(new URL("../pictures", import.meta.url));
/** Width of a stored picture in pixels: an A4 page of text stays readable and takes a few dozen kilobytes. */
const WIDTH = 560;
const COLOURS = 16;
/** Grey values that differ by less are the same: edges of letters, and the few colours that are stored. */
const NOTICEABLE = 96;
/** So many pixels in a thousand may differ noticeably: letters drawn a hair apart, but no line more or less. */
const MOST_DIFFERENT = 3;
/** Set to draw the stored pictures anew; look at them before they are committed. */
const DRAW_ANEW = "DRAW_PICTURES";

interface Grey {
  data: Buffer;
  width: number;
  height: number;
}

const small = (picture: Grey) => sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 1 } }).resize({ width: WIDTH }).greyscale();

/** How many pixels in a thousand differ noticeably. Pictures of another size differ wholly. */
export function difference(one: Grey, other: Grey): number {
  if (one.width !== other.width || one.height !== other.height) return 1000;
  let count = 0;
  for (let index = 0; index < one.data.length; index += 1) if (Math.abs((one.data[index] ?? 0) - (other.data[index] ?? 0)) > NOTICEABLE) count += 1;
  return (count * 1000) / one.data.length;
}

async function greyOf(picture: Sharp): Promise<Grey> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * Compares how a page (from 0) looks with the picture stored under `tests/pictures`. Where they differ the drawn page is left in a
 * folder for temporary files, which the message names. `DRAW_PICTURES=1` stores the pages as they are drawn now.
 */
export async function expectSamePicture(pdf: Uint8Array, page: number, name: string): Promise<void> {
  const drawn = small(await pictureOf(pdf, page));
  const stored = join(FOLDER, `${name}.png`);
  const png = await drawn.clone().png({ palette: true, colours: COLOURS, compressionLevel: 9, effort: 10 }).toBuffer();
  if (process.env[DRAW_ANEW]) {
    await mkdir(dirname(stored), { recursive: true });
    await writeFile(stored, png);
  }
  if (!existsSync(stored)) throw new Error(`no picture ${stored}: draw it with ${DRAW_ANEW}=1`);
  const found = difference(await greyOf(sharp(png)), await greyOf(sharp(await readFile(stored))));
  if (found <= MOST_DIFFERENT) return;
  const left = join(await mkdtemp(join(tmpdir(), "picture-")), `${name}.png`);
  await writeFile(left, png);
  expect.fail(`page ${page + 1} does not look like ${stored}: ${found.toFixed(1)} pixels in a thousand differ; as drawn: ${left}`);
}
