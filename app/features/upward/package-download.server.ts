import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RequestHandler, Request, Response } from "express";
import packageJson from "../../../package.json";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { accessEdition, findEdition } from "~/features/contests/edition-access.server";
import { noteDownloadProgress } from "~/features/documents/download-progress.server";
import type { Services } from "~/features/services";
import { upward } from "~/i18n/vi/upward";
import { contentDisposition } from "~/platform/http/download.server";
import { loadSigner } from "~/platform/signing/signer.server";
import { makePackage } from "./make-package.server";

/** Where the package is, in both languages. */
export const NOMINATIONS_ZIP = ["/ban-to-chuc/:edition/de-cu.zip", "/en/ban-to-chuc/:edition/de-cu.zip"];
const MOST_RECIPIENT = 200;

/**
 * Sends the package of nominations in front of Remix, whose adapter would hold in memory what a slow line has not taken yet. Whoever may
 * not have it, or for whom there is none, is passed on to the page at the same address, which says so.
 */
export function sendNominations(services: Services, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  return (request, response, next) => {
    void send(services, actorOf, request, response).then(
      (sent) => sent || next(),
      (error: unknown) => {
        services.log.error("package of nominations failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        if (response.headersSent) response.destroy();
        else next(error);
      },
    );
  };
}

/** The recipient as typed into the form of the page. */
export const recipientOf = (typed: unknown): string => (typeof typed === "string" ? typed : "").normalize("NFC").replace(/\p{Cc}/gu, " ").trim().slice(0, MOST_RECIPIENT);

async function send(services: Services, actorOf: (request: Request) => Promise<Actor | null>, request: Request, response: Response): Promise<boolean> {
  const actor = await actorOf(request);
  if (!actor || request.method !== "GET") return false;
  const now = services.clock.now();
  const access = accessEdition({ actor, edition: await findEdition(services, request.params["edition"] ?? ""), action: "package.send", now });
  if (!access.ok) return false;
  const { edition } = access.value;
  const run = String(request.query["lan"] ?? "");
  let last = { done: 0, entries: 0 };
  const note = (state: "running" | "done" | "stopped") => isUuid(run) && noteDownloadProgress(run, { userId: actor.userId, ...last, state });
  const onProgress = ({ done, files }: { done: number; files: number }) => {
    last = { done, entries: files };
    note("running");
  };
  const { name, version } = packageJson;
  const signer = await loadSigner(services.config);
  const packed = await makePackage(services, { edition, actorId: actor.userId, recipient: recipientOf(request.query["noi-nhan"]), software: { name, version }, signer, now, onProgress });
  if (!packed.ok) {
    note("stopped");
    response.redirect(303, `${request.path.slice(0, -".zip".length)}?goi=${packed.reason}`);
    return true;
  }
  const { length, bytes } = packed.value;
  response.writeHead(200, {
    "Content-Type": "application/zip", "Content-Length": length, "Content-Disposition": contentDisposition(upward.packageName(edition.slug), "attachment"), "Cache-Control": "private, no-store",
  });
  try {
    await pipeline(Readable.fromWeb(bytes() as Parameters<typeof Readable.fromWeb>[0]), response);
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
