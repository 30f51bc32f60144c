import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import sharp, { type Sharp } from "sharp";
import type { FileFamily } from "~/domain/contest/rules";
import type { ContentReason, PlayingProblem } from "~/domain/files/content";
import { ok, type Result } from "~/domain/kernel/result";
import { filmPatches } from "./film-patches.server";
import { readHeif } from "./heif-items.server";
import { inWorker } from "./in-worker.server";
import { inspectUpload } from "./inspect.server";
import { MOST_META_BYTES, openPicture } from "./inspect-picture.server";
import { readBox, topBoxes } from "./iso-boxes.server";
import { patchedCopy } from "./patched-copy.server";
import { perceptualHash } from "./perceptual-hash.server";
import { webmPatches } from "./webm-patches.server";

/** A picture or copy made of a file, on its way to the store. */
export interface MadeVariant {
  kind: "CLEAN" | "THUMBNAIL" | "FIRST_PAGE";
  mime: string;
  width: number | null;
  height: number | null;
  bytes(): Readable | Buffer;
}

/** Everything that is made of a file once. */
export interface MadeContent {
  width: number | null;
  height: number | null;
  seconds: number | null;
  pages: number | null;
  playable: boolean;
  problem: PlayingProblem | null;
  perceptualHash: bigint | null;
  /** words in it; null where none are read */
  text: string | null;
  variants: MadeVariant[];
}

export interface ContentSource {
  path: string;
  family: FileFamily;
  mime: string;
  /** in bytes */
  size: number;
  /** a file that may be written for a while */
  scratch: string;
}

const THUMBNAIL_PIXELS = 400;
const PAGE_PIXELS = 1_000;
const JPEG_QUALITY = 90;
const MOST_TEXT_BYTES = 200_000;

/** Makes what others see of a file: the clean copy, pictures of it, its words, its perceptual hash. */
export function makeContent(source: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  if (source.family === "PHOTO") return source.mime.startsWith("image/hei") ? makeHeic(source) : makePhoto(source);
  if (source.family === "PDF") return makePdf(source);
  return source.family === "DOCUMENT" ? makeDocument(source) : makeFilm(source);
}

const EMPTY = { width: null, height: null, seconds: null, pages: null, playable: true, problem: null, perceptualHash: null, text: null } as const;

/** What the inspection found stands still: nothing that was declared is asked again. */
function inspectAgain({ path, family, size }: ContentSource) {
  return inspectUpload(path, { name: "", declaredType: "", allowed: [family], maxBytes: size });
}

async function makePhoto(source: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  const facts = await inspectAgain(source);
  if (!facts.ok) return facts;
  const { width, height } = facts.value;
  // Encoded anew: whatever was hidden before, between or behind the pixels is gone. Colours become sRGB, as no profile is kept.
  const picture = openPicture(source.path);
  const [mime, clean] =
    source.mime === "image/png" || source.mime === "image/apng"
      ? (["image/png", picture.png()] as const)
      : source.mime === "image/webp"
        ? (["image/webp", picture.webp({ quality: JPEG_QUALITY })] as const)
        : (["image/jpeg", picture.flatten({ background: "#fff" }).jpeg({ quality: JPEG_QUALITY })] as const);
  await clean.toFile(source.scratch);
  const variants = [
    { kind: "CLEAN", mime, width, height, bytes: () => createReadStream(source.scratch) } as const,
    await thumbnail(openPicture(source.scratch)),
  ];
  return ok({ ...EMPTY, width, height, perceptualHash: await perceptualHash(openPicture(source.scratch)), variants });
}

async function thumbnail(picture: Sharp): Promise<MadeVariant> {
  const { data, info } = await picture.resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: "inside", withoutEnlargement: true }).webp({ quality: 78 }).toBuffer({ resolveWithObject: true });
  return { kind: "THUMBNAIL", mime: "image/webp", width: info.width, height: info.height, bytes: () => data };
}

/** The pixels of a HEIC cannot be decoded here; its metadata is written over with zeros, so that at least a copy can be had. */
async function makeHeic(source: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  const facts = await inspectAgain(source);
  if (!facts.ok) return facts;
  const file = await open(source.path);
  try {
    const boxes = await topBoxes(file, source.size);
    const meta = boxes.find(({ type }) => type === "meta");
    const patches = meta ? readHeif(await readBox(file, meta, MOST_META_BYTES), meta.start).metadata : [];
    const { width, height, playable, problem } = facts.value;
    const end = boxes.at(-1)?.end ?? source.size;
    return ok({ ...EMPTY, width, height, playable, problem, variants: [{ kind: "CLEAN", mime: source.mime, width, height, bytes: () => patchedCopy(source.path, patches, end) }] });
  } finally {
    await file.close();
  }
}

async function makeFilm(source: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  const facts = await inspectAgain(source);
  if (!facts.ok) return facts;
  const { width, height, seconds, playable, problem } = facts.value;
  const isWebm = source.mime === "video/webm";
  const file = await open(source.path);
  try {
    const { patches, end } = await (isWebm ? webmPatches : filmPatches)(file, source.size);
    const clean = { kind: "CLEAN", mime: isWebm ? "video/webm" : "video/mp4", width, height, bytes: () => patchedCopy(source.path, patches, end) } as const;
    return ok({ ...EMPTY, width, height, seconds, playable, problem, variants: [clean] });
  } finally {
    await file.close();
  }
}

async function makePdf({ path, mime, scratch }: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  const read = await inWorker("read-pdf", { path, mostCharacters: MOST_TEXT_BYTES, mostWidth: PAGE_PIXELS });
  if (!read.ok) return read;
  const cleaned = await inWorker("clean-pdf", { path, target: scratch });
  if (!cleaned.ok) return cleaned;
  const { pages, text, picture } = read.value;
  const raw = { raw: { width: picture.width, height: picture.height, channels: 4 } } as const;
  const page = await sharp(picture.data, raw).flatten({ background: "#fff" }).webp({ quality: 80 }).toBuffer();
  const variants: MadeVariant[] = [
    { kind: "CLEAN", mime, width: null, height: null, bytes: () => createReadStream(scratch) },
    { kind: "FIRST_PAGE", mime: "image/webp", width: picture.width, height: picture.height, bytes: () => page },
    await thumbnail(sharp(page)),
  ];
  return ok({ ...EMPTY, pages, text: storableText(text), variants });
}

async function makeDocument({ path, mime, scratch }: ContentSource): Promise<Result<MadeContent, ContentReason>> {
  const read = await inWorker("read-docx", { path, mostCharacters: MOST_TEXT_BYTES });
  if (!read.ok) return read;
  const cleaned = await inWorker("clean-docx", { path, target: scratch });
  if (!cleaned.ok) return cleaned;
  return ok({ ...EMPTY, text: storableText(read.value.text), variants: [{ kind: "CLEAN", mime, width: null, height: null, bytes: () => createReadStream(scratch) }] });
}

/** Text as the database takes it: NFC, without controls and halves of characters, of at most 200 kB. */
export function storableText(text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "").normalize("NFC");
  return Buffer.byteLength(plain) <= MOST_TEXT_BYTES ? plain : Buffer.from(plain).subarray(0, MOST_TEXT_BYTES).toString("utf8").replace(/\uFFFD+$/, "");
}
