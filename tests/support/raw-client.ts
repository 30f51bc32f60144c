import { request as httpRequest } from "node:http";
import { paths } from "~/paths";
import type { UploadSite } from "./upload-site";

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown> | null;
  /** bytes of the body that had left when the answer came */
  sentBytes: number;
}

export interface RawRequest {
  method?: string;
  /** raw target, sent as it is */
  target: string;
  /** undefined: not sent */
  headers?: Record<string, string | number | undefined>;
  /** written one after the other; the connection's back-pressure is heeded */
  body?: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** Sends exactly this, and answers what came back even where the server stops reading. */
export function sendRaw(origin: string, { method = "PUT", target, headers = {}, body = [] }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let answered = false;
    const request = httpRequest({ hostname, port, method, path: target, headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string | number>, agent: false });
    request.on("response", (response) => {
      answered = true;
      const atAnswer = sentBytes;
      const chunks: Buffer[] = [];
      const finish = () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>), sentBytes: atAnswer });
        request.destroy();
      };
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("end", finish);
      response.once("error", finish);
    });
    let goOn = () => {};
    for (const event of ["drain", "close", "response"]) request.on(event, () => goOn());
    request.on("error", (error) => (answered ? undefined : reject(error)));
    void (async () => {
      for await (const chunk of body) {
        if (request.destroyed || answered) return;
        sentBytes += chunk.length;
        if (!request.write(chunk)) await new Promise<void>((resume) => (goOn = resume));
      }
      request.end();
    })();
  });
}

export interface Presigned {
  url: string;
  key: string;
  /** the address without its origin */
  target: string;
}

/** Asks for an address as the SDK's client does. */
export async function askForAddress(site: UploadSite, file: { fileKey: string; size: number; name?: string; type?: string }, cookie = site.owner.cookie): Promise<{ status: number; body: unknown; presigned: Presigned }> {
  const { fileKey, size, name = "ban-thuyet-minh.pdf", type = "application/pdf" } = file;
  const response = await fetch(`${site.origin}${paths.uploads()}?actionType=upload&slug=entryFile`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: site.origin, referer: `${site.origin}/bai-du-thi/1/sua/tep` },
    body: JSON.stringify({ input: { entryId: site.entryId, partKey: site.partKey, fileKey }, files: [{ name, size, type, lastModified: 1 }] }),
  });
  const body: unknown = await response.json();
  const [one] = Array.isArray(body) ? (body as { url: string; key: string }[]) : [];
  return { status: response.status, body, presigned: { url: one?.url ?? "", key: one?.key ?? "", target: one ? one.url.slice(new URL(one.url).origin.length) : "" } };
}

const BOUNDARY = "----ranhgioi7d3f";

/** A body as browsers make it: one part, framed by a boundary. */
export function framed(content: Buffer, { name = "file", boundary = BOUNDARY }: { name?: string; boundary?: string } = {}): Buffer {
  return Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="x.pdf"\r\nContent-Type: application/pdf\r\n\r\n`), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

export const multipart = `multipart/form-data; boundary=${BOUNDARY}`;

/** PUT of `content` from `start`, as the SDK sends it. */
export function putBytes(site: UploadSite, target: string, content: Buffer, { start = 0, headers = {}, origin = site.origin }: { start?: number; headers?: Record<string, string | number>; origin?: string } = {}): Promise<RawAnswer> {
  const body = framed(content.subarray(start));
  return sendRaw(origin, { target, headers: { cookie: site.owner.cookie, range: `bytes=${start}-`, "content-type": multipart, "content-length": body.length, ...headers }, body: [body] });
}

/** Where the server says to go on. */
export async function startOf(site: UploadSite, target: string): Promise<number> {
  const { headers } = await sendRaw(site.origin, { method: "HEAD", target, headers: { cookie: site.owner.cookie } });
  return Number(headers["x-ut-range-start"]);
}
