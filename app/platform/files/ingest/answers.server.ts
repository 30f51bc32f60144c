import type { IncomingMessage, ServerResponse } from "node:http";

/** What the ingest answers: always JSON, also for errors, because the SDK's client breaks on anything else. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing is lost when the answer does not arrive: its connection need not stay open for it. */
  readonly isDispensable?: boolean;
}

/** A body this small is cheaper to swallow than its connection is to lose. */
const SWALLOWED_BYTES = 64 * 1024;
/** Time for the answer to reach the client before its connection goes. */
const CLOSE_AFTER_MS = 700;
const CLOSE_AT_ONCE_MS = 20;

/**
 * Answers. Where a large body is still on its way the connection is closed and nothing more is read: otherwise browsers
 * push the whole file first and only then look at the answer.
 */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const text = Buffer.from(JSON.stringify(answer.body));
  const early = !request.complete && !isSmall(request);
  response.writeHead(answer.status, {
    ...answer.headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
    "cache-control": "no-store",
    ...(early && { connection: "close" }),
  });
  if (!early) {
    request.resume();
    response.end(request.method === "HEAD" ? undefined : text);
    return;
  }
  request.pause();
  // Not `end`: Node would then read the rest of the body itself.
  response.write(text);
  setTimeout(() => request.socket.destroy(), answer.isDispensable ? CLOSE_AT_ONCE_MS : CLOSE_AFTER_MS).unref();
}

function isSmall({ headers, method }: IncomingMessage): boolean {
  if (method === "HEAD" || method === "GET") return true;
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) <= SWALLOWED_BYTES;
}
