import type { FileFamily } from "../contest/rules";
import { extensionOf } from "./names";

/**
 * What names and declared types say a file is. They are the sender's word: good for a hint before the upload starts, while what
 * counts is the content once it is there.
 */
const EXTENSIONS: Readonly<Record<FileFamily, readonly string[]>> = {
  PHOTO: ["jpg", "jpeg", "png", "webp", "heic", "heif"],
  PDF: ["pdf"],
  DOCUMENT: ["docx"],
  VIDEO: ["mp4", "m4v", "mov", "webm"],
};

const TYPES: Readonly<Record<string, FileFamily>> = {
  "image/jpeg": "PHOTO",
  "image/png": "PHOTO",
  "image/webp": "PHOTO",
  "image/heic": "PHOTO",
  "image/heif": "PHOTO",
  "application/pdf": "PDF",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCUMENT",
  "video/mp4": "VIDEO",
  "video/x-m4v": "VIDEO",
  "video/quicktime": "VIDEO",
  "video/webm": "VIDEO",
};

/** The family a file claims by its extension, or without one by its declared type; null: none that is taken. */
export function declaredFamily(name: string, type = ""): FileFamily | null {
  const extension = extensionOf(name).toLowerCase();
  if (extension === "") return TYPES[type.toLowerCase().split(";")[0]?.trim() ?? ""] ?? null;
  const families = Object.keys(EXTENSIONS) as FileFamily[];
  return families.find((family) => EXTENSIONS[family].includes(extension)) ?? null;
}

/** The extensions of these families, for people and for the `accept` of a file input: `.jpg`, `.jpeg` … */
export function extensionsOf(families: readonly FileFamily[]): string[] {
  return families.flatMap((family) => EXTENSIONS[family].map((extension) => `.${extension}`));
}

/** Pictures as iPhones take them: other people's browsers don't show them, so that a copy as JPEG is asked for. */
export function isHeic(name: string, type = ""): boolean {
  return /\.(heic|heif)$/i.test(name) || /^image\/hei[cf]/i.test(type);
}

/** Clips as iPhones take them (often HEVC), which many browsers cannot play. */
export function isQuickTime(name: string, type = ""): boolean {
  return /\.mov$/i.test(name) || type.toLowerCase().startsWith("video/quicktime");
}

/** The DOC of old Word versions and its like: readable for nobody here, but easily saved as DOCX or PDF. */
export function isOldDocument(name: string): boolean {
  return /\.(doc|rtf|odt|dot|docm|ppt|pptx|xls|xlsx)$/i.test(name);
}
