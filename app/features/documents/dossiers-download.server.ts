import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RequestHandler, Request, Response } from "express";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { accessEdition, findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { contentDisposition } from "~/platform/http/download.server";
import { dossiersZip } from "./dossiers-zip.server";
import { noteDownloadProgress } from "./download-progress.server";

/** Where the zip is, in both languages. */
export const DOSSIERS_ZIP = ["/ban-to-chuc/:edition/ho-so.zip", "/en/ban-to-chuc/:edition/ho-so.zip"];

/**
 * Sends the zip of all dossiers in front of Remix, whose adapter would read it as fast as it is made and hold in memory what a slow
 * line has not taken yet. Whoever may not have it is passed on to the page at the same address, which says so.
 */
export function sendDossiers(services: Services, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return (request, response, next) => {
    void send(services, actorOf, request, response).then(
      (sent) => sent || next(),
      (error: unknown) => {
        services.log.error("zip of dossiers failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        if (response.headersSent) response.destroy();
        else next(error);
      },
    );
  };
}

async function send(services: Services, actorOf: (request: Request) => Promise<Actor | null>, request: Request, response: Response): Promise<boolean> {
  const actor = await actorOf(request);
  if (!actor || request.method !== "GET") return false;
  const now = services.clock.now();
  const access = accessEdition({ actor, edition: await findEdition(services, request.params["edition"] ?? ""), action: "entry.inspect", now });
  if (!access.ok) return false;
  const { edition } = access.value;
  const run = String(request.query["lan"] ?? "");
  const userId = actor.userId;
  let last = { done: 0, entries: 0 };
  const note = (state: "running" | "done" | "stopped") => isUuid(run) && noteDownloadProgress(run, { userId, ...last, state });
  const zip = await dossiersZip(services, { edition, userId, now, onProgress: (progress) => { last = progress; note("running"); } });
  response.writeHead(200, { "Content-Type": "application/zip", "Content-Disposition": contentDisposition(`ho-so-${edition.slug}.zip`, "attachment"), "Cache-Control": "private, no-store" });
  try {
    await pipeline(Readable.fromWeb(zip as Parameters<typeof Readable.fromWeb>[0]), response);
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
