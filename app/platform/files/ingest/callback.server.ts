import type { Log } from "~/platform/log/log.server";
import type { StoredAnswer, UploadBook, UploadRecord } from "./book.server";
import { sign } from "./presigned.server";

/** How the ingest reaches the route handler, and the handler the ingest: in this process, never over the network. */
export interface CallbackLine {
  /** To be given to the SDK as its `fetch`: answers what it asks of the ingest. */
  fetch: typeof fetch;
  /** Tells the handler that all bytes are here and answers the result for the client. @throws CompletionFailed */
  complete(upload: UploadRecord, sha256: string): Promise<StoredAnswer>;
}

/** `onUploadComplete` threw, or its answer never came. The bytes stay: it can be tried again. */
export class CompletionFailed extends Error {}

interface Parts {
  /** the ingest's address as configured */
  readonly base: string;
  readonly apiKey: string;
  readonly book: Pick<UploadBook, "register">;
  readonly log: Log;
  readonly readRegistration: (body: unknown) => Parameters<UploadBook["register"]>[0] | null;
  /** the route handler's action */
  readonly call: (request: Request) => Promise<Response>;
}

export function createCallbackLine({ base, apiKey, book, log, readRegistration, call }: Parts): CallbackLine {
  const results = new Map<string, (data: unknown) => void>();

  async function register(body: unknown): Promise<Response> {
    const uploads = readRegistration(body);
    if (!uploads) return Response.json({ error: "unreadable registration" }, { status: 400 });
    if (await book.register(uploads)) return Response.json({ ok: true });
    log.warn("upload key known already");
    return Response.json({ error: "key known already" }, { status: 409 });
  }

  function takeResult(body: unknown): Response {
    const { fileKey, callbackData } = body as { fileKey?: unknown; callbackData?: unknown };
    results.get(String(fileKey))?.(callbackData ?? null);
    return Response.json({ ok: true });
  }

  async function answerSdk(url: string, headers: Headers, body: unknown): Promise<Response> {
    if (headers.get("x-uploadthing-api-key") !== apiKey) return Response.json({ error: "wrong key" }, { status: 401 });
    if (url === `${base}/route-metadata`) return register(body);
    if (url === `${base}/callback-result`) return takeResult(body);
    return Response.json({ error: "not found" }, { status: 404 });
  }

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return answerSdk(request.url, request.headers, await request.json());
    },
    async complete(upload, sha256) {
      let result: { data: unknown } | undefined;
      results.set(upload.key, (data) => (result = { data }));
      const file = describe(upload, base, sha256);
      try {
        const body = JSON.stringify({ status: "uploaded", metadata: upload.metadata, origin: base, file });
        const url = `${upload.callbackUrl}?slug=${encodeURIComponent(upload.slug)}`;
        const headers = { "uploadthing-hook": "callback", "x-uploadthing-signature": sign(body, apiKey), "content-type": "application/json" };
        const response = await call(new Request(url, { method: "POST", headers, body }));
        // The SDK answers 200 even when `onUploadComplete` threw: only the result tells.
        if (!response.ok || (!result && upload.awaitServerData)) throw new CompletionFailed(`no result of an upload's completion (${response.status})`);
      } finally {
        results.delete(upload.key);
      }
      return answerOf(file, result?.data ?? null);
    },
  };
}

interface FileDescription {
  name: string;
  size: number;
  type: string;
  customId: null;
  key: string;
  url: string;
  appUrl: string;
  ufsUrl: string;
  fileHash: string;
}

/** The SDK wants addresses of the file; ours are served through an authorised route only, so these lead nowhere. */
function describe({ key, size, metadata }: UploadRecord, base: string, sha256: string): FileDescription {
  const address = `${base}/${key}`;
  return { name: String(metadata.name ?? key), size, type: String(metadata.type ?? ""), customId: null, key, url: address, appUrl: address, ufsUrl: address, fileHash: sha256 };
}

/** What `onUploadComplete` returned decides: an object with `error` is a refusal that sending again would not mend. */
function answerOf({ url, appUrl, ufsUrl, fileHash }: FileDescription, serverData: unknown): StoredAnswer {
  if (typeof serverData === "object" && serverData !== null && "error" in serverData) return { status: 422, body: { ...serverData } };
  return { status: 200, body: { url, appUrl, ufsUrl, fileHash, serverData } };
}
