import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Request, RequestHandler, Response } from "express";
import { logAccess } from "~/data/access-log.server";
import type { Actor } from "~/domain/access/roles";
import type { FileForm } from "~/domain/files/viewing";
import type { Services } from "~/features/services";
import { FileMissing } from "~/platform/files/storage/storage-errors.server";
import { sendBytes, type SentBytes } from "~/platform/http/send-bytes.server";
import { fileOf, type ServedFile } from "./file-of.server";

type ServeServices = Pick<Services, "db" | "files" | "clock" | "log">;

const FORMS: Readonly<Record<string, FileForm>> = { "": "CLEAN", nho: "THUMBNAIL", "trang-dau": "FIRST_PAGE", chu: "TEXT", goc: "ORIGINAL" };
/** What browsers show by themselves and what cannot act while they do. */
const SHOWN = /^(image\/(jpeg|png|apng|webp|avif)|video\/(mp4|webm)|application\/pdf|text\/plain; charset=utf-8)$/;

/**
 * Answers `/tep/{file}/{variant?}` with the bytes of a file: whoever asks is looked at on every request, ranges included. What may
 * not be had does not exist; then the next handler says so.
 */
export function serveFiles(services: ServeServices, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return (request, response, next) => {
    const match = /^\/tep\/([0-9a-fA-F-]{36})(?:\/(nho|trang-dau|chu|goc))?\/?$/.exec(request.path);
    if (!match || (request.method !== "GET" && request.method !== "HEAD")) return next();
    answer(services, { fileRowId: match[1] ?? "", form: FORMS[match[2] ?? ""] ?? "CLEAN" }, request, response, actorOf).then(
      (isAnswered) => (isAnswered ? undefined : next()),
      (error: unknown) => {
        services.log.error("file not sent", { file: match[1], error });
        if (response.headersSent) return response.destroy();
        next(error);
      },
    );
  };
}

async function answer(
  services: ServeServices,
  wanted: { fileRowId: string; form: FileForm },
  request: Request,
  response: Response,
  actorOf: (request: Request) => Promise<Actor | null>,
): Promise<boolean> {
  const now = services.clock.now();
  const actor = await actorOf(request);
  const file = await fileOf(services, { ...wanted, actor, now });
  if (!file) return false;
  if (file.viewer === "staff" && actor && isFirstLook(wanted.form, request)) {
    await logAccess(services.db.prisma, { userId: actor.userId, entryIds: [file.entryId], what: "file", at: now });
  }
  const address = file.text === null ? await services.files.signedUrl(file.storageName) : null;
  if (address !== null) {
    response.setHeader("Cache-Control", "no-store");
    response.redirect(302, address);
    return true;
  }
  return sendStored(services, { file, fileRowId: wanted.fileRowId, inline: wanted.form !== "ORIGINAL" && SHOWN.test(file.mime) && request.query["tai"] === undefined }, request, response);
}

/** False where the store has lost the bytes: then there is no such file, and the log says so. */
async function sendStored({ files, log }: ServeServices, { file, fileRowId, inline }: { file: ServedFile; fileRowId: string; inline: boolean }, request: Request, response: Response): Promise<boolean> {
  const { size, mime: type, name, text, storageName } = file;
  const open: SentBytes["open"] = (range) => (text === null ? files.open(storageName, range) : Promise.resolve(Readable.from([text.subarray(range.start, range.end + 1)])));
  try {
    await sendBytes(request, response, { size, type, etag: etagOf(file), name, inline, headers: protection(file), open });
    return true;
  } catch (error) {
    if (!(error instanceof FileMissing) || response.headersSent) throw error;
    log.error("the bytes of a file are gone", { file: fileRowId });
    return false;
  }
}

/** A film is fetched in pieces; its first piece counts. Small pictures of a list are looked at with the page, which is noted itself. */
function isFirstLook(form: FileForm, { headers, method }: Request): boolean {
  return method === "GET" && form !== "THUMBNAIL" && (headers.range === undefined || headers.range.startsWith("bytes=0-"));
}

/** Stored bytes never change under their random name; the tag tells nothing of them, not even whether two files are the same. */
function etagOf({ storageName }: ServedFile): string {
  return `"${createHash("sha256").update(`etag ${storageName}`).digest("base64url").slice(0, 22)}"`;
}

/**
 * Nothing a file holds may act here, be framed elsewhere or be kept without asking again: a right that was taken away, or a consent,
 * counts with the next request. Browsers' PDF viewers are pages themselves and stay blank in a sandbox or without their styles and
 * scripts; PDFs that act are refused when they come, and the type is never guessed.
 */
function protection({ mime }: ServedFile): Record<string, string> {
  const isPdf = mime === "application/pdf";
  const isFramed = isPdf || mime.startsWith("text/plain");
  const framing = `frame-ancestors ${isFramed ? "'self'" : "'none'"}`;
  return {
    "Content-Security-Policy": isPdf ? framing : `sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; ${framing}`,
    ...(isFramed && { "X-Frame-Options": "SAMEORIGIN" }),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    Vary: "Cookie",
    "X-Robots-Tag": "noindex, noimageindex",
  };
}
