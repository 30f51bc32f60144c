import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeZip } from "client-zip";
import type { Request, RequestHandler, Response } from "express";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { contentDisposition } from "~/platform/http/download.server";
import { noteDownloadProgress } from "./download-progress.server";

export interface ZipFile {
  name: string;
  input: Uint8Array | string | Readable;
  lastModified: Date;
  size?: number;
}

/** Files as one zip, made while it is read: nothing is made ahead of a slow reader, and a reader who leaves stops it. */
export function zipOf(files: AsyncIterable<ZipFile>): ReadableStream<Uint8Array> {
  return cancellable(makeZip(files, { buffersAreUTF8: true }));
}

/** The library reports a reader's leaving as a fault of the stream; here it is an ordinary end. */
function cancellable(zip: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = zip.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason).catch(() => undefined),
    },
    { highWaterMark: 0 },
  );
}

export interface ZipProgress {
  done: number;
  entries: number;
}

/** `length` in bytes, where it is known before; `elsewhere`: the address that says why there is none. */
export type MadeZip = { name: string; zip: ReadableStream<Uint8Array>; length?: number } | { elsewhere: string };

/** Makes the zip of a request for whoever may have it; null: the page at the same address says why not. */
export type ZipMaker = (asked: { actor: Actor; request: Request; onProgress: (progress: ZipProgress) => void }) => Promise<MadeZip | null>;

/**
 * Sends a zip in front of Remix, whose adapter would read it as fast as it is made and hold in memory what a slow line has not taken
 * yet. Whoever may not have it is passed on to the page at the same address. `lan` in the query: the run under which progress is noted.
 */
export function zipHandler(services: Pick<Services, "log">, actorOf: (request: Request) => Promise<Actor | null>, make: ZipMaker): RequestHandler {
  return (request, response, next) => {
    void send(actorOf, make, request, response).then(
      (sent) => sent || next(),
      (error: unknown) => {
        services.log.error("zip failed", { path: request.path, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        if (response.headersSent) response.destroy();
        else next(error);
      },
    );
  };
}

async function send(actorOf: (request: Request) => Promise<Actor | null>, make: ZipMaker, request: Request, response: Response): Promise<boolean> {
  const actor = await actorOf(request);
  if (!actor || request.method !== "GET") return false;
  const run = String(request.query["lan"] ?? "");
  const { userId } = actor;
  let last: ZipProgress = { done: 0, entries: 0 };
  const note = (state: "running" | "done" | "stopped") => isUuid(run) && noteDownloadProgress(run, { userId, ...last, state });
  const made = await make({ actor, request, onProgress: (progress) => { last = progress; note("running"); } });
  if (!made) return false;
  if ("elsewhere" in made) {
    note("stopped");
    response.redirect(303, made.elsewhere);
    return true;
  }
  if (made.length !== undefined) response.setHeader("Content-Length", made.length);
  response.writeHead(200, { "Content-Type": "application/zip", "Content-Disposition": contentDisposition(`${made.name}.zip`, "attachment"), "Cache-Control": "private, no-store" });
  try {
    await pipeline(Readable.fromWeb(made.zip as Parameters<typeof Readable.fromWeb>[0]), response);
    note("done");
  } catch (error) {
    note("stopped");
    // Somebody who closes the window cancels it: no fault.
    if (!isAbort(error)) throw error;
  }
  return true;
}

function isAbort(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE" || code === "ABORT_ERR";
}
