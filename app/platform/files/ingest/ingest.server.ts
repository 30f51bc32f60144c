import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "~/platform/log/log.server";
import type { Spool } from "~/platform/files/storage/spool.server";
import { isDiskFull } from "~/platform/files/storage/storage-errors.server";
import { send, type Answer } from "./answers.server";
import type { StoredAnswer, UploadBook, UploadRecord } from "./book.server";
import { CompletionFailed, type CallbackLine } from "./callback.server";
import { boundaryOf, readPart } from "./part-reader.server";
import { createPartialHashes } from "./partials.server";
import { readPresigned, type Presigned } from "./presigned.server";
import { receive } from "./receive.server";
import { createWriters } from "./writers.server";

/** Codes of refusals; the application has a text for each. */
export type IngestRefusal =
  | "method_not_allowed"
  | "not_found"
  | "bad_signature"
  | "expired"
  | "unauthenticated"
  | "forbidden"
  | "not_registered"
  | "bad_range"
  | "wrong_start"
  | "malformed"
  | "disk_full"
  | "unfinished"
  | "unavailable"
  | "failed";

const STATUS: Readonly<Record<IngestRefusal, number>> = {
  method_not_allowed: 405,
  not_found: 404,
  bad_signature: 403,
  expired: 410,
  unauthenticated: 401,
  forbidden: 403,
  not_registered: 409,
  bad_range: 400,
  wrong_start: 416,
  malformed: 400,
  disk_full: 507,
  unfinished: 500,
  unavailable: 503,
  failed: 500,
};

export interface IngestParts {
  /** the ingest's own absolute address, without a slash at the end */
  readonly base: string;
  readonly appId: string;
  readonly apiKey: string;
  readonly book: UploadBook;
  readonly spool: Spool;
  readonly line: CallbackLine;
  readonly log: Log;
  readonly now: () => Date;
  /** the signed-in person behind a request, or null */
  readonly identify: (request: IncomingMessage) => Promise<string | null>;
  /** the text of a refusal, in the reader's language */
  readonly textOf: (request: IncomingMessage, reason: IngestRefusal) => string;
  /** a connection without a byte for so long is given up; 120 s */
  readonly idleMs?: number;
}

/** The server's side of UploadThing's protocol: HEAD and PUT of presigned addresses. */
export interface Ingest {
  /** Answers a request; `target` is its raw target. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse, target: string): Promise<void>;
  /** Completes what a restart interrupted. */
  recover(): Promise<void>;
  /** Ends all connections that write, keeping what came. */
  stop(): Promise<void>;
}

class Refused extends Error {
  constructor(
    readonly reason: IngestRefusal,
    readonly headers?: Record<string, string>,
  ) {
    super(reason);
  }
}

const IDLE_MS = 120_000;
/** header of the part and both boundaries */
const MOST_FRAMING_BYTES = 20 * 1024;
const startAt = (bytes: number) => ({ "x-ut-range-start": String(bytes) });

