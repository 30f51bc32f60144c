import type { ErrorRequestHandler } from "express";
import { locales } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import type { Log } from "~/platform/log/log.server";
import { isDataAddress } from "./open-data.server";
import { marksOf } from "./security.server";

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
    const what = status === 400 ? "malformed" : "fault";
    if (isDataAddress(request.path)) {
      const problem = { type: "about:blank", title: messagesFor("en").errors.outside[what], status, reference };
      return void response.type("application/problem+json").send(`${JSON.stringify(problem, null, 2)}\n`);
    }
    const lines = locales.map((locale) => messagesFor(locale).errors).map((texts) => `${texts.outside[what]} ${texts.reference(reference)}`);
    response.type("text/plain; charset=utf-8").send(`${lines.join("\n")}\n`);
  };
}

/**
 * Express says so of addresses and bodies it cannot decode (http-errors: `expose`; a `URIError` it marks with the status). Errors of
 * others may bear a status, too (a store that answered 403), and a `URIError` of our own has none.
 */
function isUnreadable(error: unknown): boolean {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return (expose === true || error instanceof URIError) && typeof status === "number" && status >= 400 && status < 500;
}
