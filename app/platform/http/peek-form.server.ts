import type { IncomingMessage } from "node:http";

/** Plain forms of buttons; longer ones are nobody's hurry. */
const MOST_BYTES = 16_384;

/**
 * The plain form a request carries, left in the request for whoever reads it next; null where it is none, or longer than a few
 * buttons need. `broken_off`: the connection went before all of it came; nobody is there to answer, and nobody should read on.
 */
export async function peekForm(request: IncomingMessage): Promise<URLSearchParams | "broken_off" | null> {
  const length = Number(request.headers["content-length"] ?? Number.NaN);
  if (!(length > 0 && length <= MOST_BYTES) || !/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) return null;
  const body = await peekBody(request, length);
  return body ? new URLSearchParams(body.toString("utf8")) : "broken_off";
}

/** Null: it broke off. */
function peekBody(request: IncomingMessage, length: number): Promise<Buffer | null> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = (body: Buffer | null) => {
      request.off("readable", take).off("error", broken).off("close", broken);
      done(body);
    };
    const broken = () => end(null);
    function take() {
      for (let part = request.read() as Buffer | null; part !== null; part = request.read() as Buffer | null) {
        parts.push(part);
        size += part.length;
      }
      if (size < length) return;
      const body = Buffer.concat(parts);
      // Within the same turn: what is put back before its end was told is read once more as if nothing had been.
      request.unshift(body);
      end(body);
    }
    if (request.destroyed) return done(null);
    request.on("readable", take).on("error", broken).on("close", broken);
  });
}
