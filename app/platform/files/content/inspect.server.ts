import { open, stat } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import type { FileFamily } from "~/domain/contest/rules";
import type { ContentReason, PlayingProblem } from "~/domain/files/content";
import { declaredFamily } from "~/domain/files/families";
import { extensionOf } from "~/domain/files/names";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { inWorker } from "./in-worker.server";
import { inspectHeic, inspectPicture } from "./inspect-picture.server";
import { inspectWebm } from "./inspect-webm.server";
import { MOST_MOVIE_BYTES, isPlayable, readMovie } from "./video-tracks.server";
import { readBox, topBoxes } from "./iso-boxes.server";

/** What a file is by its content. */
export interface Inspected {
  family: FileFamily;
  mime: string;
  /** in pixels; null where it has none */
  width: number | null;
  height: number | null;
  /** null where it is no film, or the film does not tell */
  seconds: number | null;
  /** of a PDF */
  pages: number | null;
  /** whether the browsers of others show it; if not, `problem` says why */
  playable: boolean;
  problem: PlayingProblem | null;
}

export interface InspectOptions {
  /** as its owner called it */
  name: string;
  /** as the sender's browser declared it; empty: not at all */
  declaredType: string;
  allowed: readonly FileFamily[];
  /** in bytes */
  maxBytes: number;
}

type Kind = "picture" | "heic" | "pdf" | "docx" | "film" | "webm";

const KINDS: Readonly<Record<string, { family: FileFamily; kind: Kind }>> = {
  "image/jpeg": { family: "PHOTO", kind: "picture" },
  "image/png": { family: "PHOTO", kind: "picture" },
  "image/apng": { family: "PHOTO", kind: "picture" },
  "image/webp": { family: "PHOTO", kind: "picture" },
  "image/avif": { family: "PHOTO", kind: "picture" },
  "image/heic": { family: "PHOTO", kind: "heic" },
  "image/heif": { family: "PHOTO", kind: "heic" },
  "image/heic-sequence": { family: "PHOTO", kind: "heic" },
  "image/heif-sequence": { family: "PHOTO", kind: "heic" },
  "application/pdf": { family: "PDF", kind: "pdf" },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": { family: "DOCUMENT", kind: "docx" },
  "video/mp4": { family: "VIDEO", kind: "film" },
  "video/x-m4v": { family: "VIDEO", kind: "film" },
  "video/quicktime": { family: "VIDEO", kind: "film" },
  "video/webm": { family: "VIDEO", kind: "webm" },
};
/** What a document with macros is by its content: worth a reason of its own. */
const MACRO_DOCUMENT = /^application\/vnd\.ms-(word|excel|powerpoint)\..*macroenabled/i;

type Facts = Partial<Omit<Inspected, "family" | "mime">>;

/**
 * Finds out what the file at `path` is by its bytes (never by its name), and whether it may be taken: its family is allowed, is
 * the one it was declared to be, and the file is whole and does nothing by itself. Runs before anything else reads the file.
 * @returns what it is, or why it is not taken
 */
export async function inspectUpload(path: string, { name, declaredType, allowed, maxBytes }: InspectOptions): Promise<Result<Inspected, ContentReason>> {
  const { size } = await stat(path);
  if (size === 0) return refused("empty_file");
  if (size > maxBytes) return refused("file_too_large");
  const detected = (await fileTypeFromFile(path).catch(() => undefined))?.mime ?? "";
  if (MACRO_DOCUMENT.test(detected)) return refused("document_macros");
  const known = KINDS[detected];
  if (!known) return refused("unknown_content");
  const { family, kind } = known;
  if (!agrees(family, name, declaredType)) return refused("content_differs");
  if (!allowed.includes(family)) return refused("family_not_allowed");
  const facts = await INSPECTORS[kind](path, size);
  if (!facts.ok) return facts;
  return ok({ family, mime: detected, width: null, height: null, seconds: null, pages: null, playable: true, problem: null, ...facts.value });
}

/** Whether the name and the declared type, as far as they say anything, say what the content is. */
function agrees(family: FileFamily, name: string, declaredType: string): boolean {
  const claimed = declaredFamily(name, declaredType);
  const saysNothing = extensionOf(name) === "" && (declaredType === "" || declaredType === "application/octet-stream");
  return claimed === family || saysNothing || (claimed === null && /\.avif$/i.test(name) && family === "PHOTO");
}

const INSPECTORS: Readonly<Record<Kind, (path: string, size: number) => Promise<Result<Facts, ContentReason>>>> = {
  picture: inspectPicture,
  async heic(path, size) {
    const facts = await inspectHeic(path, size);
    return facts.ok ? ok({ ...facts.value, playable: false, problem: "heic" }) : facts;
  },
  async pdf(path) {
    const facts = await inWorker("inspect-pdf", { path });
    return facts.ok ? ok({ pages: facts.value.pages }) : facts;
  },
  async docx(path) {
    const facts = await inWorker("inspect-docx", { path });
    return facts.ok ? ok({}) : facts;
  },
  film: inspectFilm,
  webm: inspectWebm,
};

/** An MP4 or MOV: its tracks, size, duration, and whether browsers play how it is coded. */
async function inspectFilm(path: string, size: number): Promise<Result<Facts, ContentReason>> {
  const file = await open(path);
  try {
    const boxes = await topBoxes(file, size);
    const moov = boxes.find(({ type }) => type === "moov");
    if (!moov || !boxes.some(({ type }) => type === "mdat")) return refused("video_broken");
    const movie = readMovie(await readBox(file, moov, MOST_MOVIE_BYTES));
    const picture = movie.tracks.find(({ handler }) => handler === "vide");
    if (!picture) return refused("video_broken");
    const playable = isPlayable(movie);
    const { width, height } = picture;
    return ok({ width: width || null, height: height || null, seconds: movie.seconds, playable, problem: playable ? null : "codec" });
  } catch {
    return refused("video_broken");
  } finally {
    await file.close();
  }
}
