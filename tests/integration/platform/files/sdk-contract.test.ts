import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createRouteHandler, createUploadthing } from "uploadthing/remix";
import { filmBytes, pdfBytes } from "../../../factories/file-bytes";
import { sdkClient } from "../../../support/sdk-client";
import { openUploadSite, type UploadSite } from "../../../support/upload-site";
import { sign } from "~/platform/files/ingest/presigned.server";

/**
 * What the ingest relies on in the SDK, held fast: the real client and the real route handler, watched. A new version of the SDK that
 * changes any of this must fail here and not on somebody's telephone.
 */
const KEY = `sk_${"b2".repeat(32)}`;
const ING = "https://hoithi.example/ingest";
const APP = "https://hoithi.example/api/uploadthing";
const NAME = "Ảnh thiếu nhi – 'Tết' & 100% +a.mp4";

let site: UploadSite;
beforeAll(async () => {
  site = await openUploadSite();
});
afterAll(() => site.close());

const servers: { close(): void }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

interface Watched {
  url: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A route handler of its own over a fetch that writes down what the SDK asks of an ingest. */
function watchedHandler(options: { answer?: () => Response; onUploadComplete?: () => unknown } = {}) {
  const asked: Watched[] = [];
  const create = createUploadthing();
  const router = {
    tep: create({ video: { maxFileSize: "512MB", acl: "private" } }, { presignedURLTTL: "1 day" })
      .middleware(() => ({ userId: "u1", when: new Date(0).toISOString() }))
      .onUploadComplete(() => (options.onUploadComplete ?? (() => ({ fileId: "f1" })))() as { fileId: string }),
  };
  const watch = async (input: unknown, init?: RequestInit) => {
    const request = new Request(input as string, init);
    asked.push({ url: request.url, headers: request.headers, body: (await request.json()) as Record<string, unknown> });
    return options.answer?.() ?? Response.json({ ok: true });
  };
  const token = Buffer.from(JSON.stringify({ apiKey: KEY, appId: "ung-dung", regions: ["here"] })).toString("base64");
  const { action } = createRouteHandler({ router, config: { token, ingestUrl: ING, callbackUrl: APP, isDev: false, logLevel: "None", fetch: watch as typeof fetch } });
  return { asked, call: (request: Request) => action({ request, params: {}, context: {} as never }) };
}

function askingFor(files: object[]): Request {
  return new Request(`${APP}?actionType=upload&slug=tep`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ input: null, files }) });
}

it("a presigned address carries these parameters in this order, each value encoded twice, signed over all before the signature", async () => {
  const { call } = watchedHandler();
  const before = Date.now();
  const [presigned] = (await (await call(askingFor([{ name: NAME, size: 12_345, type: "video/mp4", lastModified: 7 }]))).json()) as { url: string; key: string; name: string; customId: null }[];
  expect(Object.keys(presigned ?? {}).sort()).toEqual(["customId", "key", "name", "url"]);
  const url = presigned?.url ?? "";
  const names = [...new URL(url).searchParams.keys()];
  expect(names).toEqual(["expires", "x-ut-identifier", "x-ut-file-name", "x-ut-file-size", "x-ut-file-type", "x-ut-slug", "x-ut-content-disposition", "x-ut-acl", "signature"]);
  const value = (name: string) => new URL(url).searchParams.get(name) ?? "";
  expect(value("x-ut-file-name")).toBe(encodeURIComponent(NAME));
  expect([value("x-ut-identifier"), value("x-ut-file-size"), decodeURIComponent(value("x-ut-file-type")), value("x-ut-slug"), value("x-ut-acl")]).toEqual(["ung-dung", "12345", "video/mp4", "tep", "private"]);
  expect(Number(value("expires")) - before).toBeGreaterThanOrEqual(86_400_000);
  expect(Number(value("expires")) - before).toBeLessThan(86_460_000);
  expect(url.startsWith(`${ING}/${presigned?.key}?`)).toBe(true);
  expect(presigned?.key).toMatch(/^[A-Za-z0-9]{20,128}$/);
  const cut = url.lastIndexOf("&signature=");
  expect(decodeURIComponent(url.slice(cut + 11))).toBe(sign(url.slice(0, cut), KEY));
});

