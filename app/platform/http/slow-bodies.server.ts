import type { NextFunction, Request, Response } from "express";

const LOOK_EVERY_MS = 5_000;

export interface SlowBodyLimits {
  /** in this time a body may stall */
  graceMs: number;
  /** after it, the average since the request began */
  minBytesPerSecond: number;
}

/** A telephone on a bad line sends several thousand bytes a second. */
const LIMITS: SlowBodyLimits = { graceMs: 30_000, minBytesPerSecond: 1_000 };

/**
 * Ends requests whose body drips in. Node's own limit of time is off because uploads of large files may take an hour; those have
 * a limit of their own in the ingest.
 */
export function endSlowBodies({ graceMs, minBytesPerSecond }: SlowBodyLimits = LIMITS) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { socket, headers } = request;
    if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return next();
    const begun = Date.now();
    const before = socket.bytesRead;
    const watch = setInterval(() => {
      if (request.complete) return clearInterval(watch);
      const elapsed = Date.now() - begun;
      if (elapsed < graceMs || socket.bytesRead - before >= (elapsed / 1000) * minBytesPerSecond) return;
      clearInterval(watch);
      if (!response.headersSent) socket.write("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      socket.destroySoon();
    }, Math.min(LOOK_EVERY_MS, graceMs));
    watch.unref();
    response.once("close", () => clearInterval(watch));
    next();
  };
}