export function createIngest(parts: IngestParts): Ingest {
  const { book, spool, line, log } = parts;
  const writers = createWriters();
  let stopped = false;
  const hashes = createPartialHashes(spool);

  /** What the address signs, the person who asks and what was registered must agree. */
  async function authorise(request: IncomingMessage, target: string): Promise<UploadRecord> {
    const presigned = readPresigned({ ...parts, target, now: parts.now() });
    if (!presigned.ok) throw new Refused(presigned.reason);
    const userId = await parts.identify(request);
    if (userId === null) throw new Refused("unauthenticated");
    const upload = await book.find(presigned.value.key);
    if (!upload || !isSameUpload(upload, presigned.value)) throw new Refused("not_registered");
    if (upload.userId !== userId) throw new Refused("forbidden");
    if (isGivenUp(upload)) throw new Refused("expired");
    return upload;
  }

  async function refreshed({ key }: UploadRecord): Promise<UploadRecord> {
    return (await book.find(key)) ?? Promise.reject(new Refused("not_registered"));
  }

  /** Bytes kept safely: where the client goes on. */
  async function offset({ state, storageName, size }: UploadRecord): Promise<number> {
    return state === "REGISTERED" ? spool.partSize(storageName) : size;
  }

  /** Taken out of its entry while its bytes came. */
  async function giveUp({ key, storageName }: UploadRecord): Promise<never> {
    const now = await book.find(key);
    if (!now || isGivenUp(now)) await spool.removePart(storageName);
    throw new Refused("expired");
  }

  function head(asked: UploadRecord): Promise<Answer> {
    return writers.run(asked.key, async () => ({ status: 200, body: {}, headers: startAt(await offset(await refreshed(asked))) }));
  }

  function put(request: IncomingMessage, asked: UploadRecord): Promise<Answer | null> {
    return writers.run(asked.key, async (stopper) => {
      const upload = await refreshed(asked);
      if (upload.answer) return upload.answer;
      if (isGivenUp(upload)) throw new Refused("expired");
      if (upload.state === "RECEIVED") return complete(upload, upload.sha256 ?? "");
      stopper(() => request.destroy());
      const sha256 = await takeBytes(request, upload);
      stopper(() => undefined);
      if (sha256 === null) return null;
      if (!(await book.received(upload.key, sha256))) return giveUp(upload);
      return complete(upload, sha256);
    });
  }

  /** The SHA-256 of the whole file once its last byte is on disk; null where the connection went before. */
  async function takeBytes(request: IncomingMessage, upload: UploadRecord): Promise<string | null> {
    const { storageName, size } = upload;
    const stored = await spool.partSize(storageName);
    const framing = framingOf(request, { stored, size });
    if ((await spool.freeBytes()) < size - stored) throw new Refused("disk_full");
    const hash = await hashes.upTo(storageName, stored);
    const file = await spool.openPart(storageName);
    try {
      const outcome = await receive({ request, reader: readPart(framing), file, start: stored, hash, idleMs: parts.idleMs ?? IDLE_MS });
      if (outcome === "malformed") {
        await file.truncate(stored);
        throw new Refused("malformed");
      }
      const { size: written } = await file.stat();
      if (outcome === "lost") {
        hashes.keep(storageName, written, hash);
        return null;
      }
      // After a failed flush nobody knows which bytes are on the disk: the file begins anew.
      await file.datasync().catch(async (error: unknown) => {
        await file.truncate(0);
        throw error;
      });
      return hash.digest("hex");
    } finally {
      await file.close();
    }
  }

  async function complete(upload: UploadRecord, sha256: string): Promise<StoredAnswer> {
    const answer = await line.complete(upload, sha256);
    await book.finished(upload.key, answer.status === 200 ? "DONE" : "FAILED", answer);
    return answer;
  }

  function refusalOf(error: unknown): Refused {
    if (error instanceof Refused) return error;
    if (isDiskFull(error)) return new Refused("disk_full");
    log.error("upload failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return new Refused(error instanceof CompletionFailed ? "unfinished" : "failed");
  }

  return {
    async handle(request, response, target) {
      request.on("error", () => undefined);
      try {
        if (stopped) throw new Refused("unavailable");
        if (request.method !== "HEAD" && request.method !== "PUT") throw new Refused("method_not_allowed", { allow: "HEAD, PUT" });
        const upload = await authorise(request, target);
        const answer = request.method === "HEAD" ? await head(upload) : await put(request, upload);
        if (answer) send(request, response, answer);
      } catch (error) {
        const { reason, headers } = refusalOf(error);
        // A browser that repeats a broken request by itself looks at no answer before it has sent all: every moment costs bytes, and
        // its page asks where to go on anyway.
        const isDispensable = reason === "wrong_start";
        send(request, response, { status: STATUS[reason], body: { error: parts.textOf(request, reason), reason }, ...(headers && { headers }), isDispensable });
      }
    },
    async recover() {
      for (const upload of await book.listReceived()) {
        await writers.run(upload.key, async () => {
          const now = await refreshed(upload);
          if (now.state === "RECEIVED") await complete(now, now.sha256 ?? "");
        }).catch(refusalOf);
      }
    },
    async stop() {
      stopped = true;
      await writers.stopAll();
    },
  };
}

function isSameUpload(upload: UploadRecord, { slug, name, size }: Presigned): boolean {
  return upload.slug === slug && upload.metadata.name === name && upload.size === size;
}

/** Nobody waits for its bytes any more: there is a newer one, it ran out, or the file was taken out of its entry. */
function isGivenUp({ state, answer }: UploadRecord): boolean {
  return state === "FAILED" && answer === null;
}

/** Checks what can be checked before the first byte is read. */
function framingOf(request: IncomingMessage, { stored, size }: { stored: number; size: number }) {
  const start = /^bytes=(\d{1,15})-$/.exec(request.headers.range ?? "")?.[1];
  if (start === undefined) throw new Refused("bad_range");
  if (Number(start) !== stored) throw new Refused("wrong_start", startAt(stored));
  const boundary = boundaryOf(request.headers["content-type"]);
  const length = request.headers["content-length"];
  const bodyLength = length === undefined ? null : Number(length);
  const contentLength = size - stored;
  const fits = bodyLength === null || (bodyLength > contentLength && bodyLength <= contentLength + MOST_FRAMING_BYTES);
  if (boundary === null || !fits) throw new Refused("malformed");
  return { boundary, contentLength, bodyLength };
}
