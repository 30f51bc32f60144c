import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** What a presigned address of UploadThing's protocol says about the file that is to come. */
export interface Presigned {
  readonly key: string;
  readonly slug: string | null;
  /** as the middleware named it, never a person's own name for the file */
  readonly name: string;
  /** in bytes; the truth about the size, because it is signed */
  readonly size: number;
}

export type PresignedRefusal = "not_found" | "bad_signature" | "expired";

/** `hmac-sha256=` and the lower-case hex HMAC of the text's UTF-8 bytes, as the SDK signs and verifies. */
export function sign(text: string, apiKey: string): string {
  return `hmac-sha256=${createHmac("sha256", apiKey).update(text, "utf8").digest("hex")}`;
}

interface Question {
  /** the raw target of the request, path and query as they came: any re-encoding would break the signature */
  readonly target: string;
  /** the ingest's address as configured; never taken from the request's headers */
  readonly base: string;
  readonly appId: string;
  readonly apiKey: string;
  readonly now: Date;
}

const KEY = /^[A-Za-z0-9]{20,128}$/;
const SIGNATURE = "&signature=";

/** Reads and verifies a presigned address. Nothing of it may be used unless this answers `ok`. */
export function readPresigned({ target, base, appId, apiKey, now }: Question): { ok: true; value: Presigned } | { ok: false; reason: PresignedRefusal } {
  const path = new URL(base).pathname.replace(/\/$/, "");
  const cut = target.lastIndexOf(SIGNATURE);
  if (!target.startsWith(`${path}/`)) return { ok: false, reason: "not_found" };
  if (cut < 0) return { ok: false, reason: "bad_signature" };
  const signed = `${base}${target.slice(path.length, cut)}`;
  if (!isSame(sign(signed, apiKey), decodeOnce(target.slice(cut + SIGNATURE.length)))) return { ok: false, reason: "bad_signature" };
  return readSigned(target.slice(path.length + 1, cut), { appId, now });
}

function readSigned(text: string, { appId, now }: Pick<Question, "appId" | "now">): ReturnType<typeof readPresigned> {
  const mark = text.indexOf("?");
  const key = mark < 0 ? text : text.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : text.slice(mark + 1));
  const value = (name: string) => decodeOnce(query.get(name) ?? "");
  if (!KEY.test(key) || value("x-ut-identifier") !== appId) return { ok: false, reason: "not_found" };
  const expires = Number(query.get("expires"));
  if (!Number.isSafeInteger(expires) || now.getTime() >= expires) return { ok: false, reason: "expired" };
  const size = /^\d{1,15}$/.test(value("x-ut-file-size")) ? Number(value("x-ut-file-size")) : 0;
  if (size < 1) return { ok: false, reason: "not_found" };
  return { ok: true, value: { key, slug: query.has("x-ut-slug") ? value("x-ut-slug") : null, name: value("x-ut-file-name"), size } };
}

/** Values are percent-encoded twice: once by hand in the SDK, once by the query itself. */
function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** In constant time, whatever the lengths. */
function isSame(expected: string, given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
