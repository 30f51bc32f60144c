import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands for the hosted UploadThing service, as far as the SDK's own sources tell what it takes and answers. The real one was never asked.
 */
export interface HostedService {
  token: string;
  addresses: { apiUrl: string; ingestUrl: string; ufsHost: string; ufsAppIdLocation: "path" };
  files: Map<string, { bytes: Buffer; name: string; acl: string | null }>;
  /** what was registered before addresses were given out, by key */
  registered: Map<string, { metadata: Record<string, unknown>; callbackUrl: string; callbackSlug: string }>;
  /** what completions answered, by key */
  results: Map<string, unknown>;
  /** Tells the application at `appOrigin`, whatever its public address, that a file is complete. */
  callBack(key: string, appOrigin: string): Promise<number>;
  close(): Promise<void>;
}

const API_KEY = `sk_${"d4".repeat(32)}`;
const APP_ID = "ungdung";

export async function openHostedService(): Promise<HostedService> {
  const files: HostedService["files"] = new Map();
  const registered: HostedService["registered"] = new Map();
  const results: HostedService["results"] = new Map();
  let origin = "";

  const isSigned = (url: URL) => {
    const href = `${origin}${url.pathname}${url.search}`;
    const cut = href.lastIndexOf("&signature=");
    const expected = `hmac-sha256=${createHmac("sha256", API_KEY).update(href.slice(0, cut)).digest("hex")}`;
    return cut > 0 && decodeURIComponent(href.slice(cut + 11)) === expected && Number(url.searchParams.get("expires")) > Date.now();
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", origin);
    const json = (status: number, value: unknown) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname.startsWith("/api/v6/")) {
      if (request.headers["x-uploadthing-api-key"] !== API_KEY) return void json(401, { error: "key" });
      return void json(200, api(url.pathname.slice("/api/v6/".length), JSON.parse(body.toString() || "{}") as { fileKeys?: string[]; offset?: number; limit?: number }));
    }
    if (request.method === "POST") {
      if (request.headers["x-uploadthing-api-key"] !== API_KEY) return void json(401, { error: "key" });
      const told = JSON.parse(body.toString()) as { fileKeys?: string[]; fileKey?: string; callbackData?: unknown } & Parameters<typeof registered.set>[1];
      for (const key of told.fileKeys ?? []) registered.set(key, told);
      if (told.fileKey !== undefined) results.set(told.fileKey, told.callbackData);
      return void json(200, { ok: true });
    }
    if (!isSigned(url)) return void json(403, { error: "signature" });
    const key = url.pathname.split("/").at(-1) ?? "";
    if (request.method === "PUT") {
      const form = await new Response(new Uint8Array(body), { headers: { "content-type": request.headers["content-type"] ?? "" } }).formData();
      const file = form.get("file") as File;
      files.set(key, { bytes: Buffer.from(await file.arrayBuffer()), name: decodeURIComponent(url.searchParams.get("x-ut-file-name") ?? ""), acl: url.searchParams.get("x-ut-acl") });
      return void json(200, { url: "u", appUrl: "u", ufsUrl: "u", fileHash: "h", serverData: null });
    }
    const known = files.get(key);
    if (!known) return void json(404, {});
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    response.writeHead(range ? 206 : 200).end(range ? known.bytes.subarray(Number(range[1]), range[2] === "" ? undefined : Number(range[2]) + 1) : known.bytes);
  }

  function api(path: string, { fileKeys = [], offset = 0, limit = 500 }: { fileKeys?: string[]; offset?: number; limit?: number }): unknown {
    if (path === "deleteFiles") return { success: true, deletedCount: fileKeys.filter((key) => files.delete(key)).length };
    if (path === "getUsageInfo") return { totalBytes: 10, appTotalBytes: 10, filesUploaded: files.size, limitBytes: 1_010 };
    const all = [...files].map(([key, { bytes, name }]) => ({ id: randomUUID(), customId: null, key, name, size: bytes.length, status: "Uploaded", uploadedAt: Date.now() }));
    return { hasMore: all.length > offset + limit, files: all.slice(offset, offset + limit) };
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  return {
    token: Buffer.from(JSON.stringify({ apiKey: API_KEY, appId: APP_ID, regions: ["sea1"] })).toString("base64"),
    addresses: { apiUrl: `${origin}/api`, ingestUrl: `${origin}/ingest`, ufsHost: host, ufsAppIdLocation: "path" },
    files,
    registered,
    results,
    async callBack(key, appOrigin) {
      const known = registered.get(key);
      const file = files.get(key);
      if (!known || !file) throw new Error("nothing to call back about");
      const link = `${origin}/a/${APP_ID}/${key}`;
      const about = { name: file.name, size: file.bytes.length, type: "application/pdf", customId: null, key, url: link, appUrl: link, ufsUrl: link, fileHash: "h" };
      const text = JSON.stringify({ status: "uploaded", metadata: known.metadata, origin: `${origin}/ingest`, file: about });
      const signature = `hmac-sha256=${createHmac("sha256", API_KEY).update(text).digest("hex")}`;
      const headers = { "uploadthing-hook": "callback", "x-uploadthing-signature": signature, "content-type": "application/json" };
      const address = `${appOrigin}${new URL(known.callbackUrl).pathname}?slug=${known.callbackSlug}`;
      return (await fetch(address, { method: "POST", headers, body: text })).status;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