it("keys are registered before their addresses are answered, with this body and the plain key as header", async () => {
  const { call, asked } = watchedHandler();
  const [presigned] = (await (await call(askingFor([{ name: NAME, size: 5, type: "video/mp4", lastModified: 7 }]))).json()) as { key: string }[];
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe(`${ING}/route-metadata`);
  expect(asked[0]?.headers.get("x-uploadthing-api-key")).toBe(KEY);
  expect(asked[0]?.headers.get("x-uploadthing-be-adapter")).toBe("remix");
  expect(asked[0]?.body).toEqual({ fileKeys: [presigned?.key], metadata: { userId: "u1", when: "1970-01-01T00:00:00.000Z" }, isDev: false, callbackUrl: APP, callbackSlug: "tep", awaitServerData: true });
});

it("addresses are answered even where registering failed: the ingest has to refuse them itself", async () => {
  const { call } = watchedHandler({ answer: () => Response.json({ error: "full" }, { status: 503 }) });
  const answer = await call(askingFor([{ name: NAME, size: 5, type: "video/mp4", lastModified: 7 }]));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toHaveLength(1);
});

const file = { name: "a.mp4", size: 5, type: "video/mp4", customId: null, key: "k".repeat(40), url: "https://x.example/a", appUrl: "https://x.example/a", ufsUrl: "https://x.example/a", fileHash: "00" };

function callback(body: object, signature: (text: string) => string = (text) => sign(text, KEY)): Request {
  const text = JSON.stringify(body);
  return new Request(`${APP}?slug=tep`, { method: "POST", headers: { "uploadthing-hook": "callback", "x-uploadthing-signature": signature(text), "content-type": "application/json" }, body: text });
}

it("a callback with our signature runs the completion and posts its result to the origin it names", async () => {
  const { call, asked } = watchedHandler();
  const answer = await call(callback({ status: "uploaded", metadata: { userId: "u1" }, origin: ING, file }));
  expect([answer.status, await answer.text()]).toEqual([200, "null"]);
  expect(asked.map(({ url, body }) => ({ url, body }))).toEqual([{ url: `${ING}/callback-result`, body: { fileKey: file.key, callbackData: { fileId: "f1" } } }]);
  expect(asked[0]?.headers.get("x-uploadthing-api-key")).toBe(KEY);
});

it.each([
  ["a wrong signature", (text: string) => sign(`${text} `, KEY)],
  ["no signature", () => ""],
  ["the signature of another key", (text: string) => sign(text, `${KEY}0`)],
])("a callback with %s is refused", async (_what, signature) => {
  const { call, asked } = watchedHandler();
  const answer = await call(callback({ status: "uploaded", metadata: {}, origin: ING, file }, signature));
  expect([answer.status, asked]).toEqual([400, []]);
});

it.each(["url", "appUrl", "ufsUrl", "fileHash", "customId"])("a callback without %s is refused", async (name) => {
  const { call, asked } = watchedHandler();
  const answer = await call(callback({ status: "uploaded", metadata: {}, origin: ING, file: Object.fromEntries(Object.entries(file).filter(([key]) => key !== name)) }));
  expect([answer.status, asked]).toEqual([400, []]);
});

it("a completion that throws answers 200 and posts no result: the ingest has to notice", async () => {
  const { call, asked } = watchedHandler({
    onUploadComplete: () => {
      throw new Error("no database");
    },
  });
  const answer = await call(callback({ status: "uploaded", metadata: {}, origin: ING, file }));
  expect([answer.status, asked]).toEqual([200, []]);
});

