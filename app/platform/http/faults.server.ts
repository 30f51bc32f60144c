import type { ErrorRequestHandler } from "express";
import type { Log } from "~/platform/log/log.server";
import { marksOf } from "./security.server";

/** Addresses that programs read; an answer there is never a page. */
export const isDataAddress = (path: string): boolean => /^\/(en\/)?api\/|\.(json|csv|xml)$/.test(path);

/**
 * Last in the chain: what went wrong outside of Remix (the database is gone, a disk is full) is written down and told in two languages
 * with the reference of the request; programs get it in their form (RFC 9457). Nothing of the error itself is told. A request that
 * cannot be read (`%E0` in its address) is the sender's mistake and no line in the log.
 */
export function answerFaults(log: Pick<Log, "error">): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { reference } = marksOf(response);
    const status = isUnreadable(error) ? 400 : 500;
    if (status === 500) log.error("request failed", { reference, method: request.method, path: request.path, error });
    if (response.headersSent) return next(error);
    for (const name of response.getHeaderNames()) if (/^(content-(?!security)|etag|link)/i.test(name)) response.removeHeader(name);
    response.status(status).setHeader("Cache-Control", "no-store");
    const [vietnamese, english] = status === 400 ? TEXTS.unreadable : TEXTS.fault;
    if (isDataAddress(request.path)) {
      const problem = { type: "about:blank", title: english, status, reference };
      return void response.type("application/problem+json").send(`${JSON.stringify(problem, null, 2)}\n`);
    }
    const lines = [`${vietnamese} Số tham chiếu: ${reference}`, `${english} Reference: ${reference}`];
    response.type("text/plain; charset=utf-8").send(`${lines.join("\n")}\n`);
  };
}

const TEXTS = {
  unreadable: ["Địa chỉ này viết sai nên không đọc được.", "This address is malformed."],
  fault: ["Hệ thống gặp trục trặc, hãy thử lại sau ít phút.", "Something went wrong, try again in a few minutes."],
} as const;

/** Express says so of addresses and bodies it cannot decode. */
function isUnreadable(error: unknown): boolean {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === "number" && status >= 400 && status < 500;
}
