import type { IncomingMessage, ServerResponse } from "node:http";
import { createRouteHandler } from "uploadthing/remix";
import { findUpload, listReceivedUploads, markFinished, markReceived, registerUploads, supersedeUploads } from "~/data/uploads.server";
import type { Services } from "~/features/services";
import { paths } from "~/paths";
import type { UploadBook } from "~/platform/files/ingest/book.server";
import { createCallbackLine } from "~/platform/files/ingest/callback.server";
import { createIngest } from "~/platform/files/ingest/ingest.server";
import { send } from "~/platform/files/ingest/answers.server";
import { answerBy, type WebHandler } from "~/platform/files/ingest/web-handler.server";
import type { Log } from "~/platform/log/log.server";
import { actorOf } from "~/platform/session/actor.server";
import { endForgottenUploads } from "./end-uploads.server";
import { readRegistration } from "./upload-metadata.server";
import { makeUploadRouter } from "./upload-router.server";
import { localeOfReferer, uploadReasonText } from "./upload-texts.server";

/** Where browsers send bytes; each address below it is presigned. */
export const INGEST_PATH = "/ingest";

/** Everything by which files come in: the route handler that allows uploads and the ingest that takes their bytes. */
export interface UploadDesk {
  /** Answers requests below `INGEST_PATH`; wants the raw target and an unread body. */
  receive(request: IncomingMessage, response: ServerResponse, target: string): Promise<void>;
  /** Answers requests to `paths.uploads()`, always in JSON. Never throws. */
  allow(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Completes what a restart interrupted. */
  recover(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** `sk_…`; kept with the installation's other keys */
  readonly uploadKey: string;
  /** see `createIngest` */
  readonly idleMs?: number;
}

/** The SDK's own log goes to standard output, at `Info` with whole presigned addresses; what matters of it stands in ours. */
const SILENT = { logLevel: "None" } as const;

/** Opens the desk in the mode of the configuration: the hosted service where there is a token, else the embedded ingest. */
export function openUploadDesk(services: Services, { uploadKey, idleMs }: Options): UploadDesk {
  const { config } = services;
  const router = makeUploadRouter(services);
  const callbackUrl = `${config.publicUrl}${paths.uploads()}`;
  if (config.uploadthingToken !== null) {
    const { action } = createRouteHandler({ router, config: { ...SILENT, token: config.uploadthingToken, callbackUrl } });
    const allow = async (request: Request) => inReadersLanguage(await action({ request, params: {}, context: noContext }), request);
    return hostedDesk(allowBy(allow, callbackUrl, services.log));
  }
  const base = `${config.publicUrl}${INGEST_PATH}`;
  // Addresses may be asked for before the handler they lead to is made: the two know each other.
  const line = createCallbackLine({
    base,
    apiKey: uploadKey,
    book: bookOf(services),
    log: services.log,
    readRegistration: (body) => readRegistration(body, services.clock.now()),
    call: (request) => handle(request),
  });
  const { action } = createRouteHandler({
    router,
    config: { ...SILENT, token: mintToken(uploadKey), ingestUrl: base, callbackUrl, isDev: false, handleDaemonPromise: "await", fetch: line.fetch },
  });
  const handle = (request: Request) => action({ request, params: {}, context: noContext });
  const ingest = createIngest({
    base,
    appId: APP_ID,
    apiKey: uploadKey,
    book: bookOf(services),
    spool: services.files.spool,
    line,
    log: services.log,
    now: () => services.clock.now(),
    identify: async ({ headers }) => (await actorOf(new Request("http://localhost/", { headers: { cookie: headers.cookie ?? "" } }), services.auth, services.db))?.userId ?? null,
    textOf: ({ headers }, reason) => uploadReasonText(reason, localeOfReferer(headers.referer)),
    ...(idleMs !== undefined && { idleMs }),
  });
  const allow = async (request: Request) => atReadersOrigin(await inReadersLanguage(await handle(request), request), request, config.publicUrl);
  return {
    receive: (request, response, target) => ingest.handle(request, response, target),
    allow: allowBy(allow, callbackUrl, services.log),
    recover: () => ingest.recover(),
    stop: () => ingest.stop(),
  };
}

const APP_ID = "sangtao";
/** The handler is called without a framework around it: no route uses its context. */
const noContext = Object.freeze({}) as never;

/** A token in UploadThing's form for our own ingest; the host in it is never used, the address is given. */
function mintToken(apiKey: string): string {
  return Buffer.from(JSON.stringify({ apiKey, appId: APP_ID, regions: ["here"] })).toString("base64");
}

function bookOf({ db, files }: Pick<Services, "db" | "files">): UploadBook {
  return {
    async register(uploads) {
      if (!(await registerUploads(db, uploads.map((upload) => ({ ...upload, metadata: { ...upload.metadata } }))))) return false;
      for (const { key, fileKey, userId, entryId } of uploads) {
        if (fileKey === null) continue;
        for (const name of await supersedeUploads(db, { fileKey, userId, except: key })) await files.spool.removePart(name);
        if (entryId !== null) await endForgottenUploads({ db, files }, entryId);
      }
      return true;
    },
    find: (key) => findUpload(db, key),
    received: (key, sha256) => markReceived(db, key, sha256),
    finished: (key, state, { status, body }) => markFinished(db, key, { state, answer: { status, body: { ...body } } }),
    listReceived: () => listReceivedUploads(db),
  };
}

function allowBy(handler: WebHandler, callbackUrl: string, log: Log): UploadDesk["allow"] {
  return (request, response) =>
    answerBy(handler, request, response, callbackUrl).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      log.error("route handler of uploads", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      send(request, response, { status: 500, body: { message: uploadReasonText("failed", localeOfReferer(request.headers.referer)), reason: "failed" } });
    });
}

function hostedDesk(allow: UploadDesk["allow"]): UploadDesk {
  return {
    receive(request, response) {
      send(request, response, { status: 404, body: { error: uploadReasonText("not_found", localeOfReferer(request.headers.referer)), reason: "not_found" } });
      return Promise.resolve();
    },
    allow,
    recover: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

/** A refusal of the handler with its reason in words; the SDK has no place where both the request and the refusal are known. */
async function inReadersLanguage(answer: Response, { headers }: Request): Promise<Response> {
  if (answer.ok || !answer.headers.get("content-type")?.includes("json")) return answer;
  const { reason } = (await answer.json()) as { reason?: string };
  const known = reason ?? "invalid";
  return Response.json({ message: uploadReasonText(known, localeOfReferer(headers.get("referer"))), reason: known }, { status: answer.status });
}

/**
 * Presigned addresses at the origin the reader's page came from. A server may be reached by its public name and by an address in
 * the office; the signature is over the public one whatever the address bar says, and cookies go to the page's own origin only.
 */
async function atReadersOrigin(answer: Response, { headers, method }: Request, publicUrl: string): Promise<Response> {
  // Not every browser names the origin of a page that asks its own server.
  const page = headers.get("origin") ?? headers.get("referer") ?? "";
  const { origin, host } = URL.canParse(page) ? new URL(page) : { origin: publicUrl, host: "" };
  if (!answer.ok || method !== "POST" || origin === publicUrl || host !== headers.get("host")) return answer;
  const body: unknown = await answer.json();
  const moved = Array.isArray(body) ? body.map((one: { url?: unknown }) => (typeof one.url === "string" && one.url.startsWith(`${publicUrl}/`) ? { ...one, url: origin + one.url.slice(publicUrl.length) } : one)) : body;
  return Response.json(moved, { status: answer.status });
}
