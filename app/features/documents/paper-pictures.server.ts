import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import type { PaperFile } from "~/data/paper-files.server";
import type { Services } from "~/features/services";
import { fitPicture, type Picture } from "~/platform/render/paper";

/** What a picture may take of a page: two stand on one. */
const ROOM = { width: 160, height: 105 };
/** Sharp on paper at 200 dots an inch, small in the file. */
const MOST_PIXELS = 1400;
const QUALITY = 78;
/** More than this is no variant made for looking at. */
const MOST_BYTES = 60 * 1024 * 1024;

/**
 * The picture of a file as it may be shown: the cleaned one (without place, device and names), of PDFs and videos the first page or
 * frame. Null where there is none (not processed, HEIC) or it cannot be read: a broken file never keeps a paper from being printed.
 */
export async function printablePicture(store: Services["files"], file: PaperFile): Promise<Picture | null> {
  const variant = file.variants.find(({ kind }) => kind === (file.family === "PHOTO" ? "CLEAN" : "FIRST_PAGE")) ?? file.variants.find(({ kind }) => kind === "THUMBNAIL");
  if (!variant || !variant.mime.startsWith("image/") || variant.size > MOST_BYTES) return null;
  const bytes = await bytesOf(store, variant.storageName);
  if (!bytes) return null;
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: 80_000_000 })
      .rotate()
      .flatten({ background: "#ffffff" })
      .resize({ width: MOST_PIXELS, height: MOST_PIXELS, fit: "inside", withoutEnlargement: true })
      .jpeg({ quality: QUALITY, mozjpeg: false })
      .toBuffer({ resolveWithObject: true });
    return { data, format: "jpeg", ...fitPicture(info, ROOM) };
  } catch {
    return null;
  }
}

/** The bytes of a PDF to draw pages from; of a cleaned one where there is one. Null where they are gone. */
export function pdfBytes(store: Services["files"], file: PaperFile): Promise<Buffer | null> {
  return bytesOf(store, file.variants.find(({ kind }) => kind === "CLEAN")?.storageName ?? file.storageName);
}

async function bytesOf(store: Services["files"], name: string): Promise<Buffer | null> {
  try {
    return await buffer(await store.open(name));
  } catch {
    return null;
  }
}
