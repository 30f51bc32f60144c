import type { IncomingMessage, ServerResponse } from "node:http";
import { send } from "./answers.server";

/** Bodies of the route handler are short JSON texts. */
const MOST_BYTES = 256 * 1024;

export type WebHandler = (request: Request) => Promise<Response>;

/**
 * Lets a handler over web requests answer a raw one, at the configured address whatever the request's `Host` says.
 * Bodies beyond 256 kB are refused; whatever goes wrong is answered in JSON.
 */
export async function answerBy(handler: WebHandler, request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
  const body = await bodyOf(request);
  if (body === null) return send(request, response, { status: 413, body: { message: "too_large", reason: "too_large" } });
  const query = /\?.*$/.exec(request.url ?? "")?.[0] ?? "";
  const method = request.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const hasBody = method !== "GET" && method !== "HEAD";
  const answer = await handler(new Request(`${address}${query}`, { method, headers, ...(hasBody && { body: new Uint8Array(body) }) }));
  const text = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": text.length, "cache-control": "no-store" });
  response.end(method === "HEAD" ? undefined : text);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