it("the client asks where to begin and then puts one part named file with a range, and hands the result on", async () => {
  const bytes = filmBytes({ payload: Buffer.alloc(200_000, 3) });
  const fileKey = await site.declare(bytes, "phim.mp4");
  const { uploader, sent } = sdkClient({ origin: site.origin, cookie: site.owner.cookie });
  const lastModified = 1_700_000_000_000;
  const [result] = await uploader.uploadFiles("entryFile", { files: [new File([new Uint8Array(bytes)], "phim.mp4", { type: "video/mp4", lastModified })], input: { entryId: site.entryId, partKey: site.partKey, fileKey } });
  expect(sent.map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 200", "HEAD 200", "PUT 200"]);
  const [post, head, put] = sent;
  expect(new URL(post?.url ?? "").search).toBe("?actionType=upload&slug=entryFile");
  expect(post?.headers.get("content-type")).toBe("application/json");
  expect(head?.url).toBe(put?.url);
  expect(put?.headers.get("range")).toBe("bytes=0-");
  expect([put?.headers.has("x-uploadthing-version"), put?.headers.has("traceparent"), put?.headers.has("b3")]).toEqual([true, true, true]);
  expect(result?.name).toBe("phim.mp4");
  expect(result?.size).toBe(bytes.length);
  expect(result?.fileHash).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(result?.serverData).toEqual({ fileId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

/** An ingest that answers the client as told. */
async function scripted(answers: { head?: Record<string, string>; put: { status: number; body: string } }): Promise<{ origin: string; puts: { range: string | undefined; body: string }[] }> {
  const puts: { range: string | undefined; body: string }[] = [];
  const read = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("latin1");
  };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      if (request.method === "HEAD") return response.writeHead(403, answers.head).end();
      if (request.method === "POST") return response.setHeader("content-type", "application/json").end(JSON.stringify([{ url: `http://localhost:${(server.address() as AddressInfo).port}/ingest/k`, key: "k", name: "a", customId: null }]));
      puts.push({ range: request.headers.range, body });
      response.writeHead(answers.put.status, { "content-type": "application/json" }).end(answers.put.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, puts };
}

async function uploadTo(origin: string): Promise<unknown> {
  const { uploader } = sdkClient({ origin, cookie: "" });
  return uploader.uploadFiles("entryFile", { files: [new File(["0123456789"], "a.pdf", { type: "application/pdf" })], input: { entryId: site.entryId, partKey: site.partKey, fileKey: crypto.randomUUID() } }).then(
    (results) => ({ results }),
    (error: unknown) => error,
  );
}

it("the client goes on at the byte the HEAD names, whatever its status, and sends the rest alone", async () => {
  const { origin, puts } = await scripted({ head: { "x-ut-range-start": "4" }, put: { status: 200, body: JSON.stringify({ url: "u", appUrl: "u", ufsUrl: "u", fileHash: "h", serverData: null }) } });
  await uploadTo(origin);
  expect(puts.map(({ range }) => range)).toEqual(["bytes=4-"]);
  expect(puts[0]?.body).toMatch(/^--\S+\r\nContent-Disposition: form-data; name="file"; filename="[^"]*"\r\n[^]*\r\n\r\n456789\r\n--\S+--(\r\n)?$/i);
});

it("the client fails on an error in the body even with status 200, and hands body and status on", async () => {
  const withError = await scripted({ put: { status: 200, body: JSON.stringify({ error: "Tệp hỏng", reason: "pdf_broken" }) } });
  expect(await uploadTo(withError.origin)).toMatchObject({ code: "UPLOAD_FAILED", message: "Tệp hỏng", data: { reason: "pdf_broken" } });
  const withStatus = await scripted({ put: { status: 422, body: JSON.stringify({ error: "Tệp hỏng", reason: "pdf_broken" }) } });
  expect(await uploadTo(withStatus.origin)).toMatchObject({ code: "UPLOAD_FAILED", message: expect.stringMatching(/^XHR failed 422/), data: { reason: "pdf_broken" } });
});

it("the client carries a refusal of the middleware on: its status, its words", async () => {
  const bytes = await pdfBytes();
  const { uploader } = sdkClient({ origin: site.origin, cookie: "" });
  const outcome = await uploader.uploadFiles("entryFile", { files: [new File([new Uint8Array(bytes)], "a.pdf", { type: "application/pdf" })], input: { entryId: site.entryId, partKey: site.partKey, fileKey: crypto.randomUUID() } }).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ code: "FORBIDDEN", message: "Phiên đăng nhập đã hết. Hãy đăng nhập lại; phần đã tải vẫn được giữ.", cause: { reason: "unauthenticated" } });
});
